/** Children's files and guardianships told without a database: the pure twins of the domain's facts and effects. */
import { itemOf } from '~/domains/children/census/item'
import type { CensusValue } from '~/domains/children/census/read-row'
import { childKind } from '~/domains/children/child.kind'
import { freshFacts, type ChildFacts, type GuardianshipFacts } from '~/domains/children/facts'
import { guardianshipKind } from '~/domains/children/guardianship.kind'
import { immediateNeed, judgeEligibility, supportUntil } from '~/domains/children/rules'
import { searchKeys } from '~/casefile/search-keys.server'
import { decrypt, encrypt } from '~/lib/crypto.server'
import { addDays, addYears, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import type { Seat } from './accounts'
import { add, append, handOf, instant, open, type Life, type Read, type World } from './story'
import type { TwinContext, Twins } from './story-steps'
import { keep, type Teller } from './teller'

type Row = Record<string, unknown>
/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- the inputs of one kind's steps have many shapes */
type Work = TwinContext<ChildFacts, any>
const day = (value: unknown): LegalDay | null => (value as LegalDay | null | undefined) ?? null

export const readChild: Read<ChildFacts> = (_world, { file, own, rows }) =>
  freshFacts({
    state: file.state,
    openedOn: file.opened_on as LegalDay,
    sex: file.sex as string,
    birthOn: day(file.birth_on),
    scopeKey: file.scope_key,
    category: own.category as string,
    parents: (rows.child_parent ?? []).map((one) => ({
      who: one.who as string,
      away: one.away as boolean,
      capacity: one.capacity as string | null,
    })),
    away: own.away as string,
    living: own.living as string,
    livingAlone: own.living_alone as boolean,
    unattended: own.unattended as boolean,
    alarmOn: day(own.alarm_on),
    schoolCode: own.school_code as string | null,
    classCode: own.class_code as string | null,
    enrolledOn: day(own.enrolled_on),
    dropoutOn: day(own.dropout_on),
    guardianshipLevel: (own.guardianship_level as string | undefined) ?? null,
    levelOn: day(own.level_on),
    confirmedOn: day(own.confirmed_on),
    agreementTo: day(own.agreement_to),
    inCareOn: day(own.in_care_on),
    lastVisitOn: day(own.last_visit_on),
    visitsMade: own.visits_made as number,
    teacherVisitOn: day(own.teacher_visit_on),
    teacherVisits: own.teacher_visits as number,
    aidScreenedOn: day(own.aid_screened_on),
    dangerOn: day(own.danger_on),
    dangerAt: (own.danger_at as string | undefined) ?? null,
    reportLateOn: null,
    reported: Boolean(own.reported_at),
    parentBackOn: day(own.parent_back_on),
    exitDueOn: day(own.exit_due_on),
  })

const p =
  ({ world }: Pick<Work, 'world'>, on: LegalDay) =>
  (rule: string) =>
    world.book.rule(rule, on).value

/** Who was named on the file sees it until then. */
function endViews(life: Life<ChildFacts>, until: string, parts?: readonly string[]): void {
  for (const party of life.rows.case_party ?? [])
    if (!parts || parts.includes(party.part as string)) party.until_at = until
}

function leave(work: Work, cause: string, more: Row = {}): { own: Row } {
  const { life, eventOn, world } = work
  const grown = addYears(life.file.birth_on as LegalDay, p(work, eventOn)('D4.hardship_age'))
  const from = grown > eventOn ? grown : eventOn
  life.file.retain_until = addYears(from, world.book.rule('D4.retention', eventOn).value)
  return { own: { exit_cause: cause, exited_on: eventOn, ...more } }
}

function setCarer({ life }: Work, input: Row, fromOn: LegalDay): string {
  for (const one of life.rows.child_carer ?? []) one.until_on ??= fromOn
  const id = uuidv7()
  const secret = (text: unknown) => (text ? encrypt(text as string, `child_carer:${life.id}`) : null)
  add(life, 'child_carer', {
    id,
    name_enc: secret(input.carerName),
    phone_enc: secret(input.carerPhone),
    relation: input.carerRelation,
    birth_on: input.carerBirthOn ?? null,
    capable: true,
    from_on: fromOn,
    until_on: null,
  })
  life.own.carer_relation = input.carerRelation
  return id
}

const paperOf = ({ life, at, seat }: Work, code: string, paper: Row | undefined) =>
  paper &&
  add(life, 'case_paper', {
    id: uuidv7(),
    code,
    title: paper.title,
    on_day: paper.onDay,
    kept_at: paper.keptAt,
    step: code,
    added_by: seat?.postId ?? null,
    added_at: at.toISOString(),
  })

export const childTwins: Twins<ChildFacts> = {
  confirm: (work) => ({
    own: {
      confirmed_on: work.input.onDay,
      eligibility: judgeEligibility({ ...work.life.facts, on: work.input.onDay }, p(work, work.input.onDay)).code,
    },
  }),
  not_eligible: ({ life, input, at }) => {
    endViews(life, at.toISOString())
    const offered = input.offer && input.offer !== 'unreached'
    return {
      own: {
        eligibility: input.reason,
        hardship_offered_on: offered ? input.onDay : null,
        huji_only: input.reason === 'elsewhere',
      },
    }
  },
  opened_in_error: ({ life, at }) => endViews(life, at.toISOString()),
  agree: (work) => {
    const { life, input } = work
    const carerId = setCarer(work, input, input.fromOn)
    for (const one of life.rows.child_agreement ?? []) one.ended_on ??= input.fromOn
    const days = { notified_school_on: input.notifiedSchoolOn ?? null, notified_village_on: input.notifiedVillageOn }
    add(life, 'child_agreement', {
      id: uuidv7(),
      carer_id: carerId,
      signed_on: input.signedOn,
      from_on: input.fromOn,
      to_on: input.toOn,
      signers: input.signers,
      view_how: input.viewHow,
      view_enc: input.view ? encrypt(input.view, `child_view:${life.id}`) : null,
      ...days,
      ended_on: null,
    })
    paperOf(work, 'agree', input.paper)
    return {
      own: {
        agreement_from: input.fromOn,
        agreement_to: input.toOn,
        ...days,
        child_view_on: input.viewHow === 'too_young' ? null : input.signedOn,
        carer_declined_on: null,
        alternatives: [],
      },
    }
  },
  start_care: ({ life, input }) => ({
    own: {
      in_care_on: life.facts.inCareOn ?? input.onDay,
      guardianship_level: input.level,
      level_on: input.onDay,
      plan_enc: encrypt(input.plan, `child_plan:${life.id}`),
      need_enc: input.need ? encrypt(input.need, `child_need:${life.id}`) : null,
      call_schedule: input.callSchedule ?? null,
    },
  }),
  assess: ({ input }) => ({ own: { guardianship_level: input.level, level_on: input.onDay } }),
  screen_aid: ({ input }) => ({ own: { aid_screened_on: input.onDay } }),
  dropout: ({ input }) => ({ own: { schooling: 'out', dropout_on: input.onDay } }),
  family: (work) => {
    const { life, input, on } = work
    const need = immediateNeed(
      { birthOn: life.facts.birthOn, livingAlone: input.livingAlone, unattended: input.unattended, on },
      p(work, on),
    )
    for (const one of life.rows.child_parent ?? []) {
      const said = input[one.who as 'father']
      Object.assign(one, {
        away: said.away,
        reason: said.away ? (said.reason ?? null) : null,
        since_on: said.away ? (said.sinceOn ?? null) : null,
        province: said.away ? (said.province ?? null) : null,
        capacity: said.away ? null : (said.capacity ?? null),
        back_on: said.away ? null : (input.parentBackOn ?? null),
      })
    }
    const { father, mother } = input
    return {
      own: {
        away: father.away && mother.away ? 'both' : father.away ? 'father' : mother.away ? 'mother' : 'none',
        living: input.living,
        living_alone: input.livingAlone,
        unattended: input.unattended,
        alarm_on: need ? (life.facts.alarmOn ?? on) : null,
        parent_back_on: input.parentBackOn ?? null,
      },
    }
  },
  danger: ({ life, input, on, seat }) => {
    const foundAt = `${input.foundAt}:00+08:00`
    add(life, 'child_risk', {
      id: uuidv7(),
      sign: input.sign,
      facts_enc: encrypt(input.facts, `child_risk:${life.id}`),
      found_at: foundAt,
      by_post_id: seat!.postId,
      by_name: seat!.userName,
      ended_on: null,
      result_enc: null,
    })
    return {
      own: {
        danger_on: input.foundAt.slice(0, 10),
        danger_at: foundAt,
        reported_at: null,
        report_no: null,
        guardianship_level: 'danger',
        level_on: on,
      },
    }
  },
  log_report: ({ input }) => ({
    own: { reported_at: `${input.reportedAt}:00+08:00`, report_no: input.receiptNo ?? null },
  }),
  out_of_danger: ({ life, input }) => {
    for (const one of life.rows.child_risk ?? [])
      Object.assign(one, { ended_on: input.onDay, result_enc: encrypt(input.result, `child_risk:${life.id}`) })
    return {
      own: {
        guardianship_level: input.level,
        level_on: input.onDay,
        in_care_on: life.facts.inCareOn ?? input.onDay,
        danger_on: null,
        danger_at: null,
      },
    }
  },
  died: (work) => {
    endViews(work.life, work.at.toISOString())
    paperOf(work, 'died', work.input.paper)
    return leave(work, 'died')
  },
  moved_away: (work) => {
    endViews(work.life, work.at.toISOString())
    paperOf(work, 'moved_away', work.input.paper)
    return leave(work, 'moved_away')
  },
  exit: (work) => {
    endViews(work.life, work.at.toISOString())
    return leave(work, work.input.cause)
  },
  turn_16: (work) => {
    const { life, eventOn, world } = work
    const until = supportUntil(eventOn, (rule) => world.book.rule(rule, eventOn).value)
    endViews(life, `${addDays(until, 1)}T00:00:00+08:00`, ['school', 'class'])
    return leave(work, life.facts.category === 'hardship' ? 'turned_18' : 'turned_16', {
      support_until: life.facts.schoolCode ? until : null,
    })
  },
}

export type Child = { value: CensusValue; phone: string; address: string }
export type Home = { village: string; school: string | null; cd: Seat }

/** A candidate on the day its row of the census was brought in by the village's director. */
export function register(teller: Teller, child: Child, home: Home, on: LegalDay): Life<ChildFacts> {
  const { world } = teller
  const { value } = child
  const item = itemOf(
    { today: on, postId: home.cd.postId, role: 'CD' },
    { value, place: { village: home.village, school: home.school, huji: null }, rowNo: 0, list: 'census' },
    (rule) => world.book.rule(rule, on).value,
  )
  const { child_file: [own] = [], ...rows } = item.rows
  const life = open(world, childKind, {
    id: item.id!,
    step: item.step,
    state: item.state,
    seat: home.cd,
    on,
    scopeKey: home.village,
    person: {
      name: value.name,
      sex: value.sex,
      birthOn: value.birth_date,
      idNo: value.id_no!,
      phone: child.phone,
      address: child.address,
    },
    own: { ...own },
    rows,
    read: readChild,
    due: item.due,
    input: item.input,
    hujiCode: item.hujiCode!,
    residenceCode: item.residenceCode!,
    ownerPostId: home.cd.postId,
  })
  for (const [part, holder] of [
    ['school', own!.school_code],
    ['class', own!.class_code],
  ] as const)
    if (holder)
      add(life, 'case_party', {
        id: uuidv7(),
        holder,
        part,
        view: 'school',
        from_at: life.lastAt.toISOString(),
        until_at: '9999-12-31T00:00:00Z',
        basis: 'enrolment',
        granted_by: home.cd.postId,
      })
  return keep(teller, life)
}

export const readGuardianship: Read<GuardianshipFacts> = (_world, { file, own }) => ({
  state: file.state,
  openedOn: file.opened_on as LegalDay,
  sex: file.sex as string,
  birthOn: day(file.birth_on),
  scopeKey: file.scope_key,
  proposedOn: own.proposed_on as LegalDay,
  proposedUser: own.proposed_user as string,
  form: (own.form as string | undefined) ?? null,
  fromOn: day(own.from_on),
  untilOn: day(own.until_on),
  reviewedOn: day(own.reviewed_on),
})

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- the inputs of one kind's steps have many shapes */
type Guard = TwinContext<GuardianshipFacts, any>
const decided =
  (form: 'temporary' | 'long') =>
  ({ life, input, on, seat }: Guard) => ({
    own: {
      form,
      place: input.place,
      ground: input.ground,
      decision: 'granted',
      decision_no: input.decisionNo,
      decided_on: on,
      decided_user: seat!.userId,
      reason_enc: encrypt(input.reason, `guardianship:${life.id}`),
      from_on: input.fromOn,
      until_on: form === 'temporary' ? input.untilOn : null,
    },
  })

export const guardianshipTwins: Twins<GuardianshipFacts> = {
  decide: decided('temporary'),
  decide_long: decided('long'),
  refuse: ({ life, input, on, seat }) => ({
    own: {
      decision: 'refused',
      decided_on: on,
      decided_user: seat!.userId,
      reason_enc: encrypt(input.reason, `guardianship:${life.id}`),
    },
  }),
  review: ({ input }) => ({ own: { reviewed_on: input.onDay } }),
  end: ({ input }) => ({ own: { ended_on: input.onDay, end_cause: input.cause } }),
}

/** A proposal of guardianship for a child in danger. */
export function proposeGuardian(
  teller: Teller,
  of: Life<ChildFacts>,
  given: { seat: Seat; on: LegalDay; ground: string; facts: string },
): Life<GuardianshipFacts> {
  const { seat, on, ground, facts } = given
  const id = uuidv7()
  const { file, person } = of
  const life = open(teller.world, guardianshipKind, {
    id,
    step: 'propose',
    state: 'proposed',
    seat,
    on,
    scopeKey: file.scope_key,
    person: {
      name: file.name as string,
      sex: file.sex as 'M' | 'F',
      birthOn: file.birth_on as LegalDay,
      idNo: decrypt(person.id_enc as string, 'person.id_no'),
      phone: '',
      address: '',
      personId: person.id as string,
    },
    own: {
      child_case_id: of.id,
      child_no: file.case_no,
      ground,
      proposed_on: on,
      facts_enc: encrypt(facts, `guardianship:${id}`),
      proposed_user: seat.userId,
    },
    read: readGuardianship,
    due: ['decide'],
    input: { ground, onDay: on },
    hujiCode: file.huji_code as string,
    residenceCode: file.residence_code as string,
    ownerPostId: seat.postId,
  })
  // It bears name and birthday alone; who the child is stands on the child's own file.
  life.person = person
  life.rows.case_contact = []
  life.rows.case_key = searchKeys({ name: file.name as string }, life.file.case_no).map((key) => ({ key }))
  Object.assign(life.file, { person_id: null, huji_code: null, owner_post_id: null })
  life.facts = life.read(teller.world, life)
  return keep(teller, life)
}

/** What the decision on guardianship writes on the child's file (signal_child). */
export function tellChild(
  world: World,
  life: Life<ChildFacts>,
  given: { step: string; state: string; own: Row; seat: Seat; on: LegalDay },
): void {
  const { step, state, own, seat, on } = given
  const from = life.file.state
  const at = instant(world, life, on, 16)
  Object.assign(life.own, own)
  append(life, { step, fromState: from, toState: state, input: {}, eventOn: on, at, hand: handOf(seat) })
  Object.assign(life.file, { state, version: life.file.version + 1, ...(state === 'exited' && { closed_on: on }) })
  for (const task of life.tasks)
    if (task.done_at === null)
      Object.assign(task, { done_at: at.toISOString(), done_by: seat.postId, outcome: 'superseded' })
  life.facts = life.read(world, life)
}
