import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '../act.server'
import { inTab, myDuties, toChase } from '../tasks/desk.server'
import { arrived, awaitingMe, myFiles, newlyAssigned, papersAwaitingMe, toReceive } from './conditions.server'
import type { Domains } from './duty-words'

export type DeskCounts = {
  late: number
  today: number
  week: number
  assigned: number
  approvals: number
  inbox: number
  mine: number
}

/** Exact up to here; beyond, '1000+'. */
export const COUNT_CAP = 1000
export const countWords = (n: number): string => (n > COUNT_CAP ? `${COUNT_CAP}+` : String(n))

/** All numbers of the tabs in one statement; each by the same condition as its list. Capped just above COUNT_CAP. */
export async function deskCounts(domains: Domains, ctx: Ctx): Promise<DeskCounts> {
  const { today } = ctx.actor
  const count = (rows: Prisma.Sql, name: string) =>
    Prisma.sql`(SELECT count(*) FROM (${rows} LIMIT ${COUNT_CAP + 1}) n)::int AS ${Prisma.raw(name)}`
  const duties = (tab: 'late' | 'today' | 'week') =>
    Prisma.sql`SELECT 1 FROM task t WHERE ${myDuties(ctx)} AND ${inTab(tab, today)}`
  const files = (condition: Prisma.Sql) => Prisma.sql`SELECT 1 FROM case_file c WHERE ${condition}`
  const referrals = (condition: Prisma.Sql) => Prisma.sql`SELECT 1 FROM referral r WHERE ${condition}`
  const rows = await ctx.db.$queryRaw<DeskCounts[]>(Prisma.sql`SELECT
    ${count(Prisma.sql`${duties('late')} UNION ALL ${referrals(toChase(ctx))}`, 'late')},
    ${count(duties('today'), 'today')},
    ${count(duties('week'), 'week')},
    ${count(files(newlyAssigned(domains, ctx)), 'assigned')},
    ${count(Prisma.sql`SELECT 1 FROM proposal p WHERE ${awaitingMe(ctx)} UNION ALL SELECT 1 FROM case_document d WHERE ${papersAwaitingMe(ctx)}`, 'approvals')},
    ${count(Prisma.sql`${referrals(toReceive(ctx))} UNION ALL ${files(arrived(domains, ctx))}`, 'inbox')},
    ${count(files(myFiles(domains, ctx)), 'mine')}`)
  return rows[0]!
}
