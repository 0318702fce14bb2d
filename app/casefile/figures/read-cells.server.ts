/** Sums of a region and of those right below it, as the worker wrote them: for roles without rows. */
import { readsSums } from '~/access/policy'
import { dbToDay } from '~/lib/dates'
import { notFound, UserError } from '~/lib/errors'
import { directory } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import { cellPeriods, publishes } from './cell-table'
import type { FigureSet } from './figure'
import { periodOf } from './period'
import type { Mark, Told } from './rate'

export type ToldPair = { n: Told; d: Told }
export type CellLine = { code: string; name: string; pairs: ToldPair[] }

/** The set of an address among those whose sums the role reads. Throws 404. */
function setOf(sets: readonly FigureSet[], { actor }: Ctx, query: URLSearchParams): FigureSet {
  const own = sets.filter((set) => readsSums(actor.role, set.kind))
  const set = query.has('kind') ? own.find((one) => one.kind === query.get('kind')) : own[0]
  if (!set) throw notFound()
  return set
}

const told = (value: bigint | number | null, mark: string | null): Told =>
  value === null ? (mark as Mark) : Number(value)

/**
 * `kind`, `period` and `region` of the address; the first kind, this year and the post's own region when not named.
 * Row-level security gives nothing of another region, and its address is answered like one that does not exist. Throws
 * 404, and 400 for a period that is not published.
 */
export async function readCells(sets: readonly FigureSet[], ctx: Ctx, query: URLSearchParams) {
  const { actor, db } = ctx
  const set = setOf(sets, ctx, query)
  const code = query.get('region') || actor.unit.regionCode
  const { regions } = await directory(db)
  const region = regions.get(code)
  if (!region || !code.startsWith(actor.unit.regionCode) || code.length > 6) throw notFound()
  const period = query.get('period') || actor.today.slice(0, 4)
  if (!cellPeriods(actor.today).includes(period) || !publishes(code, period))
    throw new UserError(400, '没有这个时段的统计。请在页面上重新选择。')
  const tier = code.length === 4 ? 6 : 9
  const below = [...regions.values()].filter(
    (one) => one.code.startsWith(code) && one.code.length === tier && !one.ended && publishes(one.code, period),
  )
  const rows = await db.figureCell.findMany({
    where: { kind: set.kind, period, region: { in: [code, ...below.map((one) => one.code)] } },
  })
  const found = new Map(rows.map((row) => [`${row.measure}|${row.region}`, row]))
  const line = (one: { code: string; name: string }): CellLine => ({
    code: one.code,
    name: one.name,
    pairs: set.measures.map((measure) => {
      const row = found.get(`${measure.code}|${one.code}`)
      return row ? { n: told(row.n, row.nMark), d: told(row.d, row.dMark) } : { n: 0, d: 0 }
    }),
  })
  const last = rows[0] ?? (await db.figureCell.findFirst({ where: { kind: set.kind } }))
  return {
    set,
    region,
    period: periodOf(period, actor.today)!,
    lines: below.map(line),
    total: line(region),
    written: last && { at: last.writtenAt, cutOff: dbToDay(last.cutOff), version: last.version },
  }
}
export type Cells = Awaited<ReturnType<typeof readCells>>
