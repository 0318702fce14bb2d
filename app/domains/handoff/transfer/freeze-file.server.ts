import type { Ctx } from '~/casefile/act.server'
import type { CaseRow } from '~/casefile/domain'
import { readContacts, readIdNumber } from '~/casefile/read.server'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'

/** What the next county needs to go on, as it stood on the day of the transfer. Text and days only; nothing of others. */
export type FrozenFile = {
  reason: string
  address: string
  person: { name: string; sex: string; birthOn: string | null; idNo?: string; hujiCode: string | null }
  contacts: { what: string; relation: string | null; name: string | null; value: string }[]
  own: {
    sourceType: string
    prisonName: string | null
    releasedOn: string | null
    releaseCertNo: string | null
    keyCategory: string[]
    helpStartOn: string | null
    helpEndOn: string | null
    supportLevel: string | null
    needs: string[]
    insuranceStatus: string[]
    lastContactOn: string | null
  }
  plan: string | null
  offence: { offenceCode: string | null; sentenceMonths: number | null } | null
  placements: {
    type: string
    placedOn: string
    endedOn: string | null
    evidence: string | null
    detail: string | null
  }[]
  measures: { type: string; referredOn: string; result: string | null; resultOn: string | null }[]
}

const day = (date: Date | null) => (date ? dbToDay(date) : null)

/** Reads the file into its frozen form; the actor's own rights decide what there is to read. */
export async function freezeFile(
  ctx: Ctx,
  file: CaseRow,
  because: { reason: string; address: string },
): Promise<FrozenFile> {
  const { db } = ctx
  const own = await db.handoffFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const offence = await db.handoffOffence.findUnique({ where: { caseId: file.id } })
  const placements = await db.handoffPlacement.findMany({ where: { caseId: file.id }, orderBy: { placedOn: 'asc' } })
  const measures = await db.handoffMeasure.findMany({ where: { caseId: file.id }, orderBy: { referredOn: 'asc' } })
  const idNo = await readIdNumber(ctx, file)
  return {
    ...because,
    person: { name: file.name, sex: file.sex, birthOn: file.birthOn, hujiCode: file.hujiCode, ...(idNo && { idNo }) },
    contacts: (await readContacts(ctx, file)).map(({ what, relation, name, value }) => ({
      what,
      relation,
      name,
      value,
    })),
    own: {
      sourceType: own.sourceType,
      prisonName: own.prisonName,
      releasedOn: day(own.releasedOn),
      releaseCertNo: own.releaseCertNo,
      keyCategory: own.keyCategory,
      helpStartOn: day(own.helpStartOn),
      helpEndOn: day(own.helpEndOn),
      supportLevel: own.supportLevel,
      needs: own.needs,
      insuranceStatus: own.insuranceStatus,
      lastContactOn: day(own.lastContactOn),
    },
    plan: own.helpPlanEnc && decrypt(own.helpPlanEnc, `help_plan:${file.id}`),
    offence: offence && { offenceCode: offence.offenceCode, sentenceMonths: offence.sentenceMonths },
    placements: placements.map((row) => ({
      type: row.type,
      placedOn: dbToDay(row.placedOn),
      endedOn: day(row.endedOn),
      evidence: row.evidence,
      detail: row.detailEnc && decrypt(row.detailEnc, `placement:${file.id}`),
    })),
    measures: measures.map((row) => ({
      type: row.type,
      referredOn: dbToDay(row.referredOn),
      result: row.result,
      resultOn: day(row.resultOn),
    })),
  }
}
