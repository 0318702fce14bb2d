import { shortDay } from '~/lib/dates'
import { Stats } from '~/ui/facts'
import { SubHead } from '~/ui/page'
import type { AuditHome } from '../read-home.server'
import { LogStatusNotice } from './log-status'

/** What the auditor sees first. */
export function AuditHomePanel({ home }: { home: AuditHome }) {
  return (
    <>
      <LogStatusNotice status={home.status} chainHref="/audit/chain" />
      <SubHead>{shortDay(home.since)}以来</SubHead>
      <Stats
        items={home.counts.map(({ view, label, n, href }) => ({
          label,
          value: n,
          href,
          tone: n > 0 && (view === 'alarms' || view === 'break_glass') ? 'late' : undefined,
        }))}
      />
    </>
  )
}
