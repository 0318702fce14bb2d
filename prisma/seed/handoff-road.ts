/** The road of a released person's file (办理进度), step by step, with the answers people would give. */
import type { PlacementType, SupportLevel } from '~/domains/handoff/facts'
import { addDays, addMonths, type LegalDay } from '~/lib/dates'
import type { HandoffLife, NoticeLife, Origin } from './handoff-file'
import { EVIDENCE, GATE, KEPT, LEVEL_REASONS, OFFICE, PLANS, REASONS_BACK, TALKS } from './handoff-texts'
import { handoffTwins, instantOf } from './handoff-twins'
import type { Rng } from './people'
import { take, told, workday, type World } from './story'

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

const paper = (title: string, onDay: LegalDay, rng: Rng) => ({ title, onDay, keptAt: rng.pick(KEPT) })

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

/** `on`: the day of the registration; the first talk was then or a day before. */
export function register(j: Journey, on: LegalDay): void {
  const { world, life, cast, rng } = j
  const firstTalkOn = life.facts.handedOverOn! < on && rng.chance(50) ? addDays(on, -1) : on
  take(
    world,
    life,
    handoffTwins,
    'register',
    { residenceCode: cast.town.code, firstTalkOn, firstTalkNote: rng.pick(TALKS), needs: j.needs },
    { seat: cast.tj, on },
  )
}

export function startHelp(j: Journey, on: LegalDay): void {
  const { world, life, cast, rng, placement, level } = j
  const helper = cast.helper
  const group = [
    { name: cast.tj.userName, kind: 'justice_office', sex: 'F', postId: cast.tj.postId },
    { name: helper.userName, kind: 'village', sex: 'M', postId: helper.postId },
    { name: `${j.person.name.slice(0, 1)}姓亲属`, kind: 'family', sex: 'F' },
  ]
  const placed = placement !== 'unplaced'
  take(
    world,
    life,
    handoffTwins,
    'start_help',
    {
      group,
      guidanceOwner: cast.tj.userName,
      contactOwner: helper.userName,
      supportOwner: cast.th.userName,
      supportLevel: level,
      levelReason: LEVEL_REASONS[level === 'A' ? 0 : level === 'B' ? 1 : 2],
      pairHelperPostId: helper.postId,
      pairDeclaredOn: on,
      agreementOn: on,
      agreement: paper('安置帮教协议书', on, rng),
      plan: rng.pick(PLANS),
      placementType: placement,
      ...(placed && { placedOn: on, placementEvidence: rng.pick(EVIDENCE[placement] ?? ['书面材料']) }),
    },
    { seat: cast.tj, on },
  )
}

export function decline(j: Journey, on: LegalDay): void {
  take(
    j.world,
    j.life,
    handoffTwins,
    'decline',
    { way: 'signed', declinedOn: on, leaflet: true, note: '本人表示暂不需要，权利告知书已交本人。' },
    { seat: j.cast.tj, on },
  )
}

export function entrust(
  j: Journey,
  on: LegalDay,
  second: LegalDay | 'waiting' | { returned: string; on: LegalDay },
): void {
  const { world, life, cast, rng } = j
  const hand =
    second === 'waiting'
      ? second
      : typeof second === 'string'
        ? { seat: cast.th, on: second }
        : { seat: cast.th, on: second.on, returned: second.returned }
  take(
    world,
    life,
    handoffTwins,
    'entrust',
    {
      awayTo: '苏州市某区',
      awayUnit: '苏州市某区司法所',
      awayUntil: addMonths(world.today, 5),
      consentOn: on,
      paper: paper('委托帮教函', on, rng),
      note: '随亲属外出务工。',
    },
    { seat: cast.tj, on, second: hand },
  )
}

/** The steps up to `to`, in the usual time; gives the day of the last one. Days after today are not reached. */
export function travel(j: Journey, to: 'verified' | 'prepared' | 'handed_over' | 'registered' | 'in_help'): LegalDay {
  const { world, rng } = j
  const day = (from: LegalDay, n: number) => workday(world, addDays(from, n))
  let on = day(j.noticeOn, 3 + rng.below(7))
  verify(j, on)
  if (to === 'verified') return on
  on = day(on, 3 + rng.below(5))
  prepare(j, on)
  if (to === 'prepared') return on
  on = j.releaseDueOn
  handOver(j, on)
  if (to === 'handed_over') return on
  on = day(on, 2 + rng.below(2))
  register(j, on)
  if (to === 'registered') return on
  on = day(on, 4 + rng.below(6))
  startHelp(j, on)
  return on
}
