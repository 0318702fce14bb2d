import { shown } from '~/casefile/ui/day-words'
import { ReferralsPanel } from '~/casefile/referrals/pages/referrals-panel'
import { Facts } from '~/ui/facts'
import { Empty, Panel, Stack, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { ReferralRow } from '~/casefile/referrals/referral-rows.server'
import type { HelpData } from '../views/help.server'

/** Help as it was agreed and given. */
export function HelpTab({
  base,
  help,
  mayRefer,
}: {
  base: string
  help: HelpData & { referrals: ReferralRow[] }
  mayRefer: boolean
}) {
  return (
    <>
      <Panel title="帮教小组和三包责任">
        {help.group.length === 0 && !help.owners ? (
          <Empty>还没有建立帮教小组。</Empty>
        ) : (
          <Stack>
            <SimpleTable
              caption="帮教小组"
              head={['姓名', '来自', '性别', '加入']}
              rows={help.group.map((one) => [one.name, one.from, one.sex, shown(one.since)])}
            />
            <Facts
              rows={[
                { label: '包教育引导', value: help.owners?.guidance },
                { label: '包联系走访', value: help.owners?.contact },
                { label: '包困难帮扶', value: help.owners?.support },
                !!help.helper && {
                  label: '结对帮扶人',
                  value: help.helper.name,
                  hint: help.helper.declaredOn && `保密承诺 ${shown(help.helper.declaredOn)}`,
                },
              ]}
            />
          </Stack>
        )}
      </Panel>
      <Panel title="协议和帮扶方案">
        <Facts
          rows={[
            {
              label: '协议',
              value: help.agreement && [help.agreement.state, shown(help.agreement.on)].filter(Boolean).join(' '),
            },
          ]}
        />
        {help.plan ? <p className="prose">{help.plan}</p> : <Empty>还没有帮扶方案。</Empty>}
      </Panel>
      <Panel title="安置经过">
        {help.placements.length === 0 ? (
          <Empty>还没有安置记录。</Empty>
        ) : (
          <SimpleTable
            caption="安置经过"
            head={['方式', '起', '止', '凭据', '最近核实']}
            rows={help.placements.map((one) => [
              one.type,
              shown(one.placedOn),
              shown(one.endedOn) ?? '至今',
              [one.evidence, one.detail].filter(Boolean).join('；'),
              shown(one.verifiedOn),
            ])}
          />
        )}
      </Panel>
      <Panel title="帮扶措施">
        {help.measures.length === 0 ? (
          <Empty>还没有登记帮扶措施。</Empty>
        ) : (
          <SimpleTable
            caption="帮扶措施"
            head={['措施', '办理日期', '结果', '结果日期']}
            rows={help.measures.map((one) => [
              one.type,
              shown(one.referredOn),
              one.result ?? <Tag tone="due">待反馈</Tag>,
              shown(one.resultOn),
            ])}
          />
        )}
      </Panel>
      <ReferralsPanel base={base} referrals={help.referrals} mayRefer={mayRefer} />
    </>
  )
}
