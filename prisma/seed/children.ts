/** 600 children of twelve schools in four counties: a school year of visits, and a file in every state. */
import type { CensusValue } from '~/domains/children/census/read-row'
import type { ChildFacts } from '~/domains/children/facts'
import type { ParentInput } from '~/domains/children/steps/inputs'
import { schoolYearEnd } from '~/domains/children/rules'
import { addDays, addMonths, addYears, type LegalDay } from '~/lib/dates'
import type { Seat } from './accounts'
import { bookCalls, type Happening } from './call-rooms'
import { contacts } from './children-contact'
import { childTwins, register, type Child, type Home } from './children-file'
import { guardians } from './children-guardians'
import * as texts from './children-texts'
import { mandatoryReports } from './mandatory-reports'
import { inventIdNo, inventName, makeRng } from './people'
import { villagesOf } from './places'
import { DEMO_SCHOOLS, type DemoSchool } from './schools'
import { seatAt, type Life, type World } from './story'
import { visit } from './story-events'
import { bySystem, take } from './story-steps'
import { makeTeller, type Teller } from './teller'
import { workday } from './workdays'

export const CHILDREN = 600
const EACH = CHILDREN / DEMO_SCHOOLS.length

/** The people around one child. */
export type Around = Home & { cs: Seat; st: Seat | null; sp: Seat; schoolDemo: DemoSchool }
export type Told = { teller: Teller; life: Life<ChildFacts>; around: Around; on: (ago: number) => LegalDay }

/** What becomes of the children of a school, by their number there; all others are in care. */
const FATES: Record<number, string> = {
  0: 'fresh',
  1: 'proposed',
  2: 'late_review',
  3: 'not_eligible',
  4: 'confirmed',
  5: 'late_agreement',
  6: 'agreed',
  7: 'danger',
  8: 'parent_back',
  9: 'archived',
  10: 'dropout',
  11: 'sixteen',
  12: 'error',
  13: 'refused_carer',
  14: 'one_parent',
  15: 'back_soon',
  16: 'moved',
  17: 'died',
}

const used = new WeakMap<Teller, Set<string>>()
function idNoOf(teller: Teller, birthOn: LegalDay, sex: 'M' | 'F'): string {
  const known = used.get(teller) ?? new Set<string>()
  used.set(teller, known)
  for (;;) {
    const idNo = inventIdNo(teller.rng, birthOn, sex, ++teller.order)
    if (known.has(idNo)) continue
    known.add(idNo)
    return idNo
  }
}

/** The year at school of a class in a school year; junior schools begin with the seventh. */
function gradeOf(school: DemoSchool, classCode: string, begun: LegalDay): number {
  const entered = Number(classCode.split('-').at(-2))
  const year = Number(begun.slice(0, 4))
  const [first, last] = school.stage === 'nine' ? [1, 6] : [7, 9]
  return Math.min(last, Math.max(first, first + year - entered))
}

function parentOf({ rng, order }: Teller, sex: 'M' | 'F', surname: string, today: LegalDay): ParentInput {
  const given = inventName(rng, sex)
  return {
    away: true,
    reason: rng.chance(95) ? 'work' : 'divorced',
    name: sex === 'M' ? surname + [...given].at(-1)! : given,
    phone: `1390000${String(order % 10000).padStart(4, '0')}`,
    sinceOn: addDays(today, -(400 + rng.below(1200))),
    province: rng.pick(texts.provinces),
  }
}

const HOME: ParentInput = { away: false, capacity: 'able' }

/** Somebody of that age, as a row of the census would tell; `age` in years on the day. */
function inventChild(
  teller: Teller,
  school: DemoSchool,
  given: { classCode: string | null; birthOn: LegalDay; surname?: string },
): Child {
  const { world, rng } = teller
  const sex = rng.chance(52) ? 'M' : 'F'
  const name = inventName(rng, sex)
  const { birthOn, classCode } = given
  const value: CensusValue = {
    name,
    id_no: idNoOf(teller, birthOn, sex),
    no_id_reason: null,
    sex,
    birth_date: birthOn,
    category: 'left_behind',
    rural: true,
    huji: '',
    village: '',
    father: parentOf(teller, 'M', [...name][0]!, world.today),
    mother: parentOf(teller, 'F', '', world.today),
    carer_name: inventName(rng, rng.chance(50) ? 'M' : 'F'),
    carer_relation: rng.chance(85) ? 'grandparent' : 'relative',
    carer_phone: `1370000${String(teller.order % 10000).padStart(4, '0')}`,
    alone: false,
    unattended: false,
    school: '',
    grade: classCode ? gradeOf(school, classCode, world.today) : birthOn > addDays(world.today, -1100) ? null : 0,
    class_no: classCode ? classCode.slice(school.code.length + 1) : '',
  }
  return { value, phone: value.carer_phone!, address: `${rng.pick(texts.roads)}${1 + rng.below(120)}号` }
}

