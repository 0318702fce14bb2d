/** What protects the log, for the auditor's eyes: the last verifications, the day's anchors, the archived months. */
import type { AuditCheck } from '~/generated/prisma/client'
import { addDays, addMonths, dayToDb, dbToDay, formatInstant, isLegalDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { logAccess } from '../log.server'
import type { AuditContext } from '../search/read-search.server'
import { faultText, type Fault } from './faults'
import { statusOf, type LogStatus } from './log-status'

const CHECKS = 14
const asked: Record<string, string> = { night: '每晚自动', month: '每月（含归档）', command: '命令' }

export type CheckLine = {
  id: number
  at: Date
  asked: string
  batches: number
  rows: number
  timelines: number
  faults: string[]
}
export type AnchorLine = { day: LegalDay; batch: number; to: string; sm3: string; at: Date }
export type ArchiveLine = { month: LegalDay; rows: number; sm3: string; at: Date; state: string }
export type Chain = {
  status: LogStatus
  batch: { id: number; to: string; at: Date } | null
  checks: CheckLine[]
  month: LegalDay
  months: { before: LegalDay; after: LegalDay | null }
  anchors: AnchorLine[]
  /** A copy's hash was typed: the days on which it was anchored. */
  compared: { typed: string; days: LegalDay[]; problem?: string } | null
  archives: ArchiveLine[]
}

const toCheck = (row: AuditCheck): CheckLine => ({
  id: row.id,
  at: row.at,
  asked: asked[row.asked] ?? row.asked,
  batches: row.batches,
  rows: Number(row.rows),
  timelines: row.timelines,
  faults: (row.faults as Fault[]).map(faultText),
})

/** The last verification, for the auditor's home; one statement. */
export async function readLogStatus(db: Pick<Db, 'auditCheck'>, now: Date): Promise<LogStatus> {
  return statusOf(await db.auditCheck.findFirst({ orderBy: { id: 'desc' } }), now)
}

/** Whether all was sound when last looked at, for whoever may know no more. */
export async function isLogSound(db: Pick<Db, '$queryRaw'>): Promise<boolean | null> {
  const [row] = await db.$queryRaw<{ sound: boolean | null }[]>`SELECT log_sound() AS sound`
  return row?.sound ?? null
}

const monthOf = (text: string | null, today: LegalDay): LegalDay => {
  const first = `${text ?? ''}-01`
  return isLegalDay(first) && first <= today ? first : `${today.slice(0, 7)}-01`
}

async function anchorsOf(db: Db, month: LegalDay): Promise<AnchorLine[]> {
  const rows = await db.auditAnchor.findMany({
    where: { day: { gte: dayToDb(month), lt: dayToDb(addMonths(month, 1)) } },
    orderBy: { day: 'asc' },
  })
  return rows.map((row) => ({
    day: dbToDay(row.day),
    batch: row.batchId,
    to: String(row.toId),
    sm3: row.sm3,
    at: row.at,
  }))
}

/** A paper copy's hash, whole or its beginning, spaces as they may stand there. */
async function compare(db: Db, text: string | null): Promise<Chain['compared']> {
  const typed = text?.trim() ?? ''
  if (typed === '') return null
  const hash = typed.replace(/\s/g, '').toLowerCase()
  if (!/^[0-9a-f]{16,64}$/.test(hash))
    return { typed, days: [], problem: '摘要由数字和字母 a–f 组成，至少输入前 16 位。' }
  const rows = await db.auditAnchor.findMany({
    where: { sm3: { startsWith: hash } },
    orderBy: { day: 'asc' },
    select: { day: true },
    take: 100,
  })
  return { typed, days: rows.map((row) => dbToDay(row.day)) }
}

export async function readChain({ db, actor }: AuditContext, address: URLSearchParams): Promise<Chain> {
  const month = monthOf(address.get('month'), actor.today)
  const checks = await db.auditCheck.findMany({ orderBy: { id: 'desc' }, take: CHECKS })
  const batch = await db.auditBatch.findFirst({ orderBy: { id: 'desc' } })
  const archives = await db.logArchive.findMany({ orderBy: { month: 'desc' }, take: 60 })
  const after = addMonths(month, 1)
  return {
    status: statusOf(checks[0] ?? null, actor.now),
    batch: batch && { id: batch.id, to: String(batch.toId), at: batch.closedAt },
    checks: checks.map(toCheck),
    month,
    months: { before: addMonths(month, -1), after: after <= actor.today ? after : null },
    anchors: await anchorsOf(db, month),
    compared: await compare(db, address.get('sm3')),
    archives: archives.map((row) => ({
      month: dbToDay(row.month),
      rows: Number(row.rows),
      sm3: row.fileSm3,
      at: row.archivedAt,
      state: row.removedAt ? '已过保存期，文件已删除' : row.droppedAt ? '已归档' : '正在归档',
    })),
  }
}

export type AnchorSheet = { month: LegalDay; last: LegalDay; anchors: AnchorLine[]; printed: string }

/** The month's anchors for paper; logged as printed. */
export async function printAnchors(ctx: AuditContext, address: URLSearchParams): Promise<AnchorSheet> {
  const month = monthOf(address.get('month'), ctx.actor.today)
  const anchors = await anchorsOf(ctx.db, month)
  await logAccess(ctx.db, ctx.actor, { event: 'print', data: { what: 'audit.chain' } })
  const printed = `打印：${ctx.actor.userName} ${formatInstant(ctx.actor.now)}`
  return { month, last: addDays(addMonths(month, 1), -1), anchors, printed }
}
