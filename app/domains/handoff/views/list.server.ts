/** The list of 安置帮教: filters from the address, names masked until they are asked for, one page at a time. */
import { Prisma } from '~/generated/prisma/client'
import { judge } from '~/access/policy'
import type { Ctx } from '~/casefile/act.server'
import { askHref } from '~/casefile/exports/terms'
import { countText, listCases } from '~/casefile/find.server'
import type { ListQuery } from '~/casefile/list-query'
import { mayShow, pageKey } from '~/casefile/ui/show-token.server'
import {
  commonQuery,
  listRows,
  mayShowNames,
  nextHref,
  placesBelow,
  stateOptions,
} from '~/casefile/lists/list-view.server'
import { handoffKind } from '../handoff.kind'
import { beforeHandOver } from '../rules'
import { keyCategories, placementTypes, supportLevels } from '../terms'

const given = (query: URLSearchParams, name: string) => query.get(name)?.trim() || undefined

/** Files of one county or town, as conditions of a list; none for any other text. */
export const inPlace = (code: string | null | undefined, alias: 'c' | 'h' = 'c'): Prisma.Sql[] =>
  /^\d{6}$/.test(code ?? '')
    ? [Prisma.sql`${Prisma.raw(alias)}.county = ${code}`]
    : /^\d{9}$/.test(code ?? '')
      ? [Prisma.sql`${Prisma.raw(alias)}.town = ${code}`]
      : []

/** The same of rows of the own table (alias h), by the codes of the units there. */
const rowsInPlace = (code: string | undefined): Prisma.Sql[] =>
  inPlace(code).length ? [Prisma.sql`h.scope_key >= ${code} AND h.scope_key < ${`${code}~`}`] : []

/** The filters of the list, as its page and its export read them. */
export function handoffQuery(query: URLSearchParams): ListQuery {
  const [level, key, town] = [given(query, 'level'), given(query, 'key'), given(query, 'town')]
  const own = [
    level && level in supportLevels ? Prisma.sql`h.support_level = ${level}` : undefined,
    key === 'must'
      ? Prisma.sql`h.must_pickup`
      : key && key in keyCategories
        ? Prisma.sql`h.key_category <> '{}' AND h.key_category @> ARRAY[${key}]::text[]`
        : undefined,
  ].filter((part): part is Prisma.Sql => part !== undefined)
  return {
    ...commonQuery({ searchParams: query }),
    file: inPlace(town),
    own: own.length ? [...own, ...rowsInPlace(town)] : [],
    table: 'handoff_file',
    select: Prisma.sql`h.support_level, h.placement_type, h.must_pickup`,
  }
}

export async function readHandoffList(ctx: Ctx, url: URL) {
  const list = await listCases(ctx, 'handoff', handoffQuery(url.searchParams))
  const shown = mayShowNames(ctx.actor, 'handoff') && mayShow(ctx.actor, url.searchParams.get('show'), pageKey(url))
  const rows = listRows(handoffKind, ctx, list, shown).map(({ extra, ...row }, at) => ({
    ...row,
    level: typeof extra.support_level === 'string' ? extra.support_level : null,
    placement: placementTypes[extra.placement_type as keyof typeof placementTypes] ?? null,
    mustPickup: extra.must_pickup === true && beforeHandOver(list.rows[at]!.state),
  }))
  return {
    rows,
    shown,
    mayShow: mayShowNames(ctx.actor, 'handoff'),
    count: countText(list),
    next: nextHref(url, list.next),
    unit: ctx.actor.unit.name,
    mayOpen: judge(ctx.actor.role, 'handoff', 'W').allowed,
    exportHref: judge(ctx.actor.role, 'handoff', 'E').allowed ? askHref('handoff.list', url.searchParams) : null,
    states: stateOptions(handoffKind),
    places: await placesBelow(ctx),
    values: { order: 'due', ...Object.fromEntries(url.searchParams) } as Record<string, string>,
  }
}
export type HandoffListData = Awaited<ReturnType<typeof readHandoffList>>
