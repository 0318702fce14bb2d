/** Building blocks of this room's inputs. A step with a second hand is read twice: parsing keeps what was parsed. */
import { z } from 'zod'
import { parseFen } from '~/lib/text'
import { requiredText } from '~/lib/text'

const isFen = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** Fen of what was typed ('1,234.50') or parsed before; undefined when nothing was. */
function readFen(typed: unknown, ctx: z.RefinementCtx): number | undefined {
  if (typed === undefined || typed === null || typed === '') return undefined
  const fen = typeof typed === 'string' ? parseFen(typed) : isFen(typed) ? typed : null
  if (fen !== null) return fen
  ctx.addIssue({ code: 'custom', message: '金额不对，请按 120.00 的样子填写，不能为负' })
  return undefined
}

/** Money, in fen. */
export const fen = () =>
  z.unknown().transform((typed, ctx): number => {
    const found = readFen(typed, ctx)
    if (found === undefined && (typed === undefined || typed === ''))
      ctx.addIssue({ code: 'custom', message: '请填写' })
    return found ?? z.NEVER
  })
/** The same; may be left empty. */
export const optionalFen = () => z.unknown().transform(readFen).optional()

/** An account as its bank book says; may be missing until it is paid. */
export const accountNo = () =>
  z
    .string()
    .overwrite((s) => s.normalize('NFKC').replace(/[\s-]/g, ''))
    .refine((s) => s === '' || /^\d{10,30}$/.test(s), '账号应为 10 至 30 位数字')
    .optional()

/** One complete list: a line each. */
export const list = () => requiredText(1000, { lines: true })
