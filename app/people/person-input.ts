/** Who somebody is, as a form that opens a file sends it. */
import { z } from 'zod'
import { optionalDay, optionalText, requiredText } from '~/lib/text'
import { choice, regionCode } from '~/ui/form-inputs'
import { checkPhone } from './identity'
import { idTypes, relations, sexes } from './person-terms'

/** Mobile or landline with area code; may be missing. */
export const phone = () =>
  optionalText(30).transform((typed, ctx) => {
    if (!typed) return undefined
    const checked = checkPhone(typed)
    if (checked.ok) return checked.phone
    ctx.addIssue({ code: 'custom', message: checked.why })
    return z.NEVER
  })

export const personFields = {
  name: requiredText(50),
  idType: choice(idTypes),
  idNo: optionalText(30),
  noIdReason: optionalText(200),
  sex: choice(sexes).optional(),
  birthOn: optionalDay(),
  hujiCode: regionCode().optional(),
  residenceCode: regionCode().optional(),
  address: optionalText(200),
  phone: phone().optional(),
  contactName: optionalText(50),
  contactRelation: choice(relations).optional(),
  contactPhone: phone().optional(),
}
export type PersonInput = z.infer<z.ZodObject<typeof personFields>>
