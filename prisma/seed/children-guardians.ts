/** Guardianship by civil affairs in the demo: children in danger for whom it was proposed, and what was decided. */
import type { ChildFacts, GuardianshipFacts } from '~/domains/children/facts'
import { supportUntil } from '~/domains/children/rules'
import { addDays, addMonths, type LegalDay } from '~/lib/dates'
import { childTwins, guardianshipTwins, proposeGuardian, tellChild } from './children-file'
import { seatAt, type Life } from './story'
import { take } from './story-steps'
import type { Teller } from './teller'
import { workday } from './workdays'

const COURSES = ['proposed', 'temporary', 'long', 'refused', 'ended', 'error'] as const
const REASON = '经核查，监护人暂时不能履行监护职责，没有其他人可以担任监护人。'

/** Children in care of one town who came into danger: what was proposed and decided for them; one got out of it. */
export function guardians(teller: Teller): void {
  const { world, told } = teller
  const lives = (told.lives as unknown as Life<ChildFacts>[]).filter(
    ({ kind, file }) => kind.name === 'child' && file.state === 'in_care' && file.scope_key.startsWith('340705100'),
  )
  COURSES.forEach((course, i) => tell(teller, lives[i * 3]!, course))
  const safe = lives[COURSES.length * 3]!
  const cs = seatAt(world, 'CS', '340705100-CW1')
  const ago = (days: number) => workday(world, addDays(world.today, -days))
  inDanger(teller, safe, ago(6))
  take(
    world,
    safe,
    childTwins,
    'out_of_danger',
    { onDay: ago(2), level: 'weak', result: '父亲已返回照料，村里每周上门。' },
    { seat: cs, on: ago(2) },
  )
}

function inDanger({ world }: Teller, life: Life<ChildFacts>, on: LegalDay): void {
  const seat = seatAt(world, 'CD', life.file.scope_key)
  const facts = '照料人突发重病住院，家里没有其他人。'
  take(world, life, childTwins, 'danger', { foundAt: `${on}T08:30`, sign: 'carer', facts }, { seat, on })
  take(
    world,
    life,
    childTwins,
    'log_report',
    { reportedAt: `${on}T09:10`, to: ['civil', 'police'], receiptNo: '回执-2' },
    { seat, on },
  )
}

function tell(teller: Teller, child: Life<ChildFacts>, course: (typeof COURSES)[number]): void {
  const { world } = teller
  const ago = (days: number) => workday(world, addDays(world.today, -days))
  const cs = seatAt(world, 'CS', '340705100-CW1')
  const ca = seatAt(world, 'CA', '340705-CA1')
  inDanger(teller, child, ago(5))
  const guard = proposeGuardian(teller, child, { seat: cs, on: ago(4), ground: 'unable', facts: REASON })
  if (course === 'proposed') return
  if (course === 'error') {
    const day = ago(3)
    const reason = '提出时选错了孩子。'
    return take(
      world,
      guard,
      guardianshipTwins,
      'opened_in_error',
      { reason },
      { seat: cs, on: day, second: { seat: ca, on: ago(2) } },
    )
  }
  const act = (life: Life<GuardianshipFacts>, step: string, raw: Record<string, unknown>, on: LegalDay) =>
    take(world, life, guardianshipTwins, step, raw, { seat: ca, on })
  if (course === 'refused') return act(guard, 'refuse', { reason: '姑姑愿意并且能够照料。', onDay: ago(3) }, ago(3))
  const from = ago(3)
  const decision = { place: 'relative', ground: 'unable', decisionNo: '民监〔1〕号', fromOn: from, reason: REASON }
  if (course === 'long') act(guard, 'decide_long', { ...decision, ground: 'long_dead' }, from)
  else act(guard, 'decide', { ...decision, untilOn: addMonths(from, 6) }, from)
  tellChild(world, child, { step: 'protected', state: 'protected', own: { protected_on: from }, seat: ca, on: from })
  if (course !== 'ended') return
  const on = ago(1)
  act(guard, 'end', { cause: 'adopted', onDay: on }, on)
  tellChild(world, child, {
    step: 'protection_ended',
    state: 'exited',
    own: {
      exit_cause: 'adopted',
      exited_on: on,
      support_until: supportUntil(on, (rule) => world.book.rule(rule, on).value),
    },
    seat: ca,
    on,
  })
}
