/** Building blocks of this room's forms. */
import { z } from 'zod'
import { optionalText, toHalfWidth } from '~/lib/text'
import { checkPhone } from '~/people/identity'
import { codesOf } from '../terms'

/** One of a table of terms. */
export const choice = <T extends Record<string, unknown>>(terms: T) => z.enum(codesOf(terms))
export const choices = <T extends Record<string, unknown>>(terms: T) => z.array(z.enum(codesOf(terms))).default([])

/** A check box: sent as `on`, or not at all. */
export const tick = () => z.boolean().default(false)

/** Mobile or landline with area code; may be missing. */
export const phone = () =>
  optionalText(30).transform((typed, ctx) => {
    if (!typed) return undefined
    const checked = checkPhone(typed)
    if (checked.ok) return checked.phone
    ctx.addIssue({ code: 'custom', message: checked.why })
    return z.NEVER
  })

/** Code of a unit as the choice fields send it. */
export const unitCode = () =>
  z
    .string()
    .overwrite((s) => toHalfWidth(s).trim())
    .regex(/^\d{2,15}-[A-Z]{2}\d{1,3}$/, '请从列表中选择单位')
