import { parseWithZod } from '@conform-to/zod/v4'
import { encrypt } from '~/lib/crypto.server'
import { invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { judge } from '~/access/policy'
import { refused } from '~/lib/errors'
import type { Ctx } from '../act.server'
import { addAttachments } from '../attachments/add-attachments.server'
import type { Received } from '../attachments/receive.server'
import { appendEvent } from '../append-event.server'
import { handOf, type CaseRow, type Domain } from '../domain'
import type { BaseFacts } from '../kind'
import { lockCase } from '../load-case.server'
import { ruleBook } from '../rules.server'
import { keepTasks } from '../tasks/keep-tasks.server'
import { visitInput, type VisitInput } from './visit-input'

/** What a kind does with a recorded visit on its own table (last contact, first talk …) before duties are planned anew. */
export type VisitEffect = (context: { ctx: Ctx; file: CaseRow; visit: VisitInput }) => Promise<void>

/**
 * Records a visit or contact, with its photos. It does not raise the file's version: a colleague's form does not collide. Fulfils the
 * open duties whose `record` is this type, and plans the next ones. Throws 404, 403, 422.
 */
export async function recordVisit<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  request: { caseId: string | undefined; form: FormData; photos?: readonly Received[] },
): Promise<void> {
  const { actor, db } = ctx
  const file = await lockCase(db, domain.kind.name, request.caseId)
  if (!judge(actor.role, domain.kind.name, 'W').allowed) throw refused()
  const parsed = parseWithZod(request.form, { schema: visitInput })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const visit = parsed.value
  const errors: Record<string, string[]> = {}
  if (!Object.hasOwn(domain.kind.records, visit.type)) errors.type = ['请从列表中选择']
  if (visit.onDay > actor.today) errors.onDay = ['日期不能晚于今天']
  if (visit.onDay < file.openedOn && visit.onDay < actor.today && file.birthOn && visit.onDay < file.birthOn)
    errors.onDay = ['日期不对，请核对']
  if (visit.nextOn && visit.nextOn <= visit.onDay) errors.nextOn = ['下次日期应晚于本次']
  if (!visit.note && visit.reached === 'yes') errors.note = ['请简要写明情况']
  if (Object.keys(errors).length) throw invalid(errors)
  const visitId = uuidv7()
  const row = {
    id: visitId,
    case_id: file.id,
    kind: file.kind,
    scope_key: file.scopeKey,
    type: visit.type,
    on_day: visit.onDay,
    reached: visit.reached === 'yes',
    place: visit.place ?? null,
    present: visit.present ? visit.present.split(/[、，,;；\s]+/).filter(Boolean) : [],
    tags: visit.tags,
    note_enc: visit.note ? encrypt(visit.note, `visit:${file.id}`) : null,
    next_on: visit.nextOn ?? null,
    by_post_id: actor.postId,
    by_name: actor.userName,
    created_at: actor.now.toISOString(),
  }
  await db.$executeRaw`SELECT add_rows(${JSON.stringify({ visit: [row] })}::jsonb)`
  const files = await addAttachments(ctx, file, request.photos ?? [], { visitId })
  await domain.visited?.({ ctx, file, visit })
  const appended = await appendEvent(db, file, {
    step: `visit.${visit.type}`,
    fromState: file.state,
    toState: file.state,
    input: { onDay: visit.onDay, reached: visit.reached, ...(files.length > 0 && { files }) },
    eventOn: visit.onDay,
    at: actor.now,
    hand: handOf(actor),
  })
  const facts = (await domain.facts(db, [file.id])).get(file.id)!
  const fulfilled = Object.entries(domain.kind.duties).filter(
    ([, duty]) => (visit.reached === 'yes' || duty.attempt) && (duty.record ?? '').split(' ').includes(visit.type),
  )
  await keepTasks(db, {
    kind: domain.kind,
    file: appended,
    facts,
    book: await ruleBook(db),
    hand: handOf(actor),
    at: actor.now,
    settled: fulfilled.map(([code]) => code),
  })
}
