/** From a row of a census to a file: its rows and the facts of its first day. Pure, but for ids and keys. */
import type { Actor } from '~/access/actor'
import type { OpenItem } from '~/casefile/open.server'
import { encrypt } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { awayOf, inCustody } from '../family'
import { freshFacts, type ChildFacts } from '../facts'
import { daysOfAge, immediateNeed } from '../rules'
import type { ParentInput } from '../steps/inputs'
import { plainCategory } from '../terms'
import type { CensusValue, LedgerValue, List } from './read-row'

type P = (rule: string) => number
export type Placed = { village: string; school: string | null; huji: string | null }

/** With whom the child lives, as far as a list tells. */
export function livingOf({ alone, carer_relation: relation, father, mother }: CensusValue): string {
  if (alone) return 'alone'
  if (relation === 'grandparent') return 'grandparents'
  if (relation === 'sibling' || relation === 'relative') return 'relatives'
  if (relation === 'parent' || [father, mother].some((one) => !one.away && one.capacity === 'able'))
    return 'other_parent'
  return relation ? 'carer' : 'grandparents'
}

function parentRow(id: string, who: string, given: ParentInput) {
  const secret = (text: string | undefined) => (text ? encrypt(text, `child_parent:${id}`) : null)
  const { away } = given
  return {
    id: uuidv7(),
    who,
    name_enc: secret(given.name),
    phone_enc: secret(given.phone),
    away,
    reason: away ? (given.reason ?? null) : null,
    since_on: away ? (given.sinceOn ?? null) : null,
    province: away ? (given.province ?? null) : null,
    capacity: away ? null : (given.capacity ?? null),
  }
}

/** A parent at home is nobody's entrusted carer. */
const carerOf = ({ carer_name: name, carer_relation: relation }: CensusValue) =>
  name && relation !== 'parent' ? { name, relation: relation ?? 'other' } : null

const schoolingOf = (value: CensusValue, school: string | null): string => {
  if (value.category === 'out_of_school') return 'out'
  if (value.grade === 0) return 'preschool'
  return school || value.grade !== null ? 'enrolled' : 'none'
}

/** What stands in child_file on the first day, beside what a ledger adds. */
function fileRow(value: CensusValue, { school }: Placed, today: LegalDay, p: P) {
  const category = plainCategory(value.category)
  const need = immediateNeed(
    { birthOn: value.birth_date, livingAlone: value.alone, unattended: value.unattended, on: today },
    p,
  )
  const schooling = schoolingOf(value, school)
  const age = daysOfAge(value.birth_date, category, p)
  return {
    category,
    away: awayOf(value),
    living: livingOf(value),
    living_alone: value.alone,
    unattended: value.unattended,
    alarm_on: need ? today : null,
    schooling,
    school_code: school,
    class_code: school && value.class_no ? `${school}-${value.class_no}` : null,
    grade: value.grade,
    enrolled_on: school ? today : null,
    dropout_on: schooling === 'out' ? today : null,
    sixteen_on: age.sixteenOn,
    exit_due_on: age.exitDueOn,
    carer_relation: carerOf(value)?.relation ?? null,
    visits_made: 0,
    teacher_visits: 0,
    alternatives: [] as string[],
    huji_only: false,
    before_system: false,
  }
}

/** What a ledger knows of the care so far. */
function ledgerRow(value: LedgerValue, today: LegalDay) {
  return {
    before_system: true,
    confirmed_on: value.in_care_on,
    in_care_on: value.in_care_on,
    guardianship_level: value.level,
    level_on: value.level_on ?? today,
    last_visit_on: value.last_visit_on,
    visits_made: value.last_visit_on ? 1 : 0,
    agreement_from: value.agreement_from,
    agreement_to: value.agreement_to,
  }
}

/** A candidate (摸底待核), or of a ledger a child in care. Reads only its arguments. */
export function itemOf(
  actor: Pick<Actor, 'today' | 'postId' | 'role'>,
  given: { value: CensusValue; place: Placed; rowNo: number; list: List },
  p: P,
): OpenItem<ChildFacts> {
  const { value, place, rowNo, list } = given
  const { today } = actor
  const id = uuidv7()
  const state = list === 'ledger' ? 'in_care' : 'candidate'
  const care = list === 'ledger' ? ledgerRow(value as LedgerValue, today) : null
  const file = { ...fileRow(value, place, today, p), ...care }
  const carer = carerOf(value)
  const secret = (text: string) => encrypt(text, `child_carer:${id}`)
  const region = place.village.split('-')[0]!
  return {
    id,
    step: list === 'ledger' ? 'ledger' : 'register',
    scopeKey: place.village,
    state,
    openedOn: today,
    ownerPostId: actor.role === 'CD' ? actor.postId : null,
    lawfulBasis: 'statutory_duty',
    person: {
      idType: value.id_no ? 'resident' : 'none',
      ...(value.id_no && { idNo: value.id_no }),
      ...(value.no_id_reason && { noIdReason: value.no_id_reason }),
      name: value.name,
      sex: value.sex,
      birthOn: value.birth_date,
    },
    hujiCode: place.huji ?? region,
    residenceCode: region,
    contacts: [],
    rows: {
      child_file: [file],
      child_parent: [parentRow(id, 'father', value.father), parentRow(id, 'mother', value.mother)],
      ...(carer && {
        child_carer: [
          {
            id: uuidv7(),
            name_enc: secret(carer.name),
            phone_enc: value.carer_phone ? secret(value.carer_phone) : null,
            relation: carer.relation,
            capable: true,
            from_on: today,
          },
        ],
      }),
      ...((inCustody(value) || value.category === 'parent_in_custody') && {
        child_private: [{ parent_in_custody: true }],
      }),
    },
    facts: freshFacts({
      state,
      openedOn: today,
      sex: value.sex,
      birthOn: value.birth_date,
      scopeKey: place.village,
      category: file.category,
      away: file.away,
      living: file.living,
      livingAlone: file.living_alone,
      unattended: file.unattended,
      alarmOn: file.alarm_on,
      schoolCode: file.school_code,
      classCode: file.class_code,
      enrolledOn: file.enrolled_on,
      dropoutOn: file.dropout_on,
      exitDueOn: file.exit_due_on,
      ...(care && {
        confirmedOn: care.confirmed_on,
        inCareOn: care.in_care_on,
        guardianshipLevel: care.guardianship_level,
        levelOn: care.level_on,
        lastVisitOn: care.last_visit_on,
        visitsMade: care.visits_made,
        agreementTo: care.agreement_to,
      }),
    }),
    due: list === 'ledger' ? [] : file.dropout_on ? ['review', 'dropout'] : ['review'],
    input: { variant: list, rowNo },
  }
}
