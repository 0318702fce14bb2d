import type { Ctx } from '~/casefile/act.server'
import { notFound } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'

/** A call in the scope of the transaction. Throws 404 for absent and out of scope alike. */
export async function loadCall({ db }: Ctx, id: string | undefined) {
  const call = isUuid(id) ? await db.call.findUnique({ where: { id } }) : null
  if (!call) throw notFound()
  return call
}
