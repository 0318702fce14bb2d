/** Who stands at the window: a name is enough; an ID number brings the birthday and is held against what was typed. Pure. */
import type { NamedOnly, NewPerson } from '~/casefile/open.server'
import { age, type LegalDay } from '~/lib/dates'
import { checkIdNumber, checkName } from '~/people/identity'

export type WhoInput = { name: string; sex: 'M' | 'F'; idNo?: string | undefined; birthOn?: LegalDay | undefined }
const OLDEST = 120

/** Nobody is turned away for want of papers (社会救助法 70): without any the file bears the name alone. */
export function identityOf(
  given: WhoInput,
  today: LegalDay,
): { person: NewPerson | NamedOnly } | { fields: Record<string, string[]> } {
  const fields: Record<string, string[]> = {}
  const name = checkName(given.name)
  if (!name.ok) fields.name = [name.why]
  const id = given.idNo ? checkIdNumber(given.idNo, today) : undefined
  if (id && !id.ok) fields.idNo = [id.why]
  if (id?.ok && given.birthOn && given.birthOn !== id.birth) fields.birthOn = ['出生日期与身份证号不一致，请核对']
  if (id?.ok && given.sex !== id.sex) fields.sex = ['性别与身份证号不一致，请核对']
  const birthOn = id?.ok ? id.birth : given.birthOn
  if (birthOn && birthOn > today) fields.birthOn = ['出生日期不能晚于今天']
  else if (birthOn && age(birthOn, today) > OLDEST) fields.birthOn = [`出生日期距今超过 ${OLDEST} 年，请核对`]
  if (Object.keys(fields).length || !name.ok) return { fields }
  const { sex } = given
  if (id?.ok) return { person: { idType: 'resident', idNo: id.idNo, name: name.name, sex, birthOn: id.birth } }
  if (birthOn) return { person: { idType: 'none', noIdReason: '未出示证件', name: name.name, sex, birthOn } }
  return { person: { name: name.name, sex, birthOn: null } }
}
