/** The list of relief: one kind at a time, filters from the address, names masked until they are asked for. */
import { Prisma } from '~/generated/prisma/client'
import { judge } from '~/access/policy'
import type { Ctx } from '~/casefile/act.server'
import { countText, listCases } from '~/casefile/find.server'
import type { ListQuery } from '~/casefile/list-query'
import {
  commonQuery,
  listRows,
  mayShowNames,
  nextHref,
  placesBelow,
  stateOptions,
} from '~/casefile/lists/list-view.server'
import { mayShow, pageKey } from '~/casefile/ui/show-token.server'
import { refused } from '~/lib/errors'
import { formatFen } from '~/lib/text'
import { directory } from '~/orgs/find-units.server'
import { routes } from '../terms'
import { isRelief, kindsFor, reliefDomains, type ReliefName } from './kind-at.server'

/** The kind that the list shows. Throws 403 for who lists none. */
export function listedKind({ actor }: Ctx, url: URL): ReliefName {
  const mine = kindsFor(actor, 'L')
  const asked = url.searchParams.get('kind')
  const name = isRelief(asked) && mine.includes(asked) ? asked : mine[0]
  if (!name) throw refused()
  return name
}

/** The filters of the list, as its page and its export read them. */
export function reliefQuery(query: URLSearchParams): ListQuery {
  const route = query.get('route')?.trim()
  const town = query.get('town')?.trim()
  const where = [
    route && route in routes ? Prisma.sql`h.route = ${route}` : undefined,
    town && /^\d{6}$/.test(town) ? Prisma.sql`c.county = ${town}` : undefined,
    town && /^\d{9}$/.test(town) ? Prisma.sql`c.town = ${town}` : undefined,
  ].filter((part): part is Prisma.Sql => part !== undefined)
  return {
    ...commonQuery({ searchParams: query }),
    where,
    table: 'relief_file',
    select: Prisma.sql`h.route, h.persons, h.proposed_fen, h.decided_fen, h.emergency_fen, h.period`,
  }
}

/** What was granted, or else proposed, or else paid first. */
export function amountWords(extra: Record<string, unknown>): string | null {
  const fen = [extra.decided_fen, extra.proposed_fen, extra.emergency_fen].find(
    (one): one is number => typeof one === 'number',
  )
  if (fen === undefined) return null
  return `${formatFen(fen)}${extra.period === 'monthly' ? ' /月' : ''}`
}

export async function readReliefList(ctx: Ctx, url: URL) {
  const name = listedKind(ctx, url)
  const { kind } = reliefDomains[name]
  const list = await listCases(ctx, name, reliefQuery(url.searchParams))
  const names = mayShowNames(ctx.actor, name)
  const shown = names && mayShow(ctx.actor, url.searchParams.get('show'), pageKey(url))
  const { units } = await directory(ctx.db)
  return {
    name,
    label: kind.label,
    kinds: kindsFor(ctx.actor, 'L').map((one) => ({ name: one, label: reliefDomains[one].kind.label })),
    rows: listRows(kind, ctx, list, shown).map(({ extra, ...row }, at) => ({
      ...row,
      persons: Number(extra.persons ?? 1),
      route: routes[extra.route as keyof typeof routes] ?? null,
      amount: amountWords(extra),
      unit: units.get(list.rows[at]!.scopeKey)?.name ?? '',
    })),
    shown,
    mayShow: names,
    count: countText(list),
    next: nextHref(url, list.next),
    unit: ctx.actor.unit.name,
    wide: ctx.actor.unit.regionCode.length < 9,
    mayOpen: ctx.actor.role === 'CC' && judge(ctx.actor.role, name, 'W').allowed,
    states: stateOptions(kind),
    places: await placesBelow(ctx),
    values: { order: 'due', ...Object.fromEntries(url.searchParams) } as Record<string, string>,
  }
}
export type ReliefListData = Awaited<ReturnType<typeof readReliefList>>
