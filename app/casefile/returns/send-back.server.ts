import { logAccess } from '~/audit/log.server'
import type { UnitReturn } from '~/generated/prisma/client'
import { conflict, invalid, refused } from '~/lib/errors'
import { requiredText } from '~/lib/text'
import { findUnit } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import { ruleBook } from '../rules.server'
import { levelFor } from './draft.server'
import { below, levelOf, type ReturnForm } from './form'
import { returnTask } from './return-task.server'

/**
 * The office above sends a return back with a reason: the unit corrects it as a new version, and has a duty to do so.
 * Throws 403, 409, 422.
 */
export async function sendBack(
  form: ReturnForm,
  ctx: Ctx,
  row: UnitReturn,
  reason: FormDataEntryValue | null,
): Promise<void> {
  const { actor, db } = ctx
  const level = levelFor(form, ctx)
  const unit = await findUnit(db, row.unitCode)
  const theirs = unit && levelOf(form, unit)
  if (!unit || !theirs || below(form, level) !== theirs || row.unitCode === actor.unit.code)
    throw refused('只能退回直接下级单位的报表。')
  const read = requiredText(300, { lines: true }).safeParse(reason ?? '')
  if (!read.success) throw invalid({ reason: ['请写明退回的原因'] })
  const task = returnTask(form, theirs, await ruleBook(db), {
    back: true,
    unitCode: row.unitCode,
    period: row.period,
    today: actor.today,
    at: actor.now,
  })
  const [answer] = await db.$queryRaw<{ sent: boolean }[]>`
    SELECT send_return_back(${row.id}::uuid, ${read.data}, ${actor.userName}, ${actor.unit.name}, ${JSON.stringify(task)}::jsonb) AS sent`
  if (!answer?.sent) throw conflict('这份报表已经退回或更正过了，请刷新后查看。')
  await logAccess(db, actor, {
    event: 'return',
    data: { form: form.code, period: row.period, version: row.version, act: 'send_back' },
  })
}
