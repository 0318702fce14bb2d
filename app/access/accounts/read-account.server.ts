import { addDays, dayOf, daysBetween, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import type { SignedIn } from '../guard-user.server'
import { limitsOf } from '../session/limits.server'
import { codesLeft } from './recovery-codes.server'

/** How far back one's own sign-ins are shown, and how many. */
const DAYS = 90
const LINES = 20

export type SignInLine = { at: Date; what: string; ip: string; failed: boolean }

const words: Record<string, string> = {
  password: '登录成功（密码）',
  code: '登录成功（密码和验证码）',
  recovery: '登录成功（密码和恢复码）',
}
const failures: Record<string, string> = {
  locked: '账号锁定期间尝试登录',
  password: '密码不正确',
  code: '验证码不正确',
  replay: '验证码重复使用',
  re_auth: '再次验证身份失败',
}

function told(event: string, data: { by?: string; reason?: string; everywhere?: boolean } | null): string {
  if (event === 'sign_in') return words[data?.by ?? ''] ?? '登录成功'
  if (event === 'sign_out') return data?.everywhere ? '退出全部登录' : '退出登录'
  if (event === 'locked') return '连续输错，账号锁定'
  return failures[data?.reason ?? ''] ?? '登录失败'
}

/** A person's own account: who, password, second factor, this session, the last sign-ins and failures (newest first). */
export async function readAccount(db: Db, user: SignedIn) {
  const limits = await limitsOf(db)
  const person = await db.user.findUniqueOrThrow({ where: { id: user.userId } })
  const session = await db.session.findUniqueOrThrow({ where: { id: user.sessionId } })
  const codes = await codesLeft(db, user.userId)
  const since = new Date(user.now.getTime() - DAYS * 86_400_000)
  const rows = await db.$queryRaw<
    { at: Date; event: string; ip: string | null; data: { by?: string; reason?: string } | null }[]
  >`
    SELECT at, event, ip, data FROM access_log
    WHERE user_id = ${user.userId} AND at >= ${since} AND event IN ('sign_in', 'sign_in_failed', 'locked', 'sign_out')
    ORDER BY at DESC, id DESC LIMIT ${LINES}`
  const changedOn: LegalDay = dayOf(person.passwordChangedAt)
  return {
    name: person.name,
    username: person.username,
    password: {
      changedOn,
      days: daysBetween(changedOn, dayOf(user.now)),
      dueOn: addDays(changedOn, limits.passwordDays),
      due: daysBetween(changedOn, dayOf(user.now)) >= limits.passwordDays - limits.passwordWarnDays,
    },
    /** The morning's mail; null: the account has no address. */
    digest: person.email.endsWith('@local.invalid') ? null : { wanted: person.digest },
    secondFactor: person.secondFactorAt && { since: dayOf(person.secondFactorAt), codes },
    session: { since: session.createdAt, ip: session.ipAddress ?? '', browser: session.userAgent ?? '' },
    limits: { idle: limits.idle, absoluteHours: limits.absolute / 60, fresh: limits.fresh, unused: limits.unusedDays },
    lines: rows.map((row): SignInLine => ({
      at: row.at,
      what: told(row.event, row.data),
      ip: row.ip ?? '',
      failed: row.event === 'sign_in_failed' || row.event === 'locked',
    })),
  }
}

export type AccountView = Awaited<ReturnType<typeof readAccount>>
