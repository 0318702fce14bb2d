import { SelectField } from '~/ui/choices'
import { TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { Empty, Notice, PageHead, Panel } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { ReservesData } from '../views/reserves.server'

/** 乡镇备用金账户: where urgent relief that towns handed over is made good. */
export function ReservesPage({
  data,
  token,
  lastResult,
}: {
  data: ReservesData
  token: string
  lastResult: LastResult
}) {
  return (
    <>
      <PageHead
        trail={[{ href: '/relief/payments', label: '发放批次' }, { label: '乡镇备用金账户' }]}
        title="乡镇备用金账户"
        sub={`${data.unit} · 小额快救、先行救助由乡镇先给到本人，财政补足到备用金账户，不再发给本人`}
      />
      {data.done && <Notice tone="done">已登记。因账户有误失败、退回的已回到待发放。</Notice>}
      <DataTable
        caption="乡镇备用金账户"
        columns={[
          { key: 'window', label: '窗口' },
          { key: 'name', label: '户名' },
          { key: 'account', label: '账号', nowrap: true },
          { key: 'bank', label: '开户行' },
          { key: 'at', label: '登记时间', nowrap: true },
        ]}
        rows={data.rows.map((row) => ({
          id: row.code,
          tone: row.account ? undefined : ('due' as const),
          cells: {
            window: row.window,
            name: row.name ?? '还没有登记',
            account: row.account && <span className="code">{row.account}</span>,
            bank: row.bank,
            at: row.at,
          },
        }))}
        empty={<Empty title="本县还没有乡镇窗口">由系统管理员建立机构。</Empty>}
      />
      <Panel title="登记或更换账户">
        <ActionForm token={token} lastResult={lastResult} submitLabel="保存账户">
          <SelectField
            name="unit"
            label="窗口"
            required
            options={data.rows.map((row) => ({ value: row.code, label: row.window }))}
          />
          <TextField name="name" label="户名" maxLength={60} required />
          <TextField name="account" label="账号" inputMode="numeric" required />
          <TextField name="bank" label="开户行" maxLength={50} required />
        </ActionForm>
      </Panel>
    </>
  )
}
