/** The lists of this room: filters from the address, names masked until they are asked for, one page at a time. */
import { Prisma } from '~/generated/prisma/client'
import { judge, type KindName } from '~/access/policy'
import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { askHref } from '~/casefile/exports/terms'
import { countText, listCases, type CaseList } from '~/casefile/find.server'
import type { ListQuery, Order } from '~/casefile/list-query'
import type { BaseFacts, Kind } from '~/casefile/kind'
import { dueWords, plainDay, sexWord } from '~/casefile/ui/day-words'
import { mayShow, pageKey, showToken } from '~/casefile/ui/show-token.server'
import { stateView } from '~/casefile/ui/state-view'
import { age } from '~/lib/dates'
import { refused } from '~/lib/errors'
import { directory, regionsBelow } from '~/orgs/find-units.server'
import { maskName } from '~/people/identity'
import { householdKind } from '../household.kind'
import { intakeKind } from '../intake.kind'
import { householdsOf } from '../open/open-household.server'
import { gridHint, judgeGrid } from '~/orgs/grids'
import { gridLimits } from '~/orgs/places/grid-limits.server'
import { hardships, isMatter, matterLabel, urgencies } from '../terms'

const orders = ['due', 'opened', 'name'] as const
const given = (query: URLSearchParams, name: string) => query.get(name)?.trim() || undefined

function common(query: URLSearchParams): ListQuery {
  const order = given(query, 'order')
  return {
    q: given(query, 'q'),
    state: given(query, 'state'),
    due: given(query, 'due'),
    order: orders.find((one) => one === order) ?? ('due' satisfies Order),
    after: given(query, 'after'),
  }
}
const all = (parts: (Prisma.Sql | undefined | false | '')[]) =>
  parts.filter((part): part is Prisma.Sql => Boolean(part))

/** The filters of the list of matters, as its page and its export read them. */
export function intakeQuery(query: URLSearchParams): ListQuery {
  const [matter, urgency, town, unit] = ['matter', 'urgency', 'town', 'unit'].map((name) => given(query, name) ?? '')
  const inTown = /^\d{9}$/.test(town!)
  const own = all([
    isMatter(matter!) && Prisma.sql`h.matter = ${matter}`,
    Object.hasOwn(urgencies, urgency!) && Prisma.sql`h.urgency = ${urgency}`,
    /^\d{4,12}-[A-Z]{2}\d+$/.test(unit!) && Prisma.sql`h.main_unit = ${unit}`,
  ])
  return {
    ...common(query),
    mine: given(query, 'mine') !== undefined,
    file: all([inTown && Prisma.sql`c.town = ${town}`]),
    own: own.length && inTown ? [...own, Prisma.sql`h.scope_key >= ${town} AND h.scope_key < ${`${town!}~`}`] : own,
    table: 'intake_file',
    stateBeside: true,
    select: Prisma.sql`h.matter, h.urgency, h.main_unit, h.reply_due_on`,
  }
}

function householdQuery(query: URLSearchParams): ListQuery {
  const hardship = given(query, 'hardship') ?? ''
  return {
    ...common(query),
    where: all([
      hardship === 'any' && Prisma.sql`cardinality(h.hardship) > 0`,
      Object.hasOwn(hardships, hardship) && Prisma.sql`h.hardship @> ARRAY[${hardship}]::text[]`,
    ]),
    table: 'household_file',
    select: Prisma.sql`h.hardship, h.members_count, h.last_visit_on`,
  }
}

const seesNames = (actor: Actor, kind: KindName): boolean => {
  const verdict = judge(actor.role, kind, 'R')
  return verdict.allowed && verdict.grant.view === 'full'
}

