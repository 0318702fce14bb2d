/** The nightly job: sums of all regions and periods, suppressed, for roles that see no rows. */
import { dayOf, dayToDb, dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { directory } from '~/orgs/find-units.server'
import type { RuleBook } from '../deadlines/rule-book'
import { ruleBook } from '../rules.server'
import { cellsFrom, cellTable, type CellRow } from './cell-table'
import type { FigureSet } from './figure'
import type { Mark } from './rate'
import { stockOn } from './period'
import { readParts } from './read-figures.server'
import type { Part } from './roll-up'
import { atOf, everyFile, population } from './sql.server'
import { stockDays, stockTable } from './stock-table'

const CHUNK = 5000

/**
 * Writes the cells of each set anew, as of the day of `at`. In the worker's role, which sees every unit. Gives the number
 * of cells.
 */
export async function writeCells(db: Db, sets: readonly FigureSet[], at: Date): Promise<number> {
  const today = dayOf(at)
  const book = await ruleBook(db)
  const { regions } = await directory(db)
  const from = cellsFrom(today)
  let written = 0
  for (const set of sets) {
    const beside = await db.figureAdjustment.findMany({
      where: { kind: set.kind, ...(!set.stock && { month: { gte: dayToDb(from) } }) },
    })
    const given = {
      beside: beside.map((row) => ({ ...row, month: dbToDay(row.month) })),
      regions: new Set(regions.keys()),
      today,
      limit: book.rule('X.small_cell', today).value,
    }
    const count = (cutOff: LegalDay, period: { from: LegalDay; to: LegalDay }) =>
      countTowns(set, db, { cutOff, today, book, period })
    const cells = set.stock
      ? stockTable(set, { ...given, stocks: await countDays(today, count) })
      : cellTable(set, { ...given, parts: await count(today, { from, to: today }) })
    await db.$executeRaw`DELETE FROM figure_cell WHERE kind = ${set.kind}`
    for (let start = 0; start < cells.length; start += CHUNK) {
      const rows = JSON.stringify(cells.slice(start, start + CHUNK).map(stored))
      await db.$executeRaw`
        INSERT INTO figure_cell (kind, measure, region, period, n, n_mark, d, d_mark, cut_off, version, written_at)
        SELECT ${set.kind}, measure, region, period, n, n_mark, d, d_mark, cut_off, ${set.version}, ${at}
        FROM jsonb_to_recordset(${rows}::jsonb) AS c(measure text, region text, period text, n bigint, n_mark text, d int, d_mark text, cut_off date)`
    }
    written += cells.length
  }
  return written
}

type Given = { cutOff: LegalDay; today: LegalDay; book: RuleBook; period: { from: LegalDay; to: LegalDay } }

/** Sums by town and month of every unit. */
function countTowns(set: FigureSet, db: Db, { cutOff, today, book, period }: Given): Promise<Part[]> {
  const here = atOf({ cutOff }, today, book)
  return readParts(set, db, here, 'town', { rows: everyFile(set), where: population(set, here, period) })
}

/** The stock of each day that it is told of: one count after the other. */
async function countDays(today: LegalDay, count: (day: LegalDay, period: Given['period']) => Promise<Part[]>) {
  const stocks = new Map<LegalDay, Part[]>()
  for (const day of stockDays(today).keys()) stocks.set(day, await count(day, stockOn(day).period))
  return stocks
}

const split = (one: number | Mark) =>
  typeof one === 'number' ? { value: one, mark: null } : { value: null, mark: one }

function stored({ measure, region, period, cutOff, n, d }: CellRow) {
  const [top, bottom] = [split(n), split(d)]
  return {
    measure,
    region,
    period,
    cut_off: cutOff,
    n: top.value,
    n_mark: top.mark,
    d: bottom.value,
    d_mark: bottom.mark,
  }
}
