/** Duties on my desk: what my post is to do, and the late answers I am to ask after; soonest first. */
import { judge, kindNames } from '~/access/policy'
import { inRange } from '~/access/scope.server'
import { Prisma } from '~/generated/prisma/client'
import { addDays, dbToDay, weekdayIndex, type LegalDay } from '~/lib/dates'
import type { Ctx } from '../act.server'
import { mineAndCovered, stillOpen } from '../desk/conditions.server'
import { readCursor, writeCursor } from '../desk/cursor'

export type DeskTab = 'late' | 'today' | 'week'
export type DeskTask = {
  from: 'duty'
  id: string
  /** Absent when the file itself is not mine to open. */
  caseId: string | null
  kind: string
  code: string
  dueOn: LegalDay
  provisional: boolean
  reason: string
  occurrence: number
  neutralNo: string
  /** The post it was given to by name, else the file's holder. */
  holder: string | null
  file: { caseNo: string; name: string; state: string } | null
}
export type DeskChase = {
  from: 'referral'
  id: string
  type: string
  toUnit: string
  dueOn: LegalDay
  reason: string
  neutralNo: string
  subject: string
  chasedOn: LegalDay | null
}

export const DESK_PAGE = 50
/** After asking once, the answer is given this many days before it stands on the desk again. */
const CHASE_REST = 3

/** The end of the present week: its Sunday. */
export const endOfWeek = (today: LegalDay): LegalDay => addDays(today, (7 - weekdayIndex(today)) % 7)

/**
 * Duties (alias t) that this post is to do: its role in its own range and nobody else's by name; and named itself, or
 * whom it stands in for. Two conditions that share no row, each with an index of its own.
 */
export function myDuties(ctx: Ctx): readonly Prisma.Sql[] {
  const { actor } = ctx
  return [
    Prisma.sql`t.done_at IS NULL AND t.role = ${actor.role} AND ${inRange(actor, 't')} AND t.assignee_id IS NULL`,
    Prisma.sql`t.done_at IS NULL AND t.assignee_id = ANY (${mineAndCovered(ctx)}::uuid[])`,
  ]
}

export const either = (rows: readonly Prisma.Sql[]): Prisma.Sql => Prisma.join([...rows], ' UNION ALL ')

export function inTab(tab: DeskTab, today: LegalDay): Prisma.Sql {
  if (tab === 'late') return Prisma.sql`t.due_on < ${today}::date`
  if (tab === 'today') return Prisma.sql`t.due_on = ${today}::date`
  return Prisma.sql`t.due_on > ${today}::date AND t.due_on <= ${endOfWeek(today)}::date`
}

const writes = (role: Ctx['actor']['role']) =>
  kindNames.filter((kind) => judge(role, kind, 'W').allowed || judge(role, kind, 'A').allowed)

/** Referrals (alias r) that my unit sent, whose answer is late and was not asked for in the last days. */
export function toChase({ actor }: Ctx): Prisma.Sql {
  const kinds = writes(actor.role)
  if (!kinds.length) return Prisma.sql`FALSE`
  return Prisma.sql`${stillOpen} AND r.due_on < ${actor.today}::date AND r.from_unit = ${actor.unit.code}
    AND r.from_kind = ANY (${kinds}) AND (r.chased_on IS NULL OR r.chased_on <= ${addDays(actor.today, -CHASE_REST)}::date)`
}

type Raw = {
  id: string
  day: Date
  is_duty: boolean
  case_id: string | null
  kind: string
  code: string
  provisional: boolean
  reason: string | null
  occurrence: number
  neutral_no: string
  holder: string | null
  case_no: string | null
  name: string
  state: string
  type: string
  to_key: string
  subject: string
  chased_on: Date | null
}

/** One page of a tab: cut first, by day and id; what belongs to its rows is fetched for them alone. */
export async function deskTasks(
  ctx: Ctx,
  tab: DeskTab,
  after?: string,
): Promise<{ rows: (DeskTask | DeskChase)[]; next?: string }> {
  const cursor = readCursor(after)
  const beyond = (alias: string) =>
    cursor
      ? Prisma.sql`AND (${Prisma.raw(alias)}.due_on, ${Prisma.raw(alias)}.id) > (${cursor.day}::date, ${cursor.id}::uuid)`
      : Prisma.empty
  const limit = DESK_PAGE + 1
  const duties = myDuties(ctx).map(
    (mine) =>
      Prisma.sql`(SELECT t.id, t.due_on AS day, true AS is_duty FROM task t WHERE ${mine} AND ${inTab(tab, ctx.actor.today)} ${beyond('t')} ORDER BY t.due_on, t.id LIMIT ${limit})`,
  )
  const chases = Prisma.sql`(SELECT r.id, r.due_on, false FROM referral r WHERE ${toChase(ctx)} ${beyond('r')} ORDER BY r.due_on, r.id LIMIT ${limit})`
  const raw = await ctx.db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT k.id, k.day, k.is_duty, t.case_id, t.kind, t.code, t.provisional, t.occurrence, coalesce(t.assignee_id, c.owner_post_id) AS holder, c.case_no, c.name, c.state,
      coalesce(t.reason, r.due_reason) AS reason, coalesce(t.neutral_no, r.neutral_no) AS neutral_no, r.type, r.to_key, r.subject, r.chased_on
    FROM (SELECT * FROM (${either(tab === 'late' ? [...duties, chases] : duties)}) p ORDER BY day, id LIMIT ${limit}) k
    LEFT JOIN task t ON k.is_duty AND t.id = k.id LEFT JOIN case_file c ON c.id = t.case_id
    LEFT JOIN referral r ON NOT k.is_duty AND r.id = k.id
    ORDER BY k.day, k.id`)
  const page = raw.slice(0, DESK_PAGE)
  const last = page.at(-1)
  return {
    rows: page.map((row) => (row.is_duty ? dutyOf(row) : chaseOf(row))),
    ...(raw.length > DESK_PAGE && last ? { next: writeCursor(dbToDay(last.day), last.id) } : {}),
  }
}

const dutyOf = (row: Raw): DeskTask => ({
  from: 'duty',
  id: row.id,
  caseId: row.case_no ? row.case_id : null,
  kind: row.kind,
  code: row.code,
  dueOn: dbToDay(row.day),
  provisional: row.provisional,
  reason: row.reason ?? '',
  occurrence: row.occurrence,
  neutralNo: row.neutral_no,
  holder: row.holder,
  file: row.case_no ? { caseNo: row.case_no, name: row.name, state: row.state } : null,
})

const chaseOf = (row: Raw): DeskChase => ({
  from: 'referral',
  id: row.id,
  type: row.type,
  toUnit: row.to_key,
  dueOn: dbToDay(row.day),
  reason: row.reason ?? '',
  neutralNo: row.neutral_no,
  subject: row.subject,
  chasedOn: row.chased_on && dbToDay(row.chased_on),
})
