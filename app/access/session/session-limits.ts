/** Session limits of DOMAIN 4.11 (项目规则 ◇), in minutes; the rule rows X.session_idle and X.session_absolute document them. */
export const IDLE_MINUTES = 15
export const ABSOLUTE_MINUTES = 8 * 60
/** Failures within the window that lock the account, and for how long. */
export const LOCK = { failures: 5, windowMinutes: 15, lockMinutes: 30 }
