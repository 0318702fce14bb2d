/** What the steps that move or end a file do to the database. */
import { endPairHelper } from '~/casefile/pair-helper.server'
import type { HandoffFile } from '~/generated/prisma/client'
import type { Effect } from '~/casefile/domain'
import { touchReferral } from '~/casefile/referrals/read-referrals.server'
import { sendReferral } from '~/casefile/referrals/send-referral.server'
import { encrypt } from '~/lib/crypto.server'
import { dayToDb, type LegalDay } from '~/lib/dates'
import { refused } from '~/lib/errors'
import { renewContacts } from './arrival.server'
import { keepPaper, keepUntil, openUnit, saveIn, tellNotice, type Work } from './effect.server'
import type { HandoffFacts } from '../facts'
import { wholePaper } from '~/ui/form-inputs'
import { freezeFile } from '../transfer/freeze-file.server'
import { beforeRelease } from '../steps/steps-arrival'

const save = saveIn<HandoffFile>('handoff_file')

async function moveTown(work: Work) {
  const { db, input } = work
  const unit = await openUnit(db, input.townUnit, 'justice_office', 'townUnit')
  await renewContacts(work, { address: input.address })
  await save(work, { responsibleTown: unit.regionCode })
  return {
    scopeKey: unit.code,
    ownerPostId: null,
    ...(input.residenceCode && { residenceCode: input.residenceCode as string }),
  }
}

/** The frozen file travels with the referral; the sender keeps the duty until the other county accepts. */
async function transfer(work: Work) {
  const { db, input, file, hand } = work
  if (!hand.actor) throw refused()
  const unit = await openUnit(db, input.toUnit, 'justice_bureau', 'toUnit')
  const ctx = { actor: hand.actor, db }
  await sendReferral(ctx, file, {
    type: 'transfer',
    toKey: unit.code,
    fields: {},
    frozen: await freezeFile(ctx, file, { reason: input.reason, address: input.address }),
  })
  await keepPaper(work, 'transfer', wholePaper(input.paper))
}

/** A transfer answered on paper leaves no referral waiting. */
async function withdrawTransfer({ db, file, hand }: Work): Promise<void> {
  if (!hand.actor) return
  const waiting = await db.referral.findMany({
    where: { fromCaseId: file.id, type: 'transfer', state: { in: ['sent', 'accepted'] } },
    select: { id: true },
  })
  for (const { id } of waiting) await touchReferral({ actor: hand.actor, db }, id, 'withdraw')
}

async function sendFile(work: Work) {
  await keepPaper(work, 'send_file', { title: '移送档案清单', onDay: work.input.onDay, keptAt: work.input.keptAt })
}

async function acceptedThere(work: Work) {
  await withdrawTransfer(work)
  await keepPaper(work, 'accepted_there', work.input.paper)
  await close(work, 'moved_away', work.input.onDay)
}

async function endReview(work: Work) {
  await save(work, { endReviewedOn: dayToDb(work.input.onDay) })
}

/** Help is over: the cause and day stand on the file, the group and the helper's view end, the keeping time begins. */
async function close(work: Work, cause: string, on: LegalDay): Promise<void> {
  const { db, file } = work
  await save(work, { endedOn: dayToDb(on), endCause: cause, pausedOn: null })
  await endPairHelper(work)
  await db.handoffGroupMember.updateMany({ where: { caseId: file.id, untilOn: null }, data: { untilOn: dayToDb(on) } })
  await keepUntil(work, on)
}

async function end(work: Work) {
  await close(work, 'expired', work.eventOn)
  await keepPaper(work, 'end', wholePaper(work.input.paper))
}

async function terminate(work: Work) {
  await close(work, 'new_judgment', work.eventOn)
  await keepPaper(work, 'terminate', work.input.paper)
}

async function died(work: Work) {
  if ((beforeRelease as readonly string[]).includes(work.file.state))
    await tellNotice(work, { step: 'closed', state: 'closed', from: ['sent', 'returned', 'verified', 'planned'] })
  await close(work, 'death', work.eventOn)
  await keepPaper(work, 'died', work.input.paper)
}

async function emigrated(work: Work) {
  await close(work, 'emigration', work.eventOn)
  await keepPaper(work, 'moved_away', work.input.paper)
}

async function openedInError(work: Work) {
  await endPairHelper(work)
}

async function reoffence(work: Work) {
  const { db, file, input } = work
  await db.handoffReoffence.create({
    data: {
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      judgmentEnc: encrypt(input.judgmentNo, `judgment:${file.id}`),
      offenceOn: dayToDb(input.offenceOn),
      effectiveOn: dayToDb(input.effectiveOn),
    },
  })
  await keepPaper(work, 'reoffence', input.paper)
}

async function archive(work: Work) {
  await keepPaper(work, 'archive', { title: '归档', onDay: work.input.onDay, keptAt: work.input.keptAt })
}

export const endEffects: Record<string, Effect<HandoffFacts>> = {
  move_town: moveTown,
  transfer,
  send_file: sendFile,
  accepted_there: acceptedThere,
  refused_there: withdrawTransfer,
  end_review: endReview,
  end,
  terminate,
  died,
  moved_away: emigrated,
  opened_in_error: openedInError,
  reoffence,
  archive,
}
