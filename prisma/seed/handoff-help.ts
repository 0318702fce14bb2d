/** The road of a released person's file from the registration on (建档、建组、谢绝、外出委托). */
import { addDays, addMonths, type LegalDay } from '~/lib/dates'
import { paper, type Journey } from './handoff-road'
import { EVIDENCE, LEVEL_REASONS, PLANS, TALKS } from './handoff-texts'
import { handoffTwins } from './handoff-twins'
import { take } from './story-steps'

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
