/** Counts the lines of a return: one statement for each set of rows, for one unit or for many at once. */
import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/lib/db.server'
import { regionOfUnit } from '~/orgs/region-names'
import { ruleBook } from '../rules.server'
import { filesKind, zeros, type Line, type ReturnForm, type Values } from './form'
import type { ReportPeriod } from './period'

const parameters = async (db: Db, { to }: ReportPeriod) => {
  const book = await ruleBook(db)
  return (rule: string) => book.rule(rule, to).value
}

/** By unit code (see `keyOf`); a unit without files is absent. `scope`: a condition over case_file c. */
export async function countLines(
  form: ReturnForm,
  db: Db,
  period: ReportPeriod,
  scope: Prisma.Sql,
): Promise<Map<string, Values>> {
  const found = new Map<string, Values>()
  const p = await parameters(db, period)
  for (const [name, rows] of Object.entries(form.rows)) {
    const lines = form.lines.filter((line) => line.rows === name)
    if (!lines.length) continue
    const columns = lines.map(
      ({ condition, sums }, i) =>
        Prisma.sql`${sums ? Prisma.raw(`coalesce(sum(b.${sums})`) : Prisma.raw('(count(*)')} FILTER (WHERE ${condition(period)})${Prisma.raw(sums ? ', 0)::float8' : ')::int')} AS ${Prisma.raw(`l${i}`)}`,
    )
    const counted = await db.$queryRaw<({ unit: string } & Record<string, number>)[]>(
      Prisma.sql`SELECT b.unit, ${Prisma.join(columns)} FROM (${rows(period, scope, p)}) b GROUP BY b.unit`,
    )
    for (const row of counted) {
      const values = found.get(row.unit) ?? zeros(form)
      lines.forEach(({ code }, i) => (values[code] = row[`l${i}`] ?? 0))
      found.set(row.unit, values)
    }
  }
  return found
}

/** The files behind a line, as a condition over case_file c; the very condition that counts. */
export async function filesOf(
  form: ReturnForm,
  line: Line,
  db: Db,
  period: ReportPeriod,
  scope: Prisma.Sql,
): Promise<Prisma.Sql> {
  const rows = form.rows[line.rows]!(period, scope, await parameters(db, period))
  return Prisma.sql`c.id IN (SELECT b.case_id FROM (${rows}) b WHERE ${line.condition(period)})`
}

/** What the counted values of a unit are found by. */
export const keyOf = (form: Pick<ReturnForm, 'area'>, unitCode: string): string =>
  form.area ? regionOfUnit(unitCode) : unitCode

/** The files of one unit; row-level security narrows it to what the asking post may see. */
export function ofUnit(form: ReturnForm, unitCode: string): Prisma.Sql {
  const column = form.area ? tiers[form.levels[0]!.digits]! : 'scope_key'
  return Prisma.sql`${ofAll(form)} AND c.${Prisma.raw(column)} = ${keyOf(form, unitCode)}`
}

/** The files of every unit: the worker's. */
export const ofAll = (form: ReturnForm): Prisma.Sql => Prisma.sql`c.kind = ${filesKind(form)}`

const tiers: Readonly<Record<number, string>> = { 4: 'city', 6: 'county', 9: 'town' }
