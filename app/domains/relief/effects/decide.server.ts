/** Proposal, notice, decision, refusal, objection: what they write. */
import type { Effect } from '~/casefile/domain'
import { encrypt } from '~/lib/crypto.server'
import { dayToDb, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { instantOf } from '~/ui/form-inputs'
import type { ReliefFacts } from '../facts'
import { dibaoAmount, inTime, nextMonth, noticeNeeded, partsOf, tempAmount } from '../rules'
import {
  asDay,
  budgetOf,
  child,
  decisionNumber,
  makeDue,
  postNotice,
  save,
  secret,
  stopDue,
  takeDown,
  userOf,
  type Work,
} from './effect.server'

/** The amount by the formula: nobody types it. */
async function propose(work: Work) {
  const { file, facts, input, today, hand } = work
  const dibao = file.kind === 'relief_dibao'
  const factorTenths = dibao ? null : Math.round(input.factor * 10)
  const amountFen = dibao
    ? dibaoAmount(facts.standardFen!, facts.incomeFen!, facts.persons)
    : tempAmount(facts.standardFen!, factorTenths!, facts.persons)
  const exempt = input.exemptReason as string | undefined
  await save(work, {
    standardFen: facts.standardFen,
    factorTenths,
    proposedFen: amountFen,
    proposedPeriod: dibao ? 'monthly' : input.period,
    proposedStages: input.stages ?? null,
    proposedOn: dayToDb(today),
    recheckClass: dibao ? input.recheckClass : null,
    minutesOn: asDay(input.minutesOn),
    minutesMembers: input.minutesMembers ?? null,
    noticeExempt: exempt ?? null,
    supplementEnc: null,
    checkedOn: dayToDb(today),
    checkedPost: hand.postId,
    checkedUser: userOf(work),
  })
  if (!exempt && noticeNeeded(file.kind, facts))
    await postNotice(work, 'proposed', {
      amountFen,
      monthly: dibao,
      rule: dibao ? 'D7.notice_dibao' : 'D7.notice_temp',
    })
}

const answerObjections = (
  { db, file, today }: Work,
  state: 'upheld' | 'rejected',
  answer: string,
  user: string | null,
) =>
  db.reliefObjection.updateMany({
    where: { caseId: file.id, state: 'open' },
    data: {
      state,
      answeredOn: dayToDb(today),
      answerEnc: encrypt(answer, `relief_answer:${file.id}`),
      answeredUser: user,
    },
  })

async function backToCheck(work: Work) {
  await takeDown(work, '退回核对调查')
  await answerObjections(work, 'upheld', work.input.reason, userOf(work))
}

async function returnList(work: Work) {
  await takeDown(work, '退回补充')
  await save(work, { supplementEnc: secret(work, 'list', work.input.items) })
}

/** The grant becomes due: from next month for 低保, at once or in stages for the rest; what was paid first is taken off. */
async function grant(work: Work, budgetCode: string, reviewed = false) {
  const { facts, file, today, hand, book } = work
  const dibao = file.kind === 'relief_dibao'
  const own = await work.db.reliefFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const period = (own.proposedPeriod ?? 'once') as 'once' | 'staged' | 'monthly'
  const from: LegalDay = dibao ? nextMonth(today) : today
  const decisionNo = await decisionNumber(work)
  await takeDown(work, '已作出决定')
  await save(work, {
    decidedFen: facts.proposedFen,
    period,
    stages: own.proposedStages,
    payFrom: dayToDb(from),
    decision: 'granted',
    decisionNo,
    decidedOn: dayToDb(today),
    decidedPost: hand.postId,
    decidedUser: userOf(work),
    firstDecidedUser: facts.firstDecidedUser ?? userOf(work),
    budgetCode,
    reasonCode: null,
    reasonEnc: null,
    repeatReasonEnc: secret(work, 'repeat', work.input.repeatReason) ?? own.repeatReasonEnc,
    ...(reviewed && { reviewCount: own.reviewCount + 1, reversed: own.reversed || own.decision === 'refused' }),
  })
  const paidFirst = facts.route === 'pay_first' ? (facts.emergencyFen ?? 0) : 0
  const parts = partsOf(period, {
    amountFen: Math.max(0, facts.proposedFen! - paidFirst),
    stages: own.proposedStages ?? 1,
    from,
    payDay: book.rule('D7.pay_day', today).value,
  })
  await makeDue(work, decisionNo, budgetCode, parts)
  if (noticeNeeded(file.kind, facts) && !facts.noticeExempt)
    await postNotice(work, 'decided', { amountFen: facts.proposedFen!, monthly: dibao, rule: 'D7.publish' })
}

async function decide(work: Work) {
  await grant(work, await budgetOf(work, work.input.budgetCode))
}

async function turnDown(work: Work, reasonCode: string | null, reason: string, reviewed = false) {
  const { facts, file, today, hand, db } = work
  const own = await db.reliefFile.findUniqueOrThrow({ where: { caseId: file.id } })
  await takeDown(work, '已作出决定')
  await stopDue(work, '不予确认')
  await save(work, {
    decision: 'refused',
    decisionNo: await decisionNumber(work),
    decidedFen: null,
    decidedOn: dayToDb(today),
    decidedPost: hand.postId,
    decidedUser: userOf(work),
    firstDecidedUser: facts.firstDecidedUser ?? userOf(work),
    toldOn: null,
    reasonCode: reasonCode ?? own.reasonCode ?? 'other',
    reasonEnc: secret(work, 'reason', reason),
    ...(reviewed && { reviewCount: own.reviewCount + 1, reversed: own.reversed || own.decision === 'granted' }),
  })
}

async function tell(work: Work) {
  await save(work, { toldOn: dayToDb(work.input.onDay) })
}

async function recordObjection(work: Work) {
  const { input, db, file, facts, at } = work
  const notice = await db.reliefNotice.findFirst({
    where: { caseId: file.id, takenDownAt: null },
    orderBy: { postedAt: 'desc' },
    select: { id: true },
  })
  const receivedAt = instantOf(input.receivedAt)
  const id = uuidv7()
  const text = (said: string) => encrypt(said, `relief_objection:${id}`)
  await db.reliefObjection.create({
    data: {
      id,
      ...child(work),
      noticeId: notice?.id ?? null,
      source: input.source,
      receivedAt,
      signerEnc: input.signer ? text(input.signer) : null,
      contactEnc: input.phone ? text(input.phone) : null,
      claimEnc: text(input.claim),
      notedAt: at,
      inTime: facts.noticeTo === null || inTime(receivedAt, facts.noticeTo),
      state: 'open',
    },
  })
}

/** While a decision is looked at again nothing goes out. */
async function object(work: Work) {
  await recordObjection(work)
  await stopDue(work, '复核期间暂停', { strict: true })
  await save(work, { objectedOn: dayToDb(work.today) })
}

/** What was filed on the public page is told to the file: its event, its duty; of a decision the payments wait. */
const noted = (work: Work) =>
  work.db.reliefObjection.update({ where: { id: work.input.objection }, data: { notedAt: work.at } })
async function postedAppeal(work: Work) {
  await noted(work)
  await stopDue(work, '复核期间暂停')
  await save(work, { objectedOn: dayToDb(work.today) })
}

async function answerObjection(work: Work) {
  const { input } = work
  await answerObjections(work, input.result, input.answer, userOf(work))
}

async function reviewGrant(work: Work) {
  const granted = work.facts.decidedFen !== null
  await answerObjections(work, granted ? 'rejected' : 'upheld', work.input.answer, userOf(work))
  await grant(work, await budgetOf(work, work.input.budgetCode), true)
}
async function reviewRefuse(work: Work) {
  const granted = work.facts.decidedFen !== null
  await answerObjections(work, granted ? 'upheld' : 'rejected', work.input.answer, userOf(work))
  await turnDown(work, null, work.input.answer, true)
}

export const decisionEffects: Record<string, Effect<ReliefFacts>> = {
  propose,
  back_to_check: backToCheck,
  return_list: returnList,
  decide,
  refuse: (work) => turnDown(work, work.input.code, work.input.reason),
  tell,
  note_objection: recordObjection,
  object,
  review_grant: reviewGrant,
  review_refuse: reviewRefuse,
  posted_objection: async (work) => void (await noted(work as Work)),
  posted_appeal: postedAppeal,
  answer_objection: answerObjection,
}
