import { RadioField } from '~/ui/choices'
import { AreaField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { A, ButtonLink } from '~/ui/link'
import { Empty, Notice, PageHead, Panel } from '~/ui/page'
import type { ReviewData } from '../review.server'
import { CensusTask } from './candidates'

/** 摸底审核: what the villages put forward, decided together, each on its own file. */
export function ReviewPage({ data, token, lastResult }: { data: ReviewData; token: string; lastResult: LastResult }) {
  return (
    <>
      <PageHead
        title="摸底审核"
        sub={`${data.unit} · 等待审核 ${data.rows.length}${data.more ? '+' : ''} 名`}
        actions={<ButtonLink href="/children/import">导入摸底表</ButtonLink>}
      />
      {data.done && <Notice tone="done">{data.done}</Notice>}
      <CensusTask task={data.task} token={token} />
      {data.rows.length === 0 ? (
        <Panel label="等待审核">
          <Empty title="没有等待审核的孩子">各村（居）儿童主任提交后会出现在这里。</Empty>
        </Panel>
      ) : (
        <Panel title="等待审核">
          <ActionForm token={token} lastResult={lastResult} submitLabel="办理勾选的孩子">
            <fieldset className="field">
              <legend>勾选后一并办理，每名各记一条</legend>
              <div className="options">
                {data.rows.map((row) => (
                  <div className="option" key={row.id}>
                    <input type="checkbox" id={`r-${row.id}`} name="proposal" value={row.id} disabled={row.mine} />
                    <label htmlFor={`r-${row.id}`}>
                      {row.name} {row.caseNo}，{row.age} 岁：{row.asked}
                    </label>
                    <div className="hint">
                      规则判断{row.rule}；外出：{row.away}。{row.unit}，{row.by} 提交。
                      <A href={`/children/${row.caseId}`}>看档案</A>
                    </div>
                  </div>
                ))}
              </div>
            </fieldset>
            <RadioField
              name="answer"
              label="审核意见"
              required
              options={[
                { value: 'accept', label: '同意' },
                { value: 'return', label: '退回村（居）' },
              ]}
            />
            <AreaField name="reason" label="退回理由" hint="退回时必填" rows={2} maxLength={200} />
          </ActionForm>
          {data.more && <p className="soft">先办理这些，其余的随后出现。</p>}
        </Panel>
      )}
    </>
  )
}
