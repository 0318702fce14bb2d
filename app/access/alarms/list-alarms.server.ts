import { Prisma } from '~/generated/prisma/client'
import { decrypt } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import { isUuid } from '~/lib/ids.server'
import type { Actor } from '../actor'
import { isRole, roles } from '../roles'
import { alarmOutcomes, noteContext, type AlarmOutcome } from './outcomes'

const PAGE = 50

export type Alarm = {
  id: string
  at: Date
  name: string
  roleLabel: string
  unitName: string
  count: number
  most: number
  outcome: string | null
  note: string | null
  reviewer: string | null
  reviewedAt: Date | null
}

type Raw = {
  id: string
  at: Date
  name: string
  role: string
  unit_name: string
  count: number
  most: number
  outcome: string | null
  note_enc: string | null
  reviewer: string | null
  reviewed_at: Date | null
}

/** Alarms about many revealed files: those nobody has looked into, or those that are settled; the newest first. */
export async function listAlarms({ db }: { actor: Actor; db: Db }, address: URLSearchParams) {
  const settled = address.get('tab') === 'settled'
  const after = address.get('after')
  const where = settled ? Prisma.sql`a.reviewed_at IS NOT NULL` : Prisma.sql`a.reviewed_at IS NULL`
  const beyond = isUuid(after)
    ? Prisma.sql`AND (a.at, a.id) < (SELECT b.at, b.id FROM reveal_alarm b WHERE b.id = ${after}::uuid)`
    : Prisma.empty
  const raw = await db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT a.id, a.at, u.name, p.role, n.name AS unit_name, a.count, a.most, a.outcome, a.note_enc, ru.name AS reviewer, a.reviewed_at
    FROM reveal_alarm a JOIN post p ON p.id = a.post_id JOIN app_user u ON u.id = p.user_id JOIN unit n ON n.code = p.unit_code
    LEFT JOIN post r ON r.id = a.reviewed_by LEFT JOIN app_user ru ON ru.id = r.user_id
    WHERE ${where} ${beyond} ORDER BY a.at DESC, a.id DESC LIMIT ${PAGE + 1}`)
  const [counts] = await db.$queryRaw<{ open: number; settled: number }[]>(Prisma.sql`
    SELECT count(*) FILTER (WHERE reviewed_at IS NULL)::int AS open, count(*) FILTER (WHERE reviewed_at IS NOT NULL)::int AS settled FROM reveal_alarm`)
  const rows = raw.slice(0, PAGE).map((row): Alarm => ({
    id: row.id,
    at: row.at,
    name: row.name,
    roleLabel: isRole(row.role) ? roles[row.role] : row.role,
    unitName: row.unit_name,
    count: row.count,
    most: row.most,
    outcome: row.outcome && (alarmOutcomes[row.outcome as AlarmOutcome] ?? row.outcome),
    note: row.note_enc && decrypt(row.note_enc, noteContext(row.id)),
    reviewer: row.reviewer,
    reviewedAt: row.reviewed_at,
  }))
  const last = rows.at(-1)
  return {
    rows,
    settled,
    counts: counts ?? { open: 0, settled: 0 },
    next:
      raw.length > PAGE && last
        ? `/admin/alarms?${new URLSearchParams({ ...(settled && { tab: 'settled' }), after: last.id })}`
        : undefined,
  }
}

export type AlarmList = Awaited<ReturnType<typeof listAlarms>>
