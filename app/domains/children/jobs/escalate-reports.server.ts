/**
 * The two hours in which the report of a danger has to be logged (DOMAIN §8): near their end the village's director is reminded;
 * when they are over, the town's supervisor gets the duty, and he and the county's civil affairs are told at once.
 */
import { Prisma } from '~/generated/prisma/client'
import { appendEvent } from '~/casefile/append-event.server'
import { computeHours } from '~/casefile/deadlines/hours'
import { SYSTEM } from '~/casefile/domain'
import { lockCase } from '~/casefile/load-case.server'
import { ruleBook } from '~/casefile/rules.server'
import { keepTasks } from '~/casefile/tasks/keep-tasks.server'
import { dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { log } from '~/lib/log.server'
import { pageDuty } from '~/messages/page-duty.server'
import { child } from '../domain.server'

const CHUNK = 200
type Run = <T>(work: (db: Db) => Promise<T>) => Promise<T>
type Open = { id: string; dangerAt: Date; warnedAt: Date | null }

/** Dangers without a logged report whose supervisor does not know yet. */
const unreported = Prisma.sql`
  SELECT f.case_id AS id, f.danger_at AS "dangerAt", f.report_warned_at AS "warnedAt" FROM task t JOIN child_file f ON f.case_id = t.case_id
  WHERE t.kind = 'child' AND t.code = 'report' AND t.done_at IS NULL AND f.danger_at IS NOT NULL AND f.reported_at IS NULL AND f.report_late_at IS NULL
  ORDER BY t.due_at, f.case_id LIMIT ${CHUNK}`

/** Each in a transaction of its own; one that cannot be done holds up no other. Repeatable. Gives how many were told. */
export async function escalateReports(run: Run, at: Date): Promise<number> {
  let told = 0
  for (const one of await run((db) => db.$queryRaw<Open[]>(unreported)))
    told += await run((db) => escalate(db, one, at)).catch((error: unknown) => {
      log.error({ err: error }, 'a danger without a report could not be escalated')
      return 0
    })
  return told
}

async function escalate(db: Db, { id, dangerAt, warnedAt }: Open, at: Date): Promise<number> {
  const clock = computeHours({ book: await ruleBook(db), rule: 'D4.report', from: dangerAt, because: '发现危险' })
  if (at > clock.dueAt) return late(db, id, at)
  if (warnedAt || at < clock.warnAt) return 0
  const { count } = await db.childFile.updateMany({
    where: { caseId: id, reportedAt: null, reportWarnedAt: null },
    data: { reportWarnedAt: at },
  })
  if (count !== 1) return 0
  const { scopeKey } = await db.childFile.findUniqueOrThrow({ where: { caseId: id }, select: { scopeKey: true } })
  await pageDuty(db, dayOf(at), { role: 'CD', unitCode: scopeKey })
  return 1
}

async function late(db: Db, id: string, at: Date): Promise<number> {
  const file = await lockCase(db, 'child', id)
  const { count } = await db.childFile.updateMany({
    where: { caseId: id, reportedAt: null, reportLateAt: null },
    data: { reportLateAt: at },
  })
  if (count !== 1 || file.state !== 'danger') return 0
  const today = dayOf(at)
  const { state } = file
  const event = {
    step: 'report_late',
    fromState: state,
    toState: state,
    input: undefined,
    eventOn: today,
    at,
    hand: SYSTEM,
  }
  const appended = await appendEvent(db, file, event)
  const facts = (await child.facts(db, [id])).get(id)!
  await keepTasks(db, { kind: child.kind, file: appended, facts, book: await ruleBook(db), hand: SYSTEM, at })
  const [town, county] = [file.scopeKey.slice(0, 9), file.scopeKey.slice(0, 6)]
  await pageDuty(db, today, {
    OR: [
      { role: 'CS', unit: { regionCode: town } },
      { role: 'CA', unit: { regionCode: county } },
    ],
  })
  return 1
}
