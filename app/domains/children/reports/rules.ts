/** Who receives a report, how far it is, and what a receiving office may do now. Pure. */
import type { LegalDay } from '~/lib/dates'
import { receiverRoles, receivers, type ReceiverRole, type ReportState } from './situations'

type Unit = { code: string; regionCode: string }

/** The offices of a role that may receive a report of a county: its own first, then one tier up; none that is named in it. */
export const officesOf = <U extends Unit>(
  role: ReceiverRole,
  county: string,
  named: readonly string[],
  unitsOf: (kind: string) => readonly U[],
): U[] => {
  const units = unitsOf(receivers[role].kind).filter((unit) => !named.includes(unit.code))
  return [6, 4, 2].flatMap((length) => units.filter((unit) => unit.regionCode === county.slice(0, length)).slice(0, 1))
}

/**
 * Who receives a report, one office for each role: the county's own; when that is named in the report, or there is none, or
 * nobody is in office there, the same office one tier up (DOMAIN 8, edge case 4). A role without anybody is left out: the
 * report waits for him.
 */
export const receiversOf = <U extends Unit>(
  county: string,
  named: readonly string[],
  unitsOf: (kind: string) => readonly U[],
  manned: (role: ReceiverRole, unit: U) => boolean,
): { role: ReceiverRole; unit: U }[] =>
  receiverRoles.flatMap((role) => {
    const unit = officesOf(role, county, named, unitsOf).find((one) => manned(role, one))
    return unit ? [{ role, unit }] : []
  })

type Delivery = { toRole: string; state: string }

/**
 * filed: nobody there to receive it; sent: nobody took note; acknowledged, feedback: somebody did; closed: everybody who
 * has to act closed it (the procuratorate looks on).
 */
export function stateOf(deliveries: readonly Delivery[]): ReportState {
  if (!deliveries.length) return 'filed'
  const acting = deliveries.filter(({ toRole }) => toRole !== 'PV')
  const has = (state: string) => deliveries.some((one) => one.state === state)
  if ((acting.length ? acting : deliveries).every(({ state }) => state === 'closed')) return 'closed'
  if (has('feedback') || has('closed')) return 'feedback'
  return has('acknowledged') ? 'acknowledged' : 'sent'
}

export type Answer = 'acknowledge' | 'feedback' | 'close'

/** What the office may do now; the procuratorate need not feed back. */
export function answersOf({ toRole, state }: Delivery): Answer[] {
  if (state === 'sent') return ['acknowledge']
  if (state === 'acknowledged') return toRole === 'PV' ? ['feedback', 'close'] : ['feedback']
  return state === 'feedback' ? ['close'] : []
}

/** The day by which the next of them is due; null: nothing is. */
export function dueOf(delivery: Delivery & { acknowledgeBy: LegalDay; feedbackBy: LegalDay }): LegalDay | null {
  if (delivery.state === 'sent') return delivery.acknowledgeBy
  return delivery.state === 'acknowledged' && delivery.toRole !== 'PV' ? delivery.feedbackBy : null
}