/** A class with a teacher mostly; one in ten is too young for school. */
function placed(teller: Teller, school: DemoSchool, n: number): { classCode: string | null; birthOn: LegalDay } {
  const { world, rng } = teller
  const { today } = world
  if (n % 10 === 9 && school.stage === 'nine')
    return { classCode: null, birthOn: addDays(today, -(900 + rng.below(1100))) }
  const classCode = school.classes[n % 8 === 7 ? school.classes.length - 1 : n % 2]!
  const end = schoolYearEnd(today, (rule) => world.book.rule(rule, today).value)
  const start = addDays(addYears(end, -1), 1)
  const grade = gradeOf(school, classCode, start)
  // Six years old by the September of the first year.
  return { classCode, birthOn: addDays(start, -Math.round((5 + grade) * 365.25) - 60 - rng.below(300)) }
}

export function generateChildren(world: World, seed = 4040): Teller {
  const teller = makeTeller(world, makeRng(seed), 6000)
  for (const school of DEMO_SCHOOLS) {
    const villages = villagesOf(school.town).slice(0, 2)
    const cs = seatAt(world, 'CS', `${school.town.code}-CW1`)
    const sp = seatAt(world, 'SP', school.code)
    for (let n = 0; n < EACH; n++) {
      const village = `${villages[n % villages.length]!.code}-VC1`
      const cd = seatAt(world, 'CD', village)
      const { classCode, birthOn } = placed(teller, school, n)
      const st = world.seats.find((seat) => seat.role === 'ST' && seat.classCode === classCode) ?? null
      const around = { village, school: classCode ? school.code : null, cd, cs, st, sp, schoolDemo: school }
      tell(teller, around, { n, classCode, birthOn, fate: FATES[n] ?? 'care' })
    }
  }
  guardians(teller)
  siblings(teller)
  bookCalls(teller)
  mandatoryReports(teller)
  return teller
}

type Given = { n: number; classCode: string | null; birthOn: LegalDay; fate: string }

function tell(teller: Teller, around: Around, { n, classCode, birthOn, fate }: Given): void {
  const { world, rng } = teller
  const ago = (days: number) => workday(world, addDays(world.today, -days))
  const child = inventChild(teller, around.schoolDemo, {
    classCode,
    // A child who turned sixteen some days ago.
    birthOn: fate === 'sixteen' ? addDays(addMonths(world.today, -16 * 12), -(8 + rng.below(10))) : birthOn,
  })
  if (fate === 'not_eligible' || fate === 'one_parent') child.value.mother = HOME
  if (fate === 'one_parent') child.value.mother = { away: false, capacity: 'unable' }
  const start = {
    fresh: 2,
    proposed: 3,
    late_review: 16,
    not_eligible: 30,
    confirmed: 14,
    late_agreement: 45,
    agreed: 40,
    error: 50,
    refused_carer: 20,
  }[fate]
  // Found by last year's September census, entered over its weeks.
  const begun = ago(start ?? 395 + (n % 20))
  const life = register(teller, child, around, begun)
  const told: Told = { teller, life, around, on: ago }
  const by = (seat: Seat, on: LegalDay) => ({ seat, on })
  const act = (step: string, raw: Record<string, unknown>, with_: Parameters<typeof take>[5]) =>
    take(world, life, childTwins, step, raw, with_)
  const later = (days: number) => workday(world, addDays(begun, days))

  if (fate === 'fresh' || fate === 'late_review') return
  if (fate === 'proposed') return act('confirm', { onDay: later(1) }, by(around.cd, later(1)))
  if (fate === 'error')
    return act(
      'opened_in_error',
      { reason: '同一个孩子登记了两次。' },
      { ...by(around.cd, later(2)), second: by(around.cs, later(3)) },
    )
  if (fate === 'not_eligible')
    return act(
      'not_eligible',
      { reason: 'other_able', onDay: later(2), offer: 'declined', note: '母亲在家照料，已告知困境儿童认定。' },
      { ...by(around.cd, later(2)), second: by(around.cs, later(4)) },
    )
  act('confirm', { onDay: later(2) }, { ...by(around.cd, later(2)), second: by(around.cs, later(4)) })
  if (fate === 'confirmed' || fate === 'late_agreement') return
  if (fate === 'refused_carer')
    return act('decline_carer', { onDay: later(8), alternatives: ['relative', 'boarding'] }, by(around.cd, later(8)))
  agree(told, later(10))
  if (fate === 'agreed') return
  startCare(told, later(13), n)
  const { father } = child.value
  const signer = (father?.away && father.name) || '监护人'
  const between = ['care', 'back_soon'].includes(fate) ? contacts(told, n, { signer, on: later(13) }) : []
  year(told, { from: later(13), until: fate === 'care' && n % 9 === 0 ? ago(40) : world.today, between })
  end(told, fate)
}

