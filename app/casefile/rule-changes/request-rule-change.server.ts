import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'
import { logAccess } from '~/audit/log.server'
import { dayToDb, dbToDay, formatDay } from '~/lib/dates'
import { conflict, invalid, notFound } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import { legalDay, requiredText, toHalfWidth } from '~/lib/text'
import type { Ctx } from '../act.server'
import type { RuleUnit } from '../deadlines/rule-book'
import { OPEN_STATES } from './change-states'
import { ruleUnits } from './rule-groups'

const whole = z
  .string()
  .overwrite((text) => toHalfWidth(text).trim())
  .min(1)
  .regex(/^\d{1,7}$/, '请填写整数')
  .transform(Number)
const input = z.object({ value: whole, effectiveFrom: legalDay(), source: requiredText(200) })

/** Is a change of this rule or year under way? Throws 409. */
export async function refuseSecondChange({ db }: Ctx, subject: { ruleId?: string; year?: number }): Promise<void> {
  const open = await db.recomputeBatch.findFirst({
    where: { ...subject, state: { in: [...OPEN_STATES] } },
  })
  if (open) throw conflict('这一项已有一个变更正在办理。请先在“变更与日期”里办完或撤回，再提新的变更。')
}

/**
 * Asks for a new version of a rule parameter from a day: never an overwrite, and later than every version there is.
 * Nothing counts yet: the worker computes what it would move, the batch is reviewed and confirmed by a second person.
 * Gives the batch's id. Throws 404, 409, 422.
 */
export async function requestRuleChange(ctx: Ctx, ruleId: string | undefined, form: FormData): Promise<string> {
  const { actor, db } = ctx
  const versions = ruleId ? await db.ruleParam.findMany({ where: { ruleId }, orderBy: { effectiveFrom: 'desc' } }) : []
  const latest = versions[0]
  if (!ruleId || !latest) throw notFound()
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { value, effectiveFrom, source } = parsed.value
  const { label, most } = ruleUnits[latest.unit as RuleUnit]
  const since = dbToDay(latest.effectiveFrom)
  if (value > most) throw invalid({ value: [`不能大于 ${most} ${label}`.trim()] })
  if (value === latest.value && source === latest.source)
    throw invalid({ value: ['与现行版本的数值和依据都相同，不需要变更'] })
  if (effectiveFrom <= since)
    throw invalid({ effectiveFrom: [`须晚于现有最新版本的生效日期 ${formatDay(since)}；已有版本不能改写`] })
  await refuseSecondChange(ctx, { ruleId })
  const id = uuidv7()
  await db.recomputeBatch.create({
    data: {
      id,
      cause: 'rule',
      ruleId,
      value,
      effectiveFrom: dayToDb(effectiveFrom),
      source,
      state: 'computing',
      madeBy: actor.userId,
      madeAt: actor.now,
    },
  })
  await enqueue(db, 'rule_change_compute', { batchId: id })
  await logAccess(db, actor, { event: 'rule_change', data: { batch: id, subject: ruleId, step: 'made' } })
  return id
}
