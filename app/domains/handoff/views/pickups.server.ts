/** The pickup board (接回看板): who is released soon, and how they come home. One query for the page. */
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import { judge } from '~/access/policy'
import { caseScope } from '~/access/scope.server'
import { stateView } from '~/casefile/ui/state-view'
import { mayShow, pageKey } from '~/casefile/ui/show-token.server'
import { decrypt } from '~/lib/crypto.server'
import { addDays, dbToDay, formatInstant, weekdayIndex, type LegalDay } from '~/lib/dates'
import { formatFen } from '~/lib/text'
import { directory } from '~/orgs/find-units.server'
import { maskName } from '~/people/identity'
import { handoffKind } from '../handoff.kind'
import { mayShowNames, placesBelow } from '~/casefile/lists/list-view.server'
import { inPlace } from './list.server'
import { fundSources, keyCategories, pickupModes } from '../terms'

/** People on the page, and on paper. */
const LIMIT = { page: 200, print: 500 } as const
const DAYS = [7, 14, 30, 60, 90] as const
const before = ['pre_notice', 'returned', 'verified', 'pickup_planned', 'await_release']
/** How somebody comes home is settled. */
const ready = new Set(['pickup_planned', 'await_release'])

type Raw = {
  id: string
  case_no: string
  name: string
  state: string
  scope_key: string
  release_due_on: Date
  must_pickup: boolean
  key_category: string[]
  prison_name: string | null
  pickup_mode: string | null
  pickup_at: Date | null
  pickup_people_enc: string | null
  pickup_transport: string | null
  pickup_cost: number | null
  fund_source: string | null
  tonight: string | null
  family_told_on: Date | null
}
type Person = { name: string; phone?: string }

/** Monday of the week of a day. */
const mondayOf = (day: LegalDay): LegalDay => addDays(day, -((weekdayIndex(day) + 6) % 7))

export async function readPickups(ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const days = DAYS.find((one) => String(one) === url.searchParams.get('days')) ?? 30
  const only = url.searchParams.get('only') ?? ''
  const town = url.searchParams.get('town') ?? ''
  const limit = url.pathname.endsWith('/print') ? LIMIT.print : LIMIT.page
  const states = only === 'open' ? before.filter((state) => !ready.has(state)) : before
  const conditions = [
    caseScope(actor, 'handoff', 'h'),
    // Said as the index says it that holds them in the order of the board (handoff_pickup_*).
    Prisma.sql`h.released_on IS NULL`,
    Prisma.sql`h.release_due_on <= ${addDays(actor.today, days)}::date`,
    ...(only === 'must' ? [Prisma.sql`h.must_pickup`] : []),
    ...inPlace(town, 'h'),
  ]
  const raw = await db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT c.id, c.case_no, c.name, c.state, c.scope_key, h.release_due_on, h.must_pickup, h.key_category, h.prison_name, h.pickup_mode, h.pickup_at, h.pickup_people_enc,
      h.pickup_transport, h.pickup_cost, h.fund_source, h.tonight, h.family_told_on
    FROM (SELECT h.case_id AS id FROM handoff_file h CROSS JOIN LATERAL (SELECT c.state FROM case_file c WHERE c.id = h.case_id OFFSET 0) c
      WHERE ${Prisma.join(conditions, ' AND ')} AND c.state IN (${Prisma.join(states)})
      ORDER BY h.release_due_on, h.must_pickup DESC, h.case_id LIMIT ${limit}) p CROSS JOIN LATERAL (SELECT c.* FROM case_file c WHERE c.id = p.id OFFSET 0) c
      CROSS JOIN LATERAL (SELECT h.* FROM handoff_file h WHERE h.case_id = p.id OFFSET 0) h
    ORDER BY h.release_due_on, h.must_pickup DESC, c.id`)
  const shown =
    mayShowNames(actor, 'handoff') &&
    mayShow(actor, url.searchParams.get('show'), pageKey(url).replace('/pickups/print?', '/pickups?'))
  const { units } = await directory(db)
  const rows = raw.map((row) => pickupRow(row, actor.today, shown, units.get(row.scope_key)?.name ?? ''))
  return {
    weeks: byWeek(rows),
    count: rows.length,
    capped: rows.length === limit,
    open: rows.filter((row) => !row.ready).length,
    must: rows.filter((row) => row.mustPickup).length,
    days,
    shown,
    mayShow: mayShowNames(actor, 'handoff'),
    mayPrint: judge(actor.role, 'handoff', 'P').allowed,
    unit: actor.unit.name,
    places: await placesBelow(ctx),
    values: { ...Object.fromEntries(url.searchParams), days: String(days) } as Record<string, string>,
    printHref: `/handoff/pickups/print${url.search}`,
    backHref: `/handoff/pickups${url.search}`,
  }
}
export type PickupsData = Awaited<ReturnType<typeof readPickups>>
export type PickupRow = ReturnType<typeof pickupRow>

function pickupRow(row: Raw, today: LegalDay, shown: boolean, office: string) {
  const releaseDueOn = dbToDay(row.release_due_on)
  const people = row.pickup_people_enc
    ? (JSON.parse(decrypt(row.pickup_people_enc, `pickup_people:${row.id}`)) as Person[])
    : []
  const isReady = ready.has(row.state)
  return {
    id: row.id,
    caseNo: row.case_no,
    name: shown ? row.name : maskName(row.name),
    state: stateView(handoffKind, row.state),
    releaseDueOn,
    mustPickup: row.must_pickup,
    keyCategory: row.key_category.map((code) => keyCategories[code as keyof typeof keyCategories] ?? code),
    prison: row.prison_name,
    office,
    ready: isReady,
    mode: row.pickup_mode
      ? (pickupModes[row.pickup_mode as keyof typeof pickupModes] ?? row.pickup_mode)
      : row.state === 'await_release'
        ? '不用接，家属已告知'
        : null,
    at: row.pickup_at && formatInstant(row.pickup_at),
    people: people.map((one) => (shown ? one.name : maskName(one.name))),
    transport: row.pickup_transport,
    cost:
      row.pickup_cost === null
        ? null
        : `${formatFen(row.pickup_cost)} 元${row.fund_source ? `（${fundSources[row.fund_source as keyof typeof fundSources] ?? row.fund_source}）` : ''}`,
    tonight: row.tonight,
    warning: warningOf(row, releaseDueOn, today, isReady),
  }
}

/** What somebody must look at now, in words. */
function warningOf(row: Raw, releaseDueOn: LegalDay, today: LegalDay, isReady: boolean): string | null {
  if (releaseDueOn < today) return '释放日已过，还没有登记交接'
  if (row.state === 'pre_notice') return '还没有核实'
  if (row.state === 'returned') return '退回监所，等待答复'
  if (!isReady) return releaseDueOn <= addDays(today, 7) ? '一周内释放，还没有接回方案' : '还没有接回方案'
  if (row.must_pickup && row.state === 'pickup_planned' && !row.tonight) return '没有写当晚去处'
  return null
}

function byWeek(rows: PickupRow[]): { from: LegalDay; to: LegalDay; rows: PickupRow[] }[] {
  const weeks = new Map<LegalDay, PickupRow[]>()
  for (const row of rows) weeks.set(mondayOf(row.releaseDueOn), [...(weeks.get(mondayOf(row.releaseDueOn)) ?? []), row])
  return [...weeks].map(([from, inside]) => ({
    from,
    to: addDays(from, 6),
    rows: [...inside].sort(
      (a, b) => Number(b.mustPickup) - Number(a.mustPickup) || (a.releaseDueOn < b.releaseDueOn ? -1 : 1),
    ),
  }))
}
