import { inForceSql } from '~/access/in-force.server'
import { Prisma } from '~/generated/prisma/client'
import { dayOf, dayToDb, dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'
import { headsInOffice } from '~/orgs/posts/answers-for.server'
import { UNIT_KIND } from '~/orgs/posts/unit-duties'
import { open } from '../desk/conditions.server'
import type { Domains } from '../desk/duty-words'
import { nextNeutralNos } from '../numbers.server'
import { ruleBook } from '../rules.server'
import { planUnitDuties, type PlannedDuty, type WatchedPost } from './plan-unit-duties'

type Raw = {
  id: string
  user_id: string
  name: string
  role: string
  unit_code: string
  unit_kind: string
  deputy_of: string | null
  granted: Date
  confirmed: boolean
  in_force: boolean
  over_on: Date | null
  holds: number
  authorised_until: Date | null
  certified_on: Date
}

/** Posts in force or waiting, and posts that are over with open files or duties in their name. The worker sees every unit. */
async function watched(db: Db, domains: Domains, today: LegalDay): Promise<WatchedPost[]> {
  const disabledOn = Prisma.sql`(u.disabled_at AT TIME ZONE 'Asia/Shanghai')::date`
  const over = Prisma.sql`(CASE WHEN p.until_on < ${today}::date OR p.until_on < p.from_on THEN p.until_on + 1 END)`
  const raw = await db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT * FROM (SELECT w.*, (CASE WHEN w.over_on IS NULL THEN 0 ELSE
      (SELECT count(*) FROM case_file c WHERE c.owner_post_id = w.id AND ${open(domains)}) + (SELECT count(*) FROM task t WHERE t.assignee_id = w.id AND t.done_at IS NULL) END)::int AS holds
    FROM (SELECT p.id, p.user_id, u.name, p.role, p.unit_code, n.kind AS unit_kind, p.deputy_of, coalesce((p.granted_at AT TIME ZONE 'Asia/Shanghai')::date, p.from_on) AS granted,
      p.confirmed_at IS NOT NULL AS confirmed, ${inForceSql(today)} AS in_force, least(${over}, ${disabledOn}) AS over_on, p.authorised_until, p.certified_on
      FROM post p JOIN app_user u ON u.id = p.user_id JOIN unit n ON n.code = p.unit_code) w) x WHERE over_on IS NULL OR holds > 0`)
  return raw.map((row) => ({
    id: row.id,
    userId: row.user_id,
    name: row.name,
    role: row.role,
    unit: { code: row.unit_code, kind: row.unit_kind },
    cover: row.deputy_of !== null,
    granted: dbToDay(row.granted),
    confirmed: row.confirmed,
    inForce: row.in_force,
    overOn: row.over_on && dbToDay(row.over_on),
    holds: row.holds,
    authorisedUntil: row.authorised_until && dbToDay(row.authorised_until),
    certifiedOn: dbToDay(row.certified_on),
  }))
}

const keyOf = (duty: { code: string; about: string }) => `${duty.code} ${duty.about}`
const dates = (duty: PlannedDuty) => ({
  role: duty.role,
  scopeKey: duty.unit,
  dueOn: dayToDb(duty.dueOn),
  warnOn: dayToDb(duty.warnOn),
  reason: duty.reason,
})

/**
 * Brings the duties of units (kind 'unit') in line with the posts: new ones are entered for the head, those that nothing
 * calls for any more are over, those whose day or head changed are moved. Idempotent; by the worker. Gives the counts.
 */
export async function keepUnitDuties(
  db: Db,
  domains: Domains,
  at: Date,
): Promise<{ added: number; closed: number; moved: number }> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('unit_duties'))`
  const today = dayOf(at)
  const book = await ruleBook(db)
  const chiefs = await headsInOffice(db, today, 'everywhere')
  const wanted = planUnitDuties(await watched(db, domains, today), chiefs, book, today)
  const standing = await db.task.findMany({ where: { kind: UNIT_KIND, doneAt: null } })
  const known = new Map(standing.map((task) => [keyOf({ code: task.code, about: task.detail ?? '' }), task]))
  const fresh = wanted.filter((duty) => !known.has(keyOf(duty)))
  const called = new Set(wanted.map(keyOf))
  const idle = [...known].filter(([key]) => !called.has(key)).map(([, task]) => task.id)
  const moved = wanted.filter((duty) => {
    const task = known.get(keyOf(duty))
    return task && (dbToDay(task.dueOn) !== duty.dueOn || task.scopeKey !== duty.unit || task.role !== duty.role)
  })
  await db.task.updateMany({ where: { id: { in: idle } }, data: { doneAt: at, outcome: 'superseded' } })
  for (const duty of moved) await db.task.update({ where: { id: known.get(keyOf(duty))!.id }, data: dates(duty) })
  const numbers = await nextNeutralNos(
    db,
    fresh.map((duty) => duty.unit),
    today,
  )
  await db.task.createMany({
    data: fresh.map((duty, index) => ({
      id: uuidv7(),
      kind: UNIT_KIND,
      code: duty.code,
      detail: duty.about,
      neutralNo: numbers[index]!,
      triggerOn: dayToDb(duty.triggerOn),
      provisional: duty.provisional,
      ruleId: duty.ruleId,
      ruleValue: duty.ruleValue,
      ruleUnit: duty.ruleUnit,
      createdAt: at,
      ...dates(duty),
    })),
  })
  return { added: fresh.length, closed: idle.length, moved: moved.length }
}
