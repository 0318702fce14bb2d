import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '../act.server'
import { COUNT_CAP } from '../list-query'
import { either, inTab, myDuties, toChase } from '../tasks/desk.server'
import { arrived, awaitingMe, myFiles, newlyAssigned, papersAwaitingMe, toReceive } from './conditions.server'
import type { Domains } from './duty-words'
import { deskTabs, type DeskTabName } from './tabs'

type Counted = Exclude<DeskTabName, 'recent'>
export type DeskCounts = Record<Counted, number>

export const countWords = (n: number): string => (n > COUNT_CAP ? `${COUNT_CAP}+` : String(n))

/**
 * The numbers of the given tabs (all, when none are given) in one statement, each by the same condition as its list.
 * Capped just above COUNT_CAP; 0 for a tab that was not asked for.
 */
export async function deskCounts(
  domains: Domains,
  ctx: Ctx,
  tabs: readonly DeskTabName[] = Object.keys(deskTabs) as DeskTabName[],
): Promise<DeskCounts> {
  const duties = (tab: 'late' | 'today' | 'week') =>
    myDuties(ctx).map((mine) => Prisma.sql`SELECT 1 FROM task t WHERE ${mine} AND ${inTab(tab, ctx.actor.today)}`)
  const files = (condition: Prisma.Sql) => Prisma.sql`SELECT 1 FROM case_file c WHERE ${condition}`
  const referrals = (condition: Prisma.Sql) => Prisma.sql`SELECT 1 FROM referral r WHERE ${condition}`
  const rows: Record<Counted, () => Prisma.Sql[]> = {
    late: () => [...duties('late'), referrals(toChase(ctx))],
    today: () => duties('today'),
    week: () => duties('week'),
    assigned: () => [files(newlyAssigned(domains, ctx))],
    approvals: () => [
      Prisma.sql`SELECT 1 FROM proposal p WHERE ${awaitingMe(ctx)}`,
      Prisma.sql`SELECT 1 FROM case_document d WHERE ${papersAwaitingMe(ctx)}`,
    ],
    inbox: () => [referrals(toReceive(ctx)), files(arrived(domains, ctx))],
    mine: () => [files(myFiles(domains, ctx))],
  }
  const numbers = (Object.keys(rows) as Counted[]).map((tab) =>
    tabs.includes(tab)
      ? Prisma.sql`(SELECT count(*) FROM (${either(rows[tab]())} LIMIT ${COUNT_CAP + 1}) n)::int AS ${Prisma.raw(tab)}`
      : Prisma.sql`0 AS ${Prisma.raw(tab)}`,
  )
  const [counts] = await ctx.db.$queryRaw<DeskCounts[]>(Prisma.sql`SELECT ${Prisma.join(numbers)}`)
  return counts!
}
