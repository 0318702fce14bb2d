/** What the steps of the one window do to the database. */
import type { Effect, EffectContext } from '~/casefile/domain'
import { computeDue } from '~/casefile/deadlines/compute'
import { addPaper } from '~/casefile/papers/add-paper.server'
import { touchReferral } from '~/casefile/referrals/read-referrals.server'
import { encrypt } from '~/lib/crypto.server'
import { addDays, dayToDb, type LegalDay } from '~/lib/dates'
import type { IntakeFacts } from '../facts'
import { replyDue, urgencyOf } from '../rules'
import { sendToUnits } from '../unit/send-to-units.server'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- effects of one kind take inputs of many shapes */
export type Work = EffectContext<any, IntakeFacts>

const save = ({ db, file }: Work, data: Parameters<Work['db']['intakeFile']['update']>[0]['data']) =>
  db.intakeFile.update({ where: { caseId: file.id }, data })
const first = ({ file, hand }: Work) =>
  file.ownerPostId === null && hand.actor?.role === 'IC' ? { ownerPostId: hand.postId } : undefined

/** The last day of asking the applicant and of taking the matter up again. */
export const closeDue = (work: Pick<Work, 'book'>, repliedOn: LegalDay): LegalDay =>
  addDays(repliedOn, work.book.rule('X.intake_reopen', repliedOn).value)

async function route(work: Work) {
  const { input, today } = work
  await save(work, { routedOn: dayToDb(today), mainUnit: input.mainUnit, coUnits: input.coUnits, acceptedOn: null })
  await sendToUnits(work)
  return first(work)
}

async function answer(work: Work) {
  const { input, file, hand, today } = work
  await save(work, {
    repliedOn: dayToDb(today),
    replyEnc: encrypt(input.reply, `intake_reply:${file.id}`),
    repliedUnit: hand.unitCode,
    closeDueOn: dayToDb(closeDue(work, today)),
  })
  return first(work)
}

async function askSupplement(work: Work) {
  const { input, file, book, today } = work
  const due = computeDue({ book, rule: 'X.intake_supplement', from: today, roll: 'citizen' })
  await save(work, {
    supplementOn: dayToDb(today),
    supplementDueOn: dayToDb(due.dueOn),
    supplementEnc: encrypt(JSON.stringify(input.items), `intake_supplement:${file.id}`),
  })
  return first(work)
}

async function supplemented(work: Work) {
  const { facts, book, eventOn } = work
  const due = replyDue(book, { ...facts, supplementedOn: eventOn })
  await save(work, { supplementedOn: dayToDb(eventOn), replyDueOn: dayToDb(due.dueOn) })
}

async function changeMatter(work: Work) {
  const { input, facts, book } = work
  const urgency = urgencyOf(input.matter, input.urgency)
  const due = replyDue(book, { ...facts, matter: input.matter, urgency })
  await save(work, { matter: input.matter, urgency, replyDueOn: dayToDb(due.dueOn) })
}

async function reopen(work: Work) {
  const { facts, book, eventOn } = work
  const due = replyDue(book, { matter: facts.matter, urgency: facts.urgency, clockOn: eventOn })
  await save(work, {
    round: { increment: 1 },
    clockOn: dayToDb(eventOn),
    replyDueOn: dayToDb(due.dueOn),
    reopenedOn: dayToDb(eventOn),
    extendedOn: null,
    repliedOn: null,
    replyEnc: null,
    repliedUnit: null,
    closeDueOn: null,
    satisfaction: null,
    feedbackOn: null,
    endCause: null,
  })
}

async function close(work: Work) {
  await save(work, { satisfaction: work.input.satisfaction, feedbackOn: dayToDb(work.today), endCause: 'answered' })
  await takeBack(work)
}

/** What other units still have of it is taken back: there is nothing more to do. */
async function takeBack({ db, file, hand }: Work) {
  if (!hand.actor) return
  const open = await db.referral.findMany({
    where: { fromCaseId: file.id, type: { in: ['intake', 'intake_co'] }, state: { in: ['sent', 'accepted'] } },
    select: { id: true },
  })
  for (const { id } of open) await touchReferral({ actor: hand.actor, db }, id, 'withdraw')
}

const ending =
  (cause: string): Effect<IntakeFacts> =>
  async (work) => {
    await save(work, { endCause: cause })
    await takeBack(work)
    const { db, file, hand, at, input } = work
    if (input.paper) await addPaper(db, file, { ...input.paper, code: cause, step: cause, addedBy: hand.postId, at })
  }

export const intakeEffects: Record<string, Effect<IntakeFacts>> = {
  route,
  reroute: route,
  answer,
  ask_supplement: askSupplement,
  supplemented,
  change_matter: changeMatter,
  close_unsupplied: ending('unsupplied'),
  tell_petitioner: async (work) => void (await save(work, { toldOn: dayToDb(work.eventOn) })),
  close,
  reopen,
  died: ending('death'),
  moved_away: ending('moved_away'),
  withdrawn: ending('withdrawn'),
  opened_in_error: ending('opened_in_error'),
}
