/**
 * The yearly check of class-hours (DOMAIN 8: 1 November): a school that is short gets a duty, and its bureau one for all of
 * its schools. Hours of one school alone count (D4-edge-07); the duty is over when they are made up or the year is.
 */
import { Prisma } from '~/generated/prisma/client'
import { nextNeutralNos } from '~/casefile/numbers.server'
import { ruleBook } from '~/casefile/rules.server'
import { addDays, dayOf, dayToDb, formatDay, onMonthDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'

const OF_SCHOOL = 'legal_hours'
const OF_BUREAU = 'legal_hours_county'

type Short = { school: string; bureau: string | null; hours: number }

/** Open schools whose serving vice-principals gave fewer hours in the year. A school without any is the bureau's other worry. */
const shortSchools = (db: Db, year: string, least: number) =>
  db.$queryRaw<Short[]>(Prisma.sql`
    SELECT u.code AS school, (SELECT b.code FROM unit b WHERE b.kind = 'edu_bureau' AND b.region_code = left(u.region_code, 6) AND b.closed_on IS NULL ORDER BY b.code LIMIT 1) AS bureau, h.hours
    FROM unit u CROSS JOIN LATERAL (SELECT coalesce(sum(l.hours), 0)::int AS hours FROM legal_lesson l
      WHERE l.scope_key = u.code AND l.state = 'done' AND l.on_day BETWEEN ${`${year}-01-01`}::date AND ${`${year}-12-31`}::date) h
    WHERE u.kind = 'school' AND u.closed_on IS NULL AND h.hours < ${least}
      AND EXISTS (SELECT 1 FROM case_file c WHERE c.kind = 'legal_lesson' AND c.scope_key = u.code AND c.state IN ('active', 'expiring', 'renewed')) ORDER BY u.code`)

/** Brings the duties in line with the hours. Idempotent; by the worker. Gives how many are open. */
export async function keepHours(db: Db, at: Date): Promise<number> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('legal_hours'))`
  const today = dayOf(at)
  const year = today.slice(0, 4)
  const book = await ruleBook(db)
  const p = (rule: string) => book.rule(rule, today).value
  const checkOn = onMonthDay(Number(year), p('D4.lvp_check_day'))
  const least = p('D4.lvp_hours')
  const short = today < checkOn ? [] : await shortSchools(db, year, least)
  const bureaus = [...new Set(short.flatMap((one) => one.bureau ?? []))]
  const wanted = [
    ...short.map((one) => ({ scopeKey: one.school, code: OF_SCHOOL, role: 'SP' })),
    ...bureaus.map((scopeKey) => ({ scopeKey, code: OF_BUREAU, role: 'EC' })),
  ]
  const key = (one: { scopeKey: string; code: string }) => `${one.code} ${one.scopeKey}`
  const open = await db.task.findMany({
    where: { kind: 'legal_lesson', code: { in: [OF_SCHOOL, OF_BUREAU] }, doneAt: null },
  })
  const called = new Set(wanted.map(key))
  const idle = open.filter((task) => !called.has(key(task)) || !task.reason.startsWith(year)).map((task) => task.id)
  await db.task.updateMany({ where: { id: { in: idle } }, data: { doneAt: at, outcome: 'done' } })
  const known = new Set(open.filter((task) => !idle.includes(task.id)).map(key))
  const fresh = wanted.filter((one) => !known.has(key(one)))
  const numbers = await nextNeutralNos(
    db,
    fresh.map((one) => one.scopeKey),
    today,
  )
  const rule = book.rule('D4.lvp_make_up', checkOn)
  const dueOn = addDays(checkOn, rule.value)
  await db.task.createMany({
    data: fresh.map((one, index) => ({
      ...one,
      id: uuidv7(),
      kind: 'legal_lesson',
      neutralNo: numbers[index]!,
      triggerOn: dayToDb(checkOn),
      dueOn: dayToDb(dueOn),
      warnOn: dayToDb(checkOn),
      ruleId: rule.id,
      ruleValue: rule.value,
      ruleUnit: rule.unit,
      reason: `${year} 年法治课不足 ${least} 课时（${formatDay(checkOn)}检查），依据 ${rule.source}`,
      createdAt: at,
    })),
  })
  return wanted.length
}
