/** What a pair helper sees: name, contact, agreed support, arranged visits. Nothing else is read. */
import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/access/actor'
import type { CaseRow } from '~/casefile/domain'
import { contactsOf, identityQueries, type IdentityRows } from '~/casefile/read.server'
import { decrypt } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'

export type SlimRows = Pick<IdentityRows, 'contacts'> & {
  help: { plan_enc: string | null; paused: boolean }[]
  visits: { on: LegalDay }[]
}

export const slimQueries = ({ today }: Pick<Actor, 'today'>, file: CaseRow) => ({
  contacts: identityQueries(file).contacts,
  help: Prisma.sql`SELECT help_plan_enc AS plan_enc, paused_on IS NOT NULL AS paused FROM handoff_file WHERE case_id = ${file.id}::uuid`,
  visits: Prisma.sql`SELECT DISTINCT next_on AS on FROM visit WHERE case_id = ${file.id}::uuid AND next_on >= ${today}::date ORDER BY next_on LIMIT 10`,
})

export function slimOf(file: CaseRow, rows: SlimRows) {
  const help = rows.help[0]
  return {
    name: file.name,
    contacts: contactsOf(file, rows)
      .filter((one) => one.what === 'phone')
      .map((one) => ({ id: one.id, relation: one.relation, name: one.name, value: one.value })),
    plan: help?.plan_enc ? decrypt(help.plan_enc, `help_plan:${file.id}`) : null,
    paused: help?.paused ?? false,
    visits: rows.visits.map((one) => one.on),
  }
}
export type SlimData = ReturnType<typeof slimOf>
