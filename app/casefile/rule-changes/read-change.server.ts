import { Prisma } from '~/generated/prisma/client'
import { daysBetween, dbToDay, formatInstant } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { directory } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import { readCursor, writeCursor } from '../desk/cursor'
import { changeOf } from './change-of'
import { changeStates, type ChangeState } from './change-states'
import { rulesOf, subjectOf } from './list-changes.server'

const PAGE = 50
const UNITS = 500

/** How the lines of a batch can be narrowed. */
export const lineFilters = {
  moved: { label: '日期有变的', where: Prisma.sql`l.new_due <> l.old_due` },
  later: { label: '推后的', where: Prisma.sql`l.new_due > l.old_due` },
  earlier: { label: '提前的', where: Prisma.sql`l.new_due < l.old_due` },
  same: { label: '日期不变的', where: Prisma.sql`l.new_due = l.old_due` },
  overdue: {
    label: '变更后逾期的',
    where: Prisma.sql`l.new_due < (app_now() AT TIME ZONE 'Asia/Shanghai')::date AND l.old_due >= (app_now() AT TIME ZONE 'Asia/Shanghai')::date`,
  },
  skipped: { label: '跳过的', where: Prisma.sql`l.outcome IN ('done', 'changed')` },
} as const
type LineFilter = keyof typeof lineFilters
const isFilter = (text: string | null): text is LineFilter => text !== null && Object.hasOwn(lineFilters, text)

type Raw = {
  task_id: string
  neutral_no: string
  scope_key: string
  old_due: Date
  old_provisional: boolean
  new_due: Date
  new_provisional: boolean
  outcome: string | null
}
const outcomes: Record<string, string> = { applied: '已变更', done: '期间已办结，跳过', changed: '期间已变动，跳过' }

/**
 * One change with the dates it moves: numbers, units, old and new days, a page at a time. No file, no name, no kind of
 * business. Throws 404.
 */
export async function readChange(ctx: Ctx, id: string | undefined, address: URLSearchParams) {
  const { actor, db } = ctx
  const batch = isUuid(id) ? await db.recomputeBatch.findUnique({ where: { id } }) : null
  if (!batch) throw notFound()
  const rule = (await rulesOf(db, [batch])).get(batch.ruleId ?? '') ?? null
  const userIds = [batch.madeBy, batch.submittedBy, batch.decidedBy].filter((one) => one !== null)
  const users = await db.user.findMany({ where: { id: { in: userIds } }, select: { id: true, name: true } })
  const nameOf = (user: string | null) => (user ? (users.find((one) => one.id === user)?.name ?? '—') : '系统')
  const hands = [
    { what: '提出', who: nameOf(batch.madeBy), at: formatInstant(batch.madeAt) },
    batch.submittedAt && {
      what: '核对并提请确认',
      who: nameOf(batch.submittedBy),
      at: formatInstant(batch.submittedAt),
    },
    batch.decidedAt && {
      what: { withdrawn: '撤回', returned: '退回' }[batch.state] ?? '确认',
      who: nameOf(batch.decidedBy),
      at: formatInstant(batch.decidedAt),
    },
    batch.appliedAt && { what: '写入', who: '系统', at: formatInstant(batch.appliedAt) },
  ].filter((hand) => hand !== null)
  const change = changeOf(batch)
  return {
    id: batch.id,
    subject: subjectOf(batch, rule),
    source: batch.source,
    stateName: batch.state as ChangeState,
    state: changeStates[batch.state as ChangeState],
    hands,
    note: batch.note,
    counts: {
      seen: batch.seen,
      moved: batch.moved,
      kept: batch.kept,
      applied: batch.applied,
      done: batch.doneMeanwhile,
      changed: batch.changedMeanwhile,
    },
    days:
      change.cause === 'calendar' ? change.days.map(({ day, kind, name }) => ({ day, kind, name: name ?? '' })) : [],
    own: [batch.madeBy, batch.submittedBy].includes(actor.userId),
    role: actor.role,
    ...(await linesOf(ctx, batch.id, address)),
  }
}

async function linesOf({ db }: Ctx, id: string, address: URLSearchParams) {
  const { units } = await directory(db)
  const nameOf = (code: string) => units.get(code)?.name ?? code
  const per = await db.$queryRaw<{ scope_key: string; n: number }[]>`
    SELECT scope_key, count(*)::int AS n FROM recompute_line WHERE batch_id = ${id}::uuid GROUP BY 1 ORDER BY 1 LIMIT ${UNITS}`
  const unit = address.get('unit') ?? ''
  const which = address.get('which')
  const cursor = readCursor(address.get('after'))
  const where = Prisma.join(
    [
      Prisma.sql`l.batch_id = ${id}::uuid`,
      ...(unit ? [Prisma.sql`l.scope_key = ${unit}`] : []),
      ...(isFilter(which) ? [lineFilters[which].where] : []),
    ],
    ' AND ',
  )
  const beyond = cursor
    ? Prisma.sql`AND (l.old_due, l.task_id) > (${cursor.day}::date, ${cursor.id}::uuid)`
    : Prisma.empty
  const raw = await db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT l.* FROM recompute_line l WHERE ${where} ${beyond} ORDER BY l.old_due, l.task_id LIMIT ${PAGE + 1}`)
  const [{ n } = { n: 0 }] = await db.$queryRaw<{ n: number }[]>(
    Prisma.sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM recompute_line l WHERE ${where} LIMIT 1001) x`,
  )
  const page = raw.slice(0, PAGE)
  const last = raw.length > PAGE ? page.at(-1) : undefined
  const query = new URLSearchParams({ unit, which: which ?? '' })
  if (last) query.set('after', writeCursor(dbToDay(last.old_due), last.task_id))
  return {
    units: per.map((row) => ({ value: row.scope_key, label: `${nameOf(row.scope_key)}（${row.n}）` })),
    filter: { unit, which: isFilter(which) ? which : '' },
    total: n > 1000 ? '1000+' : String(n),
    lines: page.map((row) => {
      const [from, to] = [dbToDay(row.old_due), dbToDay(row.new_due)]
      return {
        id: row.task_id,
        no: row.neutral_no,
        unit: nameOf(row.scope_key),
        from,
        to,
        days: daysBetween(from, to),
        firm: row.old_provisional && !row.new_provisional,
        open: row.new_provisional,
        outcome: row.outcome && (outcomes[row.outcome] ?? row.outcome),
      }
    }),
    ...(last && { nextHref: `/admin/changes/${id}?${query}` }),
  }
}
export type ChangePage = Awaited<ReturnType<typeof readChange>>
