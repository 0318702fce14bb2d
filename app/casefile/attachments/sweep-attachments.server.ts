import type { Db } from '~/lib/db.server'
import { dayOf } from '~/lib/dates'
import { namesBefore, removeUnfinished } from '../files/store.server'
import { ruleBook } from '../rules.server'
import { attachmentFolder, attachmentStore } from './stored.server'

/** One transaction of the worker's role. */
export type Run = <T>(work: (db: Db) => Promise<T>) => Promise<T>

const DAY = 86_400_000
const BATCH = 500

/**
 * Removes what lies in the store without a row and is older than a day: uploads that were refused while the process
 * died, that were cut off, or whose transaction never ended. Gives the count.
 */
export async function sweepOrphans(run: Run, at: Date): Promise<number> {
  let removed = 0
  const names: string[] = []
  const settle = async () => {
    const lying = names.splice(0)
    const known = await run(
      (db) =>
        db.$queryRaw<{ name: string }[]>`SELECT stored_name AS name FROM stored_file WHERE stored_name = ANY (${lying})
          UNION ALL SELECT small_name FROM stored_file WHERE small_name = ANY (${lying})`,
    )
    const kept = new Set(known.map((row) => row.name))
    for (const name of lying.filter((one) => !kept.has(one))) {
      await attachmentStore.remove(name)
      removed += 1
    }
  }
  for await (const { name, unfinished } of namesBefore(attachmentFolder(), new Date(at.getTime() - DAY))) {
    if (unfinished) {
      await removeUnfinished(attachmentFolder(), name)
      removed += 1
    } else if (names.push(name) === BATCH) await settle()
  }
  if (names.length) await settle()
  return removed
}

/** Destroys the content, key and name of attachments removed longer ago than X.attachment_destroy. Gives the count. */
export async function destroyRemoved(run: Run, at: Date): Promise<number> {
  return run(async (db) => {
    const days = (await ruleBook(db)).rule('X.attachment_destroy', dayOf(at)).value
    const before = new Date(at.getTime() - days * DAY)
    const rows = await db.attachment.findMany({
      where: { removedAt: { lt: before }, destroyedAt: null },
      select: { id: true, storedName: true, smallName: true },
      take: BATCH,
    })
    for (const { storedName, smallName } of rows)
      for (const name of [storedName, smallName]) if (name) await attachmentStore.remove(name)
    await db.attachment.updateMany({
      where: { id: { in: rows.map((row) => row.id) } },
      data: { keyEnc: null, nameEnc: null, destroyedAt: at },
    })
    return rows.length
  })
}
