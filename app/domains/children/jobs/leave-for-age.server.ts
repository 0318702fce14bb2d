/** Who reached the age at which the register ends: out of it on the day after the birthday, also after an outage. */
import { Prisma } from '~/generated/prisma/client'
import { applyStep } from '~/casefile/apply-step.server'
import { SYSTEM } from '~/casefile/domain'
import { toCaseRow } from '~/casefile/load-case.server'
import { ruleBook } from '~/casefile/rules.server'
import { dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { log } from '~/lib/log.server'
import { child } from '../domain.server'
import { exitForAge } from '../rules'

const CHUNK = 500
const FROM = child.kind.steps.turn_16!.from as readonly string[]

/**
 * Each in its own transaction of the worker's role; a child in danger or under guardianship stays (DOMAIN §8). One that
 * cannot be done is logged and holds up no other. Gives how many left.
 */
export async function leaveForAge(run: <T>(work: (db: Db) => Promise<T>) => Promise<T>, at: Date): Promise<number> {
  const today = dayOf(at)
  const due = await run(async (db) => {
    const p = (
      (book) => (rule: string) =>
        book.rule(rule, today).value
    )(await ruleBook(db))
    return db.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT c.id FROM child_file f JOIN case_file c ON c.id = f.case_id
      WHERE c.kind = 'child' AND c.state = ANY (${[...FROM]})
        AND c.birth_on + make_interval(years => CASE WHEN f.category = 'hardship' THEN ${p('D4.hardship_age')}::int ELSE ${p('D4.age')}::int END) < ${today}::date
      ORDER BY c.id LIMIT ${CHUNK}`)
  })
  let left = 0
  for (const { id } of due) {
    left += await run(async (db) => {
      await db.$queryRaw`SELECT id FROM case_file WHERE id = ${id}::uuid FOR UPDATE`
      const file = toCaseRow(await db.caseFile.findUniqueOrThrow({ where: { id } }))
      const facts = (await child.facts(db, [id])).get(id)
      const book = await ruleBook(db)
      const onDay = facts && exitForAge(facts.birthOn, facts.category, (rule) => book.rule(rule, today).value)
      if (!onDay || onDay > today || !FROM.includes(file.state)) return 0
      await applyStep(db, child, { file, step: 'turn_16', input: { onDay }, hand: SYSTEM, at, facts })
      return 1
    }).catch((error: unknown) => {
      log.error({ err: error }, 'a child could not leave the register on its day')
      return 0
    })
  }
  return left
}
