import { FilterBar } from '~/ui/filters'
import { PostButton, type LastResult } from '~/ui/form'
import { Actions, Empty, Notice, PageHead, Panel, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { PayableData } from '../views/payable.server'

/** 待发放: what decisions made due by the end of a month, by programme; a batch is made from here and from nothing else. */
export function PayablePage({ data, token, lastResult }: { data: PayableData; token: string; lastResult: LastResult }) {
  const wrong = Object.values(lastResult?.error ?? {})
    .flat()
    .filter(Boolean)
  return (
    <>
      <PageHead
        trail={[{ href: '/relief/payments', label: '发放批次' }, { label: '待发放' }]}
        title="待发放"
        sub={`${data.unit} · 到 ${data.month} 月末应发而未发的；只列合计，编入批次后才有名单`}
      />
      {wrong.length > 0 && (
        <Notice tone="late" title="没有编制成功">
          {wrong.join('；')}
        </Notice>
      )}
      <FilterBar
        values={{ month: data.month }}
        clearHref="/relief/payments/new"
        submitLabel="查看"
        fields={[{ name: 'month', label: '截至月份', kind: 'month' }]}
      />
      {data.groups.length === 0 && (
        <Panel label="没有待发放">
          <Empty title="没有待发放的款项">民政作出决定、或每月低保列出以后会出现在这里。</Empty>
        </Panel>
      )}
      {data.groups.map((group) => (
        <Panel
          key={group.programme}
          title={group.label}
          actions={group.late && <Tag tone="late">最早应发日 {group.since}，已过</Tag>}
        >
          {group.n > 0 ? (
            <>
              <p>
                可以发放 <b className="num">{group.n}</b> 笔，合计 <b className="num">{group.amount}</b> 元
              </p>
              <SimpleTable
                caption={`${group.label}：按预算科目`}
                head={['预算科目', '笔数', '金额（元）']}
                num={[1, 2]}
                rows={group.budgets.map((one) => [
                  <span key="c" className="code">
                    {one.code}
                  </span>,
                  one.n,
                  one.amount,
                ])}
              />
              <p className="soft">每笔一份决定或一个月；同一笔不会列入两个批次。</p>
            </>
          ) : (
            <p>现在没有可以列入批次的。</p>
          )}
          {group.barred.map((one) => (
            <p key={one.bar} className="soft">
              另有 {one.n} 笔（{one.amount} 元）暂不列入：{one.label}
            </p>
          ))}
          {group.n > 0 && (
            <Actions>
              <PostButton
                token={token}
                quiet={false}
                label={`编制批次（${Math.min(group.n, data.most)} 笔）`}
                fields={{ programme: group.programme, month: data.month }}
              />
            </Actions>
          )}
          {group.n > data.most && <p className="soft">一个批次最多 {data.most} 笔，其余的再编一个。</p>}
        </Panel>
      ))}
    </>
  )
}
