import { FilterBar } from '~/ui/filters'
import { A } from '~/ui/link'
import { Empty, Notice, PageHead, SubHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { BudgetData } from '../views/budget.server'

/** 预算执行: from the budget to the payment, each fen; and what the bank said of what was sent. */
export function BudgetPage({ data }: { data: BudgetData }) {
  const broken = data.rows.filter((row) => !row.whole)
  return (
    <>
      <PageHead title="预算执行" sub={`${data.unit} · ${data.year} 年 · 预算 → 决定 → 批次 → 发放，每一分钱在哪里`} />
      <FilterBar
        values={{ year: String(data.year) }}
        clearHref="/relief/payments/budget"
        submitLabel="查看"
        fields={[
          {
            name: 'year',
            label: '年度',
            kind: 'select',
            required: true,
            options: data.years.map((year) => ({ value: String(year), label: `${year} 年` })),
          },
        ]}
      />
      {broken.length > 0 && (
        <Notice tone="late" title="合计对不上">
          {broken.map((row) => row.code).join('、')}：请联系系统管理员核对。
        </Notice>
      )}
      <DataTable
        caption={`${data.year} 年预算执行（元）`}
        columns={[
          { key: 'code', label: '预算科目', nowrap: true },
          { key: 'total', label: '预算', num: true },
          { key: 'decided', label: '已决定', num: true },
          { key: 'unpaid', label: '待发放', num: true },
          { key: 'batch', label: '批次中', num: true },
          { key: 'paid', label: '已发放', num: true },
          { key: 'back', label: '失败、退回', num: true },
          { key: 'left', label: '余额', num: true },
        ]}
        rows={data.rows.map((row) => ({
          id: row.code,
          ...(data.payer && { href: `/relief/payments?budget=${encodeURIComponent(row.code)}` }),
          cells: {
            code: `${row.name} ${row.code}`,
            total: row.total,
            decided: row.decided,
            unpaid: row.unpaid,
            batch: row.batch,
            paid: row.paid,
            back: row.back,
            left: row.over ? <Tag tone="late">{row.left}</Tag> : row.left,
          },
        }))}
        empty={<Empty title="这一年没有预算科目">预算下达后由系统管理员登记。</Empty>}
      />
      <p className="soft">已决定 = 待发放 + 批次中 + 已发放 + 失败、退回；余额 = 预算 − 已决定。停发的不计。</p>
      {data.recoveries.length > 0 && (
        <>
          <SubHead>追回</SubHead>
          <DataTable
            caption={`${data.year} 年发放后的追回（元）`}
            columns={[
              { key: 'code', label: '预算科目', nowrap: true },
              { key: 'cause', label: '原因', nowrap: true },
              { key: 'n', label: '笔数', num: true },
              { key: 'due', label: '应追回', num: true },
              { key: 'recovered', label: '已追回', num: true },
              { key: 'waived', label: '已核销', num: true },
              { key: 'left', label: '待追回', num: true },
            ]}
            rows={data.recoveries.map(({ open, ...row }) => ({
              id: `${row.code} ${row.cause}`,
              cells: { ...row, left: open ? <Tag tone="due">{row.left}</Tag> : row.left },
            }))}
            empty={null}
          />
          <p className="soft">
            发放时领取人已经去世的，或者凭虚假材料取得的。应追回 = 已追回 + 已核销 + 待追回；不改变上面的已发放和余额。
          </p>
        </>
      )}
      <SubHead>发放统计</SubHead>
      <DataTable
        caption={`${data.year} 年发放统计，按送银行的月份和项目`}
        columns={[
          { key: 'what', label: '月份和项目', nowrap: true },
          { key: 'sent', label: '送出', num: true },
          { key: 'paid', label: '成功', num: true },
          { key: 'amount', label: '成功金额（元）', num: true },
          { key: 'failed', label: '失败', num: true },
          { key: 'returned', label: '退回', num: true },
          { key: 'rate', label: '成功率', num: true },
        ]}
        rows={data.sums.map(({ month, programme, ...row }) => ({
          id: `${month} ${programme}`,
          cells: { what: `${month} 月 ${programme}`, ...row },
        }))}
        empty={<Empty title="这一年还没有回盘的批次">银行文件回盘后自动统计。</Empty>}
      />
      <p className="soft">成功率 = 成功 / 送出；以最近一次回盘和退回登记为准。</p>
      {data.payer && (
        <p>
          <A href="/relief/payments">看全部批次</A>
        </p>
      )}
    </>
  )
}
