import { formatDay, formatInstant, shortDay, type LegalDay } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Actions, Empty, Notice, PageHead, Panel, SubHead, Tag } from '~/ui/page'
import { Paper } from '~/ui/print'
import { DataTable } from '~/ui/table'
import type { AnchorSheet, Chain, CheckLine } from '../chain/read-chain.server'
import { LogStatusNotice } from './log-status'

const monthText = (month: LegalDay) => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`
const monthHref = (month: LegalDay) => `/audit/chain?month=${month.slice(0, 7)}`
/** 64 hex digits in eights, to be compared by eye. */
const grouped = (sm3: string) => sm3.match(/.{8}/g)?.join(' ') ?? sm3

/** 链条核验: whether the log is as it was written, and how to hold it against paper. */
export function ChainPage({ chain }: { chain: Chain }) {
  const { batch, month, months, anchors } = chain
  return (
    <>
      <PageHead
        title="链条核验"
        sub={
          batch ? `已封存到第 ${batch.id} 批（日志编号 ${batch.to}），${formatInstant(batch.at)}` : '还没有封存的批次'
        }
        trail={[{ href: '/audit', label: '日志查询' }, { label: '链条核验' }]}
        actions={
          anchors.length > 0 && (
            <ButtonLink href={`/audit/chain/print?month=${month.slice(0, 7)}`}>打印本月锚点</ButtonLink>
          )
        }
      />
      <LogStatusNotice status={chain.status} />
      <Compare chain={chain} />
      <SubHead>{monthText(month)}锚点</SubHead>
      <DataTable
        caption={`${monthText(month)}锚点`}
        columns={[
          { key: 'day', label: '日期', nowrap: true },
          { key: 'batch', label: '末批', num: true },
          { key: 'to', label: '到日志编号', num: true },
          { key: 'sm3', label: 'SM3 摘要' },
        ]}
        rows={anchors.map((anchor) => ({
          id: anchor.day,
          cells: {
            day: shortDay(anchor.day),
            batch: anchor.batch,
            to: anchor.to,
            sm3: <span className="code">{grouped(anchor.sm3)}</span>,
          },
        }))}
        empty={<Empty title="这个月还没有锚点">每晚核验前把当日末批的摘要写入锚点文件。</Empty>}
      />
      <Actions>
        <ButtonLink href={monthHref(months.before)} quiet>
          上个月
        </ButtonLink>
        {months.after && (
          <ButtonLink href={monthHref(months.after)} quiet>
            下个月
          </ButtonLink>
        )}
      </Actions>
      <SubHead>核验记录</SubHead>
      <Checks checks={chain.checks} />
      <SubHead>归档月份</SubHead>
      <Archives chain={chain} />
    </>
  )
}

function Compare({ chain }: { chain: Chain }) {
  const { compared, month } = chain
  return (
    <>
      <FilterBar
        label="与纸质留存比对"
        submitLabel="比对"
        values={{ sm3: compared?.typed }}
        clearHref={monthHref(month)}
        hidden={{ month: month.slice(0, 7) }}
        fields={[{ name: 'sm3', label: '与纸质留存比对：输入纸上的摘要（至少前 16 位）', wide: true }]}
      />
      {compared?.problem && <Notice tone="due">{compared.problem}</Notice>}
      {compared && !compared.problem && compared.days.length > 0 && (
        <Notice tone="done" title="与数据库一致">
          这个摘要是 {compared.days.map(formatDay).join('、')} 的锚点。请再核对纸上的日期。
        </Notice>
      )}
      {compared && !compared.problem && compared.days.length === 0 && (
        <Notice tone="late" title="数据库中没有这个摘要">
          请先核对是否输入有误。如果纸上确实如此，说明日志或锚点被改动过，请立即报告。
        </Notice>
      )}
    </>
  )
}

function Checks({ checks }: { checks: CheckLine[] }) {
  return (
    <DataTable
      caption="核验记录"
      columns={[
        { key: 'at', label: '时间', nowrap: true },
        { key: 'result', label: '结果' },
        { key: 'batches', label: '批次', num: true },
        { key: 'rows', label: '日志条数', num: true },
        { key: 'timelines', label: '档案时间线', num: true },
        { key: 'asked', label: '方式' },
      ]}
      rows={checks.map((check) => ({
        id: `${check.id}`,
        tone: check.faults.length ? 'late' : undefined,
        cells: {
          at: formatInstant(check.at),
          result: check.faults.length ? <Faults faults={check.faults} /> : <Tag tone="done">一致</Tag>,
          batches: check.batches,
          rows: check.rows,
          timelines: check.timelines,
          asked: check.asked,
        },
      }))}
      empty={<Empty title="还没有核验记录">核验每晚自动进行。</Empty>}
    />
  )
}

function Faults({ faults }: { faults: string[] }) {
  return (
    <>
      <Tag tone="late">不符</Tag>
      <ul>
        {faults.map((fault, at) => (
          <li key={at}>{fault}</li>
        ))}
      </ul>
    </>
  )
}

function Archives({ chain }: { chain: Chain }) {
  return (
    <>
      <DataTable
        caption="归档月份"
        columns={[
          { key: 'month', label: '月份', nowrap: true },
          { key: 'rows', label: '条数', num: true },
          { key: 'state', label: '状态' },
          { key: 'at', label: '归档时间', nowrap: true },
          { key: 'sm3', label: '文件 SM3 摘要' },
        ]}
        rows={chain.archives.map((archive) => ({
          id: archive.month,
          cells: {
            month: monthText(archive.month),
            rows: archive.rows,
            state: archive.state,
            at: formatInstant(archive.at),
            sm3: <span className="code">{grouped(archive.sm3)}</span>,
          },
        }))}
        empty={<Empty title="还没有归档的月份">超过在线保存期的月份每月归档一次，加密存放在服务器上。</Empty>}
      />
      {chain.archives.length > 0 && (
        <Panel title="怎样查归档">
          <p className="prose">
            请运维人员在服务器上运行 <code>npm run audit:archive -- 2026-01</code>
            （换成要查的月份；后面可以再写一个档案代码）， 结果为表格文本。读取会记入日志。
          </p>
        </Panel>
      )}
    </>
  )
}

/** A month's anchors on paper, to be signed and kept apart from the server. */
export function AnchorsPaper({ sheet }: { sheet: AnchorSheet }) {
  return (
    <Paper
      kind="list"
      landscape
      title={`访问日志锚点清单（${monthText(sheet.month)}）`}
      sub={`${formatDay(sheet.month)}至${formatDay(sheet.last)}，共 ${sheet.anchors.length} 天。与服务器分开保存，供日后比对。`}
      backHref={monthHref(sheet.month)}
      foot={
        <>
          <span>{sheet.printed}</span>
          <span>审计管理员签字：＿＿＿＿＿＿＿＿</span>
        </>
      }
    >
      <table>
        <thead>
          <tr>
            {['日期', '末批', '到日志编号', 'SM3 摘要'].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.anchors.map((anchor) => (
            <tr key={anchor.day}>
              <td>{anchor.day}</td>
              <td>{anchor.batch}</td>
              <td>{anchor.to}</td>
              <td className="code">{grouped(anchor.sm3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  )
}
