import type { Db } from '~/lib/db.server'
import type { SignedIn } from '../guard-user.server'
import { limitsOf } from '../session/limits.server'

/** Why the password must be changed, if it must, and what a new one must be. */
export async function readPasswordPage(db: Db, user: SignedIn) {
  const { passwordLength, passwordClasses, passwordHistory, passwordDays } = await limitsOf(db)
  const person = await db.user.findUniqueOrThrow({ where: { id: user.userId }, select: { mustChangePassword: true } })
  return {
    forced: user.held === null ? null : person.mustChangePassword ? ('handed_over' as const) : ('too_old' as const),
    rules: { length: passwordLength, classes: passwordClasses, history: passwordHistory, days: passwordDays },
  }
}
