/**
 * Money paid to somebody who had died before the pay day (D7-edge-10): found by the worker once the death is known, or noted on a
 * file that was closed; it stays open until all of it came back or the decider wrote off the rest. It is public money: no fine.
 */
import type { Role } from '~/access/roles'
import { step, type AnyStep, type DutyDecl, type Kind } from '~/casefile/kind'
import { diedInput, startsOf, withSpine } from '~/casefile/spine'
import { formatFen } from '~/lib/text'
import type { ReliefFacts } from '../facts'
import { recusedBar } from '../rules'
import { notAhead } from './dates'
import * as inputs from './inputs'
import { outstanding } from './paying-steps'

const s = step<ReliefFacts>()

type Hands = {
  clerks: readonly [Role, ...Role[]]
  second: readonly Role[]
  approvers: readonly Role[]
  /** Why this person may not write off, on this kind. */
  writesOff: NonNullable<AnyStep<ReliefFacts>['barred']>
  /** Who takes an application back beside the clerk (a teacher). */
  withdraws?: readonly Role[]
  /** What is said beside a death. */
  diedHint?: string
}
type Steps = Record<string, AnyStep<ReliefFacts>>

/** Closed states in which a payment may turn out to have come after the death. */
const OVER = ['closed', 'moved_away', 'withdrawn']

const recoverySteps = ({ clerks, second, approvers, writesOff }: Hands): Steps => ({
  paid_after_death: s({
    label: '发放时领取人已去世，列入追回',
    from: [...OVER, 'died', 'recovering'],
    to: 'recovering',
    roles: [],
    by: 'system',
    input: inputs.bySystem,
  }),
  note_death: s({
    label: '登记发放前已去世',
    from: OVER,
    to: 'recovering',
    roles: clerks,
    second,
    input: diedInput,
    barred: recusedBar,
    check: ({ input, facts, today }) =>
      notAhead('diedOn', input.diedOn, today) ??
      (facts.lastPaidOn && input.diedOn < facts.lastPaidOn
        ? undefined
        : { fields: { diedOn: ['这一天以后没有发放过，不用追回'] } }),
    eventOn: (input) => input.diedOn,
    final: true,
    rare: true,
    grave: true,
    hint: '办结以后才得知的：去世以后发放的列入追回，档案重新办理',
  }),
  recover_paid: s({
    label: '登记追回',
    from: ['recovering'],
    to: 'same',
    roles: [...new Set([...clerks, ...approvers])],
    input: inputs.recoverPaid,
    barred: recusedBar,
    check: ({ input, facts, today }) => {
      if (input.amount === 0) return { fields: { amount: ['请填写实际追回的金额'] } }
      if (input.amount > facts.recoverFen)
        return { fields: { amount: [`待追回的只有 ${formatFen(facts.recoverFen)} 元，不能多收`] } }
      return notAhead('onDay', input.onDay, today)
    },
    eventOn: (input) => input.onDay,
    settles: ['recover_paid'],
    final: true,
    hint: '可以分次登记；全部追回后自动结案',
  }),
  write_off: s({
    label: '核销',
    from: ['recovering'],
    to: 'died',
    roles: approvers,
    input: inputs.writeOff,
    barred: writesOff,
    settles: ['recover_paid'],
    final: true,
    rare: true,
    grave: true,
    hint: '确实追不回的，写明理由，附材料，余下的不再追',
  }),
  bank_returned: s({
    label: '银行退回，计入追回',
    from: ['recovering'],
    to: 'same',
    roles: [],
    by: 'system',
    input: inputs.bySystem,
  }),
})

const recoverPaid = (role: Role): DutyDecl<ReliefFacts> => ({
  label: '追回去世后发放的救助金',
  role,
  step: 'recover_paid',
  rule: 'D7.recover_paid',
  roll: 'agency',
  because: '发现或上次追回',
  from: (f) => f.recoverFrom,
  during: ['recovering'],
  standing: true,
})

/** Ways of closing a file that leave money of false papers out; a death leads on to its recovery. */
const LEAVING = ['moved_away', 'withdrawn', 'opened_in_error']

/** The endings of every kind that is paid: by two hands, all duties over; and the recovery of what was paid after a death. */
export function withEndings(kind: Kind<ReliefFacts>, hands: Hands): Kind<ReliefFacts> {
  const by = { roles: hands.clerks, second: hands.second, settles: Object.keys(kind.duties) }
  const spine = withSpine(kind, {
    died: { ...by, hint: hands.diedHint ?? '还没有发的自动停发' },
    movedAway: by,
    openedInError: by,
    withdrawn: { roles: [...hands.clerks, ...(hands.withdraws ?? [])], label: '申请人撤回', settles: by.settles },
  })
  return withRecovery(spine, hands)
}

/** Adds the state 追回, its steps and its duty; what any open file may be is not for one whose money is being recovered. */
function withRecovery(kind: Kind<ReliefFacts>, hands: Hands): Kind<ReliefFacts> {
  const before = Object.entries(kind.steps).map(
    ([name, decl]) =>
      [name, { ...(LEAVING.includes(name) ? unlessOwed(decl) : decl), from: fromOf(kind, decl) }] as const,
  )
  return {
    ...kind,
    states: { ...kind.states, recovering: { label: '追回', open: true, tone: 'due' } },
    steps: { ...Object.fromEntries(before), ...recoverySteps(hands) },
    duties: { ...kind.duties, recover_paid: recoverPaid(hands.clerks[0]) },
  }
}
const unlessOwed = (decl: AnyStep<ReliefFacts>): AnyStep<ReliefFacts> => ({
  ...decl,
  check: (context) => outstanding(context.facts) ?? decl.check?.(context),
})
const fromOf = (kind: Kind<ReliefFacts>, decl: AnyStep<ReliefFacts>) =>
  decl.from === 'open' ? startsOf(kind, decl) : decl.from
