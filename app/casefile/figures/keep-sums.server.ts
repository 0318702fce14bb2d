/** The job that counts anew, every minute, the units and months that were written to or whose sums are of another day. */
import { Prisma } from '~/generated/prisma/client'
import { dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { ruleBook } from '../rules.server'
import type { At, FigureSet } from './figure'
import { atOf, filesOfRows, monthColumn, oneColumns, population, rowColumns, sumColumns } from './sql.server'
import { basisOf, ofBucket } from './stored-sums.server'

/** Units and months of one transaction: some ten thousand files. */
const CHUNK = 100

/** One transaction of the worker's role that sees one snapshot of the rows and of their marks (REPEATABLE READ). */
type Snapshot = <T>(work: (db: Db) => Promise<T>) => Promise<T>

/** Counts until nothing is left to count, the latest months first. Gives the number of units and months. */
export async function keepSums(snapshot: Snapshot, sets: readonly FigureSet[], at: Date): Promise<number> {
  const today = dayOf(at)
  let all = 0
  for (const set of sets.filter(({ kept }) => kept))
    for (let counted = CHUNK; counted === CHUNK; all += counted)
      counted = await snapshot(async (db) => countSome(db, set, atOf({ cutOff: today }, today, await ruleBook(db))))
  return all
}

type Bucket = { scope_key: string; month: string }

async function countSome(db: Db, set: FigureSet, at: At): Promise<number> {
  const [lock] = await db.$queryRaw<
    { mine: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(hashtext('figure_sum')) AS mine`
  if (!lock!.mine) return 0
  const basis = basisOf(set, at)
  const buckets = await db.$queryRaw<Bucket[]>`
    SELECT scope_key, month::text FROM (SELECT scope_key, month FROM figure_mark WHERE kind = ${set.kind}
      UNION SELECT scope_key, month FROM figure_sum WHERE kind = ${set.kind} AND basis <> ${basis}) b
    ORDER BY month DESC, scope_key LIMIT ${CHUNK}`
  if (buckets.length === 0) return 0
  const these = Prisma.sql`unnest(${buckets.map((one) => one.scope_key)}::text[], ${buckets.map((one) => one.month)}::date[]) AS b(scope_key, month)`
  const own = Prisma.sql`t.kind = ${set.kind} AND t.scope_key = b.scope_key AND t.month = b.month`
  // In one snapshot: what is written from here on leaves a mark that is not seen here and stays.
  await db.$executeRaw`DELETE FROM figure_mark t USING ${these} WHERE ${own}`
  await db.$executeRaw`DELETE FROM figure_person t USING ${these} WHERE ${own}`
  const everyDay = { from: '1900-01-01', to: at.cutOff }
  const rows = filesOfRows(set, Prisma.sql`h.kind = ${set.kind}`, {
    from: Prisma.sql`${these} CROSS JOIN LATERAL `,
    where: ofBucket(set),
  })
  await db.$executeRaw`
    WITH base AS MATERIALIZED (
      SELECT h.scope_key AS place, ${monthColumn(set, at.h)} AS month, c.id, c.person_id AS person, ${rowColumns(set, at)}
      FROM ${rows} WHERE c.kind = ${set.kind} AND ${population(set, at, everyDay)}),
    sums AS (SELECT place, month, ${sumColumns(set)} FROM base GROUP BY place, month),
    kept AS (INSERT INTO figure_sum (kind, scope_key, month, basis, n, d)
      SELECT ${set.kind}, b.scope_key, b.month, ${basis}, ${lists(set, 's')}
      FROM ${these} LEFT JOIN sums s ON s.place = b.scope_key AND s.month = b.month
      ON CONFLICT (kind, scope_key, month) DO UPDATE SET basis = EXCLUDED.basis, n = EXCLUDED.n, d = EXCLUDED.d)
    INSERT INTO figure_person (kind, scope_key, month, person_id, n, d)
    SELECT ${set.kind}, place, month, person, ${lists(set, 'x')}
    FROM (SELECT id, place, month, person, ${oneColumns(set)} FROM base) x
    WHERE EXISTS (SELECT 1 FROM case_file o WHERE o.person_id = x.person AND o.kind = ${set.kind} AND o.id <> x.id)`
  return buckets.length
}

/** n<i> and d<i> of an alias as two lists; NULL where it has no row. */
function lists(set: FigureSet, alias: string): Prisma.Sql {
  const list = (column: 'n' | 'd') => set.measures.map((_, i) => `${alias}.${column}${i}`).join(', ')
  const known = `CASE WHEN ${alias}.place IS NOT NULL THEN`
  return Prisma.raw(`${known} ARRAY[${list('n')}] END, ${known} ARRAY[${list('d')}] END`)
}
