import { Prisma } from '~/generated/prisma/client'
import { addDays, dayOf } from '~/lib/dates'
import { decrypt } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import type { Actor } from './actor'
import { outcomes, secondOutcomes, type ReviewOutcome, type SecondOutcome } from './break-glass-outcomes'
import { reasonContext } from './break-glass.server'
import { isRole, roles } from './roles'

type Verdict = { outcome: string; by: string; at: Date }
export type Review = {
  id: string
  at: Date
  until: Date
  who: string
  post: string
  ownerUnit: string
  /** Only for those whose range holds the file. */
  caseNo: string | null
  /** Not for the security administrator: it tells about the person. */
  reason: string | null
  first: Verdict | null
  second: Verdict | null
  /** The next day is over and the head has not reviewed it. */
  late: boolean
  own: boolean
  /** What this post may do about it now. */
  may: 'first' | 'second' | null
}

type Raw = {
  id: string
  started_at: Date
  until_at: Date
  user_id: string
  name: string
  role: string
  post_unit: string
  owner_name: string
  case_no: string | null
  reason: string
  outcome: string | null
  reviewer: string | null
  reviewed_at: Date | null
  second_outcome: string | null
  second: string | null
  second_at: Date | null
}

const MOST = 100

/** Must be reviewed by the end of the next day (DOMAIN §12). */
export const reviewLate = (startedAt: Date, today: string): boolean => addDays(dayOf(startedAt), 1) < today

/** Emergency readings of files in the actor's range (security administrator: all); those that wait for him first. */
export async function listReviews({ actor, db }: { actor: Actor; db: Db }): Promise<Review[]> {
  const security = actor.role === 'SE'
  const waits = Prisma.raw(security ? 'b.second_at' : 'b.reviewed_at')
  const raw = await db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT b.id, b.started_at, b.until_at, p.user_id, u.name, p.role, n.name AS post_unit, o.name AS owner_name, c.case_no, b.reason,
      b.outcome, ru.name AS reviewer, b.reviewed_at, b.second_outcome, su.name AS second, b.second_at
    FROM break_glass b JOIN post p ON p.id = b.post_id JOIN app_user u ON u.id = p.user_id JOIN unit n ON n.code = p.unit_code JOIN unit o ON o.code = b.owner_unit
    LEFT JOIN case_file c ON c.file_token = b.file_token
    LEFT JOIN post r ON r.id = b.reviewed_by LEFT JOIN app_user ru ON ru.id = r.user_id
    LEFT JOIN post s ON s.id = b.second_by LEFT JOIN app_user su ON su.id = s.user_id
    ORDER BY ${waits} IS NOT NULL, b.started_at DESC, b.id LIMIT ${MOST}`)
  return raw.map((row): Review => {
    const own = row.user_id === actor.userId
    const late = !row.reviewed_at && reviewLate(row.started_at, actor.today)
    const may = own
      ? null
      : security
        ? !row.second_at && (row.reviewed_at || late)
          ? 'second'
          : null
        : row.reviewed_at
          ? null
          : 'first'
    return {
      id: row.id,
      at: row.started_at,
      until: row.until_at,
      who: row.name,
      post: `${isRole(row.role) ? roles[row.role] : row.role} · ${row.post_unit}`,
      ownerUnit: row.owner_name,
      caseNo: row.case_no,
      reason: security ? null : decrypt(row.reason, reasonContext(row.id)),
      first: row.reviewed_at && {
        outcome: outcomes[row.outcome as ReviewOutcome] ?? '',
        by: row.reviewer ?? '',
        at: row.reviewed_at,
      },
      second: row.second_at && {
        outcome: secondOutcomes[row.second_outcome as SecondOutcome] ?? '',
        by: row.second ?? '',
        at: row.second_at,
      },
      late,
      own,
      may,
    }
  })
}
