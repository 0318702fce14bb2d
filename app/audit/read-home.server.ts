/** The auditor's home: how the log stands, and what happened since yesterday that is worth a look. */
import { addDays, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { readLogStatus } from './chain/read-chain.server'
import type { LogStatus } from './chain/log-status'
import { eventsOfView, views, type ViewName } from './search/views'

/** In the order in which they are looked at. */
const watched: ViewName[] = ['alarms', 'break_glass', 'refusals', 'sign_in_failed', 'rights', 'exports']

export type AuditHome = {
  status: LogStatus
  since: LegalDay
  counts: { view: ViewName; label: string; n: number; href: string }[]
}

/** Two statements; lines are counted by the index of events. */
export async function readAuditHome(db: Db, { now, today }: { now: Date; today: LegalDay }): Promise<AuditHome> {
  const since = addDays(today, -1)
  const status = await readLogStatus(db, now)
  const rows = await db.$queryRaw<{ event: string; n: number }[]>`
    SELECT event, count(*)::int AS n FROM access_log
    WHERE event = ANY (${watched.flatMap(eventsOfView)}::text[]) AND at >= ${new Date(`${since}T00:00:00+08:00`)} GROUP BY event`
  const counted = new Map(rows.map((row) => [row.event, row.n]))
  return {
    status,
    since,
    counts: watched.map((view) => ({
      view,
      label: views[view].label,
      n: eventsOfView(view).reduce((sum, event) => sum + (counted.get(event) ?? 0), 0),
      href: `/audit?${new URLSearchParams({ view, from: since, to: today })}`,
    })),
  }
}
