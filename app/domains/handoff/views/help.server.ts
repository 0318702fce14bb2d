import type { Ctx } from '~/casefile/act.server'
import type { CaseRow } from '~/casefile/domain'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import { sexes } from '~/people/person-terms'
import { agreementStates, measureTypes, memberKinds, placementTypes } from '../terms'

const word = (terms: Record<string, string>, code: string | null) => (code ? (terms[code] ?? code) : null)

/** Help as it was agreed and given: group, duties, plan, placements, measures. */
export async function readHelp({ db }: Ctx, file: CaseRow) {
  const row = await db.handoffFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const group = await db.handoffGroupMember.findMany({
    where: { caseId: file.id, untilOn: null },
    orderBy: { id: 'asc' },
  })
  const placements = await db.handoffPlacement.findMany({
    where: { caseId: file.id },
    orderBy: { placedOn: 'desc' },
    take: 50,
  })
  const measures = await db.handoffMeasure.findMany({
    where: { caseId: file.id },
    orderBy: { referredOn: 'desc' },
    take: 100,
  })
  return {
    plan: row.helpPlanEnc && decrypt(row.helpPlanEnc, `help_plan:${file.id}`),
    agreement: row.agreementStatus && {
      state: word(agreementStates, row.agreementStatus)!,
      on: row.agreementOn && dbToDay(row.agreementOn),
    },
    owners: row.guidanceOwner
      ? { guidance: row.guidanceOwner, contact: row.contactOwner, support: row.supportOwner }
      : null,
    helper: row.pairHelperName && {
      name: row.pairHelperName,
      declaredOn: row.pairDeclaredOn && dbToDay(row.pairDeclaredOn),
    },
    group: group.map((one) => ({
      id: one.id,
      name: one.name,
      from: word(memberKinds, one.member),
      sex: word(sexes, one.sex),
      since: dbToDay(one.fromOn),
    })),
    placements: placements.map((one) => ({
      id: one.id,
      type: word(placementTypes, one.type)!,
      placedOn: dbToDay(one.placedOn),
      evidence: one.evidence,
      detail: one.detailEnc && decrypt(one.detailEnc, `placement:${file.id}`),
      verifiedOn: one.verifiedOn && dbToDay(one.verifiedOn),
      endedOn: one.endedOn && dbToDay(one.endedOn),
    })),
    measures: measures.map((one) => ({
      id: one.id,
      type: word(measureTypes, one.type)!,
      referredOn: dbToDay(one.referredOn),
      result: one.result,
      resultOn: one.resultOn && dbToDay(one.resultOn),
    })),
  }
}
export type HelpData = Awaited<ReturnType<typeof readHelp>>
