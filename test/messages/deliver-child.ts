/** A worker that delivers the outbox once, and with `die` is killed after the message was handed over, before that is written. */
import { workerPrisma, type Db } from '~/lib/db.server'
import { now } from '~/lib/dates'
import { deliverOutbox } from '~/messages/deliver-outbox.server'

const die = process.argv.includes('die')

await deliverOutbox(
  <T>(work: (db: Db) => Promise<T>) =>
    workerPrisma.$transaction(async (db) => {
      const given = await work(db)
      if (die) process.kill(process.pid, 'SIGKILL')
      return given
    }),
  now(),
)
process.exit(0)
