/** What lists of files share: filters from the address, rows with masked names, the next page. */
import type { Actor } from '~/access/actor'
import { judge, type KindName } from '~/access/policy'
import { age } from '~/lib/dates'
import { regionsBelow } from '~/orgs/find-units.server'
import { maskName } from '~/people/identity'
import type { Ctx } from '../act.server'
import { generalDuties } from '../desk/general-duties'
import type { CaseList } from '../find.server'
import type { ListQuery, Order } from '../list-query'
import type { BaseFacts, Kind } from '../kind'
import { dueWords, sexWord } from '../ui/day-words'
import { stateView } from '../ui/state-view'

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

/** Only those who see a file in full, and a school its own pupils, may show the names of a list. */
export const mayShowNames = (actor: Actor, kind: KindName): boolean => {
  const verdict = judge(actor.role, kind, 'R')
  return verdict.allowed && (verdict.grant.view === 'full' || verdict.grant.view === 'school')
}

/** Rows of any kind as a list shows them. */
export function listRows<F extends BaseFacts>(kind: Kind<F>, { actor }: Ctx, list: CaseList, shown: boolean) {
  return list.rows.map((row) => ({
    id: row.id,
    name: shown ? row.name : maskName(row.name),
    about: [sexWord(row.sex), row.birthOn && age(row.birthOn, actor.today)].filter((part) => part !== null).join(' '),
    caseNo: row.caseNo,
    state: stateView(kind, row.state),
    next: kind.duties[row.nextTask ?? '']?.label ?? generalDuties[row.nextTask ?? '']?.label ?? null,
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
