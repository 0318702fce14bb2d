import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { A, ButtonLink } from '~/ui/link'
import { Count, Empty, Next, Notice, PageHead, Pagination, Panel, Tag } from '~/ui/page'
import type { CandidatesData } from '../candidates.server'

/** 摸底待核: what the rule says of each candidate; those that belong on the register are put forward together. */
export function CandidatesPage({
  data,
  token,
  lastResult,
}: {
  data: CandidatesData
  token: string
  lastResult: LastResult
}) {
  const eligible = data.rows.filter((row) => row.eligible)
  const others = data.rows.filter((row) => !row.eligible)
  return (
    <>
      <PageHead
        title="摸底待核"
        sub={`${data.unit} · 待核 ${data.count} 名`}
        actions={<ButtonLink href="/children/import">导入摸底表</ButtonLink>}
      />
      {data.done && <Notice tone="done">{data.done}</Notice>}
      <CensusTask task={data.task} token={token} />
      <Count>
        共 <b>{data.count}</b> 名待核，按到期日排列
      </Count>
      {data.rows.length === 0 && (
        <Panel label="待核名单">
          <Empty title="没有待核的孩子">导入摸底表，或者逐个登记后，会出现在这里。</Empty>
        </Panel>
      )}
      {eligible.length > 0 && (
        <Panel title={`符合条件（${eligible.length}）`}>
          <ActionForm token={token} lastResult={lastResult} submitLabel="提交列入名册">
            <fieldset className="field">
              <legend>勾选后一并提交，由儿童督导员审核；每名各记一条</legend>
              <div className="options">
                {eligible.map((row) => (
                  <div className="option" key={row.id}>
                    <input type="checkbox" id={`c-${row.id}`} name="child" value={`${row.id}.${row.version}`} />
                    <label htmlFor={`c-${row.id}`}>
                      {row.name} {row.caseNo}，{row.age} 岁
                    </label>
                    <div className="hint">
                      {row.reason}；外出：{row.away}。<A href={`/children/${row.id}`}>看档案</A>{' '}
                      <Tag tone={row.due.tone}>{row.due.text}</Tag>{' '}
                      {row.alarm && <Tag tone="late">独居或者无人看护</Tag>}
                    </div>
                  </div>
                ))}
              </div>
            </fieldset>
          </ActionForm>
        </Panel>
      )}
      {others.length > 0 && (
        <Panel title={`不符合条件（${others.length}）`}>
          <p className="soft">逐个办理：一方外出、另一方能照料的，要告知家庭可以申请困境儿童认定。</p>
          <ul>
            {others.map((row) => (
              <li key={row.id}>
                <A href={`/children/${row.id}/step/not_eligible`}>
                  {row.name} {row.caseNo}
                </A>
                ，{row.age} 岁：{row.reason} <Tag tone={row.due.tone}>{row.due.text}</Tag>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Pagination next={data.next} />
    </>
  )
}

/** The season's census, while it is open. */
export function CensusTask({ task, token }: { task: CandidatesData['task']; token: string }) {
  if (!task) return null
  return (
    <Next
      title={`${task.label}：${task.due.text}`}
      actions={<PostButton token={token} intent="finish" label="摸底已完成" />}
    >
      走访每个有未成年人的家庭；新发现的导入或者登记，没有的也要确认完成。{task.why}
    </Next>
  )
}
