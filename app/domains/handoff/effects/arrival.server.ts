/** What the steps from the notice to the registration do to the database. */
import type { HandoffFile } from '~/generated/prisma/client'
import { inForce } from '~/access/in-force.server'
import type { Effect } from '~/casefile/domain'
import { encrypt } from '~/lib/crypto.server'
import { dayToDb, type LegalDay } from '~/lib/dates'
import { invalid } from '~/lib/errors'
import { db2day, firstHand, keepPaper, openUnit, saveIn, tellNotice, type Work } from './effect.server'
import type { HandoffFacts } from '../facts'
import { instantOf, wholePaper } from '~/ui/form-inputs'
import { helpPeriod, mustPickup } from '../rules'

const waiting = ['sent', 'returned', 'verified', 'planned'] as const
const save = saveIn<HandoffFile>('handoff_file')

async function verify(work: Work) {
  const { db, input, today } = work
  const unit = await openUnit(db, input.townUnit, 'justice_office', 'townUnit')
  await save(work, {
    verifyResult: input.verifyResult,
    keyCategory: input.keyCategory,
    mustPickup: mustPickup(input.keyCategory),
    needs: input.needs,
    responsibleTown: unit.regionCode,
  })
  await tellNotice(work, {
    step: 'verified',
    state: 'verified',
    from: waiting,
    patch: { verify_result: input.verifyResult, replied_on: today },
  })
  return { scopeKey: unit.code, ownerPostId: null, ...(input.residenceCode && { residenceCode: input.residenceCode }) }
}

async function returnNotice(work: Work) {
  const { input, today } = work
  await save(work, { verifyResult: input.verifyResult })
  await tellNotice(work, {
    step: 'returned',
    state: 'returned',
    from: waiting,
    facts: { repliedOn: today },
    patch: { verify_result: input.verifyResult, return_reason: input.returnReason, replied_on: today },
  })
}

async function readdress(work: Work) {
  if (work.input.releaseDueOn) await save(work, { releaseDueOn: dayToDb(work.input.releaseDueOn) })
}

async function changeRelease(work: Work) {
  const { input } = work
  await save(work, { releaseDueOn: dayToDb(input.releaseDueOn), releaseDueBasis: input.basis })
  await keepPaper(work, 'change_release', input.paper)
}

async function planPickup(work: Work) {
  const { input, file } = work
  const at = instantOf(input.pickupAt)
  await save(work, {
    pickupMode: input.pickupMode,
    pickupAt: at,
    pickupPeopleEnc: input.people.length ? encrypt(JSON.stringify(input.people), `pickup_people:${file.id}`) : null,
    pickupTransport: input.transport ?? null,
    pickupCost: input.pickupCost ?? null,
    fundSource: input.fundSource ?? null,
    tonight: input.tonight ?? null,
    guardianTold: input.guardianTold,
  })
  await tellNotice(work, {
    step: 'planned',
    state: 'planned',
    from: ['sent', 'verified', 'planned'],
    patch: { pickup_mode: input.pickupMode, pickup_at: at.toISOString() },
  })
  return firstHand(work)
}

async function awaitRelease(work: Work) {
  await save(work, { familyToldOn: dayToDb(work.input.familyToldOn) })
  return firstHand(work)
}

async function handOver(work: Work) {
  const { input } = work
  await save(work, {
    releasedOn: dayToDb(input.releasedOn),
    handedOverAt: instantOf(input.handedOverAt),
    handoverPlace: input.handoverPlace,
    atGate: input.atGate,
    personSigned: input.personSigned,
    releaseDiffReason: input.releaseDiffReason ?? null,
    juvenileSchoolRecords: input.schoolRecords,
    unreachableOn: null,
    ...(input.releaseCertNo && { releaseCertNo: input.releaseCertNo }),
    ...(input.prisonSignedBy && {
      prisonSignedBy: input.prisonSignedBy,
      prisonSignedOn: dayToDb(input.prisonSignedOn),
    }),
    ...(input.pickupCost !== undefined && { pickupCost: input.pickupCost, fundSource: input.fundSource ?? null }),
  })
  await keepPaper(work, 'hand_over', wholePaper(input.paper))
  await tellNotice(work, {
    step: 'handed_over',
    state: 'handed_over',
    from: [...waiting, 'no_show'],
    patch: { released_on: input.releasedOn },
    facts: { releasedOn: input.releasedOn },
  })
  return firstHand(work)
}

