/** What stands beside the register's own figures (DOMAIN §8 Statistics): by whoever may count it, and nothing of it for others. */
import { grantOf, reportRoles } from '~/access/policy'
import type { Role } from '~/access/roles'
import type { Ctx } from '~/casefile/act.server'
import type { LegalDay } from '~/lib/dates'
import { contactTable } from './contact-sums.server'
import { legalTable } from './legal-figures.server'
import { reportTable } from './report-figures.server'

/** A figure of its own: its value as it is told, what it means, and the page behind it. */
export type BesideRow = { code: string; label: string; value: string; words: string; href?: string }
export type BesideTable = { title: string; rows: BesideRow[] }

/** `region`: the one looked at. Contact and reports are told of the whole range alone. */
export async function readBeside(ctx: Ctx, given: { region: string; day: LegalDay }): Promise<BesideTable[]> {
  const { role, unit } = ctx.actor
  const whole = given.region === unit.regionCode
  const tables = [
    whole && role === 'EC' && (await contactTable(ctx, given.day)),
    grantOf(role, 'legal_lesson')?.reach === 'subtree' && (await legalTable(ctx, given)),
    whole && (reportRoles.receive as readonly Role[]).includes(role) && (await reportTable(ctx, given.day)),
  ]
  return tables.filter((table) => table !== false)
}
