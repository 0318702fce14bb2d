/** What is due and can be listed: sums by programme and budget; no row of it is finance's to see before it is in a batch. */
import type { Ctx } from '~/casefile/act.server'
import { dbToDay } from '~/lib/dates'
import { formatFen } from '~/lib/text'
import { lastDayOf, MOST_LINES } from '../make-batch.server'
import { bars, programmes, type Programme } from '../terms'

type Sum = {
  programme: string
  budget_code: string
  bar: keyof typeof bars | null
  n: bigint
  fen: bigint
  since: Date
}

/** Never a month to come: it is not paid ahead. */
const monthOf = (text: string | null, today: string): string =>
  text && /^\d{4}-(0[1-9]|1[0-2])$/.test(text) && text < today ? text : today.slice(0, 7)

export async function readPayable({ actor, db }: Ctx, url: URL) {
  const month = monthOf(url.searchParams.get('month'), actor.today)
  const sums = await db.$queryRaw<Sum[]>`SELECT * FROM payable_sums(${lastDayOf(month)}::date)`
  const of = (rows: readonly Sum[]) => ({
    n: rows.reduce((total, row) => total + Number(row.n), 0),
    amount: formatFen(rows.reduce((total, row) => total + Number(row.fen), 0)),
  })
  const groups = (Object.keys(programmes) as Programme[]).flatMap((programme) => {
    const all = sums.filter((row) => row.programme === programme)
    if (!all.length) return []
    const ready = all.filter((row) => row.bar === null)
    const since = ready.map((row) => dbToDay(row.since)).sort()[0]
    return {
      programme,
      label: programmes[programme],
      ...of(ready),
      since: since ?? null,
      late: since !== undefined && since < actor.today,
      budgets: ready
        .map((row) => ({ code: row.budget_code, n: Number(row.n), amount: formatFen(Number(row.fen)) }))
        .sort((a, b) => (a.code < b.code ? -1 : 1)),
      barred: (Object.keys(bars) as (keyof typeof bars)[]).flatMap((bar) => {
        const rows = all.filter((row) => row.bar === bar)
        return rows.length ? { bar, label: bars[bar], ...of(rows) } : []
      }),
    }
  })
  return { month, groups, most: MOST_LINES, unit: actor.unit.name }
}
export type PayableData = Awaited<ReturnType<typeof readPayable>>
