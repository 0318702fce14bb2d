/** Files on the desk: newly given to me, of my own hand, opened lately. */
import { grantOf, isOfMinors } from '~/access/policy'
import { Prisma } from '~/generated/prisma/client'
import { addDays, dbToDay, formatInstant, NO_DUE, type LegalDay } from '~/lib/dates'
import { givenName } from '~/people/identity'
import type { Ctx } from '../act.server'
import { DESK_PAGE } from '../tasks/desk.server'
import { dueWords, plainDay } from '../ui/day-words'
import { myFiles, newlyAssigned } from './conditions.server'
import { readCursor, writeCursor } from './cursor'
import { caseHref, coverWords, dutyAction, dutyLabel, shownName, type Domains } from './duty-words'
import type { DeskPage, DeskRow } from './row'

export type FileRaw = {
  id: string
  kind: string
  case_no: string
  name: string
  state: string
  next_due_on: Date
  next_task: string | null
  owner_post_id: string | null
  day: Date
}
export const fileColumns = Prisma.sql`c.id, c.kind, c.case_no, c.name, c.state, c.next_due_on, c.next_task, c.owner_post_id`

/** A file as a row: what comes next on it and the button for that. */
export function fileRow(domains: Domains, { actor }: Ctx, file: Omit<FileRaw, 'day'>): DeskRow {
  const due = dbToDay(file.next_due_on)
  const state = domains[file.kind]?.kind.states[file.state]?.label ?? file.state
  const next =
    file.next_task && due !== NO_DUE ? `${state}，下一项：${dutyLabel(domains, file.kind, file.next_task)}` : state
  const href = caseHref(domains, file.kind, file.id)
  // A limited view knows the person and the help agreed on, not where the file stands or what it is called.
  if (grantOf(actor.role, file.kind)?.view !== 'full')
    return {
      id: file.id,
      when: { text: '结对帮扶', tone: 'plain' },
      name: isOfMinors(file.kind) ? givenName(file.name) : shownName(domains, file.kind, file.name),
      title: '',
      ...(href && { href, action: { href, label: '打开' } }),
    }
  const action =
    (file.next_task &&
      dutyAction(domains, actor, { kind: file.kind, code: file.next_task, caseId: file.id, state: file.state })) ||
    (href && { href, label: '打开' })
  return {
    id: file.id,
    when: due === NO_DUE ? { text: '无到期事项', tone: 'plain' } : dueWords(due, actor.today),
    name: shownName(domains, file.kind, file.name),
    ...(href && { href }),
    title: `${next}${coverWords(actor, file.owner_post_id)}`,
    code: file.case_no,
    ...(action && { action }),
  }
}

async function page(
  ctx: Ctx,
  condition: Prisma.Sql,
  day: 'next_due_on' | 'assigned_on',
  after: string | undefined,
): Promise<{ files: FileRaw[]; next?: string }> {
  const cursor = readCursor(after)
  const down = day === 'assigned_on'
  const column = Prisma.raw(`c.${day}`)
  const direction = Prisma.raw(down ? 'DESC' : 'ASC')
  const beyond = cursor
    ? Prisma.sql`AND (${column}, c.id) ${Prisma.raw(down ? '<' : '>')} (${cursor.day}::date, ${cursor.id}::uuid)`
    : Prisma.empty
  const files = await ctx.db.$queryRaw<FileRaw[]>(
    Prisma.sql`SELECT ${fileColumns}, ${column} AS day FROM case_file c WHERE ${condition} ${beyond} ORDER BY ${column} ${direction}, c.id ${direction} LIMIT ${DESK_PAGE + 1}`,
  )
  const last = files.slice(0, DESK_PAGE).at(-1)
  return {
    files: files.slice(0, DESK_PAGE),
    ...(files.length > DESK_PAGE && last ? { next: writeCursor(dbToDay(last.day), last.id) } : {}),
  }
}

/** Files given to me within a week, the latest first. */
export async function listAssigned(domains: Domains, ctx: Ctx, after?: string): Promise<DeskPage> {
  const { files, next } = await page(ctx, newlyAssigned(domains, ctx), 'assigned_on', after)
  const rows = files.map((file): DeskRow => ({
    ...fileRow(domains, ctx, file),
    when: { text: `${plainDay(dbToDay(file.day), ctx.actor.today)} 交来`, tone: 'due' },
  }))
  return { rows, ...(next && { next }) }
}

/** Open files of my own hand, by their next due day. */
export async function listMine(domains: Domains, ctx: Ctx, after?: string): Promise<DeskPage> {
  const { files, next } = await page(ctx, myFiles(domains, ctx), 'next_due_on', after)
  return { rows: files.map((file) => fileRow(domains, ctx, file)), ...(next && { next }) }
}

const RECENT = 20
const RECENT_DAYS = 60
/** Lines of the log looked at for the last different files. */
const LOOKED_AT = 500

/** The last files that my post opened and may still open. */
export async function listRecent(domains: Domains, ctx: Ctx): Promise<DeskPage> {
  const { actor, db } = ctx
  const since: LegalDay = addDays(actor.today, -RECENT_DAYS)
  const files = await db.$queryRaw<(Omit<FileRaw, 'day'> & { at: Date })[]>(Prisma.sql`
    SELECT ${fileColumns}, l.at FROM (
      SELECT file_token, max(at) AS at FROM (
        SELECT file_token, at FROM access_log WHERE post_id = ${actor.postId}::uuid AND event = 'read' AND file_token IS NOT NULL AND at > ${since}::date ORDER BY at DESC LIMIT ${LOOKED_AT}) newest
      GROUP BY file_token) l
    JOIN case_file c ON c.file_token = l.file_token ORDER BY l.at DESC, c.id LIMIT ${RECENT}`)
  return { rows: files.map((file) => recentRow(domains, ctx, file)) }
}

function recentRow(domains: Domains, ctx: Ctx, file: Omit<FileRaw, 'day'> & { at: Date }): DeskRow {
  return { ...fileRow(domains, ctx, file), when: { text: formatInstant(file.at).slice(5), tone: 'plain' } }
}
