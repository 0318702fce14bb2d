/** The page of one step of one relief file. */
import type { Context } from '~/access/guard.server'
import { ruleBook } from '~/casefile/rules.server'
import { stepData } from '~/casefile/ui/step-data.server'
import { openStep } from '~/casefile/ui/read-outlook.server'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay, formatInstant } from '~/lib/dates'
import { formatFen } from '~/lib/text'
import type { ReliefFacts } from '../facts'
import { dibaoFormula, payFirstLimit, quickLimit, schoolAmountRule, tempCap, trainingAmountRule } from '../rules'
import { schoolStages, trainingLevels } from '../terms'
import { stepForms } from '../pages/steps/step-forms'
import type { StepPageData } from '../pages/steps/step-page'
import { stepOptions } from './choices.server'
import { reliefAt } from './kind-at.server'
import { formulaOf } from './overview.server'

/** If it is done today: the days that duties are counted from. */
const doneToday =
  (today: string) =>
  (facts: ReliefFacts): ReliefFacts => ({
    ...facts,
    supplementOn: today,
    emergencyOn: facts.emergencyOn ?? today,
    proposedOn: facts.proposedOn ?? today,
    decidedOn: today,
    toldOn: today,
    objectedOn: today,
    endedOn: facts.endedOn ?? today,
    recoverFrom: today,
  })

export async function readReliefStep(c: Context): Promise<StepPageData> {
  const { today, now } = c.actor
  const { name, domain } = await reliefAt(c, c.params.id, 'W', 'A')
  const opened = await openStep(domain, c, {
    id: c.params.id,
    step: c.params.step,
    guess: doneToday(today),
  })
  const { file, facts, step } = opened
  const row = await c.db.reliefFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const book = await ruleBook(c.db)
  const p = (rule: string) => book.rule(rule, today).value
  return {
    ...stepData({ label: domain.kind.label, path: '/relief' }, c, opened),
    name,
    options: await stepOptions(c, file, row.benefitType, stepForms[name][step]?.lists ?? []),
    about: {
      limit: limitWords(name, step, facts, p),
      formula:
        name === 'relief_dibao' && ['propose', 'adjust'].includes(step)
          ? dibaoFormula(facts)
          : formulaOf(name, row, facts),
      proposed: row.proposedFen === null ? null : `${formatFen(row.proposedFen)} 元`,
      monthly: name === 'relief_dibao',
      caseByCase: facts.route === 'case_by_case',
      protectedPerson: facts.protectedPerson,
      sameCause: facts.sameCauseGranted,
      recover: facts.recoverFen > 0 ? `${formatFen(facts.recoverFen)} 元` : null,
      granted: row.decision === 'granted',
    },
    defaults: {
      onDay: today,
      signedOn: today,
      servedOn: today,
      reportedOn: '',
      askedAt: formatInstant(now).replace(' ', 'T'),
      receivedAt: formatInstant(now).replace(' ', 'T'),
      recheckClass: row.recheckClass ?? '',
      factor: '1',
      period: 'once',
      type: 'home',
      payeeRelation: 'self',
      income: facts.incomeFen === null ? '' : formatFen(facts.incomeFen),
      ownIncome: formatFen(facts.ownIncomeFen),
      ...(step === 'change_household' && { members: await membersNow(c, file.id) }),
    },
  }
}

/** The household as it is, to be changed. */
async function membersNow({ db }: Context, caseId: string) {
  const rows = await db.reliefMember.findMany({ where: { caseId, untilOn: null }, orderBy: { id: 'asc' } })
  const open = (value: string | null) => (value ? decrypt(value, `relief_member:${caseId}`) : '')
  return rows.map((row) => ({
    name: open(row.nameEnc),
    idNo: open(row.idEnc),
    relation: row.relation,
    birthOn: row.birthOn ? dbToDay(row.birthOn) : '',
    income: formatFen(row.incomeFen),
    ability: row.ability,
    notCounted: row.notCounted ?? '',
  }))
}

function limitWords(name: string, step: string, facts: ReliefFacts, p: (rule: string) => number): string | null {
  if (name === 'relief_school' && step === 'propose' && facts.schoolStage)
    return `${schoolStages[facts.schoolStage as keyof typeof schoolStages]}每学年 ${formatFen(p(schoolAmountRule(facts.schoolStage)) * 100)} 元`
  if (name === 'relief_training' && step === 'propose')
    return Object.entries(trainingLevels)
      .map(([level, label]) => `${label} ${formatFen(p(trainingAmountRule(level)) * 100)} 元`)
      .join('；')
  const standard = facts.standardFen
  if (step === 'quick_grant' && standard !== null) return `不超过 ${formatFen(quickLimit(standard, p))} 元`
  if (step === 'pay_first') return `不超过 ${formatFen(payFirstLimit(p))} 元`
  if (step === 'propose' && standard !== null)
    return `现行低保标准 ${formatFen(standard)} 元，${facts.persons} 人，封顶 ${formatFen(tempCap(facts, p))} 元`
  return null
}
