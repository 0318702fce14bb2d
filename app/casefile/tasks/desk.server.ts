/** My work: duties of my unit in my role, with counts that agree with the lists. */
import { Prisma } from '~/generated/prisma/client'
import { rangeOf } from '~/access/scope.server'
import { addDays, dbToDay, weekdayIndex, type LegalDay } from '~/lib/dates'
import type { Ctx } from '../act.server'

export type DeskTab = 'late' | 'today' | 'week'
export type DeskTask = {
  id: string
  caseId: string | null
  kind: string
  code: string
  dueOn: LegalDay
  provisional: boolean
  reason: string
  occurrence: number
  neutralNo: string
  detail: string | null
  /** Absent when the file itself is not mine to open. */
  file: { caseNo: string; name: string; state: string; mustPickup?: boolean } | null
}

const LIMIT = 50

/** The end of the present week: its Sunday. */
export const endOfWeek = (today: LegalDay): LegalDay => addDays(today, (7 - weekdayIndex(today)) % 7)

/** Duties that this post is to do: its role in its own range, nobody else's by name. */
function mine({ actor }: Ctx): Prisma.Sql {
  const { lo, hi } = rangeOf(actor)
  return Prisma.sql`t.done_at IS NULL AND ((t.scope_key >= ${lo} AND t.scope_key < ${hi} AND t.role = ${actor.role} AND (t.assignee_id IS NULL OR t.assignee_id = ${actor.postId}::uuid)) OR t.assignee_id = ${actor.postId}::uuid)`
}

function inTab(tab: DeskTab, today: LegalDay): Prisma.Sql {
  if (tab === 'late') return Prisma.sql`t.due_on < ${today}::date`
  if (tab === 'today') return Prisma.sql`t.due_on = ${today}::date`
  return Prisma.sql`t.due_on > ${today}::date AND t.due_on <= ${endOfWeek(today)}::date`
}

type Raw = { id: string; case_id: string | null; kind: string; code: string; due_on: Date; provisional: boolean; reason: string; occurrence: number; neutral_no: string; detail: string | null; case_no: string | null; name: string | null; state: string | null }

/** One page of duties of a tab, soonest first. */
export async function deskTasks(ctx: Ctx, tab: DeskTab, after?: string): Promise<{ rows: DeskTask[]; next?: string }> {
  const [day, id] = after?.split('_') ?? []
  const beyond = day && id && /^\d{4}-\d\d-\d\d$/.test(day) && /^[0-9a-f-]{36}$/.test(id) ? Prisma.sql`AND (t.due_on, t.id) > (${day}::date, ${id}::uuid)` : Prisma.empty
  const raw = await ctx.db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT t.id, t.case_id, t.kind, t.code, t.due_on, t.provisional, t.reason, t.occurrence, t.neutral_no, t.detail, c.case_no, c.name, c.state
    FROM (SELECT * FROM task t WHERE ${mine(ctx)} AND ${inTab(tab, ctx.actor.today)} ${beyond} ORDER BY t.due_on, t.id LIMIT ${LIMIT + 1}) t
    LEFT JOIN case_file c ON c.id = t.case_id ORDER BY t.due_on, t.id`)
  const page = raw.slice(0, LIMIT)
  const last = page.at(-1)
  return {
    rows: page.map((row) => ({
      id: row.id,
      caseId: row.case_no ? row.case_id : null,
      kind: row.kind,
      code: row.code,
      dueOn: dbToDay(row.due_on),
      provisional: row.provisional,
      reason: row.reason,
      occurrence: row.occurrence,
      neutralNo: row.neutral_no,
      detail: row.detail,
      file: row.case_no ? { caseNo: row.case_no, name: row.name!, state: row.state! } : null,
    })),
    ...(raw.length > LIMIT && last ? { next: `${dbToDay(last.due_on)}_${last.id}` } : {}),
  }
}

export type DeskCounts = { late: number; today: number; week: number; assigned: number; approvals: number; inbox: number; mine: number }

/** All numbers of the tabs in one statement; each by the same condition as its list. */
export async function deskCounts(ctx: Ctx): Promise<DeskCounts> {
  const { actor, db } = ctx
  const since = addDays(actor.today, -7)
  const rows = await db.$queryRaw<DeskCounts[]>(Prisma.sql`
    SELECT (SELECT count(*) FROM task t WHERE ${mine(ctx)} AND ${inTab('late', actor.today)})::int AS late,
      (SELECT count(*) FROM task t WHERE ${mine(ctx)} AND ${inTab('today', actor.today)})::int AS today,
      (SELECT count(*) FROM task t WHERE ${mine(ctx)} AND ${inTab('week', actor.today)})::int AS week,
      (SELECT count(*) FROM case_file c WHERE ${newlyAssigned(ctx, since)})::int AS assigned,
      (SELECT count(*) FROM proposal p WHERE ${awaitingMe(ctx)})::int AS approvals,
      (SELECT count(*) FROM referral r WHERE r.state = 'sent' AND r.to_key = ${actor.unit.code})::int AS inbox,
      (SELECT count(*) FROM case_file c WHERE c.owner_post_id = ${actor.postId}::uuid AND c.closed_on IS NULL)::int AS mine`)
  return rows[0]!
}

/** Files that came to my unit within a week and nobody has taken, or that were given to me. */
export function newlyAssigned({ actor }: Ctx, since: LegalDay): Prisma.Sql {
  return Prisma.sql`c.closed_on IS NULL AND c.assigned_on >= ${since}::date AND (c.owner_post_id = ${actor.postId}::uuid OR (c.owner_post_id IS NULL AND c.scope_key = ${actor.unit.code}))`
}

/** Proposals that wait for a second hand in my role, proposed by somebody else. */
export function awaitingMe({ actor }: Ctx): Prisma.Sql {
  return Prisma.sql`p.state = 'waiting' AND ${actor.role} = ANY (p.second_roles) AND p.proposed_user <> ${actor.userId}`
}
