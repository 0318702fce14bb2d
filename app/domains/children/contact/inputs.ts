/** What the forms of calls and pairing send. */
import { z } from 'zod'
import { parseInput } from '~/casefile/act.server'
import { legalDay, optionalText, requiredText } from '~/lib/text'
import { choice, mustTick, postId } from '~/ui/form-inputs'
import { codesOf } from '~/ui/terms'
import { MOOD, NEED } from './limits'
import * as terms from './terms'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间不对，请按 17:30 的样子填写')
const whole = (min: number, max: number, why: string) =>
  z
    .string()
    .overwrite((typed) => typed.normalize('NFKC').trim())
    .refine((typed) => /^\d{1,4}$/.test(typed) && Number(typed) >= min && Number(typed) <= max, why)
    .transform(Number)
const some = <T extends Record<string, string>>(of: T, why: string) => z.array(z.enum(codesOf(of))).min(1, why)

export const slotInput = z.object({
  weekday: z.enum(['1', '2', '3', '4', '5', '6', '7']).transform(Number),
  from: time,
  to: time,
  places: whole(1, 20, '请填 1 到 20'),
  ways: some(terms.callWays, '请至少选一种'),
})

export const bookInput = z.object({
  child: z.uuid('请选择孩子'),
  slot: z.uuid('请选择时段'),
  day: legalDay(),
  way: choice(terms.callWays),
  parties: some(terms.callParties, '请选择谁和孩子通话'),
})

/** A short mood note may be added; what was said has no field. */
export const recordInput = z.object({
  outcome: z.enum(['done', 'missed']),
  missedWhy: choice(terms.missedWhys).optional(),
  mood: optionalText(MOOD),
})
export const cancelInput = z.object({ why: choice(terms.cancelWhys) })
export const declineReminderInput = z.object({ saidOn: legalDay() })

export const proposeInput = z.object({
  child: z.uuid('请选择孩子'),
  helper: postId(),
  need: requiredText(NEED),
  declaredOn: legalDay(),
  declarationKeptAt: requiredText(100),
  childAskedOn: legalDay(),
  until: legalDay(),
})
export const declineInput = z.object({ why: choice(terms.declineWhys) })
export const endInput = z.object({ why: choice(terms.endWhys) })
export const renewInput = z.object({ until: legalDay(), declaredOn: legalDay(), declarationKeptAt: requiredText(100) })
export const contactInput = z.object({
  onDay: legalDay(),
  way: choice(terms.contactWays),
  setting: choice(terms.contactSettings),
  minutes: whole(5, 480, '请填 5 到 480 分钟'),
  topics: some(terms.contactTopics, '请至少选一项'),
  open: mustTick('不能与孩子单独在封闭的房间里；请确认后再登记，做不到的请告诉儿童主任'),
})

/** Parses a form by a schema, without the page's own fields. Throws 422 by field. */
export function read<T>(input: z.ZodType<T>, form: FormData): T {
  const own = new FormData()
  for (const [name, value] of form) if (!name.startsWith('_')) own.append(name, value)
  return parseInput({ label: '', from: 'open', to: 'same', roles: [], input }, own) as T
}