/** The entrusted-care agreement of a year, with the child's own view. */
export function agree({ teller, life, around }: Told, on: LegalDay): void {
  const { rng, world } = teller
  const young = (life.facts.birthOn ?? on) > addMonths(on, -48)
  take(
    world,
    life,
    childTwins,
    'agree',
    {
      carerName: inventName(rng, 'F'),
      carerRelation: rng.pick(['grandparent', 'grandparent', 'relative']),
      carerBirthOn: addDays(on, -(18_000 + rng.below(6000))),
      capable: true,
      barsChecked: true,
      signers: ['father'],
      signedOn: on,
      fromOn: on,
      toOn: addDays(addMonths(on, 12), -1),
      viewHow: young ? 'too_young' : 'told',
      ...(!young && { view: rng.pick(texts.views) }),
      notifiedVillageOn: on,
      ...(life.facts.schoolCode && { notifiedSchoolOn: on }),
      paper: { title: '委托照护协议', onDay: on, keptAt: '村委会档案柜' },
    },
    { seat: around.cd, on },
  )
}

export function startCare({ teller, life, around }: Told, on: LegalDay, n: number): void {
  const { rng, world } = teller
  take(
    world,
    life,
    childTwins,
    'start_care',
    {
      onDay: on,
      level: n % 4 === 0 ? 'weak' : 'good',
      levelReason: '照料人能够照料日常生活。',
      plan: rng.pick(texts.plans),
      need: rng.pick(texts.needs),
      callSchedule: '每周日晚上七点',
    },
    { seat: around.cd, on },
  )
}

/** How long before its day a duty is done, in days. */
const AHEAD: Record<string, number> = { teacher_visit: 55, renew: 0, visit: 3, assessment: 4, aid_screen: 5 }

type Year = { from: LegalDay; until: LegalDay; /** In the order of their days; up to today. */ between?: Happening[] }

/** What is done in time, one thing after the other, until a day: visits, assessments, the agreement, the screening. */
export function year(told: Told, { from, until, between = [] }: Year): void {
  const waiting = [...between]
  const meanwhile = (until: LegalDay) => {
    while (waiting.length && waiting[0]!.on < until) waiting.shift()!.tell()
  }
  duties(told, { from, until, meanwhile })
  meanwhile(addDays(told.teller.world.today, 1))
}

type Duties = { from: LegalDay; until: LegalDay; meanwhile: (until: LegalDay) => void }
function duties(told: Told, { from, until, meanwhile }: Duties): void {
  const { teller, life, around } = told
  const { world, rng } = teller
  let last = from
  for (;;) {
    const planned = life.tasks
      .filter((task) => task.done_at === null && task.code in AHEAD && (task.code !== 'teacher_visit' || around.st))
      .map(({ code, due_on: due, trigger_on: since }) => {
        const on = addDays(due, -AHEAD[code]!)
        return { code, on: code !== 'renew' && on < since ? since : on }
      })
      .sort((a, b) => (a.on < b.on ? -1 : 1))[0]
    if (!planned) return
    const on = [addDays(planned.on, -rng.below(3)), last].sort()[1]!
    if (on >= until) return
    last = workday(world, on)
    meanwhile(last)
    fulfil(told, planned.code, last)
  }
}

