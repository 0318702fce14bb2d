/** Files that move on or end: transfer, end of help, death, opened in error; decided, or waiting for the second hand. */
import { addDays, addYears, type LegalDay } from '~/lib/dates'
import { openAtTown, type Entry, type HandoffLife, type Origin } from './handoff-file'
import type { Journey } from './handoff-road'
import { handoffTwins } from './handoff-twins'
import { instantOf } from './twin-parts'
import { COUNTIES } from './places'
import { refer } from './referrals'
import { take } from './story-steps'
import { keep, originOf, type Begin, type Teller } from './teller'
import { workday } from './workdays'

const paper = (title: string, onDay: LegalDay) => ({ title, onDay, keptAt: '县局档案室' })

/** A file that begins at the town, as a journey. */
function atTown(teller: Teller, origin: Origin, entry: Entry, given: Parameters<typeof openAtTown>[3]): Journey {
  const { world, rng } = teller
  const life: HandoffLife = openAtTown(world, origin, entry, given)
  keep(teller, life)
  return { ...origin, world, rng, life, notice: null, level: 'B', placement: 'employed', gate: false }
}

/** 来访登记: nobody was told; served on the day. */
export function walkIn(teller: Teller, begin: Pick<Begin, 'town'>, on: LegalDay): Journey {
  const releasedOn = addDays(on, -1)
  const origin = originOf(teller, { ...begin, noticeOn: on, releaseDueOn: releasedOn })
  return atTown(teller, origin, 'walk_in', {
    on,
    state: 'handed_over',
    due: ['register', 'first_talk'],
    input: { arrivedAt: `${on}T09:20`, releasedOn },
    own: {
      prison_name: '外省监狱',
      released_on: releasedOn,
      handed_over_at: instantOf(`${on}T09:20`),
      handover_place: origin.cast.tj.unitName,
    },
  })
}

/** 解除社区矫正转入. */
export function lifted(teller: Teller, begin: Pick<Begin, 'town'>, on: LegalDay): Journey {
  const origin = originOf(teller, { ...begin, noticeOn: on, releaseDueOn: on })
  const years = teller.world.book.rule('D1.help_period_cc', on).value
  return atTown(teller, origin, 'cc_lifted', {
    on,
    state: 'registered',
    due: ['agreement', 'first_talk', 'benefit_screen'],
    input: { liftedOn: on, liftedType: 'parole' },
    own: { released_on: on, help_start_on: on, help_end_on: addYears(on, years) },
  })
}

/** 存量台账: taken over on `on`, with help that ends on `helpEndOn`. Past duties are of before the system. */
export function takenOver(teller: Teller, begin: Pick<Begin, 'town'>, on: LegalDay, helpEndOn: LegalDay): Journey {
  const helpStartOn = addYears(helpEndOn, -5)
  const origin = originOf(teller, { ...begin, noticeOn: helpStartOn, releaseDueOn: helpStartOn })
  const j = atTown(teller, origin, 'legacy', {
    on,
    state: 'in_help',
    due: ['agreement', 'benefit_screen', 'end_review'],
    input: { variant: 'ledger', rowNo: 1 + teller.rng.below(60) },
    own: {
      released_on: helpStartOn,
      help_start_on: helpStartOn,
      help_end_on: helpEndOn,
      support_level: 'C',
      level_on: on,
      placement_type: 'employed',
      placement_checked_on: on,
      last_contact_on: addDays(on, -20),
      contacts_made: 1,
      pair_helper_name: origin.cast.helper.userName,
      before_system: true,
    },
  })
  const stamp = j.life.lastAt.toISOString()
  for (const task of j.life.tasks)
    if (task.done_at === null && task.due_on < on)
      Object.assign(task, { done_at: stamp, done_by: null, outcome: 'before_system', note: '系统上线前' })
  return j
}

/** End review, the first hand's proposal, and what the second hand did with it. */
export function endHelp(j: Journey, given: { reviewOn: LegalDay; proposedOn?: LegalDay; decidedOn?: LegalDay }): void {
  const { world, life, cast } = j
  take(
    world,
    life,
    handoffTwins,
    'end_review',
    { onDay: given.reviewOn, conclusion: '五年来遵纪守法，就业稳定，同意期满解除。' },
    { seat: cast.tj, on: given.reviewOn },
  )
  if (!given.proposedOn) return
  const second = given.decidedOn ? { seat: cast.ja, on: given.decidedOn } : ('waiting' as const)
  take(
    world,
    life,
    handoffTwins,
    'end',
    { personToldOn: given.proposedOn, agreed: true, paper: paper('帮教期满通知书', given.proposedOn) },
    { seat: cast.tj, on: given.proposedOn, second },
  )
}

