/** The helper writes down that he met the child: day, length, what was done, where. No word of what was said. */
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { eventRow } from '~/casefile/chain.server'
import { handOf } from '~/casefile/domain'
import { loadCase } from '~/casefile/load-case.server'
import { dbToDay } from '~/lib/dates'
import { invalid, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { contactInput, read } from '../inputs'
import { findHelped } from '../views/helped.server'
import { contactTask } from './contact-task.server'
import { loadPairing } from './load-pairing.server'

/** The helper may not write on the child's file; one function of the database takes this and nothing else. Throws 403, 404, 422. */
export async function recordContact(ctx: Ctx, id: string | undefined, form: FormData): Promise<void> {
  const { actor, db } = ctx
  if (actor.role !== 'PH') throw refused('联系由结对人自己登记。')
  // Whoever the consent, the term or the village has shut out finds no such pairing.
  await findHelped(ctx, id)
  const pairing = await loadPairing(ctx, id)
  const file = await loadCase(db, 'child', pairing.caseId)
  const given = read(contactInput, form)
  const wrong: Record<string, string[]> = {}
  if (given.onDay > actor.today) wrong.onDay = ['日期不能晚于今天']
  else if (given.onDay < dbToDay(pairing.fromOn!)) wrong.onDay = ['日期不能早于结对开始']
  const apart = given.way === 'phone' || given.way === 'letter'
  if (apart !== (given.setting === 'not_together'))
    wrong.setting = [apart ? '电话、书信请选“没有见面”' : '见面的请选择在什么地方']
  if (Object.keys(wrong).length) throw invalid(wrong)
  const last = pairing.lastContactOn && dbToDay(pairing.lastContactOn)
  const task = await contactTask(db, file, {
    helperPostId: pairing.helperPostId,
    from: last && last > given.onDay ? last : given.onDay,
    occurrence: pairing.contacts + 2,
    because: '上次联系',
    at: actor.now,
  })
  const contact = {
    id: uuidv7(),
    case_id: file.id,
    scope_key: file.scopeKey,
    pairing_id: pairing.id,
    on_day: given.onDay,
    way: given.way,
    setting: given.setting,
    minutes: given.minutes,
    topics: given.topics,
    by_post_id: actor.postId,
    by_name: actor.userName,
    at: actor.now.toISOString(),
  }
  const event = eventRow(file, {
    step: 'pair_contact',
    fromState: file.state,
    toState: file.state,
    input: { way: given.way, minutes: given.minutes },
    eventOn: given.onDay,
    at: actor.now,
    hand: handOf(actor),
  })
  await db.$executeRaw`SELECT record_pair_contact(${JSON.stringify(contact)}::jsonb, ${task.due_on}::date, ${JSON.stringify(event)}::jsonb, ${JSON.stringify(task)}::jsonb)`
  await logAccess(db, actor, {
    event: 'step',
    fileToken: file.fileToken,
    data: { kind: file.kind, step: 'pair_contact' },
  })
}
