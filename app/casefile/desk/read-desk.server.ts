/** My work (我的工作): the tabs with their numbers and the open tab's rows. */
import { grantOf, kindNames } from '~/access/policy'
import type { Actor } from '~/access/actor'
import type { Role } from '~/access/roles'
import { isLogSound } from '~/audit/chain/read-chain.server'
import { readAuditHome, type AuditHome } from '~/audit/read-home.server'
import { formatDay, formatInstant, shortDay, weekday } from '~/lib/dates'
import { isHead } from '~/orgs/posts/heads'
import type { Ctx } from '../act.server'
import { colleaguesAt, type Colleague } from '../assign.server'
import { byNameOnly, typesReceived, kindsTaken } from './conditions.server'
import { countWords, deskCounts, type DeskCounts } from './count-desk.server'
import type { Domains } from './duty-words'
import { listApprovals } from './list-approvals.server'
import { listDuties } from './list-duties.server'
import { listAssigned, listMine, listRecent } from './list-files.server'
import { listInbox } from './list-inbox.server'
import { listNeutralDuties, type NeutralDuty } from './list-neutral-duties.server'
import { roleWords, type RoleWords } from './role-words'
import type { DeskPage, DeskRow } from './row'
import { deskTabs, isDeskTab, type DeskTabName } from './tabs'

export type DeskSection = { title?: string; tab: DeskTabName; rows: DeskRow[]; nextHref?: string; moreHref?: string }
/** The auditor sees how the log stands, the security administrator that something is wrong with it. */
type Watch = { audit?: AuditHome; logBroken?: boolean }
export type Desk = {
  day: string
  asOf: string
  /** '由许佳代办至 11月30日' while somebody stands in; whom I stand in for. */
  cover: string[]
  /** Roles with files or referrals. */
  work: {
    tabs: { tab: DeskTabName; label: string; href: string; count?: string; current: boolean }[]
    sections: DeskSection[]
    colleagues: Colleague[]
    me: string
    mayPrintWeek: boolean
    /** Comes in by name on single files alone. */
    byName: boolean
  } | null
  /** Roles without. */
  plain: (RoleWords & Watch & { duties: NeutralDuty[] | null; nextHref?: string; lateText?: string }) | null
}

const hasFiles = (role: Role) => kindNames.some((kind) => grantOf(role, kind))
const tabsOf = (role: Role): DeskTabName[] => {
  // Who is named on single files alone has no duties, approvals or arrivals.
  if (hasFiles(role) && byNameOnly(role)) return ['mine', 'recent']
  if (hasFiles(role)) return Object.keys(deskTabs) as DeskTabName[]
  // Heads of units without files have duties about their people.
  const duties: DeskTabName[] = isHead(role) ? ['late', 'today', 'week'] : []
  return typesReceived(role).length ? [...duties, 'inbox'] : duties
}

const list = (domains: Domains, ctx: Ctx, tab: DeskTabName, after?: string): Promise<DeskPage> => {
  if (tab === 'late' || tab === 'today' || tab === 'week') return listDuties(domains, ctx, tab, after)
  if (tab === 'assigned') return listAssigned(domains, ctx, after)
  if (tab === 'approvals') return listApprovals(domains, ctx, after)
  if (tab === 'inbox') return listInbox(domains, ctx, after)
  return tab === 'mine' ? listMine(domains, ctx, after) : listRecent(domains, ctx)
}

/** Who stands in for me and whom I stand in for, in words. */
const coverLines = ({ coveredBy, covers }: Actor): string[] => [
  ...(coveredBy ? [`您的档案和事项由${coveredBy.name}代办至 ${shortDay(coveredBy.until)}。`] : []),
  ...covers.map(({ name, until }) => `您代${name}办理至 ${shortDay(until)}，其档案和事项也列在下面，标有“代${name}”。`),
]

/** Without a tab in the address: the first of these with something in it. */
const order = ['late', 'today', 'approvals', 'inbox', 'assigned', 'week'] as const
const firstTab = (tabs: DeskTabName[], counts: DeskCounts): DeskTabName =>
  order.find((tab) => tabs.includes(tab) && counts[tab] > 0) ?? tabs.find((tab) => tab === 'today') ?? tabs[0]!

export async function readDesk(domains: Domains, ctx: Ctx, address: URLSearchParams): Promise<Desk> {
  const { actor } = ctx
  const head = {
    day: `${formatDay(actor.today)} ${weekday(actor.today)}`,
    asOf: formatInstant(actor.now).slice(11),
    cover: coverLines(actor),
  }
  const tabs = tabsOf(actor.role)
  if (!tabs.length) return { ...head, work: null, plain: await plainDesk(ctx, address) }
  const counts = await deskCounts(domains, ctx, tabs)
  const wanted = address.get('tab')
  const current = isDeskTab(wanted) && tabs.includes(wanted) ? wanted : firstTab(tabs, counts)
  const after = address.get('after') ?? undefined
  const sections = [sectionOf(current, await list(domains, ctx, current, after))]
  // Whoever has finished with what is overdue goes on with today's, on the same page.
  if (current === 'late' && !sections[0]!.nextHref && counts.today > 0) {
    const today = await list(domains, ctx, 'today')
    sections.push({ title: '今天', tab: 'today', rows: today.rows, ...(today.next && { moreHref: '/?tab=today' }) })
  }
  const gives = sections.some((section) => section.rows.some((row) => row.assign))
  const kinds = kindsTaken(domains, actor.role)
  return {
    ...head,
    work: {
      tabs: tabs.map((tab) => ({
        tab,
        label: tab === 'mine' && byNameOnly(actor.role) ? '我帮扶的' : deskTabs[tab],
        href: `/?tab=${tab}`,
        current: tab === current,
        ...(tab !== 'recent' && { count: countWords(counts[tab]) }),
      })),
      sections,
      colleagues:
        gives && kinds[0]
          ? (await colleaguesAt(ctx, actor.unit.code, kinds[0])).filter((one) => one.id !== actor.postId)
          : [],
      me: actor.postId,
      mayPrintWeek: kinds.length > 0,
      byName: byNameOnly(actor.role),
    },
    plain: null,
  }
}

const sectionOf = (tab: DeskTabName, { rows, next }: DeskPage): DeskSection => ({
  tab,
  rows,
  ...(next && { nextHref: `/?tab=${tab}&after=${next}` }),
})

async function plainDesk(ctx: Ctx, address: URLSearchParams): Promise<Desk['plain']> {
  const words = roleWords(ctx.actor.role)
  if (ctx.actor.role === 'AU') return { ...words, duties: null, audit: await readAuditHome(ctx.db, ctx.actor) }
  if (ctx.actor.role === 'SE') return { ...words, duties: null, logBroken: (await isLogSound(ctx.db)) === false }
  if (ctx.actor.role !== 'SV' && ctx.actor.role !== 'LD') return { ...words, duties: null }
  const { rows, next, late } = await listNeutralDuties(ctx, address.get('after') ?? undefined)
  return {
    ...words,
    duties: rows,
    lateText: countWords(late),
    ...(next && { nextHref: `/?after=${encodeURIComponent(next)}` }),
  }
}
