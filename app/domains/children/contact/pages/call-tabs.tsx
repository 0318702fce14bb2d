import { Tabs } from '~/ui/page'

/** The two sides of calls: the room's week, and who has not spoken yet. The village has the second alone. */
export function CallTabs({ current, school }: { current: 'week' | 'uncontacted'; school: boolean }) {
  return (
    <Tabs
      label="亲情通话"
      items={[
        ...(school ? [{ href: '/children/calls', label: '通话室日历', current: current === 'week' }] : []),
        { href: '/children/calls/uncontacted', label: '本周未联系', current: current === 'uncontacted' },
      ]}
    />
  )
}
