import { clearAccounts, disableUnused, markUnused } from '~/access/accounts/unused.server'
import type { Db } from '~/lib/db.server'
import { queueMessage } from './queue-message.server'

/** The day's work on accounts that nobody uses: a mail where there is an address, then the end. Gives how many of each. */
export async function keepAccounts(db: Db, at: Date): Promise<{ warned: number; disabled: number }> {
  const warned = await markUnused(db, at)
  for (const { email, unit } of warned)
    if (email) await queueMessage(db, { channel: 'mail', to: email, template: 'account_unused', data: { unit } })
  const disabled = await disableUnused(db, at)
  await clearAccounts(db, at)
  return { warned: warned.length, disabled }
}
