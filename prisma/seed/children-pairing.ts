/** Pairing (结对关爱) in the demo: a school proposes a helper of the county, the village agrees, he meets the child each month. */
import { computeDue } from '~/casefile/deadlines/compute'
import { taskRow } from '~/casefile/tasks/keep-tasks.server'
import { encrypt } from '~/lib/crypto.server'
import { addDays, addMonths, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import type { Seat } from './accounts'
import type { Happening } from './call-rooms'
import type { Told } from './children'
import { add, append, handOf, instant } from './story'
import type { SeedTask } from './story-tasks'

type Row = Record<string, unknown>
/** Days since the pairing began (or was proposed), since the last contact of those that have one, and since its end. */
type Course = { began: number; last?: number; ended?: number; proposed?: true }

/** By the number of the child at its school, all of them with the guardian's consent. */
const COURSES: Record<number, Course> = {
  20: { began: 290, last: 9 },
  24: { began: 200, last: 47 },
  28: { began: 3, proposed: true },
  32: { began: 330, last: 70, ended: 61 },
  40: { began: 348, last: 18 },
  44: { began: 11 },
}
const MEETINGS: [way: string, setting: string, minutes: number, topics: string[]][] = [
  ['meet', 'open_school', 60, ['reading', 'study']],
  ['activity', 'village_centre', 120, ['hobby', 'sport']],
  ['phone', 'not_together', 15, ['talk']],
  ['meet', 'home_with_carer', 45, ['study', 'talk']],
  ['meet', 'outdoors', 90, ['sport', 'outing']],
]
const NEEDS = ['想学画画', '喜欢篮球，想有人一起练', '想看课外书', '数学需要辅导']
/** A contact every so many days. */
const EACH = 27

/** What comes of the pairing of the n-th child of a school, if it has one; `consentId`: the guardian's. */
export function pairing(told: Told, n: number, consentId: string | null): Happening[] {
  const course = COURSES[n]
  if (!course || !consentId) return []
  const { world } = told.teller
  const helpers = world.seats.filter((seat) => seat.role === 'PH' && seat.unit.slice(0, 6) === countyOf(told))
  const helper = helpers[(n / 4 + Number(told.around.sp.unit.slice(-1))) % helpers.length]!
  const ago = (days: number) => addDays(world.today, -days)
  const from = ago(course.began)
  const row = proposal(told, helper, from, n)
  if (course.proposed) return [{ on: from, tell: () => add(told.life, 'pairing', row) }]
  const contacts: Happening[] = []
  for (let day = addDays(from, EACH - 6); day <= ago(course.last ?? course.began); day = addDays(day, EACH))
    contacts.push({ on: day, tell: () => meet(told, helper, row, day) })
  return [
    { on: from, tell: () => agree(told, helper, row, { on: from, consentId }) },
    ...contacts,
    ...(course.ended ? [{ on: ago(course.ended), tell: () => end(told, row, ago(course.ended!)) }] : []),
  ]
}

const countyOf = ({ around }: Told) => around.village.slice(0, 6)

function proposal({ around }: Told, helper: Seat, from: LegalDay, n: number): Row {
  const id = uuidv7()
  return {
    id,
    helper_post_id: helper.postId,
    helper_name: helper.userName,
    helper_unit: helper.unitName,
    state: 'proposed',
    need_enc: encrypt(NEEDS[(n / 4) % NEEDS.length]!, `pairing:${id}`),
    declared_on: addDays(from, -9),
    declaration_kept_at: '学校德育处',
    child_asked_on: addDays(from, -5),
    until_on: addDays(addMonths(from, 12), -1),
    proposed_by: around.sp.postId,
    proposed_user: around.sp.userId,
    proposed_name: around.sp.userName,
    proposed_at: `${addDays(from, -4)}T11:00:00+08:00`,
    contacts: 0,
    minutes: 0,
    renewals: 0,
    told_guardian: false,
    told_helper: false,
  }
}

/** The village's director lets the helper in until the day agreed. */
function agree(told: Told, helper: Seat, row: Row, { on, consentId }: { on: LegalDay; consentId: string }): void {
  const { teller, life, around } = told
  const at = instant(teller.world, life, on, 11)
  const until = row.until_on as LegalDay
  Object.assign(row, {
    state: 'active',
    consent_id: consentId,
    from_on: on,
    agreed_by: around.cd.postId,
    agreed_name: around.cd.userName,
    next_contact_on: plant(told, helper, { from: on, occurrence: 1, because: '结对开始', at }),
  })
  add(life, 'pairing', row)
  add(life, 'case_party', {
    id: uuidv7(),
    holder: helper.postId,
    part: 'pair_helper',
    view: 'limited',
    from_at: at.toISOString(),
    until_at: `${addDays(until, 1)}T00:00:00+08:00`,
    basis: '结对关爱',
    granted_by: around.cd.postId,
  })
  tell(told, 'pair_active', { until }, on, at, around.cd)
}

type Planting = { from: LegalDay; occurrence: number; because: string; at: Date }

/** The helper's next duty, on his own desk. Gives its day. */
function plant({ teller, life }: Told, helper: Seat, { from, occurrence, because, at }: Planting): LegalDay {
  const due = computeDue({ book: teller.world.book, rule: 'D4.pair_contact', from, roll: 'agency', because })
  const { file, kind, id } = life
  const task = taskRow(
    { id, kind: kind.name, scopeKey: file.scope_key, neutralNo: file.neutral_no, ownerPostId: null },
    { ...due, code: 'pair_contact', role: 'PH', occurrence, triggerOn: from },
    at,
  )
  const open = { done_at: null, done_by: null, outcome: null, detail: null, note: null }
  life.tasks.push({ ...task, assignee_id: helper.postId, ...open } as SeedTask)
  return due.dueOn
}

const settle = ({ life }: Told, outcome: 'done' | 'superseded', at: Date, by: Seat) => {
  for (const task of life.tasks)
    if (task.code === 'pair_contact' && task.done_at === null)
      Object.assign(task, { done_at: at.toISOString(), done_by: by.postId, outcome })
}

function meet(told: Told, helper: Seat, row: Row, on: LegalDay): void {
  const { teller, life } = told
  const contacts = row.contacts as number
  const [way, setting, minutes, topics] = MEETINGS[contacts % MEETINGS.length]!
  const at = instant(teller.world, life, on, 16)
  const by = { by_post_id: helper.postId, by_name: helper.userName, at: at.toISOString() }
  add(life, 'pair_contact', { id: uuidv7(), pairing_id: row.id, on_day: on, way, setting, minutes, topics, ...by })
  settle(told, 'done', at, helper)
  Object.assign(row, {
    contacts: contacts + 1,
    minutes: (row.minutes as number) + minutes,
    last_contact_on: on,
    next_contact_on: plant(told, helper, { from: on, occurrence: contacts + 2, because: '上次联系', at }),
  })
  tell(told, 'pair_contact', { way, minutes }, on, at, helper)
}

function end(told: Told, row: Row, on: LegalDay): void {
  const { teller, life, around } = told
  const at = instant(teller.world, life, on, 15)
  for (const party of life.rows.case_party ?? []) if (party.part === 'pair_helper') party.until_at = at.toISOString()
  settle(told, 'superseded', at, around.cd)
  Object.assign(row, { state: 'ended', ended_on: on, end_why: 'helper_left', ended_by: around.cd.postId })
  Object.assign(row, { told_at: at.toISOString(), told_guardian: true, told_helper: true })
  tell(told, 'pair_ended', { why: 'helper_left' }, on, at, around.cd)
}

function tell({ life }: Told, step: string, input: Row, eventOn: LegalDay, at: Date, seat: Seat): void {
  const { state } = life.file
  append(life, { step, fromState: state, toState: state, input, eventOn, at, hand: handOf(seat) })
}
