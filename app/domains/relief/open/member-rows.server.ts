import { encrypt, mac } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'

export type MemberInput = {
  name: string
  idNo?: string | undefined
  relation: string
  birthOn?: LegalDay | undefined
  income?: number | undefined
  ability: string
  notCounted?: string | undefined
}

/** Members of a household as rows: names and numbers encrypted for the file; who is not counted brings no income. */
export const memberRows = (caseId: string, members: readonly MemberInput[], from: LegalDay) =>
  members.map((one) => ({
    name_enc: encrypt(one.name, `relief_member:${caseId}`),
    id_enc: one.idNo ? encrypt(one.idNo, `relief_member:${caseId}`) : null,
    id_mac: one.idNo ? mac(one.idNo, 'person.id_no') : null,
    relation: one.relation,
    birth_on: one.birthOn ?? null,
    income_fen: one.notCounted ? 0 : (one.income ?? 0),
    ability: one.ability,
    counted: !one.notCounted,
    not_counted: one.notCounted ?? null,
    from_on: from,
  }))