/** Shows the names of one page: logged once, remembered in the address for two minutes. Throws 403. */
export async function showNames({ actor, db }: Ctx, kind: KindName, url: URL, rows: unknown): Promise<string> {
  if (!seesNames(actor, kind)) throw refused()
  const count = Math.min(Math.max(Number(rows) || 0, 0), 200)
  await logAccess(db, actor, { event: 'names', data: { kind, rows: count } })
  const query = new URLSearchParams(url.search)
  query.delete('index')
  query.set('show', showToken(actor, pageKey(url)))
  return `${url.pathname}?${query}`
}

function frame<F extends BaseFacts>(kind: Kind<F>, { actor }: Ctx, url: URL, list: CaseList) {
  const shown = seesNames(actor, kind.name) && mayShow(actor, url.searchParams.get('show'), pageKey(url))
  const next = new URLSearchParams(url.search)
  next.delete('show')
  if (list.next) next.set('after', list.next)
  const values = { order: 'due', ...Object.fromEntries(url.searchParams) } as Record<string, string>
  return {
    rows: list.rows.map((row) => ({
      id: row.id,
      name: shown ? row.name : maskName(row.name),
      about: [sexWord(row.sex), row.birthOn && age(row.birthOn, actor.today)].filter((part) => part !== null).join(' '),
      caseNo: row.caseNo,
      state: stateView(kind, row.state),
      next: kind.duties[row.nextTask ?? '']?.label ?? null,
      due: dueWords(row.nextDueOn, actor.today),
    })),
    shown,
    mayShow: seesNames(actor, kind.name),
    count: countText(list),
    next: list.next ? `${url.pathname}?${next}` : undefined,
    unit: actor.unit.name,
    states: Object.entries(kind.states).map(([value, { label }]) => ({ value, label })),
    values,
    filtered: Object.entries(values).some(([name, value]) => value && !['show', 'after', 'order'].includes(name)),
  }
}

export async function readIntakeList(ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const list = await listCases(ctx, 'intake', intakeQuery(url.searchParams))
  const { units } = await directory(db)
  const { rows, ...rest } = frame(intakeKind, ctx, url, list)
  const towns = actor.unit.regionCode.length === 6 ? await regionsBelow(db, actor.unit.regionCode, 'town') : []
  return {
    ...rest,
    rows: rows.map((row, index) => {
      const { extra } = list.rows[index]!
      return {
        ...row,
        matter: matterLabel(String(extra.matter)),
        urgent: extra.urgency === 'normal' ? null : urgencies[extra.urgency as keyof typeof urgencies],
        main: typeof extra.main_unit === 'string' ? (units.get(extra.main_unit)?.name ?? extra.main_unit) : null,
        replyDue: plainDay(String(extra.reply_due_on), actor.today),
      }
    }),
    towns: towns.map(({ code, name }) => ({ value: code, label: name })),
    mayOpen: actor.role === 'IC',
    exportHref: judge(actor.role, 'intake', 'E').allowed ? askHref('intake.list', url.searchParams) : null,
  }
}
export type IntakeListData = Awaited<ReturnType<typeof readIntakeList>>

export async function readHouseholdList(ctx: Ctx, url: URL) {
  const { actor } = ctx
  const list = await listCases(ctx, 'household', householdQuery(url.searchParams))
  const { rows, ...rest } = frame(householdKind, ctx, url, list)
  const held = await householdsOf(ctx)
  const limits = await gridLimits(ctx)
  return {
    ...rest,
    rows: rows.map((row, index) => {
      const { extra } = list.rows[index]!
      const codes = Array.isArray(extra.hardship) ? (extra.hardship as string[]) : []
      return {
        ...row,
        hardship: codes.map((code) => hardships[code as keyof typeof hardships] ?? code).join('、'),
        members: Number(extra.members_count),
        lastVisit: extra.last_visit_on ? plainDay(String(extra.last_visit_on), actor.today) : null,
      }
    }),
    held,
    grid: gridHint(held, limits),
    full: judgeGrid(held + 1, limits) === 'block',
  }
}
export type HouseholdListData = Awaited<ReturnType<typeof readHouseholdList>>
