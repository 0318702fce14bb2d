/** What the days bring in legal education: terms that run out, mentoring that ends, the check of class-hours. By the worker. */
import { Prisma } from '~/generated/prisma/client'
import { applyStep } from '~/casefile/apply-step.server'
import { SYSTEM, type Domain } from '~/casefile/domain'
import type { BaseFacts } from '~/casefile/kind'
import { lockCase } from '~/casefile/load-case.server'
import { ruleBook } from '~/casefile/rules.server'
import { addDays, dayOf, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { legalLesson, mentoring } from '../domain.server'
import { serving } from '../rules'
import { keepHours } from './keep-hours.server'

/** Files of one run; the rest have their turn at the next. */
const CHUNK = 500

async function step<F extends BaseFacts>(
  db: Db,
  domain: Domain<F>,
  ids: readonly { id: string }[],
  name: string,
  at: Date,
) {
  for (const { id } of ids) {
    const file = await lockCase(db, domain.kind.name, id)
    await applyStep(db, domain, { file, step: name, input: {}, hand: SYSTEM, at })
  }
  return ids.length
}

const services = (db: Db, states: readonly string[], until: Prisma.Sql) =>
  db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT c.id FROM case_file c JOIN lvp_service s ON s.case_id = c.id
    WHERE c.kind = 'legal_lesson' AND c.state IN (${Prisma.join([...states])}) AND s.until_on ${until} ORDER BY c.id LIMIT ${CHUNK}`)

/** Mentoring whose last day is over, or whose mentor serves the school no more. */
const mentorings = (db: Db, today: LegalDay) =>
  db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT c.id FROM case_file c JOIN mentoring_file m ON m.case_id = c.id
    WHERE c.kind = 'mentoring' AND c.state IN ('agreed', 'active') AND (m.until_on < ${today}::date
      OR NOT EXISTS (SELECT 1 FROM case_file s WHERE s.id = m.service_id AND s.state IN (${Prisma.join([...serving])}))) ORDER BY c.id LIMIT ${CHUNK}`)

/** What a closed file still shows a mentor (he declined himself) ends. */
const cutClosed = (db: Db, at: Date) => db.$executeRaw`
  UPDATE case_party p SET until_at = ${at} FROM case_file c
  WHERE c.id = p.case_id AND c.kind = 'mentoring' AND c.closed_on IS NOT NULL AND p.part = 'mentor' AND p.until_at > ${at}`

/** Idempotent; catches up after an outage. Gives how many files moved. */
export async function keepLegalEducation(db: Db, at: Date): Promise<number> {
  const today = dayOf(at)
  const warn = (await ruleBook(db)).rule('D4.lvp_expiring', today).value
  const soon = await services(db, ['active', 'renewed'], Prisma.sql`<= ${addDays(today, warn)}::date`)
  let moved = await step(db, legalLesson, soon, 'expire_soon', at)
  moved += await step(db, legalLesson, await services(db, ['expiring'], Prisma.sql`< ${today}::date`), 'expire', at)
  moved += await step(db, mentoring, await mentorings(db, today), 'expire', at)
  await cutClosed(db, at)
  await keepHours(db, at)
  return moved
}
