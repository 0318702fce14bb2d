/** Matters at the window and households, told without a database: the pure twins of the domain's facts and effects. */
import type { HouseholdFacts, IntakeFacts } from '~/domains/window/facts'
import { householdKind } from '~/domains/window/household.kind'
import { intakeKind } from '~/domains/window/intake.kind'
import { latestReply, objectionUntil, replyDue, urgencyOf } from '~/domains/window/rules'
import { matterLabel, type MatterCode, type Urgency } from '~/domains/window/terms'
import type { Routed } from '~/domains/window/unit/routed'
import { computeDue } from '~/casefile/deadlines/compute'
import { decrypt, encrypt } from '~/lib/crypto.server'
import { addDays, formatDay, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { maskName } from '~/people/identity'
import type { Seat } from './accounts'
import { inventPerson } from './people'
import { instant, number, open, type Life, type Read } from './story'
import { told } from './story-events'
import { take, type TwinContext, type Twins } from './story-steps'
import { keep, type Teller } from './teller'

type Row = Record<string, unknown>
/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- the inputs of one kind's steps have many shapes */
type Work = TwinContext<IntakeFacts, any>
const day = (value: unknown): LegalDay | null => (value as LegalDay | null) ?? null

export const readIntake: Read<IntakeFacts> = (world, { file, own }) => {
  const clockOn = own.clock_on as LegalDay
  const supplementedOn = day(own.supplemented_on)
  const [matter, urgency] = [own.matter as string, own.urgency as string]
  const replyDueOn = own.reply_due_on as LegalDay
  return {
    state: file.state,
    openedOn: file.opened_on as LegalDay,
    sex: file.sex as string,
    birthOn: day(file.birth_on),
    scopeKey: file.scope_key,
    matter,
    urgency,
    clockOn,
    backOn: supplementedOn && supplementedOn > clockOn ? supplementedOn : clockOn,
    supplementOn: day(own.supplement_on),
    supplementDueOn: day(own.supplement_due_on),
    supplementedOn,
    routedOn: day(own.routed_on),
    returns: own.returns as number,
    rejectedOn: day(own.rejected_on),
    toldOn: day(own.told_on),
    replyDueOn,
    moved: replyDue(world.book, { matter, urgency, clockOn }).dueOn !== replyDueOn,
    repliedOn: day(own.replied_on),
  }
}

const replied = ({ world, life }: Pick<Work, 'world' | 'life'>, on: LegalDay, text: string, unit: string): Row => ({
  replied_on: on,
  reply_enc: encrypt(text, `intake_reply:${life.id}`),
  replied_unit: unit,
  close_due_on: addDays(on, world.book.rule('X.intake_reopen', on).value),
})
const route = ({ input, on }: Work) => ({
  own: { routed_on: on, main_unit: input.mainUnit, co_units: input.coUnits, accepted_on: null },
})
const ending = (cause: string) => () => ({ own: { end_cause: cause } })

export const intakeTwins: Twins<IntakeFacts> = {
  route,
  reroute: route,
  answer: (work) => ({ own: replied(work, work.on, work.input.reply, work.seat!.unit) }),
  ask_supplement: ({ world, life, input, on }) => ({
    own: {
      supplement_on: on,
      supplement_due_on: computeDue({ book: world.book, rule: 'X.intake_supplement', from: on, roll: 'citizen' }).dueOn,
      supplement_enc: encrypt(JSON.stringify(input.items), `intake_supplement:${life.id}`),
    },
  }),
  supplemented: ({ world, life, eventOn }) => ({
    own: {
      supplemented_on: eventOn,
      reply_due_on: replyDue(world.book, { ...life.facts, supplementedOn: eventOn }).dueOn,
    },
  }),
  tell_petitioner: ({ eventOn }) => ({ own: { told_on: eventOn } }),
  close: ({ input, on }) => ({ own: { satisfaction: input.satisfaction, feedback_on: on, end_cause: 'answered' } }),
  close_unsupplied: ending('unsupplied'),
  withdrawn: ending('withdrawn'),
  opened_in_error: ending('opened_in_error'),
  reopen: ({ world, life, eventOn }) => ({
    own: {
      round: (life.own.round as number) + 1,
      clock_on: eventOn,
      reply_due_on: replyDue(world.book, { ...life.facts, clockOn: eventOn, supplementOn: null }).dueOn,
      reopened_on: eventOn,
      extended_on: null,
      replied_on: null,
      reply_enc: null,
      replied_unit: null,
      close_due_on: null,
      satisfaction: null,
      feedback_on: null,
      end_cause: null,
    },
  }),
}

export type Asked = {
  matter: MatterCode
  on: LegalDay
  summary: string
  urgency?: Urgency
  channel?: string
  /** The grid worker who filed it. */ proxy?: Seat
  agent?: { code: string; name: string }
}
export type Window = { teller: Teller; ic: Seat; dp: Seat; unit: string }

/** A matter on the day it was taken in. */
export function takeIn({ teller, ic, unit }: Window, asked: Asked): Life<IntakeFacts> {
  const { world, rng } = teller
  const order = ++teller.order
  const { matter, on, proxy, agent } = asked
  const urgency = urgencyOf(matter, asked.urgency ?? 'normal')
  const person = inventPerson(rng, world.today, order, [24, 80])
  const step = proxy ? 'proxy' : 'receive'
  const life = open(world, intakeKind, {
    step,
    state: 'received',
    seat: proxy ?? ic,
    on,
    scopeKey: unit,
    person,
    read: readIntake,
    due: ['dispatch'],
    input: { channel: asked.channel ?? 'window', matter, urgency },
    hujiCode: unit.slice(0, 9),
    residenceCode: unit.slice(0, 9),
    ownerPostId: proxy ? null : ic.postId,
    own: {
      channel: proxy ? 'visit' : (asked.channel ?? 'window'),
      matter,
      urgency,
      summary_enc: '',
      reply_channel: 'phone',
      agent: proxy ? 'grid_worker' : (agent?.code ?? null),
      agent_name_enc: null,
      authorised_on: proxy || agent ? on : null,
      authority_kept_at: proxy || agent ? '窗口档案柜二' : null,
      proxy_post_id: proxy?.postId ?? null,
      household_id: null,
      received_on: on,
      clock_on: on,
      round: 1,
      co_units: [],
      returns: 0,
      reply_due_on: replyDue(world.book, { matter, urgency, clockOn: on }).dueOn,
    },
  })
  life.own.summary_enc = encrypt(asked.summary, `intake_summary:${life.id}`)
  const speaker = proxy?.userName ?? agent?.name
  if (speaker) life.own.agent_name_enc = encrypt(speaker, `intake_agent:${life.id}`)
  if (proxy)
    life.rows.case_party = [
      {
        id: uuidv7(),
        holder: proxy.postId,
        part: 'proxy',
        view: 'status',
        from_at: life.lastAt.toISOString(),
        until_at: `${addDays(on, 730)}T00:00:00+08:00`,
        basis: '受居民委托代办',
        granted_by: proxy.postId,
      },
    ]
  return keep(teller, life)
}

type Sent = Row & { id: string; state: string }

/** Routes it to a unit; the referral that the unit works on is given. */
export function sendOn(
  window: Window,
  life: Life<IntakeFacts>,
  to: string,
  given: { on: LegalDay; again?: string; co?: string[] },
): Sent {
  const { teller, dp } = window
  const { world } = teller
  const { on, again, co = [] } = given
  const routed: Routed = {
    petition: objectionUntil(world.book, life.facts.matter, on) !== null,
    returnUntil: objectionUntil(world.book, life.facts.matter, on),
    binding: life.facts.returns > 0,
    replyDueOn: life.facts.replyDueOn,
    latest: latestReply(world.book, life.facts.matter, life.facts.replyDueOn),
  }
  const step = again ? 'reroute' : 'route'
  take(
    world,
    life,
    intakeTwins,
    step,
    { mainUnit: to, coUnits: co, ...(again && { reason: again }) },
    { seat: dp, on, hour: 14 },
  )
  for (const unit of co) refer(window, life, { type: 'intake_co', to: unit, on, frozen: null })
  return refer(window, life, { type: 'intake', to, on, frozen: routed })
}

function refer(
  { teller, dp }: Window,
  life: Life<IntakeFacts>,
  given: { type: string; to: string; on: LegalDay; frozen: unknown },
): Sent {
  const { world, told: out } = teller
  const { type, to, on, frozen } = given
  const id = uuidv7()
  const rule = type === 'intake' ? 'X.intake_accept' : 'X.intake_co'
  const due = computeDue({ book: world.book, rule, from: on, roll: 'agency', because: '送达' })
  const series = `ZJ-${life.file.scope_key.slice(0, 6)}-${on.slice(0, 4)}`
  const phone = life.rows.case_contact!.find((row) => row.what === 'phone')!
  const fields = {
    name: life.person.name,
    matter: matterLabel(life.facts.matter),
    phone: decrypt(phone.value_enc as string, `contact:${life.id}`),
    need: decrypt(life.own.summary_enc as string, `intake_summary:${life.id}`),
    limit: formatDay(life.facts.replyDueOn),
  }
  const row: Sent = {
    id,
    neutral_no: `${series}-${String(number(world, series)).padStart(6, '0')}`,
    type,
    from_case_id: life.id,
    from_kind: 'intake',
    from_key: null,
    from_unit: dp.unit,
    to_key: to,
    subject: maskName(life.person.name as string),
    fields_enc: encrypt(JSON.stringify({ fields, frozen }), `referral:${id}`),
    consent_id: null,
    sent_on: on,
    sent_by: dp.postId,
    due_on: due.dueOn,
    due_reason: due.reason,
    state: 'sent',
    answer_enc: null,
    answered_on: null,
    answered_by: null,
    chased_on: null,
  }
  out.referrals.push(row)
  return row
}

type Saying = { on: LegalDay; by: Seat; text?: string; until?: LegalDay }
const AFTER = { accept: 'accepted', return: 'returned', extend: 'accepted', reply: 'answered' } as const
const STATE = { accept: 'accepted', return: 'rejected', reply: 'replied' } as const

/** What the unit does with it, on its referral; the window's file follows. */
export function unitDoes(
  { teller }: Window,
  life: Life<IntakeFacts>,
  referral: Sent,
  step: keyof typeof AFTER,
  { on, by, text, until }: Saying,
): void {
  const { world } = teller
  const own: Record<typeof step, Row> = {
    accept: { accepted_on: on },
    return: { returns: 1, rejected_on: on },
    extend: { reply_due_on: until, extended_on: on },
    reply: text ? replied({ world, life }, on, text, by.unit) : {},
  }
  told(world, life, {
    step: `unit_${step}`,
    ...(step !== 'extend' && { state: STATE[step] }),
    own: own[step],
    input: { unit: by.unitName, reason: text, ...(until && { until }) },
    seat: by,
    at: instant(world, life, on, 16),
    done: step === 'reply' ? ['reply'] : [],
  })
  const enc = text ? encrypt(text, `referral:${referral.id}`) : null
  Object.assign(referral, {
    state: AFTER[step],
    answered_by: by.postId,
    ...(step !== 'accept' && step !== 'extend' && { answer_enc: enc, answered_on: on }),
    ...((step === 'accept' || step === 'extend') && { due_on: life.own.reply_due_on }),
  })
}

export const readHousehold: Read<HouseholdFacts> = (_world, { file, own }) => ({
  state: file.state,
  openedOn: file.opened_on as LegalDay,
  sex: file.sex as string,
  birthOn: day(file.birth_on),
  hardship: own.hardship as string[],
  lastVisitOn: day(own.last_visit_on),
  visitsMade: own.visits_made as number,
})

export const householdTwins: Twins<HouseholdFacts> = {
  end: ({ eventOn }) => ({ own: { ended_on: eventOn, end_cause: 'ended' } }),
}

/** A household's card on the day it was made. */
export function enrol(
  teller: Teller,
  gw: Seat,
  given: { on: LegalDay; hardship: string[]; needs: string[]; members: number },
): Life<HouseholdFacts> {
  const { world, rng } = teller
  const order = ++teller.order
  const { on, hardship, needs, members } = given
  const region = gw.unit.split('-')[0]!
  return keep(
    teller,
    open(world, householdKind, {
      step: 'register',
      state: 'active',
      seat: gw,
      on,
      scopeKey: gw.unit,
      person: inventPerson(rng, world.today, order, [30, 85]),
      read: readHousehold,
      due: ['visit'],
      input: { membersCount: members, hardship, needs },
      hujiCode: region.slice(0, 12),
      residenceCode: region.slice(0, 12),
      ownerPostId: gw.postId,
      own: {
        grid_code: region,
        members_count: members,
        hardship,
        needs,
        last_visit_on: null,
        visits_made: 0,
        ended_on: null,
        end_cause: null,
      },
    }),
  )
}
