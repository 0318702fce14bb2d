/** The page of the list behind a number: who is counted, names masked until they are asked for. */
import { judge } from '~/access/policy'
import { age, dbToDay, type LegalDay } from '~/lib/dates'
import { directory, type Directory } from '~/orgs/find-units.server'
import { maskName } from '~/people/identity'
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '../act.server'
import { askHref } from '../exports/terms'
import { countText, listCases } from '../find.server'
import type { BaseFacts, Kind } from '../kind'
import { sexWord } from '../ui/day-words'
import { mayShow, pageKey } from '../ui/show-token.server'
import { stateView } from '../ui/state-view'
import type { FigureSet } from './figure'
import { bucketLabel, spanText } from './period'
import { isSum } from './rate'
import { readFigureList, type FigureList } from './read-figure-list.server'
import { placeName } from './view-figures.server'

/** '安置率的分子 · 枞阳镇 · 2026年第三季度' */
export function listTitle(list: FigureList, known: Directory): string {
  const part = list.measure.form === 'count' ? '' : list.part === 'n' ? '（分子）' : '（分母）'
  const where = [list.place ? placeName(known, list.place) : list.region.name, list.bucket && bucketLabel(list.bucket)]
  return [`${list.measure.label}${isSum(list.measure.form) ? '' : part}`, ...where.filter(Boolean)].join(' · ')
}

/** The day that places each file in the period, for lists and exports. */
export const dayColumn = (set: FigureSet): Prisma.Sql => Prisma.sql`h.${Prisma.raw(set.day)} AS figure_day`

const dayOf = (value: unknown): LegalDay | null =>
  value instanceof Date ? dbToDay(value) : ((value as LegalDay | null) ?? null)

export async function viewFigureList<F extends BaseFacts>(set: FigureSet, kind: Kind<F>, ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const list = await readFigureList(set, ctx, url.searchParams)
  const after = url.searchParams.get('after') ?? undefined
  const found = await listCases(ctx, set.kind, { ...list.query, select: dayColumn(set), after })
  const known = await directory(db)
  const full = judge(actor.role, set.kind, 'R')
  const mayShowNames = full.allowed && full.grant.view === 'full'
  const shown = mayShowNames && mayShow(actor, url.searchParams.get('show'), pageKey(url))
  const rest = new URLSearchParams(url.search)
  for (const name of ['show', 'after', 'measure', 'part', 'place', 'bucket']) rest.delete(name)
  const next = new URLSearchParams(url.search)
  next.delete('show')
  if (found.next) next.set('after', found.next)
  return {
    title: listTitle(list, known),
    span: spanText(list.choice),
    unit: set.counts.unit,
    dayLabel: set.dayLabel,
    home: { href: `${set.path}?${rest}`, label: set.title },
    count: countText(found),
    rows: found.rows.map((row) => ({
      id: row.id,
      href: `${kind.path}/${row.id}`,
      name: shown ? row.name : maskName(row.name),
      about: [sexWord(row.sex), row.birthOn && age(row.birthOn, actor.today)].filter((part) => part !== null).join(' '),
      caseNo: row.caseNo,
      state: stateView(kind, row.state),
      office: known.units.get(row.scopeKey)?.name ?? row.scopeKey,
      day: dayOf(row.extra.figure_day),
    })),
    next: found.next ? `${url.pathname}?${next}` : undefined,
    shown,
    mayShow: mayShowNames,
    exportHref: judge(actor.role, set.kind, 'E').allowed ? askHref(`${set.kind}.figure_list`, url.searchParams) : null,
  }
}
export type FigureListPage = Awaited<ReturnType<typeof viewFigureList>>
