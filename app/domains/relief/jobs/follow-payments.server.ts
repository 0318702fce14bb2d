import { Prisma } from '~/generated/prisma/client'
import { applyStep } from '~/casefile/apply-step.server'
import { SYSTEM } from '~/casefile/domain'
import { lockCase } from '~/casefile/load-case.server'
import { dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { deathDays } from '../effects/recovery.server'
import { reliefDomains, type ReliefName } from '../views/kind-at.server'

/** Files of one run; the rest have their turn at the next. */
const CHUNK = 500
type Moved = { id: string; kind: ReliefName }

/**
 * What finance does moves the files (D7): a payment under way begins 发放中; of one-off relief everything paid closes the
 * file, once its publication has run its days and nobody's objection waits; what failed, came back or was held becomes a duty of
 * whoever took the application in; what was paid to somebody who had died by then has to come back (D7-edge-10). Gives how
 * many moved. In the worker's role.
 */
export async function followPayments(db: Db, at: Date): Promise<number> {
  const begun = await db.$queryRaw<Moved[]>(Prisma.sql`
    SELECT c.id, c.kind FROM case_file c WHERE c.kind IN ('relief_temp', 'relief_dibao', 'relief_school', 'relief_training') AND c.state = 'decided'
      AND EXISTS (SELECT 1 FROM relief_award a WHERE a.case_id = c.id AND a.state IN ('in_batch', 'paid') AND a.part NOT IN ('quick', 'first')) ORDER BY c.id LIMIT ${CHUNK}`)
  const paid = await db.$queryRaw<Moved[]>(Prisma.sql`
    SELECT c.id, c.kind FROM case_file c WHERE c.kind IN ('relief_temp', 'relief_school', 'relief_training') AND c.state = 'paying'
      AND EXISTS (SELECT 1 FROM relief_award a WHERE a.case_id = c.id AND a.state = 'paid')
      AND NOT EXISTS (SELECT 1 FROM relief_award a WHERE a.case_id = c.id AND a.state NOT IN ('paid', 'stopped'))
      AND NOT EXISTS (SELECT 1 FROM relief_notice n WHERE n.case_id = c.id AND n.taken_down_at IS NULL AND n.to_on >= ${dayOf(at)}::date)
      AND NOT EXISTS (SELECT 1 FROM relief_objection o WHERE o.case_id = c.id AND o.state = 'open') ORDER BY c.id LIMIT ${CHUNK}`)
  const back = await db.$queryRaw<Moved[]>(Prisma.sql`
    SELECT DISTINCT c.id, c.kind FROM relief_award a JOIN case_file c ON c.id = a.case_id
    WHERE payment_back(a) AND c.state IN ('decided', 'paying', 'adjusted', 'ended', 'closed')
      AND NOT EXISTS (SELECT 1 FROM task t WHERE t.case_id = c.id AND t.code = 'mend_payment' AND t.done_at IS NULL) ORDER BY c.id LIMIT ${CHUNK}`)
  const afterDeath = await db.$queryRaw<Moved[]>(Prisma.sql`
    SELECT DISTINCT c.id, c.kind FROM (${deathDays}) d JOIN case_file c ON c.id = d.case_id JOIN relief_award a ON a.case_id = c.id
    WHERE c.state IN ('died', 'closed', 'moved_away', 'withdrawn', 'recovering') AND paid_out(a) AND a.paid_on > d.died_on
      AND NOT EXISTS (SELECT 1 FROM relief_recovery v WHERE v.award_id = a.id) ORDER BY c.id LIMIT ${CHUNK}`)
  const returned = await db.$queryRaw<Moved[]>(Prisma.sql`
    SELECT DISTINCT c.id, c.kind FROM relief_recovery v JOIN relief_award a ON a.id = v.award_id JOIN case_file c ON c.id = v.case_id
    WHERE c.state = 'recovering' AND a.state = 'returned' ORDER BY c.id LIMIT ${CHUNK}`)
  const steps = [
    ...begun.map((one) => ({ ...one, step: 'start_paying' })),
    ...paid.map((one) => ({ ...one, step: 'paid_up' })),
    ...back.map((one) => ({ ...one, step: 'payment_back' })),
    ...returned.map((one) => ({ ...one, step: 'bank_returned' })),
    // What came back is looked into first.
    ...afterDeath
      .filter(({ id }) => !back.some((one) => one.id === id))
      .map((one) => ({ ...one, step: 'paid_after_death' })),
  ]
  for (const { id, kind, step } of steps) {
    const file = await lockCase(db, kind, id)
    await applyStep(db, reliefDomains[kind], { file, step, input: {}, hand: SYSTEM, at })
  }
  return steps.length
}
