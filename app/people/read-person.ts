/** From what a form says about somebody to an identity and contacts. Pure. */
import type { LegalDay } from '~/lib/dates'
import { age } from '~/lib/dates'
import { checkIdNumber, checkName, checkPassport } from './identity'
import type { PersonInput } from './person-input'

type Fields = Record<string, string[]>
export type Identity = {
  idType: 'resident' | 'passport' | 'none'
  idNo?: string
  noIdReason?: string
  name: string
  sex: 'M' | 'F'
  birthOn: LegalDay
}
const OLDEST = 120

/** The identity, or what must be mended, by field. A resident ID brings birth and sex; what is typed must agree with it. */
export function readIdentity(given: PersonInput, today: LegalDay): { person: Identity } | { fields: Fields } {
  const fields: Fields = {}
  const name = checkName(given.name)
  if (!name.ok) fields.name = [name.why]
  let idNo: string | undefined
  let { sex, birthOn } = given
  if (given.idType === 'resident') {
    const id = checkIdNumber(given.idNo ?? '', today)
    if (!id.ok) fields.idNo = [id.why]
    else {
      if (birthOn && birthOn !== id.birth) fields.birthOn = ['出生日期与身份证号不一致，请核对']
      if (sex && sex !== id.sex) fields.sex = ['性别与身份证号不一致，请核对']
      ;[idNo, birthOn, sex] = [id.idNo, id.birth, id.sex]
    }
  } else {
    const passport = given.idType === 'passport' ? checkPassport(given.idNo ?? '') : undefined
    if (passport?.ok) idNo = passport.passportNo
    else if (passport) fields.idNo = [passport.why]
    else if (!given.noIdReason) fields.noIdReason = ['没有证件的，请写明原因']
    if (!sex) fields.sex = ['请选择性别']
    if (!birthOn) fields.birthOn = ['请填写出生日期']
    else if (birthOn > today) fields.birthOn = ['出生日期不能晚于今天']
    else if (age(birthOn, today) > OLDEST) fields.birthOn = [`出生日期距今超过 ${OLDEST} 年，请核对`]
  }
  if (!given.residenceCode && !given.hujiCode) fields.residenceCode = ['请选择居住地；没有固定住处的，选择户籍地']
  if (given.contactName && !given.contactPhone) fields.contactPhone = ['请填写联系人电话']
  if (Object.keys(fields).length || !name.ok || !sex || !birthOn) return { fields }
  return {
    person: {
      idType: given.idType,
      name: name.name,
      sex,
      birthOn,
      ...(idNo && { idNo }),
      ...(given.idType === 'none' && given.noIdReason && { noIdReason: given.noIdReason }),
    },
  }
}

/** Telephone, address and relative as contacts of the file. */
export function contactsOf(
  given: PersonInput,
): { what: string; relation?: string | null; name?: string | null; value: string }[] {
  return [
    ...(given.phone ? [{ what: 'phone', value: given.phone }] : []),
    ...(given.address ? [{ what: 'address', value: given.address }] : []),
    ...(given.contactPhone
      ? [
          {
            what: 'phone',
            relation: given.contactRelation ?? 'relative',
            name: given.contactName ?? null,
            value: given.contactPhone,
          },
        ]
      : []),
  ]
}
