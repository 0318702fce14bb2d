/** Rows of a new file in the tables of this room, as openCases takes them (snake case). Every column without a default stands. */
import { v7 } from 'uuid'
import type { LegalDay } from '~/lib/dates'
import { mustPickup } from '../rules'

export type HandoffRow = {
  source_type: string
  prison_code?: string | null
  prison_name?: string | null
  notice_on?: LegalDay | null
  release_due_on?: LegalDay | null
  released_on?: LegalDay | null
  release_cert_no?: string | null
  key_category?: readonly string[]
  needs?: readonly string[]
  tonight?: string | null
  handed_over_at?: string | null
  handover_place?: string | null
  responsible_town?: string | null
  help_start_on?: LegalDay | null
  help_end_on?: LegalDay | null
  support_level?: string | null
  level_on?: LegalDay | null
  pair_helper_name?: string | null
  agreement_status?: string | null
  placement_type?: string
  placed_on?: LegalDay | null
  last_contact_on?: LegalDay | null
  contacts_made?: number
  declined_on?: LegalDay | null
  unreachable_on?: LegalDay | null
  away_until?: LegalDay | null
  help_plan_enc?: string | null
  juvenile_school_records?: boolean
  before_system?: boolean
}

/** A whole row of handoff_file; must_pickup follows from the key categories. */
export const handoffRow = (given: HandoffRow): Record<string, unknown> => ({
  prison_code: null,
  prison_name: null,
  notice_on: null,
  release_due_on: null,
  released_on: null,
  release_cert_no: null,
  key_category: [],
  needs: [],
  tonight: null,
  handed_over_at: null,
  handover_place: null,
  responsible_town: null,
  help_start_on: null,
  help_end_on: null,
  support_level: null,
  level_on: null,
  pair_helper_name: null,
  agreement_status: null,
  placement_type: 'unplaced',
  placed_on: null,
  last_contact_on: null,
  contacts_made: 0,
  declined_on: null,
  unreachable_on: null,
  away_until: null,
  help_plan_enc: null,
  juvenile_school_records: false,
  before_system: false,
  ...given,
  insurance_status: [],
  must_pickup: mustPickup(given.key_category ?? []),
})

export const offenceRow = (given: {
  offenceCode?: string | null
  sentenceMonths?: number | null
  juvenileAtOffence: boolean
}): Record<string, unknown> => ({
  offence_code: given.offenceCode ?? null,
  sentence_months: given.sentenceMonths ?? null,
  juvenile_at_offence: given.juvenileAtOffence,
})

export const placementRow = (given: {
  type: string
  placedOn: LegalDay
  verifiedOn?: LegalDay | null
}): Record<string, unknown> => ({
  id: v7(),
  type: given.type,
  placed_on: given.placedOn,
  verified_on: given.verifiedOn ?? null,
})

export const supportRow = (needs: readonly string[]): Record<string, unknown> => ({ needs: [...needs] })
