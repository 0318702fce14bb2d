import { belowRegion } from '~/access/scope.server'
import { Prisma } from '~/generated/prisma/client'
import { addDays, dbToDay, isLegalDay, type LegalDay } from '~/lib/dates'
import { directory } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import { DESK_PAGE } from '../tasks/desk.server'
import { dueWords, plainDay, type DayWords } from '../ui/day-words'

export type NeutralDuty = { no: string; unit: string; due: string; when: DayWords }
type Raw = { neutral_no: string; scope_key: string; due_on: Date }

/** Days ahead that supervision sees beside what is late. */
const AHEAD = 7

/** Late duties and those of the next days, by number, unit and date alone (督办): no name, no business. */
export async function listNeutralDuties(
  { actor, db }: Ctx,
  after?: string,
): Promise<{ rows: NeutralDuty[]; next?: string; late: number }> {
  const [day, no] = after?.split('_') ?? []
  const beyond = isLegalDay(day) && no ? Prisma.sql`AND (due_on, neutral_no) > (${day}::date, ${no})` : Prisma.empty
  const until: LegalDay = addDays(actor.today, AHEAD)
  const inRegion = belowRegion(actor)
  const raw = await db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT DISTINCT due_on, neutral_no, scope_key FROM neutral_duty WHERE ${inRegion} AND due_on <= ${until}::date ${beyond}
    ORDER BY due_on, neutral_no, scope_key LIMIT ${DESK_PAGE + 1}`)
  const [{ n } = { n: 0 }] = await db.$queryRaw<{ n: number }[]>(Prisma.sql`SELECT count(*)::int AS n FROM (
    SELECT DISTINCT due_on, neutral_no, scope_key FROM neutral_duty WHERE ${inRegion} AND due_on < ${actor.today}::date ORDER BY 1, 2, 3 LIMIT 1001) d`)
  const { units } = await directory(db)
  const last = raw.slice(0, DESK_PAGE).at(-1)
  return {
    rows: raw.slice(0, DESK_PAGE).map((row) => ({
      no: row.neutral_no,
      unit: units.get(row.scope_key)?.name ?? row.scope_key,
      due: plainDay(dbToDay(row.due_on), actor.today),
      when: dueWords(dbToDay(row.due_on), actor.today),
    })),
    late: n,
    ...(raw.length > DESK_PAGE && last ? { next: `${dbToDay(last.due_on)}_${last.neutral_no}` } : {}),
  }
}
