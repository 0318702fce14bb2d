/** Twice a year the villages' directors and the towns' supervisors are asked to take the census (摸底). */
import { Prisma } from '~/generated/prisma/client'
import { inForceSql } from '~/access/in-force.server'
import { computeDue } from '~/casefile/deadlines/compute'
import { nextNeutralNos } from '~/casefile/numbers.server'
import { ruleBook } from '~/casefile/rules.server'
import { dayOf, dayToDb, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'
import { CENSUS, seasonOf } from './season'

const RULE = 'D4.census'

/** The last day off of each Spring Festival in the calendar. */
async function festivals(db: Db): Promise<Map<number, LegalDay>> {
  const rows = await db.$queryRaw<{ year: number; day: string }[]>`
    SELECT extract(year FROM day)::int AS year, max(day)::text AS day FROM workday_calendar WHERE kind = 'rest' AND name = '春节' GROUP BY 1`
  return new Map(rows.map(({ year, day }) => [year, day]))
}

/** Duties of the season that runs, for units that have none yet, until its day is over; repeatable. By the worker. Gives how many were added. */
export async function keepCensusDuty(db: Db, at: Date): Promise<number> {
  const today = dayOf(at)
  const season = seasonOf(today, await festivals(db))
  if (!season) return 0
  const book = await ruleBook(db)
  const due = computeDue({ book, rule: RULE, from: season.from, roll: 'agency', because: '摸底开始' })
  if (due.dueOn < today) return 0
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('census_duty'))`
  const units = await db.$queryRaw<{ unit: string; role: string }[]>(Prisma.sql`
    SELECT DISTINCT p.unit_code AS unit, p.role FROM post p JOIN app_user u ON u.id = p.user_id
    WHERE p.role IN ('CD', 'CS') AND ${inForceSql(today)} AND NOT EXISTS (SELECT 1 FROM task t
      WHERE t.kind = 'child' AND t.code = ${CENSUS} AND t.detail = ${season.code} AND t.scope_key = p.unit_code AND t.role = p.role)
    ORDER BY 1, 2`)
  const numbers = await nextNeutralNos(
    db,
    units.map(({ unit }) => unit),
    today,
  )
  const { dueOn, warnOn, provisional, ruleId, ruleValue, ruleUnit, reason } = due
  await db.task.createMany({
    data: units.map(({ unit, role }, i) => ({
      id: uuidv7(),
      scopeKey: unit,
      kind: 'child',
      code: CENSUS,
      role,
      detail: season.code,
      neutralNo: numbers[i]!,
      triggerOn: dayToDb(season.from),
      dueOn: dayToDb(dueOn),
      warnOn: dayToDb(warnOn),
      provisional,
      ruleId,
      ruleValue,
      ruleUnit,
      reason,
      createdAt: at,
    })),
  })
  return units.length
}
