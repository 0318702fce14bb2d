/** The three kinds of this room, read for their documents. */
import type { Ctx } from '~/casefile/act.server'
import type { CaseRow } from '~/casefile/domain'
import { decrypt } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'
import { formatFen } from '~/lib/text'
import { directory } from '~/orgs/find-units.server'
import type { HandoffPaper, NoticePaper, SupportPaper } from './facts'
import { personFacts } from './read-person.server'
import { readRows, type OwnRow } from './rows.server'
import { momentWords } from './wording'
import { offences, sentenceWords } from '../offences'
import { sexes } from '~/people/person-terms'
import {
  fundSources,
  insuranceStates,
  keyCategories,
  measureTypes,
  memberKinds,
  needs,
  pickupModes,
  placementTypes,
  records,
  sourceTypes,
  supportLevels,
  verifyResults,
} from '../terms'

const word = (terms: Record<string, string>, code: unknown): string | null =>
  typeof code === 'string' && code ? (terms[code] ?? code) : null
const words = (terms: Record<string, string>, codes: unknown): string[] =>
  Array.isArray(codes) ? codes.map((code) => terms[code as string] ?? String(code)) : []
const text = (row: OwnRow, column: string): string | null => (typeof row[column] === 'string' ? row[column] : null)
const day = (row: OwnRow, column: string): LegalDay | null => text(row, column)
const offenceWord = (code: string | null) => offences.find((one) => one.code === code)?.label ?? null

/** Steps whose inputs a document of the released tells. */
const HANDOFF_STEPS = [
  'verify',
  'return_notice',
  'hand_over',
  'register',
  'start_help',
  'change_group',
  'review_level',
  'end_review',
  'entrust',
  'transfer',
  'end',
]

export async function readHandoffPaper(ctx: Ctx, file: CaseRow, clear: boolean): Promise<HandoffPaper> {
  const rows = await readRows(ctx.db, file, 'handoff_file', HANDOFF_STEPS)
  const own = rows.own ?? {}
  const open = (column: string, context: string) => {
    const value = text(own, column)
    return clear && value ? decrypt(value, `${context}:${file.id}`) : null
  }
  const moment = (column: string) => {
    const at = text(own, column)
    return at && momentWords(new Date(at))
  }
  const people = open('pickup_people_enc', 'pickup_people')
  const cost = own.pickup_cost
  return {
    ...(await personFacts(ctx, file, rows, { clear, records })),
    source: word(sourceTypes, own.source_type) ?? '',
    fromPrison: own.source_type === 'prison' || own.source_type === 'detention_house',
    prison: text(own, 'prison_name'),
    noticeOn: day(own, 'notice_on'),
    releaseDueOn: day(own, 'release_due_on'),
    releasedOn: day(own, 'released_on'),
    releaseCertNo: text(own, 'release_cert_no'),
    keyCategory: words(keyCategories, own.key_category),
    mustPickup: own.must_pickup === true,
    verifyResult: word(verifyResults, own.verify_result),
    verifyCode: text(own, 'verify_result'),
    needs: words(needs, own.needs),
    pickupMode: word(pickupModes, own.pickup_mode),
    pickupAt: moment('pickup_at'),
    pickupPeople: people ? (JSON.parse(people) as { name: string; phone?: string }[]) : [],
    transport: text(own, 'pickup_transport'),
    cost:
      typeof cost === 'number'
        ? `${formatFen(cost)} 元${own.fund_source ? `（${word(fundSources, own.fund_source)}）` : ''}`
        : null,
    tonight: text(own, 'tonight'),
    handedOverAt: moment('handed_over_at'),
    handoverPlace: text(own, 'handover_place'),
    atGate: own.at_gate === true,
    prisonSignedBy: text(own, 'prison_signed_by'),
    prisonSignedOn: day(own, 'prison_signed_on'),
    firstTalkOn: day(own, 'first_talk_on'),
    guidanceOwner: text(own, 'guidance_owner'),
    contactOwner: text(own, 'contact_owner'),
    supportOwner: text(own, 'support_owner'),
    plan: open('help_plan_enc', 'help_plan'),
    level: word(supportLevels, own.support_level),
    helper: text(own, 'pair_helper_name'),
    agreementOn: day(own, 'agreement_on'),
    helpStartOn: day(own, 'help_start_on'),
    helpEndOn: day(own, 'help_end_on'),
    placement: word(placementTypes, own.placement_type),
    placedOn: day(own, 'placed_on'),
    insurance: words(insuranceStates, own.insurance_status),
    awayTo: text(own, 'away_to'),
    awayUntil: day(own, 'away_until'),
    offence: offenceWord(rows.offence?.offence_code ?? null),
    sentence: rows.offence?.sentence_months == null ? null : sentenceWords(rows.offence.sentence_months),
    group: rows.members.map((one) => ({
      name: one.name,
      from: word(memberKinds, one.member) ?? '',
      sex: word(sexes, one.sex) ?? '',
    })),
    placements: rows.placements.map((one) => ({
      type: word(placementTypes, one.type) ?? '',
      placedOn: one.placed_on,
      endedOn: one.ended_on,
      evidence: one.evidence,
    })),
    measures: rows.measures.map((one) => ({
      type: word(measureTypes, one.type) ?? '',
      on: one.referred_on,
      result: one.result,
      resultOn: one.result_on,
    })),
  }
}

export async function readNoticePaper(ctx: Ctx, file: CaseRow, clear: boolean): Promise<NoticePaper> {
  const rows = await readRows(ctx.db, file, 'release_notice', [])
  const own = rows.own ?? {}
  const months = own.sentence_months
  const { units } = await directory(ctx.db)
  return {
    ...(await personFacts(ctx, file, rows, { clear, records: {} })),
    noticeOn: day(own, 'notice_on') ?? file.openedOn,
    releaseDueOn: day(own, 'release_due_on') ?? '',
    releaseCertNo: text(own, 'release_cert_no'),
    to: units.get(String(own.to_unit))?.name ?? '',
    offence: offenceWord(text(own, 'offence_code')),
    sentence: typeof months === 'number' ? sentenceWords(months) : null,
    keyCategory: words(keyCategories, own.key_category),
  }
}

export async function readSupportPaper(ctx: Ctx, file: CaseRow, clear: boolean): Promise<SupportPaper> {
  const rows = await readRows(ctx.db, file, 'support_file', [])
  const own = rows.own ?? {}
  const plan = text(own, 'plan_enc')
  return {
    ...(await personFacts(ctx, file, rows, { clear, records })),
    needs: words(needs, own.needs),
    plan: clear && plan ? decrypt(plan, `support_plan:${file.id}`) : null,
    startedOn: day(own, 'started_on'),
  }
}
