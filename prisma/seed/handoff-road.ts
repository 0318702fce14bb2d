/** The road of a released person's file (办理进度), step by step, with the answers people would give. */
import type { PlacementType, SupportLevel } from '~/domains/handoff/facts'
import type { LegalDay } from '~/lib/dates'
import type { HandoffLife, NoticeLife, Origin } from './handoff-file'
import { GATE, KEPT, OFFICE, REASONS_BACK } from './handoff-texts'
import { handoffTwins } from './handoff-twins'
import { instantOf } from './twin-parts'
import type { Rng } from './people'
import type { World } from './story'
import { take } from './story-steps'
import { told } from './story-events'

/** A file with all that its next steps are told from. */
export type Journey = Origin & {
  world: World
  rng: Rng
  life: HandoffLife
  notice: NoticeLife | null
  level: SupportLevel
  placement: PlacementType
  gate: boolean
}

export const paper = (title: string, onDay: LegalDay, rng: Rng) => ({ title, onDay, keptAt: rng.pick(KEPT) })

export function verify(j: Journey, on: LegalDay): void {
  const { world, life, notice, cast } = j
  take(
    world,
    life,
    handoffTwins,
    'verify',
    {
      verifyResult: 'match',
      townUnit: cast.tj.unit,
      residenceCode: cast.town.code,
      keyCategory: j.keyCategory,
      needs: j.needs,
    },
    { seat: cast.jc, on },
  )
  if (notice)
    told(world, notice, {
      step: 'verified',
      state: 'verified',
      own: { verify_result: 'match', replied_on: on },
      seat: cast.jc,
      at: life.lastAt,
    })
}

export function returnNotice(j: Journey, on: LegalDay): void {
  const { world, life, notice, cast } = j
  const returnReason = j.rng.pick(REASONS_BACK)
  take(world, life, handoffTwins, 'return_notice', { verifyResult: 'not_here', returnReason }, { seat: cast.jc, on })
  if (notice)
    told(world, notice, {
      step: 'returned',
      state: 'returned',
      own: { verify_result: 'not_here', return_reason: returnReason, replied_on: on },
      seat: cast.jc,
      at: life.lastAt,
    })
}

/** A plan for those who must be met, word to the family for the others. */
export function prepare(j: Journey, on: LegalDay): void {
  const { world, life, notice, cast, rng } = j
  if (j.keyCategory.length === 0 && !notice) {
    take(
      world,
      life,
      handoffTwins,
      'await_release',
      { familyToldOn: on, familyTold: rng.pick(['配偶', '父亲', '母亲', '兄长', '姐姐']) },
      { seat: cast.tj, on },
    )
    return
  }
  const pickupAt = `${j.releaseDueOn}T09:30`
  const people = [
    { name: cast.tj.userName, phone: '0562-2810000' },
    { name: `${j.person.name.slice(0, 1)}某`, phone: '13900000002' },
  ]
  take(
    world,
    life,
    handoffTwins,
    'plan_pickup',
    {
      pickupMode: 'joint',
      pickupAt,
      people,
      transport: '县局公务用车',
      tonight: '先到司法所办手续，当晚住家中',
      guardianTold: false,
      pickupCost: '120.00',
      fundSource: rng.pick(['city', 'county']),
    },
    { seat: cast.tj, on },
  )
  if (notice)
    told(world, notice, {
      step: 'planned',
      state: 'planned',
      own: { pickup_mode: 'joint', pickup_at: instantOf(pickupAt) },
      seat: cast.tj,
      at: life.lastAt,
    })
}

export function handOver(j: Journey, on: LegalDay): void {
  const { world, life, notice, cast, gate } = j
  const signed = notice ? {} : { prisonSignedBy: cast.pr.userName, prisonSignedOn: j.releaseDueOn }
  const cert = `（2026）释证字第${1000 + j.rng.below(9000)}号`.replace('2026', j.releaseDueOn.slice(0, 4))
  const atGate = gate && on === j.releaseDueOn
  take(
    world,
    life,
    handoffTwins,
    'hand_over',
    {
      releasedOn: j.releaseDueOn,
      handedOverAt: `${on}T10:30`,
      handoverPlace: atGate ? GATE : OFFICE,
      atGate,
      personSigned: true,
      releaseCertNo: cert,
      schoolRecords: false,
      ...signed,
    },
    { seat: cast.tj, on, hour: 11 },
  )
  if (notice)
    told(world, notice, {
      step: 'handed_over',
      state: 'handed_over',
      own: { released_on: j.releaseDueOn },
      seat: cast.tj,
      at: life.lastAt,
    })
}

export function noShow(j: Journey, on: LegalDay): void {
  const { world, life, notice, cast } = j
  take(
    world,
    life,
    handoffTwins,
    'no_show',
    { onDay: on, note: '当日未到司法所报到，家属称在返程途中。' },
    { seat: cast.tj, on, hour: 17 },
  )
  if (notice) told(world, notice, { step: 'no_show', state: 'no_show', seat: cast.tj, at: life.lastAt })
}
