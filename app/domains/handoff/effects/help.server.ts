/** What the steps of help do to the database. */
import type { HandoffFile } from '~/generated/prisma/client'
import type { Effect } from '~/casefile/domain'
import { endPairHelper, grantPairHelper } from '~/casefile/pair-helper.server'
import { encrypt, sm3 } from '~/lib/crypto.server'
import { dayToDb } from '~/lib/dates'
import { invalid } from '~/lib/errors'
import { firstHand, keepPaper, saveIn, type Work } from './effect.server'
import type { HandoffFacts } from '../facts'
import { wholePaper } from '~/ui/form-inputs'
import { pairHelperOf } from './pair-helper.server'

const save = saveIn<HandoffFile>('handoff_file')
const child = ({ file }: Work) => ({ caseId: file.id, kind: file.kind, scopeKey: file.scopeKey })
type Member = { name: string; kind: string; sex: string; postId?: string }

/** The group as it is from today on; earlier members stay on record with their last day. */
async function replaceGroup(work: Work, group: readonly Member[]): Promise<void> {
  const { db, file, today } = work
  await db.handoffGroupMember.updateMany({
    where: { caseId: file.id, untilOn: null },
    data: { untilOn: dayToDb(today) },
  })
  await db.handoffGroupMember.createMany({
    data: group.map((one) => ({
      ...child(work),
      name: one.name,
      member: one.kind,
      sex: one.sex,
      postId: one.postId ?? null,
      fromOn: dayToDb(today),
    })),
  })
}

/** A placement with its evidence; the one before it ends. */
async function setPlacement(work: Work): Promise<void> {
  const { db, file, input, today } = work
  const placed = input.placementType !== 'unplaced'
  const on = dayToDb(input.placedOn ?? today)
  await db.handoffPlacement.updateMany({ where: { caseId: file.id, endedOn: null }, data: { endedOn: on } })
  if (placed) {
    await db.handoffPlacement.create({
      data: {
        ...child(work),
        type: input.placementType,
        placedOn: on,
        evidence: input.placementEvidence,
        verifiedOn: dayToDb(today),
        detailEnc: input.placementDetail ? encrypt(input.placementDetail, `placement:${file.id}`) : null,
      },
    })
  }
  await save(work, {
    placementType: input.placementType,
    placedOn: placed ? on : null,
    placementCheckedOn: placed ? dayToDb(today) : null,
  })
}

async function startHelp(work: Work) {
  const { input, file, facts, today } = work
  const helper = await pairHelperOf(work, input.pairHelperPostId)
  await replaceGroup(work, input.group)
  await setPlacement(work)
  await grantPairHelper(work, helper.id, '结对帮扶', facts.helpEndOn)
  await keepPaper(work, 'start_help', input.agreement)
  await save(work, {
    guidanceOwner: input.guidanceOwner,
    contactOwner: input.contactOwner,
    supportOwner: input.supportOwner,
    helpPlanEnc: encrypt(input.plan, `help_plan:${file.id}`),
    supportLevel: input.supportLevel,
    levelOn: dayToDb(today),
    pairHelperPostId: helper.id,
    pairHelperName: helper.name,
    pairDeclaredOn: dayToDb(input.pairDeclaredOn),
    agreementStatus: 'signed',
    agreementOn: dayToDb(input.agreementOn),
    declinedOn: null,
    unreachableOn: null,
  })
  return firstHand(work)
}

async function decline(work: Work) {
  const { input } = work
  await save(work, { agreementStatus: 'declined', declinedOn: dayToDb(input.declinedOn) })
  await endPairHelper(work)
  await keepPaper(work, 'decline', wholePaper(input.paper))
}

async function resume(work: Work) {
  const { facts, input } = work
  if (facts.state !== 'away' && facts.pairHelperPostId) {
    const helper = await pairHelperOf(work, facts.pairHelperPostId).catch(() => {
      throw invalid({ onDay: ['原来的结对帮扶人已不在岗，请办理“开始帮教”，重新建组结对'] })
    })
    await grantPairHelper(work, helper.id, '恢复帮教', facts.helpEndOn)
  }
  await save(work, {
    agreementStatus: 'signed',
    declinedOn: null,
    unreachableOn: null,
    awayTo: null,
    awayUntil: null,
    lastContactOn: dayToDb(input.onDay),
    contactsMade: facts.contactsMade + 1,
  })
  return firstHand(work)
}