export const archive = (j: Journey, on: LegalDay): void =>
  take(j.world, j.life, handoffTwins, 'archive', { onDay: on, keptAt: '县局档案室' }, { seat: j.cast.ja, on })

const otherBureau = (county: string) =>
  `${COUNTIES[(COUNTIES.findIndex(({ code }) => code === county) + 1) % 3]!.code}-JB1`

/** 转出外县; `second`: the day of the approval, or it waits. */
export function transfer(
  teller: Teller,
  j: Journey,
  on: LegalDay,
  second: LegalDay | 'waiting',
  state: 'sent' | 'withdrawn' = 'sent',
): void {
  const { world, life, cast } = j
  const toUnit = otherBureau(cast.county)
  const given = { toUnit, reason: '随配偶迁居，本人要求转到居住地。', address: '某路某小区' }
  take(
    world,
    life,
    handoffTwins,
    'transfer',
    { ...given, paper: paper('转出申请', on) },
    { seat: cast.tj, on, second: second === 'waiting' ? second : { seat: cast.ja, on: second } },
  )
  if (second === 'waiting') return
  const { own } = life
  const frozen = {
    reason: given.reason,
    address: given.address,
    person: {
      name: j.person.name,
      sex: j.person.sex,
      birthOn: j.person.birthOn,
      idNo: j.person.idNo,
      hujiCode: life.file.huji_code,
    },
    contacts: [{ what: 'phone', relation: null, name: null, value: j.person.phone }],
    own: {
      sourceType: own.source_type,
      prisonName: own.prison_name,
      releasedOn: own.released_on,
      releaseCertNo: own.release_cert_no,
      keyCategory: own.key_category,
      helpStartOn: own.help_start_on,
      helpEndOn: own.help_end_on,
      supportLevel: own.support_level,
      needs: own.needs,
    },
    plan: null,
    offence: { offenceCode: j.offenceCode, sentenceMonths: j.sentenceMonths },
    placements: (life.rows.handoff_placement ?? []).map((row) => ({
      type: row.type,
      placedOn: row.placed_on,
      endedOn: row.ended_on,
    })),
  }
  refer(teller, j, { type: 'transfer', toKey: toUnit, on: second, state, from: cast.ja, frozen })
}

/** Sent, and taken by the other county on paper. */
export function transferredAway(teller: Teller, j: Journey, on: LegalDay): void {
  const { world, life, cast } = j
  const day = (n: number) => workday(world, addDays(on, n))
  transfer(teller, j, on, day(2), 'withdrawn')
  take(world, life, handoffTwins, 'send_file', { onDay: day(4), keptAt: '机要交换' }, { seat: cast.tj, on: day(4) })
  take(
    world,
    life,
    handoffTwins,
    'accepted_there',
    { onDay: day(9), acceptedBy: '接收县司法局', paper: paper('接收回执', day(8)) },
    { seat: cast.jc, on: day(9) },
  )
}

/** A death reported by the family. */
export const died = (j: Journey, on: LegalDay, second: LegalDay | 'waiting'): void =>
  take(
    j.world,
    j.life,
    handoffTwins,
    'died',
    { diedOn: addDays(on, -6), paper: paper('死亡证明复印件', on), note: '因病去世，家属来所告知。' },
    { seat: j.cast.tj, on, second: second === 'waiting' ? second : { seat: j.cast.ja, on: second } },
  )

export const openedInError = (
  j: Journey,
  on: LegalDay,
  second: LegalDay | 'waiting' | { returned: string; on: LegalDay },
): void =>
  take(
    j.world,
    j.life,
    handoffTwins,
    'opened_in_error',
    { reason: '与另一份档案是同一人，重复登记。' },
    {
      seat: j.cast.tj,
      on,
      second:
        second === 'waiting'
          ? second
          : typeof second === 'string'
            ? { seat: j.cast.th, on: second }
            : { seat: j.cast.th, on: second.on, returned: second.returned },
    },
  )
