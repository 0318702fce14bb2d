/** What the papers of a child's file are drawn up from: words and days. Null = not known (yet): a blank. They name no custody. */
import type { LegalDay } from '~/lib/dates'

export type ChildPaper = {
  caseNo: string
  name: string
  /** For papers that leave the house. */
  firstName: string
  sex: string
  birthOn: LegalDay | null
  idNo: string | null
  huji: string | null
  residence: string | null
  category: string
  living: string
  school: string | null
  class: string
  grade: string
  office: { name: string; phone: string | null }
  parents: {
    who: string
    name: string | null
    phone: string | null
    away: boolean
    where: string | null
    since: LegalDay | null
    capacity: string | null
  }[]
  carer: { name: string | null; relation: string; phone: string | null } | null
  agreement: {
    signedOn: LegalDay
    fromOn: LegalDay
    toOn: LegalDay
    signers: string
    view: string | null
    notifiedSchoolOn: LegalDay | null
  } | null
  level: string | null
  levelOn: LegalDay | null
  plan: string | null
  need: string | null
  callSchedule: string | null
  risks: { on: LegalDay; sign: string; facts: string | null; result: string | null }[]
  visits: {
    id: string
    on: LegalDay
    label: string
    place: string | null
    present: string
    note: string | null
    next: LegalDay | null
    by: string
  }[]
}
