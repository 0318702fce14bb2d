/** Who somebody is: the fields that may be corrected on both kinds of file. */
import { z } from 'zod'
import type { CorrectionDecl } from '~/casefile/kind'
import { legalDay } from '~/lib/text'
import { checkName } from '~/people/identity'
import { choice } from './steps/fields'
import { sexes } from '~/people/person-terms'

const name = z
  .string()
  .min(1)
  .transform((raw, ctx) => {
    const checked = checkName(raw)
    if (checked.ok) return checked.name
    ctx.addIssue({ code: 'custom', message: checked.why })
    return z.NEVER
  })

export const identityCorrections: Record<string, CorrectionDecl> = {
  name: { label: '姓名', table: 'case_file', column: 'name', input: name },
  sex: { label: '性别', table: 'case_file', column: 'sex', input: choice(sexes), terms: sexes },
  birthOn: { label: '出生日期', table: 'case_file', column: 'birth_on', input: legalDay() },
}
