/** Left-behind children (留守儿童) of one county: a fifth of the bench's files, half of them in one village and at one school. */
import { encrypt } from '~/lib/crypto.server'
import { addYears, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { TOWNS, villagesOf } from '../../../prisma/seed/places'
import { makeRng } from '../../../prisma/seed/people'
import { columns } from './copy'
import { COUNTY } from './plots'
import type { Rows } from './rows'
import { SPINE_TABLES, makeDays, spineMaker, type Due } from './spine'

const TOWNS_HERE = TOWNS.filter(({ code }) => code.startsWith(COUNTY))
const VILLAGES = TOWNS_HERE.flatMap((town) => villagesOf(town).map(({ code }) => ({ code, town: town.code })))
/** The largest village, the largest school and the class of the teacher, and the county's education bureau. */
export const LARGE_VILLAGE = `${VILLAGES[0]!.code}-VC1`
export const SCHOOL = `${TOWNS_HERE[0]!.code}-SC1`
export const CLASS = `${SCHOOL}-2024-1`
export const BUREAU = `${COUNTY}-EB1`
const SHARE = 0.2
const VILLAGE_PERCENT = 30
/** Children of the teacher's class: one for each page that each user opens, however large the database. */
const IN_CLASS = 110

export const CHILD_TABLES: Record<string, readonly string[]> = {
  ...SPINE_TABLES,
  child_file: columns(`
    case_id kind scope_key category away living living_alone unattended schooling school_code class_code grade enrolled_on
    guardianship_level level_on sixteen_on exit_due_on confirmed_on agreement_from agreement_to agreed_days in_care_on last_visit_on
    visits_made teacher_visits exited_on exit_cause`),
  child_parent: columns('id case_id kind scope_key who name_enc away reason province'),
  case_party: columns('id case_id kind scope_key holder part view from_at basis'),
}

const ROAD = [
  ['register', 'candidate'],
  ['confirm', 'confirmed'],
  ['agree', 'agreed'],
  ['start_care', 'in_care'],
  ['exit', 'exited'],
] as const
const visit = { code: 'visit', role: 'CD', rule: 'D4.visit_good', days: [-5, 80] } as const
/** How far along the road, of 100; the rest has left the register. */
const STAGES: readonly { done: number; percent: number; due: Due }[] = [
  { done: 1, percent: 3, due: { code: 'review', role: 'CD', rule: 'D4.review', days: [-2, 7] } },
  { done: 2, percent: 4, due: { code: 'agreement', role: 'CD', rule: 'D4.agreement', days: [-3, 20] } },
  { done: 3, percent: 5, due: visit },
  { done: 4, percent: 68, due: visit },
]

/** The rows of each child, of a bench of so many files. */
export function* childRows(files: number, today: LegalDay): Generator<Rows> {
  const rng = makeRng(44_04)
  const { day, within } = makeDays(rng, today)
  const make = spineMaker(rng, today)
  const sealed = encrypt('某某', 'child_parent')
  let taught = 0
  for (let n = 1; n <= Math.round(files * SHARE); n++) {
    let roll = rng.below(100)
    const stage = STAGES.find(({ percent }) => (roll -= percent) < 0)
    const done = stage?.done ?? ROAD.length
    const opened = -(stage && stage.done < 3 ? within(0, 25) : within(60, 1500))
    const village = rng.chance(VILLAGE_PERCENT) ? VILLAGES[0]! : rng.pick(VILLAGES.slice(1))
    const school = `${village.town}-SC1`
    const inClass = school === SCHOOL && taught < IN_CLASS
    if (inClass) taught += 1
    const classCode = inClass ? CLASS : `${school}-${2018 + rng.below(8)}-${2 + rng.below(30)}`
    const unit = { code: `${village.code}-VC1`, town: village.town }
    const { rows, add, child } = make(n, {
      ...{ kind: 'child', series: 'ET', unit, steps: ROAD.slice(0, done), opened, due: stage?.due, ended: !stage },
    })
    const after = (days: number) => day(Math.min(0, opened + days))
    const birth = day(-within(2300, 5700))
    for (const one of [rows.person![0]!, rows.case_file![0]!]) one.birth_on = birth
    const agreed = done > 2 ? { from: after(4), to: day(Math.max(opened + 4, within(-60, 300))) } : undefined
    add('child_file', {
      ...{
        ...child,
        category: 'left_behind',
        away: 'both',
        living: 'grandparents',
        living_alone: false,
        unattended: false,
      },
      ...{
        schooling: 'enrolled',
        school_code: school,
        class_code: classCode,
        grade: 1 + rng.below(9),
        enrolled_on: after(0),
      },
      ...{ guardianship_level: done > 3 ? rng.pick(['good', 'weak']) : null, level_on: done > 3 ? after(6) : null },
      ...{
        sixteen_on: addYears(birth, 16),
        exit_due_on: addYears(birth, 16),
        confirmed_on: done > 1 ? after(2) : null,
      },
      ...{ agreement_from: agreed?.from ?? null, agreement_to: agreed?.to ?? null },
      agreed_days: agreed ? `{[${agreed.from},${agreed.to}]}` : '{}',
      ...{ in_care_on: done > 3 ? after(6) : null, last_visit_on: done > 3 ? day(-within(1, 55)) : null },
      ...{ visits_made: done > 3 ? 3 : 0, teacher_visits: 0 },
      ...{ exited_on: stage ? null : after(10), exit_cause: stage ? null : 'moved' },
    })
    for (const who of ['father', 'mother'])
      add('child_parent', {
        ...child,
        id: uuidv7(),
        who,
        name_enc: sealed,
        away: true,
        reason: 'work',
        province: '浙江',
      })
    for (const [part, holder] of [
      ['school', school],
      ['class', classCode],
    ] as const)
      add('case_party', {
        ...{
          ...child,
          id: uuidv7(),
          holder,
          part,
          view: 'school',
          basis: 'enrolment',
          from_at: `${after(0)} 01:30:00+00`,
        },
      })
    yield rows
  }
}
