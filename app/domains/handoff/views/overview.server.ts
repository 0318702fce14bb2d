import type { Ctx } from '~/casefile/act.server'
import type { CaseRow } from '~/casefile/domain'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay, formatInstant } from '~/lib/dates'
import { formatFen } from '~/lib/text'
import { offences } from '../offences'
import {
  fundSources,
  insuranceStates,
  keyCategories,
  needs,
  pickupModes,
  placementTypes,
  releaseBases,
  sourceTypes,
  verifyResults,
} from '../terms'

const day = (date: Date | null) => date && dbToDay(date)
const word = (terms: Record<string, string>, code: string | null) => (code ? (terms[code] ?? code) : null)
const words = (terms: Record<string, string>, codes: readonly string[]) => codes.map((code) => terms[code] ?? code)

type Person = { name: string; phone?: string }

/** The overview of a file: how the person comes home, and how things stand. The offence only where its own rows are readable. */
export async function readOverview({ db }: Ctx, file: CaseRow) {
  const row = await db.handoffFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const offence = await db.handoffOffence.findUnique({ where: { caseId: file.id } })
  const people = row.pickupPeopleEnc
    ? (JSON.parse(decrypt(row.pickupPeopleEnc, `pickup_people:${file.id}`)) as Person[])
    : []
  return {
    source: word(sourceTypes, row.sourceType)!,
    prison: row.prisonName,
    noticeOn: day(row.noticeOn),
    releaseDueOn: day(row.releaseDueOn),
    releaseBasis: word(releaseBases, row.releaseDueBasis),
    releasedOn: day(row.releasedOn),
    releaseDiffReason: row.releaseDiffReason,
    releaseCertNo: row.releaseCertNo,
    keyCategory: words(keyCategories, row.keyCategory),
    mustPickup: row.mustPickup,
    verifyResult: word(verifyResults, row.verifyResult),
    needs: words(needs, row.needs),
    insurance: words(insuranceStates, row.insuranceStatus),
    screenedOn: day(row.screenedOn),
    pausedOn: day(row.pausedOn),
    away: row.awayTo && { to: row.awayTo, until: day(row.awayUntil) },
    beforeSystem: row.beforeSystem,
    pickup: row.pickupMode
      ? {
          mode: word(pickupModes, row.pickupMode)!,
          at: row.pickupAt && formatInstant(row.pickupAt),
          people,
          transport: row.pickupTransport,
          cost:
            row.pickupCost === null
              ? null
              : `${formatFen(row.pickupCost)} 元${row.fundSource ? ` · ${word(fundSources, row.fundSource)}` : ''}`,
          tonight: row.tonight,
          guardianTold: row.guardianTold,
        }
      : null,
    handover: row.handedOverAt
      ? {
          at: formatInstant(row.handedOverAt),
          place: row.handoverPlace,
          atGate: row.atGate,
          personSigned: row.personSigned,
          prison: row.prisonSignedOn && `${row.prisonSignedBy ?? ''} ${dbToDay(row.prisonSignedOn)}`.trim(),
        }
      : null,
    help: {
      level: row.supportLevel,
      levelOn: day(row.levelOn),
      startOn: day(row.helpStartOn),
      endOn: day(row.helpEndOn),
      placement: word(placementTypes, row.placementType)!,
      placedOn: day(row.placedOn),
      helper: row.pairHelperName,
      lastContactOn: day(row.lastContactOn),
    },
    offence: offence && {
      offence: offences.find((one) => one.code === offence.offenceCode)?.label ?? null,
      sentenceMonths: offence.sentenceMonths,
    },
  }
}
export type Overview = Awaited<ReturnType<typeof readOverview>>