async function noShow(work: Work) {
  await tellNotice(work, { step: 'no_show', state: 'no_show', from: waiting })
  return firstHand(work)
}

async function prisonPapers(work: Work) {
  const { input } = work
  await save(work, {
    ...(input.releaseCertNo && { releaseCertNo: input.releaseCertNo }),
    ...(input.prisonSignedBy && {
      prisonSignedBy: input.prisonSignedBy,
      prisonSignedOn: dayToDb(input.prisonSignedOn),
    }),
  })
  await keepPaper(work, 'prison_papers', input.paper)
}

/** The address or telephone given replaces the earlier one of that sort. */
export async function renewContacts({ db, file, at }: Work, given: Record<string, string | undefined>): Promise<void> {
  for (const [what, value] of Object.entries(given)) {
    if (!value) continue
    await db.caseContact.updateMany({
      where: { caseId: file.id, what, relation: null, endedAt: null },
      data: { endedAt: at },
    })
    await db.caseContact.create({
      data: {
        caseId: file.id,
        kind: file.kind,
        scopeKey: file.scopeKey,
        what,
        valueEnc: encrypt(value, `contact:${file.id}`),
        addedAt: at,
      },
    })
  }
}

async function register(work: Work) {
  const { db, input, file, facts, today, hand, at, book } = work
  const start: LegalDay = input.helpStartOn ?? facts.releasedOn ?? facts.handedOverOn ?? today
  const usual = helpPeriod(facts.sourceType, start, (rule) => book.rule(rule, start).value)
  await save(work, {
    responsibleTown: file.scopeKey.split('-')[0]!,
    firstTalkOn: dayToDb(input.firstTalkOn),
    lastContactOn: dayToDb(input.firstTalkOn),
    contactsMade: facts.contactsMade + 1,
    helpStartOn: dayToDb(start),
    helpEndOn: db2day(input.helpEndOn ?? usual.endOn),
    needs: input.needs,
    ...(input.releaseCertNo && { releaseCertNo: input.releaseCertNo }),
  })
  await renewContacts(work, { phone: input.phone, address: input.address })
  await db.visit.create({
    data: {
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      type: 'first_talk',
      onDay: dayToDb(input.firstTalkOn),
      noteEnc: encrypt(input.firstTalkNote, `visit:${file.id}`),
      byPostId: hand.postId!,
      byName: hand.name,
      createdAt: at,
    },
  })
  return { residenceCode: input.residenceCode as string, ...firstHand(work) }
}

/** The one who answers for the file must hold a post at its office. */
export async function assign({ db, input, file, today }: Pick<Work, 'db' | 'input' | 'file' | 'today'>) {
  const post = await db.post.findFirst({
    where: {
      id: input.ownerPostId,
      unitCode: file.scopeKey,
      role: { in: ['TJ', 'TH', 'JC'] },
      ...inForce(today),
      deputyOf: null,
    },
  })
  if (!post) throw invalid({ ownerPostId: ['请选择承办单位在岗的工作人员'] })
  return { ownerPostId: post.id }
}

async function decideDispute(work: Work) {
  await keepPaper(work, 'decide_dispute', work.input.paper)
}

export const arrivalEffects: Record<string, Effect<HandoffFacts>> = {
  verify,
  return_notice: returnNotice,
  readdress,
  change_release: changeRelease,
  plan_pickup: planPickup,
  await_release: awaitRelease,
  hand_over: handOver,
  no_show: noShow,
  prison_papers: prisonPapers,
  register,
  assign,
  decide_dispute: decideDispute,
}
