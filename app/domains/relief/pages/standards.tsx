import { DateField, MoneyField, TextField } from '~/ui/fields'
import { Facts } from '~/ui/facts'
import { ActionForm, PostButton, Row, type LastResult } from '~/ui/form'
import { A } from '~/ui/link'
import { Actions, Notice, PageHead, Panel } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { StandardsData } from '../standards/standards.server'

/** 低保标准: the versions by date, and the one that waits as a reviewed batch. */
export function StandardsPage({
  data,
  lastResult,
  done,
}: {
  data: StandardsData
  lastResult: LastResult
  done: boolean
}) {
  const { waiting, token } = data
  return (
    <>
      <PageHead
        trail={[{ href: '/relief', label: '救助补助' }, { label: '低保标准' }]}
        title="低保标准"
        sub={`${data.unit} · 核对人员提出，审批人员批准，各户一并重新计算`}
      />
      {done && <Notice tone="done">已办理。批准后各户由系统逐一调整，每户记入各自的时间线。</Notice>}
      {waiting && (
        <Panel title={`等待批准：每人每月 ${waiting.amount} 元`} tone="next">
          <Facts
            rows={[
              { label: '生效日', value: waiting.from },
              { label: '提出人', value: waiting.by },
              { label: '涉及家庭', value: `${waiting.households} 户` },
              { label: '每月合计', value: `${waiting.before} 元 → ${waiting.after} 元` },
            ]}
          />
          {waiting.rows.length > 0 && (
            <SimpleTable
              caption="各户金额"
              head={['户主', '案件号', '现在（元）', '调整后（元）']}
              rows={waiting.rows.map((row) => [
                <A key="n" href={`/relief/${row.id}`}>
                  {row.name}
                </A>,
                row.caseNo,
                row.before,
                row.after,
              ])}
            />
          )}
          {waiting.households > waiting.rows.length && (
            <p className="soft">只列前 {waiting.rows.length} 户，合计为全部。</p>
          )}
          {!waiting.ready && <p className="soft">到生效日才能批准。</p>}
          {waiting.mayDecide && (
            <Actions>
              {waiting.ready && (
                <PostButton
                  token={token}
                  intent="approve"
                  label="批准并调整"
                  quiet={false}
                  fields={{ id: waiting.id }}
                />
              )}
              <PostButton token={token} intent="reject" label="不批准" fields={{ id: waiting.id }} />
            </Actions>
          )}
        </Panel>
      )}
      {data.mayPropose && (
        <Panel title="提出新标准">
          <ActionForm token={token} intent="propose" lastResult={lastResult} submitLabel="提交审批">
            <Row>
              <MoneyField name="amount" label="每人每月" required />
              <DateField name="effectiveFrom" label="生效日" required />
            </Row>
            <TextField name="basis" label="依据" hint="文件名称或文号" maxLength={100} width="wide" required />
          </ActionForm>
        </Panel>
      )}
      <Panel title="历次标准">
        <SimpleTable
          caption="历次标准"
          head={['生效日', '每人每月（元）', '依据', '状态', '经手']}
          rows={data.versions.map((one) => [one.from, one.amount, one.basis, one.state, one.hands])}
        />
      </Panel>
    </>
  )
}
