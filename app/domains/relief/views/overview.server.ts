/** The overview of a relief file: the application, the household, the numbers behind the amount, what was paid. */
import type { Ctx } from '~/casefile/act.server'
import { groupedCode } from '~/casefile/documents/number'
import type { CaseRow } from '~/casefile/domain'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay, formatInstant } from '~/lib/dates'
import { formatFen } from '~/lib/text'
import { directory } from '~/orgs/find-units.server'
import { displayRegion } from '~/orgs/region-names'
import { maskName } from '~/people/identity'
import type { ReliefFacts } from '../facts'
import { dibaoFormula, missingFor, tempFormula, type NoticeText } from '../rules'
import {
  abilities,
  agentBases,
  benefitTypes,
  causeWord,
  childCategories,
  checkResults,
  compensations,
  endCauses,
  familyClasses,
  loanOutcomes,
  notCountedReasons,
  objectionSources,
  objectionStates,
  payeeRelations,
  periods,
  recheckClasses,
  refusalReasons,
  relationTerms,
  routes,
  schoolStages,
  surveyResults,
  surveyTypes,
  trades,
  trainingLevels,
} from '../terms'
import { reasonWord } from '../payment/terms'
import { awardStates, awardTones } from './award-states'

const word = (terms: Record<string, string>, code: string | null | undefined) => (code ? (terms[code] ?? code) : null)
const day = (date: Date | null) => date && dbToDay(date)
const yuan = (fen: number | null | undefined) => (fen === null || fen === undefined ? null : `${formatFen(fen)} 元`)
/** Why it ended: by decision, or as any file may. */
const closingCauses = {
  ...endCauses,
  death: '去世',
  moved_away: '迁往外地',
  withdrawn: '本人撤回',
  opened_in_error: '误开',
}
/** '6212********1234' */
const maskAccount = (account: string) => `${account.slice(0, 4)}********${account.slice(-4)}`

