import { ButtonLink } from '~/ui/link'
import { Empty, Panel, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import { shown } from '../../ui/day-words'
import type { ReferralRow } from '../referral-rows.server'

/** Referrals to other offices and what they answered. */
export function ReferralsPanel({
  base,
  referrals,
  mayRefer,
}: {
  base: string
  referrals: ReferralRow[]
  mayRefer: boolean
}) {
  return (
    <Panel title="转介" actions={mayRefer && <ButtonLink href={`${base}/refer`}>转介</ButtonLink>}>
      {referrals.length === 0 ? (
        <Empty>还没有转介。就业、救助、法律援助都可以从这里转给对应部门。</Empty>
      ) : (
        <SimpleTable
          caption="转介"
          head={['类型', '接收单位', '发出', '答复期限', '状态']}
          rows={referrals.map((one) => [
            one.label,
            one.toUnit,
            shown(one.sentOn),
            shown(one.answeredOn ?? one.dueOn),
            <Tag key="s" tone={one.state.tone}>
              {one.state.label}
            </Tag>,
          ])}
        />
      )}
    </Panel>
  )
}
