/** Class-hours of a year, counted per file by the database: one pair of a school and a vice-principal. */
import { Prisma } from '~/generated/prisma/client'

/** Sum of the hours given in the year, for the file under the alias; `until`: to this day of the year. */
export const hoursSql = (year: string, alias = 'c', until = `${year}-12-31`): Prisma.Sql =>
  Prisma.sql`coalesce((SELECT sum(l.hours) FROM legal_lesson l WHERE l.case_id = ${Prisma.raw(alias)}.id AND l.state = 'done'
    AND l.on_day >= ${`${year}-01-01`}::date AND l.on_day <= ${until}::date), 0)::int`
