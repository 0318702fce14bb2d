import { CaseFrame, CaseTabs, isWritable, moreLinks } from '~/casefile/ui/case-frame'
import type { LegalDay } from '~/lib/dates'
import type { FullCase } from '../views/case.server'
import { HelpTab } from './help-tab'
import { OverviewTab } from './overview-tab'

type CasePageProps = { data: FullCase; token: string; today: LegalDay }

/** The page of one file for those who see it in full. */
export function CasePage({ data, token, today }: CasePageProps) {
  const { head, work } = data
  const base = `/handoff/${head.id}`
  return (
    <CaseFrame
      data={data}
      base={base}
      today={today}
      trail={[{ href: '/handoff', label: '安置帮教' }]}
      about={pickupLine(data)}
      more={moreLinks(base, data, [
        ['refer', '转介'],
        ['join', '合并同一人的档案'],
      ])}
      tabs={[
        ['overview', '概况'],
        ['visits', '走访与联系', work.counts.visits],
        ['help', '帮扶措施'],
        ['papers', '材料', work.counts.papers],
        ['documents', '文书', work.counts.documents],
        ['notes', '备注', work.counts.notes],
        ['timeline', '时间线'],
      ]}
    >
      <CaseTabs data={data} base={base}>
        {data.overview && <OverviewTab data={data} overview={data.overview} base={base} token={token} />}
        {data.help && <HelpTab base={base} help={data.help} mayRefer={isWritable(data)} />}
      </CaseTabs>
    </CaseFrame>
  )
}

/** What is known of the way home, while it is still ahead. */
function pickupLine({ head, overview }: FullCase): string | undefined {
  const pickup = overview?.pickup
  if (head.state.code !== 'pickup_planned' || !pickup) return undefined
  const people = pickup.people.map((one) => one.name).join('、')
  const parts = [
    pickup.at,
    overview.prison,
    pickup.mode,
    people && `接回人：${people}`,
    pickup.tonight && `当晚：${pickup.tonight}`,
  ]
  return `${parts.filter(Boolean).join('，')}。交接三方签字后在此登记。`
}
