import type { Ctx } from '~/casefile/act.server'
import type { CaseRow } from '~/casefile/domain'
import { periodText } from '~/casefile/deadlines/reason'
import { readContacts, readIdNumber } from '~/casefile/read.server'
import { ruleBook } from '~/casefile/rules.server'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay, formatInstant } from '~/lib/dates'
import { formatFen } from '~/lib/text'
import { directory, unitFor } from '~/orgs/find-units.server'
import { displayRegion } from '~/orgs/region-names'
import { sexes } from '~/people/person-terms'
import type { NoticeText } from '../rules'
import {
  abilities,
  agentBases,
  benefitTypes,
  causeWord,
  childCategories,
  notCountedReasons,
  periods,
  refusalReasons,
  relationTerms,
  routes,
  schoolStages,
  surveyResults,
  surveyTypes,
  trades,
  trainingLevels,
} from '../terms'
import { reliefFacts } from '../facts.server'
import { formulaOf } from '../views/overview.server'
import type { ReliefPaper } from './facts'

const word = (terms: Record<string, string>, code: string | null | undefined) => (code ? (terms[code] ?? code) : null)

/** Kind of the unit in whose name the county decides, where it is not civil affairs. */
const DECIDES: Record<string, string> = {
  relief_school: 'edu_bureau',
  relief_training: 'hr_bureau',
  relief_loan: 'hr_bureau',
}

/** A relief file for its documents. `clear`: decrypted too; a list of offers needs none of it. */
export async function readReliefPaper(ctx: Ctx, file: CaseRow, clear: boolean): Promise<ReliefPaper> {
  const { db, actor } = ctx
  const where = { caseId: file.id }
  const row = await db.reliefFile.findUniqueOrThrow({ where })
  const means = await db.reliefMeans.findUnique({ where })
  const members = await db.reliefMember.findMany({ where: { ...where, untilOn: null }, orderBy: { id: 'asc' } })
  const survey = await db.reliefSurvey.findFirst({ where, orderBy: { onDay: 'desc' } })
  const notice = await db.reliefNotice.findFirst({ where, orderBy: { postedAt: 'desc' } })
  const objection = await db.reliefObjection.findFirst({
    where: { ...where, answeredOn: { not: null } },
    orderBy: { receivedAt: 'desc' },
  })
  const facts = (await reliefFacts(db, [file.id])).get(file.id)!
  const { regions, units } = await directory(db)
  const book = await ruleBook(db)
  const open = (value: string | null, what: string) =>
    clear && value ? decrypt(value, `relief_${what}:${file.id}`) : null
  const contacts = clear ? await readContacts(ctx, file) : []
  const own = (what: string) => contacts.find((one) => one.what === what && !one.relation)?.value ?? null
  const agent = open(row.agentEnc, 'agent')
  const staff = row.emergencyUsers.length
    ? await db.user.findMany({ where: { id: { in: row.emergencyUsers } }, select: { name: true } })
    : []
  const office = units.get(file.scopeKey)
  return {
    today: actor.today,
    caseNo: file.caseNo,
    name: file.name,
    sex: sexes[file.sex as keyof typeof sexes] ?? '',
    idNo: clear ? ((await readIdNumber(ctx, file)) ?? null) : null,
    phone: own('phone'),
    address: own('address'),
    village: displayRegion(regions, row.villageCode ?? row.acceptTown) || null,
    benefit: word(benefitTypes, row.benefitType) ?? '',
    route: word(routes, row.route),
    cause: means && causeWord(means.cause),
    need: open(row.needEnc, 'need'),
    category: word(childCategories, row.childCategory),
    stage: word(schoolStages, row.schoolStage),
    trade: word(trades, row.trade),
    level: word(trainingLevels, row.trainingLevel),
    provedOn: row.certificateOn && dbToDay(row.certificateOn),
    persons: row.persons,
    appliedOn: dbToDay(row.appliedOn),
    acceptedOn: dbToDay(row.acceptedOn),
    agent: agent && `${(JSON.parse(agent) as { name: string }).name}（${word(agentBases, row.agentBasis) ?? ''}）`,
    office: { name: office?.name ?? '', phone: office?.phone ?? null },
    county: (await unitFor(db, DECIDES[file.kind] ?? 'civil_affairs', file.scopeKey.slice(0, 6)))?.name ?? '',
    list: open(row.supplementEnc, 'list'),
    household: clear
      ? members.map((one) => ({
          name: decrypt(one.nameEnc, `relief_member:${file.id}`),
          relation: word(relationTerms, one.relation) ?? '',
          ability: word(abilities, one.ability) ?? '',
          income: formatFen(one.incomeFen),
          counted: one.counted ? '计入' : (word(notCountedReasons, one.notCounted) ?? '不计入'),
        }))
      : [],
    survey: survey && {
      id: survey.id,
      on: dbToDay(survey.onDay),
      by: survey.names,
      type: word(surveyTypes, survey.type) ?? '',
      result: word(surveyResults, survey.result) ?? '',
      findings: clear ? decrypt(survey.findingsEnc, `relief_survey:${file.id}`) : null,
    },
    notice: notice && {
      id: notice.id,
      text: notice.text as unknown as NoticeText,
      from: dbToDay(notice.fromOn),
      to: dbToDay(notice.toOn),
      no: notice.noticeNo,
      type: notice.type,
    },
    emergency:
      row.emergencyAt && row.emergencyFen !== null
        ? {
            no: row.emergencyNo,
            at: formatInstant(row.emergencyAt),
            amount: formatFen(row.emergencyFen),
            staff: staff.map((one) => one.name),
          }
        : null,
    granted: row.decision === null ? null : row.decision === 'granted',
    decidedOn: row.decidedOn && dbToDay(row.decidedOn),
    decisionNo: row.decisionNo,
    amount: row.decidedFen === null ? null : formatFen(row.decidedFen),
    period: word(periods, row.period),
    payFrom: row.payFrom && dbToDay(row.payFrom),
    formula: formulaOf(file.kind, row, facts),
    reason: word(refusalReasons, row.reasonCode),
    reasonText: open(row.reasonEnc, 'reason'),
    endedOn: row.endedOn && dbToDay(row.endedOn),
    adjusted: file.state === 'adjusted',
    answer: objection && {
      id: objection.id,
      on: dbToDay(objection.answeredOn!),
      text: clear && objection.answerEnc ? decrypt(objection.answerEnc, `relief_answer:${file.id}`) : null,
    },
    reconsider: periodText(book.rule('D7.reconsideration', actor.today)),
  }
}