export async function readOverview({ db }: Ctx, file: CaseRow, facts: ReliefFacts) {
  const where = { caseId: file.id }
  const row = await db.reliefFile.findUniqueOrThrow({ where })
  const means = await db.reliefMeans.findUnique({ where })
  const members = await db.reliefMember.findMany({ where: { ...where, untilOn: null }, orderBy: { id: 'asc' } })
  const notices = await db.reliefNotice.findMany({ where, orderBy: { postedAt: 'desc' }, take: 5 })
  const awards = await db.reliefAward.findMany({
    where,
    orderBy: [{ dueOn: 'desc' }, { id: 'desc' }],
    take: 15,
    include: { recovery: true },
  })
  const surveys = await db.reliefSurvey.findMany({ where, orderBy: { onDay: 'desc' }, take: 5 })
  const objections = await db.reliefObjection.findMany({ where, orderBy: { receivedAt: 'desc' }, take: 5 })
  const { regions } = await directory(db)
  const open = (value: string | null, what: string) => (value ? decrypt(value, `relief_${what}:${file.id}`) : null)
  const payee = open(row.payeeEnc, 'payee')
  const paid = payee ? (JSON.parse(payee) as { name: string; account?: string; bank?: string; relation: string }) : null
  const agent = open(row.agentEnc, 'agent')
  return {
    benefit: word(benefitTypes, row.benefitType)!,
    route: word(routes, row.route),
    cause: means && causeWord(means.cause),
    familyClass: word(familyClasses, means?.familyClass),
    need: open(row.needEnc, 'need'),
    list: open(row.supplementEnc, 'list'),
    village: displayRegion(regions, row.villageCode ?? row.acceptTown),
    appliedOn: day(row.appliedOn),
    acceptedOn: dbToDay(row.acceptedOn),
    agent: agent && `${(JSON.parse(agent) as { name: string }).name}（${word(agentBases, row.agentBasis) ?? '代办'}）`,
    school: row.schoolStage !== null && {
      category: word(childCategories, row.childCategory)!,
      stage: word(schoolStages, row.schoolStage)!,
      year: row.schoolYear === null ? null : `${row.schoolYear}—${row.schoolYear + 1} 学年`,
    },
    training: row.trade !== null && {
      trade: word(trades, row.trade)!,
      level: word(trainingLevels, row.trainingLevel),
      provedOn: day(row.certificateOn),
    },
    loan:
      file.kind === 'relief_loan'
        ? { sentOn: day(row.proposedOn), outcome: word(loanOutcomes, row.decision), on: day(row.decidedOn) }
        : null,
    persons: row.persons,
    beforeSystem: row.beforeSystem,
    protectedPerson: row.protectedPerson,
    recused: facts.recused.length > 0,
    diedOn: facts.personDiedOn,
    household: members.map((one) => ({
      id: one.id,
      name: maskName(decrypt(one.nameEnc, `relief_member:${file.id}`)),
      relation: word(relationTerms, one.relation)!,
      ability: word(abilities, one.ability)!,
      income: formatFen(one.incomeFen),
      counted: one.counted,
      why: word(notCountedReasons, one.notCounted),
    })),
    means: means && {
      own: yuan(means.ownIncomeFen),
      income: yuan(means.incomeFen),
      assets: yuan(means.assetsFen),
      rigid: yuan(means.rigidFen),
      compensation: means.compensationCode
        ? `${yuan(means.compensationFen)}，${compensations[means.compensationCode as keyof typeof compensations]?.label ?? ''}`
        : null,
      result: word(checkResults, means.checkResult),
      report: open(means.reportEnc, 'report'),
    },
    checklist: missingFor(file.kind, facts),
    formula: formulaOf(file.kind, row, facts),
    proposed: row.proposedFen === null ? null : { amount: yuan(row.proposedFen)!, on: day(row.proposedOn) },
    emergency:
      row.emergencyAt && row.emergencyFen !== null
        ? { at: formatInstant(row.emergencyAt), amount: yuan(row.emergencyFen)!, no: row.emergencyNo }
        : null,
    decision:
      row.decision && file.kind !== 'relief_loan'
        ? {
            granted: row.decision === 'granted',
            no: row.decisionNo,
            on: day(row.decidedOn),
            amount: yuan(row.decidedFen),
            period: word(periods, row.period),
            reason: word(refusalReasons, row.reasonCode),
            text: open(row.reasonEnc, 'reason'),
            repeat: open(row.repeatReasonEnc, 'repeat'),
            toldOn: day(row.toldOn),
            payFrom: day(row.payFrom),
          }
        : null,
    recheck: row.recheckClass && { cycle: word(recheckClasses, row.recheckClass)!, on: day(row.recheckedOn) },
    heard: row.heardOn && { on: dbToDay(row.heardOn), said: open(row.heardEnc, 'heard') },
    ended: row.endedOn && { on: dbToDay(row.endedOn), cause: word(closingCauses, row.endCause) },
    payee: paid && {
      name: paid.name,
      relation: word(payeeRelations, paid.relation),
      account: paid.account ? maskAccount(paid.account) : null,
      bank: paid.bank ?? null,
    },
    notices: notices.map((one) => ({
      id: one.id,
      no: one.noticeNo,
      type: one.type === 'proposed' ? '初审公示' : '决定公布',
      from: dbToDay(one.fromOn),
      to: dbToDay(one.toOn),
      down: one.takenDownWhy,
      text: one.text as unknown as NoticeText,
    })),
    surveys: surveys.map((one) => ({
      id: one.id,
      on: dbToDay(one.onDay),
      type: word(surveyTypes, one.type)!,
      by: `${one.names.join('、')}${one.byCounty ? '（县级）' : ''}`,
      result: word(surveyResults, one.result)!,
      findings: decrypt(one.findingsEnc, `relief_survey:${file.id}`),
    })),
    objections: objections.map((one) => ({
      id: one.id,
      at: formatInstant(one.receivedAt),
      source: word(objectionSources, one.source)!,
      state: word(objectionStates, one.state)!,
      claim: decrypt(one.claimEnc, `relief_objection:${one.id}`),
      from: one.signerEnc && decrypt(one.signerEnc, `relief_objection:${one.id}`),
      phone: one.contactEnc && decrypt(one.contactEnc, `relief_objection:${one.id}`),
      receipt: one.receipt && groupedCode(one.receipt),
    })),
    awards: awards.map((one) => ({
      id: one.id,
      part: one.month ? dbToDay(one.month).slice(0, 7) : partWords(one.part),
      amount: formatFen(one.amountFen),
      dueOn: dbToDay(one.dueOn),
      state: awardStates[one.state] ?? one.state,
      tone: awardTones[one.state] ?? ('plain' as const),
      why: one.recovery
        ? recoveryWords(one.recovery, open(one.recovery.waivedEnc, 'waived'))
        : one.state === 'stopped'
          ? one.stateReason
          : reasonWord(one.stateReason),
      paidOn: day(one.paidOn),
      no: one.decisionNo,
    })),
  }
}
export type Overview = Awaited<ReturnType<typeof readOverview>>

/** '去世后发放：已追回 100.00 元，待追回 520.00 元'; `waived`: why the rest was written off. */
function recoveryWords(
  one: { dueFen: number; recoveredFen: number; waivedFen: number },
  waived: string | null,
): string {
  const left = one.dueFen - one.recoveredFen - one.waivedFen
  const parts = [
    one.recoveredFen > 0 && `已追回 ${yuan(one.recoveredFen)!}`,
    one.waivedFen > 0 && `已核销 ${yuan(one.waivedFen)!}（${waived ?? ''}）`,
    left > 0 && `待追回 ${yuan(left)!}`,
  ]
  return `去世后发放：${parts.filter(Boolean).join('，')}`
}

const partWords = (part: string): string =>
  ({ once: '一次性', quick: '小额快救', first: '先行救助' })[part] ?? part.replace('stage-', '第 ') + ' 次'

/** The numbers beside the amount: as they were when it was proposed, else as they would be now. */
export function formulaOf(
  kind: string,
  row: { standardFen: number | null; factorTenths: number | null; persons: number; proposedFen: number | null },
  facts: ReliefFacts,
): string | null {
  const standardFen = row.proposedFen === null ? facts.standardFen : row.standardFen
  if (kind === 'relief_school' || kind === 'relief_training')
    return row.proposedFen === null ? null : `${formatFen(row.proposedFen)} × 1 = ${formatFen(row.proposedFen)}`
  if (kind === 'relief_loan') return null
  if (kind === 'relief_dibao') return dibaoFormula({ standardFen, incomeFen: facts.incomeFen, persons: row.persons })
  return standardFen !== null && row.factorTenths !== null
    ? tempFormula(standardFen, row.factorTenths, row.persons)
    : null
}
