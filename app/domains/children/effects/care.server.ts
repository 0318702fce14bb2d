/** What the steps of care do to the database. */
import type { Effect } from '~/casefile/domain'
import { encrypt, sm3 } from '~/lib/crypto.server'
import { dayToDb } from '~/lib/dates'
import type { ChildFacts } from '../facts'
import { childOf, db2day, guardianConsent, keepPaper, save, setCarer, type Work } from './effect.server'

/** The agreement and its carer; the one before ends. What the four bars would have told is never written. */
async function agree(work: Work) {
  const { db, file, input } = work
  const carerId = await setCarer(work, input, input.fromOn)
  await db.childAgreement.updateMany({
    where: { caseId: file.id, endedOn: null },
    data: { endedOn: dayToDb(input.fromOn) },
  })
  await db.childAgreement.create({
    data: {
      ...childOf(work),
      carerId,
      signedOn: dayToDb(input.signedOn),
      fromOn: dayToDb(input.fromOn),
      toOn: dayToDb(input.toOn),
      signers: input.signers,
      viewHow: input.viewHow,
      viewEnc: input.view ? encrypt(input.view, `child_view:${file.id}`) : null,
      notifiedSchoolOn: db2day(input.notifiedSchoolOn),
      notifiedVillageOn: db2day(input.notifiedVillageOn),
    },
  })
  await save(work, {
    agreementFrom: dayToDb(input.fromOn),
    agreementTo: dayToDb(input.toOn),
    notifiedSchoolOn: db2day(input.notifiedSchoolOn),
    notifiedVillageOn: db2day(input.notifiedVillageOn),
    childViewOn: input.viewHow === 'too_young' ? null : dayToDb(input.signedOn),
    carerDeclinedOn: null,
    alternatives: [],
  })
  await keepPaper(work, 'agree', input.paper)
}

async function declineCarer(work: Work) {
  await save(work, { carerDeclinedOn: dayToDb(work.input.onDay), alternatives: work.input.alternatives })
}

async function startCare(work: Work) {
  const { input, file, facts } = work
  await save(work, {
    inCareOn: dayToDb(facts.inCareOn ?? input.onDay),
    guardianshipLevel: input.level,
    levelOn: dayToDb(input.onDay),
    planEnc: encrypt(input.plan, `child_plan:${file.id}`),
    needEnc: input.need ? encrypt(input.need, `child_need:${file.id}`) : null,
    callSchedule: input.callSchedule ?? null,
  })
}

async function assess(work: Work) {
  await save(work, { guardianshipLevel: work.input.level, levelOn: dayToDb(work.input.onDay) })
}

const HEALTH_TEXT = '监护人同意儿童主任和儿童督导员为安排照护而记录孩子的健康和心理情况，不提供给学校和其他单位。'

async function health(work: Work) {
  const { db, file, input } = work
  const row = { healthEnc: encrypt(input.text, `child_health:${file.id}`), healthConsentOn: dayToDb(input.consentOn) }
  await db.childPrivate.upsert({ where: { caseId: file.id }, create: { ...childOf(work), ...row }, update: row })
  await guardianConsent(work, {
    signer: input.consentBy,
    scope: 'health',
    recipients: ['village'],
    signedOn: input.consentOn,
    keptAt: input.keptAt,
    text: 'child-health-1',
    hash: sm3(HEALTH_TEXT),
  })
}

export const careEffects: Record<string, Effect<ChildFacts>> = {
  agree,
  decline_carer: declineCarer,
  start_care: startCare,
  assess,
  health,
}
