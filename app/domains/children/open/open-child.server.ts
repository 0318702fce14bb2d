/** 登记: a child that the census or somebody's eye has found, as a candidate of the village where it lives. */
import type { Ctx } from '~/casefile/act.server'
import { openCases, type OpenItem } from '~/casefile/open.server'
import { ruleBook } from '~/casefile/rules.server'
import { encrypt, mac } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import { invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { contactsOf, readIdentity } from '~/people/read-person'
import { child } from '../domain.server'
import { parentRow } from '../effects/family.server'
import { freshFacts, type ChildFacts } from '../facts'
import { awayOf, familyComplaints, inCustody } from '../family'
import { daysOfAge, immediateNeed } from '../rules'
import type { NewChild } from '../steps/inputs'
import { plainCategory } from '../terms'

/** The village whose committee owns the file: the director's own, or one of the supervisor's town. Throws 422. */
function villageOf({ actor }: Ctx, given: NewChild): string {
  const code = actor.role === 'CD' ? actor.unit.regionCode : given.residenceCode
  if (code && /^\d{12}$/.test(code) && code.startsWith(actor.unit.regionCode)) return code
  throw invalid({ residenceCode: ['请选择孩子实际居住的村（社区）'] })
}

/** Dates of the rows are days as text: add_rows takes JSON. */
const plain = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value instanceof Date ? dbToDay(value) : value]))
const snake = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  )

/** Gives the new file's id. Throws 422. */
export async function openChild(ctx: Ctx, given: NewChild): Promise<string> {
  const { actor, db } = ctx
  const { today } = actor
  const village = villageOf(ctx, given)
  const read = readIdentity({ ...given, residenceCode: village }, today)
  const wrong = { ...('fields' in read ? read.fields : {}), ...familyComplaints(given, today) }
  if (given.carerName && !given.carerRelation) wrong.carerRelation = ['请选择照料人与孩子的关系']
  if (given.schoolCode && given.schooling === 'enrolled' && !given.classNo) wrong.classNo = ['请填写班级，如 2024-1']
  if (given.classNo && !given.schoolCode) wrong.schoolCode = ['请先选择学校']
  if (Object.keys(wrong).length || 'fields' in read) throw invalid(wrong)
  const book = await ruleBook(db)
  const p = (rule: string) => book.rule(rule, today).value
  const { person } = read
  if (person.idNo) {
    const [row] = await db.$queryRaw<
      { there: boolean }[]
    >`SELECT child_elsewhere(${mac(person.idNo, 'person.id_no')}) AS there`
    if (row?.there)
      throw invalid({
        idNo: ['这个孩子已经建档。由实际居住地服务、户籍地计数，不重复建档；孩子搬来的，请原居住地先办理迁出'],
      })
  }
  const id = uuidv7()
  const category = plainCategory(given.category)
  const age = daysOfAge(person.birthOn, category, p)
  if (age.exitDueOn <= today) throw invalid({ birthOn: ['已满年龄，不列入名册'] })
  const need = immediateNeed(
    { birthOn: person.birthOn, livingAlone: given.livingAlone, unattended: given.unattended, on: today },
    p,
  )
  const school = given.schoolCode ?? null
  const custody = given.category === 'parent_in_custody' || inCustody(given)
  const own = {
    category,
    away: awayOf(given),
    living: given.living,
    living_alone: given.livingAlone,
    unattended: given.unattended,
    alarm_on: need ? today : null,
    schooling: given.schooling,
    grade: given.grade ?? null,
    enrolled_on: school ? today : null,
    dropout_on: given.schooling === 'out' ? today : null,
    sixteen_on: age.sixteenOn,
    exit_due_on: age.exitDueOn,
    carer_relation: given.carerRelation ?? null,
    alternatives: [],
    visits_made: 0,
    teacher_visits: 0,
    huji_only: false,
    before_system: false,
  }
  const facts: ChildFacts = freshFacts({
    state: 'candidate',
    openedOn: today,
    sex: person.sex,
    birthOn: person.birthOn,
    category,
    alarmOn: own.alarm_on,
    dropoutOn: own.dropout_on,
  })
  const parents = (['father', 'mother'] as const).map((who) => ({
    id: uuidv7(),
    who,
    ...plain(snake(parentRow(id, given[who]))),
  }))
  const rows: OpenItem['rows'] = {
    child_file: [own],
    child_parent: parents,
    ...(given.carerName && {
      child_carer: [
        {
          id: uuidv7(),
          name_enc: encrypt(given.carerName, `child_carer:${id}`),
          phone_enc: given.carerPhone ? encrypt(given.carerPhone, `child_carer:${id}`) : null,
          relation: given.carerRelation,
          birth_on: given.carerBirthOn ?? null,
          capable: true,
          from_on: today,
        },
      ],
    }),
    ...(custody && { child_private: [{ parent_in_custody: true }] }),
  }
  await openCases(child, ctx, [
    {
      id,
      step: 'register',
      scopeKey: `${village}-VC1`,
      state: 'candidate',
      openedOn: today,
      ownerPostId: actor.role === 'CD' ? actor.postId : null,
      lawfulBasis: 'statutory_duty',
      person,
      hujiCode: given.hujiCode ?? null,
      residenceCode: village,
      contacts: [...contactsOf(given), ...parentContacts(given)],
      rows,
      facts,
      due: ['review', ...(given.schooling === 'out' ? ['dropout'] : [])],
      input: { category, away: own.away },
    },
  ])
  if (school)
    await db.$executeRaw`SELECT enrol_child(${id}::uuid, ${school}, ${given.classNo ? `${school}-${given.classNo}` : null})`
  return id
}

/** Parents who can be called, for the school too; one in custody cannot. */
const parentContacts = (given: NewChild) =>
  (['father', 'mother'] as const).flatMap((who) => {
    const { phone, name, reason } = given[who]
    return phone && reason !== 'custody'
      ? [{ what: 'phone', relation: 'parent', name: name ?? null, value: phone }]
      : []
  })
