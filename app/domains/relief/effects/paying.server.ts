/** Recheck, hearing, adjustment, end; and the closed states that every kind has. */
import type { Effect } from '~/casefile/domain'
import { dayToDb } from '~/lib/dates'
import type { ReliefFacts } from '../facts'
import { dibaoAmount } from '../rules'
import { stillOwed } from './recovery.server'
import {
  budgetOf,
  decisionNumber,
  keepPaper,
  keepUntil,
  makeDue,
  save,
  secret,
  stopDue,
  takeDown,
  userOf,
  type Work,
} from './effect.server'

async function recheck(work: Work) {
  const { input, db, file } = work
  await save(work, {
    recheckedOn: dayToDb(input.onDay),
    recheckResult: input.result,
    recheckClass: input.recheckClass,
  })
  await db.reliefMeans.update({ where: { caseId: file.id }, data: { incomeFen: input.income } })
}

/** The second hand of a ledger's household: from now on its months are due. */
async function confirmLedger(work: Work) {
  const budgetCode = await budgetOf(work, work.input.budgetCode)
  await save(work, {
    budgetCode,
    decidedPost: work.hand.postId,
    decidedUser: userOf(work),
    firstDecidedUser: userOf(work),
  })
}

async function hear(work: Work) {
  await save(work, { heardOn: dayToDb(work.input.onDay), heardEnc: secret(work, 'heard', work.input.said) })
}

/** The new amount from a month on: what was due of it before and is not under way is stopped, and made due anew. */
async function adjust(work: Work) {
  const { input, db, file, facts, today, hand } = work
  const amount = dibaoAmount(facts.standardFen!, facts.incomeFen!, facts.persons)
  const from = `${input.from.slice(0, 7)}-01`
  const decisionNo = await decisionNumber(work)
  const own = await db.reliefFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const planned = await db.reliefAward.findMany({
    where: { caseId: file.id, month: { gte: dayToDb(from) }, state: 'unpaid' },
    orderBy: { month: 'asc' },
  })
  await stopDue(work, '金额调整', { from })
  await save(work, {
    decidedFen: amount,
    standardFen: facts.standardFen,
    decisionNo,
    decidedOn: dayToDb(today),
    decidedPost: hand.postId,
    decidedUser: userOf(work),
    reasonEnc: secret(work, 'reason', input.reason),
    heardOn: null,
  })
  await makeDue(
    work,
    decisionNo,
    own.budgetCode ?? planned[0]?.budgetCode ?? '',
    planned.map((row) => ({
      part: row.part,
      amountFen: amount,
      dueOn: row.dueOn.toISOString().slice(0, 10),
      month: row.month!.toISOString().slice(0, 10),
    })),
  )
}

async function end(work: Work) {
  const { input } = work
  await takeDown(work, '已终止')
  await stopDue(work, '终止', { from: input.from })
  await save(work, {
    endedOn: dayToDb(work.today),
    endCause: input.cause,
    falsePapers: input.cause === 'false_papers',
    reasonEnc: secret(work, 'reason', input.reason),
    heardOn: null,
  })
  await keepUntil(work, input.from)
}

/** Something was sent to the bank, so it is being paid; what was closed is open again until it has arrived. */
async function paymentBack({ db, file }: Work) {
  const sent = await db.reliefAward.count({ where: { caseId: file.id, state: { in: ['failed', 'returned'] } } })
  if (file.state === 'closed') return { state: file.kind === 'relief_temp' ? 'paying' : 'ended' }
  return file.state === 'decided' && sent ? { state: 'paying' } : undefined
}

async function newStandard(work: Work) {
  const { input } = work
  await save(work, { standardFen: input.standard, decidedFen: input.amount, payFrom: dayToDb(input.from) })
}

const closing =
  (cause: string): Effect<ReliefFacts> =>
  async (work) => {
    await takeDown(work as Work, '办理结束')
    await stopDue(work as Work, cause === 'death' ? '领取人去世' : '办理结束')
    await save(work as Work, { endedOn: dayToDb(work.eventOn), endCause: cause })
    await keepPaper(work as Work, cause, work.input.paper)
    await keepUntil(work as Work, work.eventOn)
  }

/** Closed as its course wants it: nothing is posted any more, kept from the day of the last step. */
const kept: Effect<ReliefFacts> = async (work) => {
  await takeDown(work as Work, '办理结束')
  await keepUntil(work as Work, work.today)
}

export const payingEffects: Record<string, Effect<ReliefFacts>> = {
  recheck,
  confirm_ledger: confirmLedger,
  hear,
  adjust,
  end,
  new_standard: newStandard,
  payment_back: paymentBack,
  close: kept,
  close_quick: kept,
  close_refused: kept,
  close_supplement: kept,
  paid_up: kept,
  died: async (work) => {
    await closing('death')(work)
    return stillOwed(work as Work)
  },
  moved_away: closing('moved_away'),
  withdrawn: closing('withdrawn'),
  opened_in_error: closing('opened_in_error'),
}