const ENTRUST_TEXT = '本人同意在外出期间由所列单位代为帮教，并同意向其提供姓名、联系方式和约定的帮扶内容。'

async function entrust(work: Work) {
  const { db, file, input } = work
  await db.consent.create({
    data: {
      ...child(work),
      signer: file.name,
      capacity: 'self',
      scope: ['entrust'],
      recipients: [input.awayUnit],
      textVersion: 'entrust-1',
      textHash: sm3(ENTRUST_TEXT),
      method: 'paper',
      signedOn: dayToDb(input.consentOn),
      keptAt: input.paper.keptAt,
    },
  })
  await save(work, { awayTo: input.awayTo, awayUntil: dayToDb(input.awayUntil) })
  await keepPaper(work, 'entrust', input.paper)
}

async function loseContact(work: Work) {
  await save(work, { unreachableOn: dayToDb(work.input.onDay) })
}

async function reviewLevel(work: Work) {
  await save(work, { supportLevel: work.input.supportLevel, levelOn: dayToDb(work.input.onDay) })
}

async function recheckPlacement(work: Work) {
  const { db, file, input } = work
  const on = dayToDb(input.onDay)
  const stands = input.stands === 'yes'
  await db.handoffPlacement.updateMany({
    where: { caseId: file.id, endedOn: null },
    data: stands ? { verifiedOn: on } : { endedOn: on },
  })
  await save(
    work,
    stands ? { placementCheckedOn: on } : { placementType: 'unplaced', placedOn: null, placementCheckedOn: on },
  )
}

async function screenBenefits(work: Work) {
  const { input } = work
  await save(work, { screenedOn: dayToDb(input.onDay), insuranceStatus: input.insuranceStatus, needs: input.needs })
}

async function changePairHelper(work: Work) {
  const { input, facts } = work
  const helper = await pairHelperOf(work, input.pairHelperPostId)
  await grantPairHelper(work, helper.id, '更换结对帮扶人', facts.helpEndOn)
  await save(work, {
    pairHelperPostId: helper.id,
    pairHelperName: helper.name,
    pairDeclaredOn: dayToDb(input.pairDeclaredOn),
  })
}

async function changeGroup(work: Work) {
  const { input } = work
  await replaceGroup(work, input.group)
  await save(work, {
    guidanceOwner: input.guidanceOwner,
    contactOwner: input.contactOwner,
    supportOwner: input.supportOwner,
  })
}

async function addMeasure(work: Work) {
  const { db, input } = work
  await db.handoffMeasure.create({ data: { ...child(work), type: input.type, referredOn: dayToDb(input.referredOn) } })
}

async function closeMeasure(work: Work) {
  const { db, file, input } = work
  const closed = await db.handoffMeasure.updateMany({
    where: { id: input.measureId, caseId: file.id, resultOn: null, referredOn: { lte: dayToDb(input.resultOn) } },
    data: { result: input.result, resultOn: dayToDb(input.resultOn) },
  })
  if (closed.count !== 1) throw invalid({ measureId: ['请选择还没有结果的措施；结果日期不能早于转介日期'] })
}

async function pauseService(work: Work) {
  await save(work, { pausedOn: dayToDb(work.input.onDay) })
  await keepPaper(work, 'pause_service', wholePaper(work.input.paper))
}

async function resumeService(work: Work) {
  await save(work, { pausedOn: null })
}

export const helpEffects: Record<string, Effect<HandoffFacts>> = {
  start_help: startHelp,
  decline,
  resume,
  entrust,
  unreachable: loseContact,
  review_level: reviewLevel,
  place: setPlacement,
  recheck_placement: recheckPlacement,
  screen_benefits: screenBenefits,
  change_pair_helper: changePairHelper,
  change_group: changeGroup,
  add_measure: addMeasure,
  close_measure: closeMeasure,
  pause_service: pauseService,
  resume_service: resumeService,
}
