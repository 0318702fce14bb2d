/** 待接收: referrals, transfers and copies sent to my unit, and files that came to it and nobody has taken. */
import { Prisma } from '~/generated/prisma/client'
import { dbToDay } from '~/lib/dates'
import { directory } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import { referralTypes, senderFor } from '../referrals/referral-types'
import { DESK_PAGE } from '../tasks/desk.server'
import { plainDay } from '../ui/day-words'
import { arrived, toReceive } from './conditions.server'
import { readCursor, writeCursor } from './cursor'
import type { Domains } from './duty-words'
import { fileColumns, fileRow, type FileRaw } from './list-files.server'
import { whenWords } from './list-duties.server'
import type { DeskPage, DeskRow } from './row'

type ReferralRaw = {
  type: string
  due_on: Date | null
  sent_on: Date
  subject: string
  from_unit: string
  neutral_no: string
  chased_on: Date | null
  due_reason: string | null
}
type Raw = FileRaw & ReferralRaw & { is_referral: boolean }

/** One page, cut first; what belongs to its rows is fetched for them alone. */
export async function listInbox(domains: Domains, ctx: Ctx, after?: string): Promise<DeskPage> {
  const cursor = readCursor(after)
  const limit = DESK_PAGE + 1
  const sentDay = Prisma.sql`coalesce(r.due_on, r.sent_on)`
  const cameDay = Prisma.sql`coalesce(c.assigned_on, c.opened_on)`
  const beyond = (day: Prisma.Sql, id: string) =>
    cursor ? Prisma.sql`AND (${day}, ${Prisma.raw(id)}) > (${cursor.day}::date, ${cursor.id}::uuid)` : Prisma.empty
  const [raw, { units }] = await Promise.all([
    ctx.db.$queryRaw<Raw[]>(Prisma.sql`
      SELECT ${fileColumns}, r.type, r.due_on, r.sent_on, r.subject, r.from_unit, r.neutral_no, r.chased_on, r.due_reason, k.*
      FROM (SELECT * FROM (
        (SELECT r.id, ${sentDay} AS day, true AS is_referral FROM referral r WHERE ${toReceive(ctx)} ${beyond(sentDay, 'r.id')} ORDER BY 2, 1 LIMIT ${limit})
        UNION ALL (SELECT c.id, ${cameDay}, false FROM case_file c WHERE ${arrived(domains, ctx)} ${beyond(cameDay, 'c.id')} ORDER BY 2, 1 LIMIT ${limit})) p
        ORDER BY day, id LIMIT ${limit}) k
      LEFT JOIN referral r ON k.is_referral AND r.id = k.id LEFT JOIN case_file c ON NOT k.is_referral AND c.id = k.id
      ORDER BY k.day, k.id`),
    directory(ctx.db),
  ])
  const page = raw.slice(0, DESK_PAGE)
  const last = page.at(-1)
  return {
    rows: page.map((row) =>
      row.is_referral ? referralRow(ctx, row, units.get(row.from_unit)?.name ?? '') : newFileRow(domains, ctx, row),
    ),
    ...(raw.length > DESK_PAGE && last ? { next: writeCursor(dbToDay(last.day), last.id) } : {}),
  }
}

function referralRow({ actor }: Ctx, row: Raw, fromUnit: string): DeskRow {
  const due = row.due_on && dbToDay(row.due_on)
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
    title: `${referralTypes[row.type as keyof typeof referralTypes]?.label ?? '转介'} · ${senderFor(row.type, fromUnit)} ${plainDay(dbToDay(row.sent_on), actor.today)}发来${row.chased_on ? '，对方已催办' : ''}`,
    code: row.neutral_no,
    ...(row.due_reason && { why: { summary: '为什么是这一天？', text: row.due_reason } }),
    action: { href, label: row.type === 'copy_huji' ? '查看' : '办理' },
  }
}

function newFileRow(domains: Domains, ctx: Ctx, file: FileRaw): DeskRow {
  const { action: _action, ...row } = fileRow(domains, ctx, file)
  return {
    ...row,
    when: { text: `${plainDay(dbToDay(file.day), ctx.actor.today)} 转来`, tone: 'due' },
    title: `新到档案，待接手（${domains[file.kind]?.kind.states[file.state]?.label ?? file.state}）`,
    assign: { caseId: file.id, kind: file.kind, from: '' },
  }
}
