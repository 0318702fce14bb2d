import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import { logAccess } from '~/audit/log.server'
import { Prisma } from '~/generated/prisma/client'
import { conflict, invalid, refused } from '~/lib/errors'
import { postIAnswerFor } from '~/orgs/posts/answers-for.server'
import { settleUnitDuty } from '~/orgs/posts/settle-unit-duty.server'
import type { Ctx } from '../act.server'
import { eventRow } from '../chain.server'
import type { Domains } from '../desk/duty-words'
import { handOf } from '../domain'
import { toCaseRow } from '../load-case.server'
import { receiversOf } from './receivers.server'
import { countHeld, heldDuties, heldFiles, kindsHandedOver } from './what-he-holds.server'

const ids = z.array(z.uuid()).default([])
const input = z.object({
  to: z.uuid(),
  which: z.enum(['chosen', 'all']),
  file: ids,
  duty: ids,
  /** How much the page showed; more or less by now is a conflict. */
  files: z.coerce.number().int(),
  duties: z.coerce.number().int(),
})

export type HandedOver = { files: number; duties: number; left: number; before: number; after: number }

/**
 * Hands files and duties of one post over to another of the unit (按清单交接), all of them or the chosen ones, by the head
 * who answers for it: one transaction, one timeline event a file, nothing dropped: what both hold together is the same
 * before and after. Throws 403, 404, 409 when the list moved on, 422.
 */
export async function handOver(
  domains: Domains,
  ctx: Ctx,
  postId: string | undefined,
  form: FormData,
): Promise<HandedOver> {
  const { actor, db } = ctx
  const leaver = await postIAnswerFor(ctx, postId)
  const kinds = kindsHandedOver(domains, ctx)
  if (!kinds.length) throw refused('您的岗位不办理这类档案，不能交接。')
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { to, which, ...seen } = parsed.value
  const { receivers } = await receiversOf(ctx, leaver, kinds)
  const receiver = receivers.find((one) => one.id === to)
  if (!receiver) throw invalid({ to: ['请从列表中选择接收人'] })
  if (which === 'chosen' && seen.file.length + seen.duty.length === 0)
    throw invalid({ which: ['请先在清单里选中要移交的档案或事项'] })

  const held = async (id: string) => (await countHeld(domains, ctx, [id])).get(id) ?? { files: 0, duties: 0 }
  const picked = <T extends string>(alias: T, list: readonly string[]) =>
    which === 'chosen' ? Prisma.sql`AND ${Prisma.raw(alias)}.id = ANY (${[...list]}::uuid[])` : Prisma.empty
  const files = await db.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT c.id FROM case_file c WHERE ${heldFiles(domains, leaver.id, kinds)} ${picked('c', seen.file)} ORDER BY c.id FOR UPDATE`,
  )
  const duties = await db.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT t.id FROM task t WHERE ${heldDuties(leaver.id, kinds)} ${picked('t', seen.duty)} ORDER BY t.id FOR UPDATE`,
  )
  const [was, had] = [await held(leaver.id), await held(receiver.id)]
  const [wantFiles, wantDuties] =
    which === 'all' ? [seen.files, seen.duties] : [new Set(seen.file).size, new Set(seen.duty).size]
  if (files.length !== wantFiles || duties.length !== wantDuties || was.files !== seen.files)
    throw conflict('清单里有档案或事项刚刚变动过。请按最新的清单重新选择。')

  await moveFiles(
    ctx,
    files.map((row) => row.id),
    { from: leaver.name, to: receiver },
  )
  await db.task.updateMany({
    where: { id: { in: duties.map((row) => row.id) } },
    data: { assigneeId: receiver.id },
  })
  const [left, has] = [await held(leaver.id), await held(receiver.id)]
  if (left.files + has.files !== was.files + had.files || left.duties + has.duties !== was.duties + had.duties)
    throw new Error('a hand-over lost a file')
  if (left.files + left.duties === 0) await settleUnitDuty(ctx, 'handover', leaver.id)
  await logAccess(db, actor, {
    event: 'handover',
    data: { from: leaver.id, to: receiver.id, files: files.length, duties: duties.length },
  })
  return { files: files.length, duties: duties.length, left: left.files, before: had.files, after: has.files }
}

/** The holder of every file and one event on its timeline, in a few statements for all of them. */
async function moveFiles(
  { actor, db }: Ctx,
  fileIds: readonly string[],
  { from, to }: { from: string; to: { id: string; name: string } },
): Promise<void> {
  if (!fileIds.length) return
  const rows = await db.caseFile.findMany({ where: { id: { in: [...fileIds] } } })
  const events = rows.map(toCaseRow).map((file) => ({
    file,
    row: eventRow(file, {
      step: 'assign.handover',
      fromState: file.state,
      toState: file.state,
      input: { from, to: to.name },
      eventOn: actor.today,
      at: actor.now,
      hand: handOf(actor),
    }),
  }))
  await db.$executeRaw`SELECT add_rows(${JSON.stringify({ case_event: events.map(({ row }) => row) })}::jsonb)`
  const heads = JSON.stringify(events.map(({ row }) => ({ id: row.case_id, seq: row.seq, hash: row.hash })))
  await db.$executeRaw`
    UPDATE case_file c SET owner_post_id = ${to.id}::uuid, assigned_on = ${actor.today}::date, chain_seq = h.seq, chain_hash = h.hash
    FROM jsonb_to_recordset(${heads}::jsonb) AS h(id uuid, seq int, hash text) WHERE c.id = h.id`
  const logged = JSON.stringify(events.map(({ file }) => ({ token: file.fileToken, kind: file.kind })))
  await db.$executeRaw`
    SELECT log_access('step', f.token, 0, NULL, ${actor.ip}, ${actor.requestId}, jsonb_build_object('kind', f.kind, 'step', 'assign.handover'))
    FROM jsonb_to_recordset(${logged}::jsonb) AS f(token text, kind text)`
}
