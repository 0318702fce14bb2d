/** All figures of a choice in one statement: by place, by stretch of the period, and in all. */
import { grantOf } from '~/access/policy'
import { caseScope } from '~/access/scope.server'
import { Prisma } from '~/generated/prisma/client'
import { dbToDay } from '~/lib/dates'
import { notFound, UserError } from '~/lib/errors'
import { directory } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import { ruleBook } from '../rules.server'
import { readAdjustments } from './adjustments.server'
import type { At, FigureSet } from './figure'
import { choiceOfDay, choicePeriod, type Choice } from './period'
import { rollUp, type Pair, type Part, type Rolled } from './roll-up'
import { bucketsOf, inBucket, keepsSums, storedParts } from './stored-sums.server'
import {
  aliases,
  atOf,
  everyFile,
  filesOfRows,
  inPeriod,
  monthColumn,
  oneColumns,
  pairColumns,
  placeColumn,
  population,
  rowColumns,
  sumColumns,
  type PlaceColumn,
} from './sql.server'

export type Figures = Rolled & {
  choice: Choice
  /** The region looked at: the post's own or one below it; places are told by its column. */
  region: { code: string; name: string; tier: PlaceColumn }
  /** What counts beside the rows of the total (DOMAIN 15.5). */
  apart: Pair[]
}

/** The choice of an address. Throws 400 for a forged period or day. */
export function readChoice(set: FigureSet, query: URLSearchParams, { actor }: Ctx): Choice {
  const choice = (set.stock ? choiceOfDay : choicePeriod)(query, actor.today)
  if (!choice) throw new UserError(400, '统计时段写得不对。请在统计页面上重新选择。')
  return choice
}

/**
 * The region of an address, the post's own when none is named. Throws 404 for one that is not below the post's own, or
 * any other than its own for a post that sees one unit.
 */
export async function readRegion(set: FigureSet, { actor, db }: Ctx, query: URLSearchParams) {
  const own = actor.unit.regionCode
  const asked = query.get('region') || own
  const single = grantOf(actor.role, set.kind)?.reach !== 'subtree'
  const { regions } = await directory(db)
  const region = regions.get(asked)
  if (!region || !asked.startsWith(own) || (single ? asked !== own : asked.length > 9)) throw notFound()
  const tier: PlaceColumn = single ? 'scope_key' : placeColumn(asked)
  return { code: asked, name: single ? actor.unit.name : region.name, tier }
}

/** The actor's scope and the region looked at, as literals over an alias: without one, that which has the tiers. */
export function scopeIn(
  set: FigureSet,
  { actor }: Ctx,
  region: { code: string },
  alias: string = set.tiersOn,
): Prisma.Sql {
  const scope = caseScope(actor, set.kind, alias)
  if (region.code === actor.unit.regionCode) return scope
  const column = ({ 6: 'county', 9: 'town' } as const)[region.code.length as 6 | 9]
  if (!column) throw notFound()
  return Prisma.sql`${scope} AND ${Prisma.raw(`${alias}.${column}`)} = ${region.code}`
}

/** Throws 400, 404. */
export async function readFigures(set: FigureSet, ctx: Ctx, query: URLSearchParams): Promise<Figures> {
  const choice = readChoice(set, query, ctx)
  const region = await readRegion(set, ctx, query)
  const at = atOf(choice, ctx.actor.today, await ruleBook(ctx.db))
  const scope = scopeIn(set, ctx, region)
  const own = [...(set.tiersOn === 'h' ? [scope] : []), inPeriod(set, choice.period)]
  const buckets = keepsSums(ctx.actor, set)
    ? bucketsOf(set, at, choice.period, (alias) => scopeIn(set, ctx, region, alias))
    : undefined
  // A stock reads what there is: the planner joins both tables, each by its own tiers.
  const all = (set.stock ?? region.tier === 'county') && !buckets
  const both = set.stock
    ? Prisma.sql`${scope} AND ${scopeIn(set, ctx, region, set.tiersOn === 'h' ? 'c' : 'h')}`
    : scope
  const parts = await readParts(set, ctx.db, at, region.tier, {
    rows: all ? everyFile(set) : filesOfRows(set, Prisma.join(own, ' AND '), buckets && inBucket(set)),
    where: Prisma.sql`${both} AND ${population(set, at, choice.period)}`,
    buckets,
  })
  const towns = region.tier === 'scope_key'
  const rolled = rollUp(set, parts, choice.period.bucket)
  return {
    choice,
    region,
    ...rolled,
    // When somebody came says nothing of a stock's course.
    buckets: set.stock ? [] : rolled.buckets,
    apart: towns
      ? set.measures.map(() => ({ n: 0, d: 0 }))
      : await readAdjustments(set, ctx.db, region.code, choice.period),
  }
}

type Row = { place: string; month: Date; person: string | null } & Record<`n${number}` | `d${number}`, number>

/**
 * Sums by place and month, and the files of persons who have several, in one statement. `rows`: c and h of the files to
 * be looked at; `where`: scope and population over them; `buckets`: the units and months whose stored sums stand in for
 * the rows of those that `rows` leaves out.
 */
export async function readParts(
  set: FigureSet,
  db: Ctx['db'],
  at: At,
  tier: PlaceColumn,
  { rows: from, where, buckets }: { rows: Prisma.Sql; where: Prisma.Sql; buckets?: Prisma.Sql },
): Promise<Part[]> {
  const place = Prisma.sql`${aliases[set.tiersOn]}.${Prisma.raw(tier)}`
  const base = Prisma.sql`base AS MATERIALIZED (
    SELECT ${place} AS place, ${monthColumn(set, at.h)} AS month, coalesce(c.person_id, c.id) AS person, ${rowColumns(set, at)}
    FROM ${from} WHERE c.kind = ${set.kind} AND ${where})`
  const sums = Prisma.sql`SELECT place, month, NULL::text AS person, ${sumColumns(set)} FROM base GROUP BY place, month`
  const each = Prisma.sql`SELECT place, month, person, ${oneColumns(set)} FROM base`
  const stored = buckets && storedParts(set, tier)
  const several = set.measures.some((measure) => measure.persons)
    ? Prisma.sql`UNION ALL SELECT place, month, person::text, ${pairColumns(set)}
        FROM (SELECT a.*, count(*) OVER (PARTITION BY person) AS files
          FROM (${each} ${stored ? Prisma.sql`UNION ALL ${stored.each}` : Prisma.empty}) a) several WHERE files > 1`
    : Prisma.empty
  await db.$queryRaw`SELECT set_config('work_mem', '64MB', true)`
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    WITH ${buckets ? Prisma.sql`${buckets}, ` : Prisma.empty}${base}
    ${sums} ${stored ? Prisma.sql`UNION ALL ${stored.sums}` : Prisma.empty} ${several}`)
  return rows.map((row) => ({
    place: row.place,
    month: dbToDay(row.month),
    person: row.person,
    pairs: set.measures.map((_, i) => ({ n: row[`n${i}`]!, d: row[`d${i}`]! })),
  }))
}
