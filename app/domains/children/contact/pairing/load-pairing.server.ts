import type { Ctx } from '~/casefile/act.server'
import { lockCase } from '~/casefile/load-case.server'
import type { CaseRow } from '~/casefile/domain'
import { notFound } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'

/** A pairing in the scope of the transaction. Throws 404 for absent and out of scope alike. */
export async function loadPairing({ db }: Ctx, id: string | undefined) {
  const pairing = isUuid(id) ? await db.pairing.findUnique({ where: { id } }) : null
  if (!pairing) throw notFound()
  return pairing
}
export type PairingRow = Awaited<ReturnType<typeof loadPairing>>

/** The same, read again once the child's row is held: what another hand did meanwhile is seen. */
export async function lockPairing(ctx: Ctx, id: string | undefined): Promise<{ file: CaseRow; pairing: PairingRow }> {
  const file = await lockCase(ctx.db, 'child', (await loadPairing(ctx, id)).caseId)
  return { file, pairing: await loadPairing(ctx, id) }
}
