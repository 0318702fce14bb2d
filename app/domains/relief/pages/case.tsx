import { CaseFrame, CaseTabs, moreLinks } from '~/casefile/ui/case-frame'
import type { ReliefCase } from '../views/case.server'
import { OverviewTab } from './overview-tab'

/** The page of one relief file. */
export function CasePage({ data, token, today }: { data: ReliefCase; token: string; today: string }) {
  const { head, work } = data
  const base = `/relief/${head.id}`
  return (
    <CaseFrame
      data={data}
      base={base}
      today={today}
      trail={[{ href: `/relief?kind=${data.name}`, label: data.label }]}
      more={moreLinks(base, data, [['join', '合并同一人的档案']])}
      tabs={[
        ['overview', '概况'],
        ['visits', '走访与联系', work.counts.visits],
        ['papers', '材料', work.counts.papers],
        ['documents', '文书', work.counts.documents],
        ['notes', '备注', work.counts.notes],
        ['timeline', '时间线'],
      ]}
    >
      <CaseTabs data={data} base={base}>
        {data.overview && <OverviewTab data={data} overview={data.overview} base={base} token={token} />}
      </CaseTabs>
    </CaseFrame>
  )
}
