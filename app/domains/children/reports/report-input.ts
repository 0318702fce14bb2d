import { z } from 'zod'
import { isLegalDay } from '~/lib/dates'
import { legalDay, optionalText, requiredText } from '~/lib/text'
import { situations } from './situations'

const NO_CHILD = '请写明是哪个孩子：姓名；不知道姓名的，写年龄、性别、特征或者在哪里能找到'

/** A report as it is typed. Only what it cannot do without must be there. */
export const reportInput = z.object({
  situation: z.enum(Object.keys(situations) as [string, ...string[]], '请选择一种情形').transform(Number),
  child: z.string(NO_CHILD).pipe(requiredText(200)),
  onDay: legalDay(),
  facts: requiredText(4000, { lines: true }),
  place: optionalText(200),
  county: z.string().regex(/^\d{6}$/, '请选择县（区）'),
  /** Codes of units that it speaks of. */
  named: z.array(z.string().max(40)).max(20).default([]),
  namedOther: optionalText(200),
  phone: optionalText(30),
  /** The token of the file that it was begun from. */
  file: z
    .string()
    .regex(/^[\w-]{10,40}$/)
    .optional()
    .catch(undefined),
})
export type ReportInput = z.output<typeof reportInput>

/** What an office reads of it; frozen. */
export type ReportBody = {
  child: string
  onDay: string
  place: string | null
  facts: string
  /** Names of units, as they were then. */
  named: string[]
  namedOther: string | null
  /** What was sent along; none in reports of before. */
  files?: { name: string; sm3: string }[]
}
/** Who reported; the receiving offices' alone. */
export type ReporterSaid = { name: string; role: string; unit: string; phone: string | null }

/** A day ahead is a slip of the pen. */
export const dayAhead = (onDay: string, today: string): boolean => isLegalDay(onDay) && onDay > today

export const feedbackInput = z.object({ text: requiredText(2000, { lines: true }) })
