/** The nightly job: sums of all regions and periods, suppressed, for roles that see no rows. */
import { dayOf, dayToDb, dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { directory } from '~/orgs/find-units.server'
import { ruleBook } from '../rules.server'
import { cellsFrom, cellTable, type CellRow } from './cell-table'
import type { FigureSet } from './figure'
import type { Mark } from './rate'
import { readParts } from './read-figures.server'
import { atOf, everyFile, population } from './sql.server'

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
    const here = atOf({ cutOff: today }, today, book)
    const parts = await readParts(set, db, here, 'town', {
      rows: everyFile(set),
      where: population(set, here, { from, to: today }),
    })
    const beside = await db.figureAdjustment.findMany({ where: { kind: set.kind, month: { gte: dayToDb(from) } } })
    const cells = cellTable(set, {
      parts,
      beside: beside.map((row) => ({ ...row, month: dbToDay(row.month) })),
      regions: new Set(regions.keys()),
      today,
      limit: book.rule('X.small_cell', today).value,
    })
    await db.$executeRaw`DELETE FROM figure_cell WHERE kind = ${set.kind}`
    for (let start = 0; start < cells.length; start += CHUNK) {
      const rows = JSON.stringify(cells.slice(start, start + CHUNK).map(stored))
      await db.$executeRaw`
        INSERT INTO figure_cell (kind, measure, region, period, n, n_mark, d, d_mark, cut_off, version, written_at)
        SELECT ${set.kind}, measure, region, period, n, n_mark, d, d_mark, ${today}::date, ${set.version}, ${at}
        FROM jsonb_to_recordset(${rows}::jsonb) AS c(measure text, region text, period text, n bigint, n_mark text, d int, d_mark text)`
    }
    written += cells.length
  }
  return written
}

const split = (one: number | Mark) =>
  typeof one === 'number' ? { value: one, mark: null } : { value: null, mark: one }

function stored({ measure, region, period, n, d }: CellRow) {
  const [top, bottom] = [split(n), split(d)]
  return { measure, region, period, n: top.value, n_mark: top.mark, d: bottom.value, d_mark: bottom.mark }
}
