/** Counts the lines of a return: one statement for each set of rows, for one unit or for many at once. */
import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/lib/db.server'
import { zeros, type Line, type Month, type ReturnForm, type Values } from './form'

/** By unit code; a unit without files is absent. `scope`: a condition over case_file c. */
export async function countLines(
  form: ReturnForm,
  db: Db,
  month: Month,
  scope: Prisma.Sql,
): Promise<Map<string, Values>> {
  const found = new Map<string, Values>()
  for (const [name, rows] of Object.entries(form.rows)) {
    const lines = form.lines.filter((line) => line.rows === name)
    if (!lines.length) continue
    const columns = lines.map(
      ({ condition, sums }, i) =>
        Prisma.sql`${sums ? Prisma.raw(`coalesce(sum(b.${sums})`) : Prisma.raw('(count(*)')} FILTER (WHERE ${condition(month)})${Prisma.raw(sums ? ', 0)::float8' : ')::int')} AS ${Prisma.raw(`l${i}`)}`,
    )
    const counted = await db.$queryRaw<({ unit: string } & Record<string, number>)[]>(
      Prisma.sql`SELECT b.unit, ${Prisma.join(columns)} FROM (${rows(month, scope)}) b GROUP BY b.unit`,
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
export function filesOf(form: ReturnForm, line: Line, month: Month, scope: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`c.id IN (SELECT b.case_id FROM (${form.rows[line.rows]!(month, scope)}) b WHERE ${line.condition(month)})`
}

/** The files of one unit; row-level security narrows it to what the asking post may see. */
export const ofUnit = (form: ReturnForm, unitCode: string): Prisma.Sql =>
  Prisma.sql`c.kind = ${form.kind} AND c.scope_key = ${unitCode}`
