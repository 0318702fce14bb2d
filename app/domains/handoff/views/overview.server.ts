import { Prisma, type HandoffFile } from '~/generated/prisma/client'
import type { CaseRow } from '~/casefile/domain'
import { decrypt } from '~/lib/crypto.server'
import { formatInstant } from '~/lib/dates'
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

const word = (terms: Record<string, string>, code: string | null) => (code ? (terms[code] ?? code) : null)
const words = (terms: Record<string, string>, codes: readonly string[]) => codes.map((code) => terms[code] ?? code)

type Person = { name: string; phone?: string }
/** The row as to_json gives it: days and instants as texts. */
type FileLine = {
  [Name in keyof HandoffFile]: HandoffFile[Name] extends Date | null ? string | null : HandoffFile[Name]
}
export type OverviewRows = {
  own: FileLine[]
  offence: { code: string | null; months: number | null }[]
}

/** Columns of handoff_file by the names of the model. */
const columns = Prisma.raw(
  `source_type AS "sourceType", prison_name AS "prisonName", notice_on AS "noticeOn", release_due_on AS "releaseDueOn", release_due_basis AS "releaseDueBasis",
  released_on AS "releasedOn", release_diff_reason AS "releaseDiffReason", release_cert_no AS "releaseCertNo", key_category AS "keyCategory", must_pickup AS "mustPickup",
  verify_result AS "verifyResult", needs, insurance_status AS "insuranceStatus", screened_on AS "screenedOn", paused_on AS "pausedOn", away_to AS "awayTo",
  away_until AS "awayUntil", before_system AS "beforeSystem", pickup_people_enc AS "pickupPeopleEnc", pickup_mode AS "pickupMode", pickup_at AS "pickupAt",
  pickup_transport AS "pickupTransport", pickup_cost AS "pickupCost", fund_source AS "fundSource", tonight, guardian_told AS "guardianTold", handed_over_at AS "handedOverAt",
  handover_place AS "handoverPlace", at_gate AS "atGate", person_signed AS "personSigned", prison_signed_on AS "prisonSignedOn", prison_signed_by AS "prisonSignedBy",
  support_level AS "supportLevel", level_on AS "levelOn", help_start_on AS "helpStartOn", help_end_on AS "helpEndOn", placement_type AS "placementType",
  placed_on AS "placedOn", pair_helper_name AS "pairHelperName", last_contact_on AS "lastContactOn"`,
)

/** The offence only where its own rows are readable. */
export const overviewQueries = (file: CaseRow) => ({
  own: Prisma.sql`SELECT ${columns} FROM handoff_file WHERE case_id = ${file.id}::uuid`,
  offence: Prisma.sql`SELECT offence_code AS code, sentence_months AS months FROM handoff_offence WHERE case_id = ${file.id}::uuid`,
})

/** The overview of a file: how the person comes home, and how things stand. */
export function overviewOf(file: CaseRow, rows: OverviewRows) {
  const row = rows.own[0]!
  const offence = rows.offence[0]
  const people = row.pickupPeopleEnc
    ? (JSON.parse(decrypt(row.pickupPeopleEnc, `pickup_people:${file.id}`)) as Person[])
    : []
  return {
    source: word(sourceTypes, row.sourceType)!,
    prison: row.prisonName,
    noticeOn: row.noticeOn,
    releaseDueOn: row.releaseDueOn,
    releaseBasis: word(releaseBases, row.releaseDueBasis),
    releasedOn: row.releasedOn,
    releaseDiffReason: row.releaseDiffReason,
    releaseCertNo: row.releaseCertNo,
    keyCategory: words(keyCategories, row.keyCategory),
    mustPickup: row.mustPickup,
    verifyResult: word(verifyResults, row.verifyResult),
    needs: words(needs, row.needs),
    insurance: words(insuranceStates, row.insuranceStatus),
    screenedOn: row.screenedOn,
    pausedOn: row.pausedOn,
    away: row.awayTo && { to: row.awayTo, until: row.awayUntil },
    beforeSystem: row.beforeSystem,
    pickup: row.pickupMode
      ? {
          mode: word(pickupModes, row.pickupMode)!,
          at: row.pickupAt && formatInstant(new Date(row.pickupAt)),
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
          at: formatInstant(new Date(row.handedOverAt)),
          place: row.handoverPlace,
          atGate: row.atGate,
          personSigned: row.personSigned,
          prison: row.prisonSignedOn && `${row.prisonSignedBy ?? ''} ${row.prisonSignedOn}`.trim(),
        }
      : null,
    help: {
      level: row.supportLevel,
      levelOn: row.levelOn,
      startOn: row.helpStartOn,
      endOn: row.helpEndOn,
      placement: word(placementTypes, row.placementType)!,
      placedOn: row.placedOn,
      helper: row.pairHelperName,
      lastContactOn: row.lastContactOn,
    },
    offence: offence
      ? {
          offence: offences.find((one) => one.code === offence.code)?.label ?? null,
          sentenceMonths: offence.months,
        }
      : null,
  }
}
export type Overview = ReturnType<typeof overviewOf>
