/** Building blocks of the forms' inputs. A form that waits for a second hand is read twice: parsing keeps what was parsed. */
import { z } from 'zod'
import { toHalfWidth, legalDay, parseFen, requiredText, optionalText } from '~/lib/text'
import { codesOf } from './terms'

/** One of a table of terms. */
export const choice = <T extends Record<string, string>>(terms: T) => z.enum(codesOf(terms))
export const choices = <T extends Record<string, string>>(terms: T) => z.array(z.enum(codesOf(terms))).default([])

/** A check box: sent as `on`, or not at all. */
export const tick = () => z.boolean().default(false)
/** A check box that must be set, with what to do when it is not. */
export const mustTick = (message: string) =>
  z
    .boolean()
    .default(false)
    .refine((set) => set, message)

/** A paper: its title, its date, and where the original is kept. */
export const paper = () => z.object({ title: requiredText(100), onDay: legalDay(), keptAt: requiredText(100) })
export type Paper = z.infer<ReturnType<typeof paper>>

/** A paper that may be missing: all three or none. */
export const optionalPaper = () =>
  z
    .object({ title: optionalText(100), onDay: legalDay().optional(), keptAt: optionalText(100) })
    .optional()
    .superRefine((given, ctx) => {
      const filled = [given?.title, given?.onDay, given?.keptAt].filter(Boolean).length
      if (filled === 0 || filled === 3) return
      const message = '材料的名称、日期、存放处要填就都填'
      for (const path of ['title', 'onDay', 'keptAt'] as const) {
        if (!given?.[path]) ctx.addIssue({ code: 'custom', message, path: [path] })
      }
    })
export const wholePaper = (given: z.infer<ReturnType<typeof optionalPaper>>): Paper | undefined =>
  given?.title && given.onDay && given.keptAt
    ? { title: given.title, onDay: given.onDay, keptAt: given.keptAt }
    : undefined

const MOMENT = /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/
/** A day and time of the clock on the wall, 'YYYY-MM-DDTHH:mm'. */
export const moment = () =>
  z
    .string()
    .overwrite((s) => s.trim().replace(' ', 'T').slice(0, 16))
    .min(1)
    .refine(
      (s) => s === '' || (MOMENT.test(s) && legalDay().safeParse(s.slice(0, 10)).success),
      '日期和时间不对，请按 2026-11-23 08:30 的样子填写',
    )
/** The instant of such a moment; China has one zone. */
export const instantOf = (text: string) => new Date(`${text}:00+08:00`)

/** Money as typed ('1,234.50') → fen. */
export const money = () =>
  z.string().transform((typed, ctx) => {
    const fen = parseFen(typed)
    if (fen !== null) return fen
    ctx.addIssue({ code: 'custom', message: '金额不对，请按 120.00 的样子填写' })
    return z.NEVER
  })

/** Code of a unit or a region as the choice fields send it. */
export const unitCode = () =>
  z
    .string()
    .overwrite((s) => toHalfWidth(s).trim())
    .regex(/^\d{2,15}-[A-Z]{2}\d{1,3}$/, '请从列表中选择单位')
export const regionCode = () =>
  z
    .string()
    .overwrite((s) => toHalfWidth(s).trim())
    .regex(/^(\d{6}|\d{9}|\d{12}|\d{15})$/, '请从列表中选择地区')
export const postId = () => z.uuid('请从列表中选择')
