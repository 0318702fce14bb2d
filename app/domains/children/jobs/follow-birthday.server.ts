/** A birthday that was corrected on one file of a person counts on the child's file and its guardianship, too. */
import { z } from 'zod'
import { Prisma } from '~/generated/prisma/client'
import { SYSTEM } from '~/casefile/domain'
import { toCaseRow } from '~/casefile/load-case.server'
import { settleCorrection } from '~/casefile/settle-correction.server'
import { dayToDb, dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { child, guardianship } from '../domain.server'

/** No other file is named: whoever reads this one need not know that there are others. */
const REASON = '出生日期已经核对更正，系统同步更正本档案并重新计算期限'

/**
 * Open files of the same person, the guardianship of the child, and the child of the guardianship, whose birthday is another:
 * each is corrected by the system with an event of its own. Gives how many.
 */
export async function followBirthday(
  run: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  payload: unknown,
  at: Date,
): Promise<number> {
  const { caseId } = z.object({ caseId: z.uuid() }).parse(payload)
  return run(async (db) => {
    const source = await db.caseFile.findUnique({ where: { id: caseId } })
    if (!source?.birthOn) return 0
    const birthOn = dbToDay(source.birthOn)
    const others = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
      WITH child AS (
        SELECT c.id FROM case_file c WHERE c.kind = 'child' AND (c.id = ${caseId}::uuid OR c.person_id = ${source.personId}::uuid
          OR c.id IN (SELECT g.child_case_id FROM guardianship_file g WHERE g.case_id = ${caseId}::uuid))
      )
      SELECT f.id FROM case_file f WHERE (f.id IN (SELECT id FROM child)
          OR f.id IN (SELECT g.case_id FROM guardianship_file g WHERE g.child_case_id IN (SELECT id FROM child)))
        AND f.closed_on IS NULL AND f.birth_on IS DISTINCT FROM ${birthOn}::date ORDER BY f.id FOR UPDATE OF f`)
    for (const { id } of others) {
      const file = toCaseRow(await db.caseFile.findUniqueOrThrow({ where: { id } }))
      await db.caseFile.update({ where: { id }, data: { birthOn: dayToDb(birthOn) } })
      const correction = { field: 'birthOn', old: file.birthOn, value: birthOn, reason: REASON, paper: '—' }
      const change = { file, correction, hand: SYSTEM, at }
      await (file.kind === 'child' ? settleCorrection(db, child, change) : settleCorrection(db, guardianship, change))
    }
    return others.length
  })
}
