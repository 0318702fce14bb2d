/** What a child of the demo has with its parents and a helper over the school year, beside the steps of its file. */
import type { LegalDay } from '~/lib/dates'
import { agreedTo, guardianAgrees, pastCalls, type Happening } from './call-rooms'
import type { Told } from './children'
import { pairing } from './children-pairing'
import { DEMO_SCHOOLS } from './schools'

/** At this school some children came into danger in the last days (children-guardians); nothing else is told of them then. */
const BUSY = DEMO_SCHOOLS[1]!
const LAST_DAYS = 8

/** From the day the guardian of the n-th child of a school was asked: calls and pairing, in the order of their days. */
export function contacts(told: Told, n: number, { signer, on }: { signer: string; on: LegalDay }): Happening[] {
  const { around, teller } = told
  const scope = agreedTo(n)
  if (!scope.length) return []
  const consentId = guardianAgrees(told, signer, scope, on)
  const busy = around.schoolDemo === BUSY
  return [
    ...(around.school ? pastCalls(told, n, on, busy ? told.on(LAST_DAYS) : teller.world.today) : []),
    ...pairing(told, n, scope.includes('pairing') && !busy ? consentId : null),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}