function fulfil(told: Told, code: string, on: LegalDay): void {
  const { teller, life, around } = told
  const { world, rng } = teller
  const { own } = life
  const act = (step: string, raw: Record<string, unknown>) =>
    take(world, life, childTwins, step, raw, { seat: around.cd, on })
  if (code === 'visit') {
    const visits = (own.visits_made as number) + 1
    visit(world, life, {
      type: 'home_visit',
      seat: around.cd,
      on,
      place: '家中',
      note: rng.pick(texts.visits),
      own: { visits_made: visits, last_visit_on: on, alarm_on: null },
    })
  } else if (code === 'teacher_visit' && around.st) {
    visit(world, life, {
      type: 'school_home',
      seat: around.st,
      on,
      place: '家中',
      note: rng.pick(texts.teacherVisits),
      own: { teacher_visits: (own.teacher_visits as number) + 1, teacher_visit_on: on },
    })
  } else if (code === 'assessment')
    act('assess', {
      onDay: on,
      level: life.facts.guardianshipLevel === 'weak' && rng.chance(40) ? 'good' : life.facts.guardianshipLevel,
      reason: rng.pick(texts.assessments),
    })
  else if (code === 'aid_screen') act('screen_aid', { onDay: on, needed: rng.chance(15) ? 'yes' : 'no' })
  else if (code === 'renew') {
    agree(told, on)
    startCare(told, on, life.facts.guardianshipLevel === 'weak' ? 0 : 1)
  }
}

/** How the course of some children ended, or what came in between. */
function end({ teller, life, around, on }: Told, fate: string): void {
  const { world } = teller
  const act = (step: string, raw: Record<string, unknown>, seat: Seat, day: LegalDay) =>
    take(world, life, childTwins, step, raw, { seat, on: day })
  if (fate === 'danger') {
    const day = on(1)
    act('danger', { foundAt: `${day}T08:20`, sign: 'neglect', facts: texts.DANGER }, around.cd, day)
    if (around.schoolDemo.stage === 'nine')
      act('log_report', { reportedAt: `${day}T09:05`, to: ['police', 'civil'], receiptNo: '回执-1' }, around.cd, day)
  }
  if (fate === 'dropout') act('dropout', { onDay: on(0), note: '开学后没有到校。' }, around.sp, on(0))
  if (fate === 'sixteen') {
    const day = life.facts.exitDueOn!
    bySystem(world, life, childTwins, 'turn_16', { input: { onDay: day }, on: day })
  }
  const paper = { title: '证明', onDay: on(6), keptAt: '村委会档案柜' }
  const both = { seat: around.cd, on: on(5), second: { seat: around.cs, on: on(4) } }
  if (fate === 'moved')
    take(world, life, childTwins, 'moved_away', { movedOn: on(6), to: '随父母迁往外省', paper }, both)
  // One child of the city, not one of each school.
  if (fate === 'died' && around.schoolDemo === DEMO_SCHOOLS[0])
    take(world, life, childTwins, 'died', { diedOn: on(6), paper }, both)
  if (!['parent_back', 'archived', 'back_soon'].includes(fate)) return
  const back = on(fate === 'back_soon' ? 60 : 130)
  act(
    'family',
    {
      father: { away: true, reason: 'work' },
      mother: { away: false, capacity: 'able' },
      living: 'other_parent',
      parentBackOn: back,
    },
    around.cd,
    on(4),
  )
  if (fate === 'back_soon') return
  act('exit', { cause: 'parent_back', onDay: on(3), note: '母亲返乡，与孩子共同生活。' }, around.cs, on(3))
  if (fate === 'archived') act('archive', { onDay: on(1), keptAt: '乡镇档案室' }, around.cs, on(1))
}

/** Two of a family in one village are visited together: every tenth pair in care. */
function siblings({ world, told }: Teller): void {
  const lives = told.lives.filter(
    (life) => life.kind.name === 'child' && life.file.state === 'in_care',
  ) as unknown as Life<ChildFacts>[]
  for (let i = 0; i + 2 < lives.length; i += 20) {
    const [one, other] = [
      lives[i]!,
      lives.slice(i + 1).find((life) => life.file.scope_key === lives[i]!.file.scope_key),
    ]
    if (!other || one.own.family_id || other.own.family_id) continue
    const cd = seatAt(world, 'CD', one.file.scope_key)
    const family = one.id
    take(
      world,
      one,
      { sibling: () => ({ own: { family_id: family } }) },
      'sibling',
      { sibling: other.file.case_no, onDay: world.today },
      { seat: cd, on: world.today },
    )
    other.own.family_id = family
  }
}
