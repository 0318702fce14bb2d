/** The morning's mail to the staff (DOMAIN 4.14): how many duties are due and late, a number each, and where to sign in. */
import { isAuthorised, grantOf, kindNames } from '~/access/policy'
import { inForceSql } from '~/access/in-force.server'
import { roles, type Role } from '~/access/roles'
import { Prisma } from '~/generated/prisma/client'
import { dayOf, dayToDb, dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { isWorkingDay, makeCalendar } from '~/orgs/calendar'
import { queueMessages } from './queue-message.server'

/** Minutes after midnight in China between which the digests are written: late, when the worker was away, is better than not. */
const FROM = 7 * 60 + 30
const UNTIL = 11 * 60

type Line = { id: string; email: string; unit: string; due: number; late: number }

/** Writes the digests of a working day, once, however often it is asked. Gives how many; null: not now. */
export async function queueDigests(db: Db, at: Date): Promise<number | null> {
  const today = dayOf(at)
  const minute = Math.floor((at.getTime() - new Date(`${today}T00:00:00+08:00`).getTime()) / 60_000)
  if (minute < FROM || minute >= UNTIL || !(await isOpen(db, today))) return null
  const mine = await db.$executeRaw`
    INSERT INTO digest_day (day, written_at, messages) VALUES (${today}::date, ${at}, 0) ON CONFLICT DO NOTHING`
  if (!mine) return null
  const link = `${env.PUBLIC_URL}/sign-in`
  const lines = await db.$queryRaw<Line[]>(digests(today))
  const messages = lines.map(({ id, email, ...data }) => ({
    channel: 'mail' as const,
    to: email,
    template: 'work_today' as const,
    data: { ...data, link },
    key: `digest:${id}:${today}`,
    until: new Date(`${today}T18:00:00+08:00`),
  }))
  const queued = await queueMessages(db, messages)
  await db.digestDay.update({ where: { day: dayToDb(today) }, data: { messages: queued } })
  return queued
}

async function isOpen(db: Db, today: LegalDay): Promise<boolean> {
  const year = today.slice(0, 4)
  const rows = await db.workdayCalendar.findMany({
    where: { day: { gte: dayToDb(`${year}-01-01`), lte: dayToDb(`${year}-12-31`) } },
  })
  const days = rows.map((row) => ({ day: dbToDay(row.day), kind: row.kind as 'rest' | 'work' }))
  return isWorkingDay(makeCalendar(days), today).working
}

/** Roles whose range is the region below their unit (as rangeOf says), and kinds that need a standing authorisation. */
const wide = (Object.keys(roles) as Role[]).filter((role) =>
  kindNames.some((kind) => grantOf(role, kind)?.reach === 'subtree'),
)
const ofMinors = kindNames.filter((kind) => !isAuthorised({ authorisedUntil: null, today: '' }, kind))

/** Posts in force with an address that want it, and what the desk would show them: duties of the role in its range, and by name. */
const digests = (today: LegalDay) => Prisma.sql`
  WITH waiting AS MATERIALIZED (
    SELECT t.assignee_id, t.role, t.scope_key, t.kind = ANY (${ofMinors}) AS of_minors, t.kind IN ('unit', 'report') AS of_unit,
      count(*) FILTER (WHERE t.due_on = ${today}::date) AS due, count(*) FILTER (WHERE t.due_on < ${today}::date) AS late
    FROM task t WHERE t.done_at IS NULL AND t.due_on <= ${today}::date GROUP BY 1, 2, 3, 4, 5
  ), staff AS (
    SELECT p.id, p.role, p.unit_code, n.region_code, n.name AS unit, u.email, coalesce(p.authorised_until >= ${today}::date, false) AS authorised
    FROM post p JOIN app_user u ON u.id = p.user_id JOIN unit n ON n.code = p.unit_code
    WHERE ${inForceSql(today)} AND u.digest AND u.email NOT LIKE '%@local.invalid'
  )
  SELECT s.id, s.email, s.unit, sum(w.due)::int AS due, sum(w.late)::int AS late
  FROM staff s JOIN waiting w ON (w.assignee_id = s.id
    OR (w.assignee_id IS NULL AND w.role = s.role AND CASE WHEN s.role = ANY (${wide}) AND NOT w.of_unit
      THEN w.scope_key >= s.region_code AND w.scope_key < s.region_code || '~' ELSE w.scope_key = s.unit_code END))
    AND (s.authorised OR NOT w.of_minors)
  GROUP BY s.id, s.email, s.unit ORDER BY s.id`
