import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink, A } from '~/ui/link'
import { Count, Empty, Notice, PageHead, Pagination, Panel, SubHead, Tabs, Tag } from '~/ui/page'
import { Facts, Stats } from '~/ui/facts'
import type { DeskData } from '../views/desk.server'

type Row = DeskData['queue']['rows'][number]

/** 审批台: what waits for a decision, the soonest first, with what it stands on. */
export function DeskPage({ data, token, lastResult }: { data: DeskData; token: string; lastResult: LastResult }) {
  const { queue, budgets } = data
  return (
    <>
      <PageHead title="救助审批台" sub={`${data.unit} · 等待决定的${queue.label} ${queue.count} 件`} />
      {data.done && <Notice tone="done">{data.done}</Notice>}
      {budgets.length > 0 && (
        <Stats
          items={budgets.map((one) => ({
            label: `${one.name} 余额（元）`,
            value: one.left,
            hint: `全年 ${one.total}`,
            ...(one.low && { tone: 'due' as const }),
          }))}
        />
      )}
      <Tabs
        label="救助种类"
        items={data.kinds.map((one) => ({
          href: `/relief/desk?kind=${one.name}`,
          label: one.label,
          current: one.current,
        }))}
      />
      <Count>
        共 <b>{queue.count}</b> 件等待决定，按到期日排列
      </Count>
      {queue.rows.length === 0 ? (
        <Panel label="等待决定">
          <Empty title="没有等待决定的事项">初审意见提出后会出现在这里。</Empty>
        </Panel>
      ) : (
        queue.rows.map((row) => <Waiting key={row.id} row={row} />)
      )}
      <Pagination next={queue.next} />
      {data.queue.name === 'relief_dibao' && <Rechecks data={data} token={token} lastResult={lastResult} />}
    </>
  )
}

function Waiting({ row }: { row: Row }) {
  const missing = row.checklist.filter((one) => !one.done)
  const review = row.state.code === 'objection'
  return (
    <Panel
      title={
        <>
          <A href={`/relief/${row.id}`}>{row.name}</A> <span className="code">{row.caseNo}</span>
        </>
      }
      actions={<Tag tone={row.due.tone}>{row.due.text}</Tag>}
    >
      <Facts
        rows={[
          { label: '受理单位', value: row.unit },
          { label: '事项', value: [row.state.label, row.route, `${row.persons} 人`].filter(Boolean).join(' · ') },
          {
            label: '拟给',
            value: row.amount && <b className="num">{row.amount}</b>,
            hint: row.formula ? `${row.formula} 元` : undefined,
          },
          { label: '公示', value: row.notice, hint: row.waits ?? undefined },
          {
            label: '近 12 个月已领',
            value: <span className="num">{row.got} 元</span>,
            hint: row.sameCause ? '其中有同一事由的救助' : undefined,
          },
          {
            label: '清单',
            value: missing.length
              ? `还缺：${missing.map((one) => one.label).join('、')}`
              : `齐全（${row.checklist.map((one) => one.label).join('、')}）`,
          },
        ]}
      />
      {row.bar ? (
        <p className="soft">{row.bar}</p>
      ) : (
        <div className="actions">
          {review ? (
            <>
              <ButtonLink href={`/relief/${row.id}/step/review_grant`}>复核：予以确认</ButtonLink>
              <ButtonLink href={`/relief/${row.id}/step/review_refuse`} quiet>
                复核：不予确认
              </ButtonLink>
            </>
          ) : (
            <>
              {!row.waits && <ButtonLink href={`/relief/${row.id}/step/decide`}>审批确认</ButtonLink>}
              <ButtonLink href={`/relief/${row.id}/step/return_list`} quiet>
                一次退回补充
              </ButtonLink>
              <ButtonLink href={`/relief/${row.id}/step/refuse`} quiet>
                不予确认
              </ButtonLink>
            </>
          )}
        </div>
      )}
    </Panel>
  )
}

function Rechecks({ data, token, lastResult }: { data: DeskData; token: string; lastResult: LastResult }) {
  const { rechecks } = data
  return (
    <>
      <SubHead>定期复核（{rechecks.length}）</SubHead>
      <Panel label="定期复核">
        {rechecks.length === 0 ? (
          <Empty>没有等待批准的复核。</Empty>
        ) : (
          <ActionForm token={token} lastResult={lastResult} submitLabel="批准勾选的复核">
            <fieldset className="field">
              <legend>勾选后一并批准，每件各记一条</legend>
              <div className="options">
                {rechecks.map((one) => (
                  <div className="option" key={one.id}>
                    <input type="checkbox" id={`r-${one.id}`} name="proposal" value={one.id} disabled={one.mine} />
                    <label htmlFor={`r-${one.id}`}>
                      {one.name} {one.caseNo}：{one.result}，月收入 {one.income} 元
                    </label>
                    <div className="hint">
                      {one.unit}，{one.by}提出。{one.note} <A href={`/relief/${one.caseId}`}>看档案</A>
                    </div>
                  </div>
                ))}
              </div>
            </fieldset>
          </ActionForm>
        )}
      </Panel>
    </>
  )
}
