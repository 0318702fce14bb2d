import { Prisma } from '~/generated/prisma/client'
import { applyStep } from '~/casefile/apply-step.server'
import { SYSTEM } from '~/casefile/domain'
import { lockCase } from '~/casefile/load-case.server'
import type { Db } from '~/lib/db.server'
import { reliefDibao, reliefTemp } from '../domain.server'
import { paymentBack } from '../facts.server'

/** Files of one run; the rest have their turn at the next. */
const CHUNK = 500

/**
 * What finance does moves the files (D7): a payment under way begins 发放中; of one-off relief everything paid closes the
 * file; what failed, came back or was held becomes a duty of the town window. Gives how many moved. In the worker's role.
 */
export async function followPayments(db: Db, at: Date): Promise<number> {
  const begun = await db.$queryRaw<{ id: string; kind: string }[]>(Prisma.sql`
    SELECT c.id, c.kind FROM case_file c WHERE c.kind IN ('relief_temp', 'relief_dibao') AND c.state = 'decided'
      AND EXISTS (SELECT 1 FROM relief_award a WHERE a.case_id = c.id AND a.state IN ('in_batch', 'paid') AND a.part NOT IN ('quick', 'first')) ORDER BY c.id LIMIT ${CHUNK}`)
  const paid = await db.$queryRaw<{ id: string; kind: string }[]>(Prisma.sql`
    SELECT c.id, c.kind FROM case_file c WHERE c.kind = 'relief_temp' AND c.state = 'paying'
      AND EXISTS (SELECT 1 FROM relief_award a WHERE a.case_id = c.id AND a.state = 'paid')
      AND NOT EXISTS (SELECT 1 FROM relief_award a WHERE a.case_id = c.id AND a.state NOT IN ('paid', 'stopped')) ORDER BY c.id LIMIT ${CHUNK}`)
  const back = await db.$queryRaw<{ id: string; kind: string }[]>(Prisma.sql`
    SELECT DISTINCT c.id, c.kind FROM relief_award a JOIN case_file c ON c.id = a.case_id
    WHERE ${paymentBack} AND c.kind IN ('relief_temp', 'relief_dibao') AND c.state IN ('decided', 'paying', 'adjusted', 'ended', 'closed')
      AND NOT EXISTS (SELECT 1 FROM task t WHERE t.case_id = c.id AND t.code = 'mend_payment' AND t.done_at IS NULL) ORDER BY c.id LIMIT ${CHUNK}`)
  const steps = [
    ...begun.map((one) => ({ ...one, step: 'start_paying' })),
    ...paid.map((one) => ({ ...one, step: 'paid_up' })),
    ...back.map((one) => ({ ...one, step: 'payment_back' })),
  ]
  for (const { id, kind, step } of steps) {
    const file = await lockCase(db, kind, id)
    const domain = kind === 'relief_temp' ? reliefTemp : reliefDibao
    await applyStep(db, domain, { file, step, input: {}, hand: SYSTEM, at })
  }
  return steps.length
}
