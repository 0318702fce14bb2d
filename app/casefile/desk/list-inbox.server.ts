/** 待接收: referrals, transfers and copies sent to my unit, and files that came to it and nobody has taken. */
import { Prisma } from '~/generated/prisma/client'
import { dbToDay } from '~/lib/dates'
import { directory } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import { referralTypes } from '../referrals/referral-types'
import { DESK_PAGE } from '../tasks/desk.server'
import { plainDay } from '../ui/day-words'
import { arrived, toReceive } from './conditions.server'
import { readCursor, writeCursor } from './cursor'
import type { Domains } from './duty-words'
import { fileColumns, fileRow, type FileRaw } from './list-files.server'
import { whenWords } from './list-duties.server'
import type { DeskPage, DeskRow } from './row'

type Key = { id: string; day: Date; is_referral: boolean }

export async function listInbox(domains: Domains, ctx: Ctx, after?: string): Promise<DeskPage> {
  const cursor = readCursor(after)
  const limit = DESK_PAGE + 1
  const sentDay = Prisma.sql`coalesce(r.due_on, r.sent_on)`
  const cameDay = Prisma.sql`coalesce(c.assigned_on, c.opened_on)`
  const beyond = (day: Prisma.Sql, id: string) =>
    cursor ? Prisma.sql`AND (${day}, ${Prisma.raw(id)}) > (${cursor.day}::date, ${cursor.id}::uuid)` : Prisma.empty
  const keys = await ctx.db.$queryRaw<Key[]>(Prisma.sql`
    (SELECT r.id, ${sentDay} AS day, true AS is_referral FROM referral r WHERE ${toReceive(ctx)} ${beyond(sentDay, 'r.id')} ORDER BY 2, 1 LIMIT ${limit})
    UNION ALL (SELECT c.id, ${cameDay}, false FROM case_file c WHERE ${arrived(domains, ctx)} ${beyond(cameDay, 'c.id')} ORDER BY 2, 1 LIMIT ${limit})
    ORDER BY day, id LIMIT ${limit}`)
  const page = keys.slice(0, DESK_PAGE)
  const last = page.at(-1)
  const ids = (isReferral: boolean) => page.filter((key) => key.is_referral === isReferral).map((key) => key.id)
  const rows = new Map(
    [...(await referralRows(ctx, ids(true))), ...(await fileRows(domains, ctx, ids(false)))].map((row) => [
      row.id,
      row,
    ]),
  )
  return {
    rows: page.flatMap((key) => rows.get(key.id) ?? []),
    ...(keys.length > DESK_PAGE && last ? { next: writeCursor(dbToDay(last.day), last.id) } : {}),
  }
}

async function referralRows({ actor, db }: Ctx, ids: string[]): Promise<DeskRow[]> {
  if (!ids.length) return []
  const { units } = await directory(db)
  const rows = await db.referral.findMany({ where: { id: { in: ids } } })
  return rows.map((row) => {
    const due = row.dueOn && dbToDay(row.dueOn)
    const href = `/referrals/${row.id}`
    return {
      id: row.id,
      when: due
        ? due > actor.today
          ? { text: `${plainDay(due, actor.today)}前`, tone: 'due' }
          : whenWords(due, actor.today)
        : { text: '抄送', tone: 'plain' },
      name: row.subject,
      href,
      title: `${referralTypes[row.type as keyof typeof referralTypes]?.label ?? '转介'} · ${units.get(row.fromUnit)?.name ?? ''} ${plainDay(dbToDay(row.sentOn), actor.today)}发来${row.chasedOn ? '，对方已催办' : ''}`,
      code: row.neutralNo,
      ...(row.dueReason && { why: { summary: '为什么是这一天？', text: row.dueReason } }),
      action: { href, label: row.type === 'copy_huji' ? '查看' : '办理' },
    }
  })
}

async function fileRows(domains: Domains, ctx: Ctx, ids: string[]): Promise<DeskRow[]> {
  if (!ids.length) return []
  const files = await ctx.db.$queryRaw<FileRaw[]>(
    Prisma.sql`SELECT ${fileColumns}, coalesce(c.assigned_on, c.opened_on) AS day FROM case_file c WHERE c.id = ANY (${ids}::uuid[])`,
  )
  return files.map((file) => {
    const { action: _action, ...row } = fileRow(domains, ctx, file)
    return {
      ...row,
      when: { text: `${plainDay(dbToDay(file.day), ctx.actor.today)} 转来`, tone: 'due' },
      title: `新到档案，待接手（${domains[file.kind]?.kind.states[file.state]?.label ?? file.state}）`,
      assign: { caseId: file.id, kind: file.kind, from: '' },
    }
  })
}
