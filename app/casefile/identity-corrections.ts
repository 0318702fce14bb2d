/** Corrections (更正) of who somebody is: the same on every kind of file. */
import { z } from 'zod'
import { legalDay } from '~/lib/text'
import { checkIdNumber, checkName } from '~/people/identity'
import { sexes } from '~/people/person-terms'
import { choice, regionCode } from '~/ui/form-inputs'
import type { CorrectionDecl } from './kind'

const CASE = 'case_file'

/** Tidied by `check`, or its sentence as the error. */
const checked = <T extends { ok: true } | { ok: false; why: string }>(
  check: (raw: string) => T,
  take: (good: Extract<T, { ok: true }>) => string,
) =>
  z
    .string()
    .min(1)
    .transform((raw, ctx) => {
      const result = check(raw)
      if (result.ok) return take(result as Extract<T, { ok: true }>)
      ctx.addIssue({ code: 'custom', message: result.why })
      return z.NEVER
    })

/** Who somebody is: the same on every kind of file. */
export const identityCorrections: Record<string, CorrectionDecl> = {
  name: { label: '姓名', table: CASE, column: 'name', input: checked(checkName, (good) => good.name) },
  idNo: {
    label: '身份证号',
    table: 'person',
    column: 'id_no',
    input: checked(
      (raw) => checkIdNumber(raw),
      (good) => good.idNo,
    ),
    sensitive: true,
  },
  sex: { label: '性别', table: CASE, column: 'sex', input: choice(sexes), terms: sexes },
  birthOn: { label: '出生日期', table: CASE, column: 'birth_on', input: legalDay() },
  hujiCode: { label: '户籍地', table: CASE, column: 'huji_code', input: regionCode() },
  residenceCode: { label: '居住地', table: CASE, column: 'residence_code', input: regionCode() },
}
