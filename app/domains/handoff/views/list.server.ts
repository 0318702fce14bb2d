/** The list of 安置帮教: filters from the address, names masked until they are asked for, one page at a time. */
import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/access/actor'
import { judge, type KindName } from '~/access/policy'
import type { Ctx } from '~/casefile/act.server'
import { askHref } from '~/casefile/exports/terms'
import { countText, listCases, type CaseList } from '~/casefile/find.server'
import type { ListQuery, Order } from '~/casefile/list-query'
import type { BaseFacts, Kind } from '~/casefile/kind'
import { dueWords, sexWord } from '~/casefile/ui/day-words'
import { mayShow, pageKey } from '~/casefile/ui/show-token.server'
import { stateView } from '~/casefile/ui/state-view'
import { age } from '~/lib/dates'
import { regionsBelow } from '~/orgs/find-units.server'
import { maskName } from '~/people/identity'
import { handoffKind } from '../handoff.kind'
import { beforeHandOver } from '../rules'
import { keyCategories, placementTypes, supportLevels } from '../terms'

const orders = ['due', 'opened', 'name'] as const
const given = (query: URLSearchParams, name: string) => query.get(name)?.trim() || undefined

/** What every list takes from the address. */
export function commonQuery({ searchParams: query }: Pick<URL, 'searchParams'>): ListQuery {
  const order = given(query, 'order')
  return {
    q: given(query, 'q'),
    state: given(query, 'state'),
    due: given(query, 'due'),
    mine: given(query, 'mine') !== undefined,
    order: orders.find((one) => one === order) ?? ('due' satisfies Order),
    after: given(query, 'after'),
  }
}

/** Files of one county or town, as conditions of a list; none for any other text. */
export const inPlace = (code: string | null | undefined): Prisma.Sql[] =>
  /^\d{6}$/.test(code ?? '')
    ? [Prisma.sql`c.county = ${code}`]
    : /^\d{9}$/.test(code ?? '')
      ? [Prisma.sql`c.town = ${code}`]
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

/** Only those who see a file in full may show the names of a list. */
export const mayShowNames = (actor: Actor, kind: KindName): boolean => {
  const verdict = judge(actor.role, kind, 'R')
  return verdict.allowed && verdict.grant.view === 'full'
}

/** Rows of any kind as a list shows them. */
export function listRows<F extends BaseFacts>(kind: Kind<F>, { actor }: Ctx, list: CaseList, shown: boolean) {
  return list.rows.map((row) => ({
    id: row.id,
    name: shown ? row.name : maskName(row.name),
    about: [sexWord(row.sex), row.birthOn && age(row.birthOn, actor.today)].filter((part) => part !== null).join(' '),
    caseNo: row.caseNo,
    state: stateView(kind, row.state),
    next: kind.duties[row.nextTask ?? '']?.label ?? null,
    due: dueWords(row.nextDueOn, actor.today),
    openedOn: row.openedOn,
    extra: row.extra,
  }))
}

/** Address of the next page, without the permission to show names. */
export function nextHref(url: URL, next: string | undefined): string | undefined {
  if (!next) return undefined
  const query = new URLSearchParams(url.search)
  query.delete('show')
  query.set('after', next)
  return `${url.pathname}?${query}`
}

export const stateOptions = <F extends BaseFacts>(kind: Kind<F>) =>
  Object.entries(kind.states).map(([value, state]) => ({ value, label: state.label }))

/** Towns of a county, counties of a city; none for a town. */
export async function placesBelow({ actor, db }: Ctx) {
  const { regionCode } = actor.unit
  const tier = ({ 4: 'county', 6: 'town' } as const)[regionCode.length as 4 | 6]
  return tier
    ? (await regionsBelow(db, regionCode, tier)).map((region) => ({ value: region.code, label: region.name }))
    : []
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
