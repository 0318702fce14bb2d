import { dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import type { PaymentFacts } from './facts'

const day = (date: Date | null) => date && dbToDay(date)

/** The facts of batches, in one statement a table. Batches out of scope are left out. */
export async function paymentFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, PaymentFacts>> {
  const ids = [...caseIds]
  const files = await db.caseFile.findMany({
    where: { id: { in: ids }, kind: 'payment_batch' },
    select: { id: true, state: true, openedOn: true, sex: true },
  })
  const rows = await db.paymentBatch.findMany({ where: { caseId: { in: ids } } })
  const waiting = await db.paymentResult.findMany({
    where: { caseId: { in: ids }, state: 'waiting' },
    select: { caseId: true },
  })
  const own = new Map(rows.map((row) => [row.caseId, row]))
  const reading = new Set(waiting.map((row) => row.caseId))
  return new Map(
    files.flatMap((file): [string, PaymentFacts][] => {
      const row = own.get(file.id)
      if (!row) return []
      return [
        [
          file.id,
          {
            state: file.state,
            openedOn: dbToDay(file.openedOn),
            sex: file.sex,
            birthOn: null,
            madeOn: dbToDay(row.madeOn),
            sentOn: day(row.sentOn),
            settledOn: day(row.settledOn),
            lines: row.lines,
            paidLines: row.paidLines,
            reading: reading.has(file.id),
          },
        ],
      ]
    }),
  )
}
