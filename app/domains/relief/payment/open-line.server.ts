/** Name and account of a line in clear. */
import { decrypt } from '~/lib/crypto.server'

export type Sealed = { awardId: string; reserveUnit: string | null; nameEnc: string; accountEnc: string }

export const reserveContext = (unit: string): string => `payment_reserve:${unit}`
const contextOf = ({ awardId, reserveUnit }: Sealed) =>
  reserveUnit ? reserveContext(reserveUnit) : `relief_award:${awardId}`

export const nameOf = (line: Sealed): string => decrypt(line.nameEnc, contextOf(line))
export const accountOf = (line: Sealed): string => decrypt(line.accountEnc, contextOf(line))
/** '6217********1234' */
export const maskAccount = (account: string): string => `${account.slice(0, 4)}********${account.slice(-4)}`
