import { Empty, SubHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { MenteeData } from '../views/mentoring.server'

/** The talks so far: when, how long, on what. What was said is nowhere. */
export function Talks({ talks }: { talks: MenteeData['talks'] }) {
  return (
    <>
      <SubHead>谈话记录</SubHead>
      <DataTable
        caption="谈话记录"
        columns={[
          { key: 'on', label: '日期', nowrap: true },
          { key: 'length', label: '时长', nowrap: true },
          { key: 'topic', label: '方面' },
          { key: 'next', label: '约定下次', nowrap: true },
          { key: 'worry', label: '担心' },
        ]}
        rows={talks.map((one) => ({
          id: one.id,
          cells: {
            on: one.onDay,
            length: one.length,
            topic: one.topic,
            next: one.nextOn,
            worry: one.worry ? <Tag tone="late">有，转强制报告</Tag> : null,
          },
        }))}
        empty={<Empty title="还没有谈话">每次谈完记一下日期、时长和方面，内容不记。</Empty>}
      />
    </>
  )
}
