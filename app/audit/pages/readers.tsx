import { formatDay, formatSecond } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, Notice, PageHead, Panel } from '~/ui/page'
import { Paper } from '~/ui/print'
import { DataTable } from '~/ui/table'
import type { Readers, ReadersData } from '../search/readers.server'
import type { SaidLine } from '../search/say-rows'

const columns = [
  { key: 'at', label: '时间', nowrap: true },
  { key: 'who', label: '人员' },
  { key: 'post', label: '岗位和单位' },
  { key: 'event', label: '做了什么' },
  { key: 'what', label: '内容' },
  { key: 'purpose', label: '事由' },
  { key: 'count', label: '次数', num: true },
]
const cells = (line: SaidLine) => ({
  at: formatSecond(line.at),
  who: line.who,
  post: line.post || undefined,
  event: line.event,
  what: line.what || undefined,
  purpose: line.purpose || undefined,
  count: line.count,
})

/** 谁看过: the readers of one file, named by its token. */
export function ReadersOfPage({ typed, from, to, problem, readers }: ReadersData) {
  const query = new URLSearchParams({ token: typed, from, to })
  return (
    <>
      <PageHead
        title="查阅人清单"
        sub="本人询问“谁看过我的档案”时使用。档案代码在承办单位的“谁看过此档案”页上，由承办单位提供。"
        trail={[{ href: '/audit', label: '日志查询' }, { label: '查阅人清单' }]}
        actions={
          readers &&
          readers.lines.length > 0 && <ButtonLink href={`/audit/readers/print?${query}`}>打印清单</ButtonLink>
        }
      />
      <FilterBar
        label="查找档案的查阅人"
        submitLabel="查找"
        values={{ token: typed, from, to }}
        clearHref="/audit/readers"
        fields={[
          { name: 'token', label: '档案代码', wide: true },
          { name: 'from', label: '从', kind: 'date' },
          { name: 'to', label: '到', kind: 'date' },
        ]}
      />
      {problem && <Notice tone="due">{problem}</Notice>}
      {readers && <Missing readers={readers} />}
      {readers ? (
        <>
          <Count>
            共 <b>{readers.lines.length}</b> 条，<b>{readers.people}</b> 人
          </Count>
          <DataTable
            caption="查阅人"
            columns={columns}
            rows={readers.lines.map((line) => ({ id: line.id, cells: cells(line) }))}
            empty={<Empty title="没有查阅记录">请核对档案代码是否完整，或放宽日期。</Empty>}
          />
        </>
      ) : (
        <Panel label="查阅人">
          <Empty title="请先填写档案代码">审计岗位看不到档案内容，也不能用姓名、证件号或案件号查。</Empty>
        </Panel>
      )}
    </>
  )
}

/** What the list does not hold. */
function Missing({ readers }: { readers: Readers }) {
  const lines = missing(readers)
  return lines.length > 0 ? (
    <Notice tone="due">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  ) : null
}

const missing = ({ cut, lines, online, from }: Readers): string[] => [
  ...(cut ? [`只列出最早的 ${lines.length} 条，请缩短期间分次打印。`] : []),
  ...(online && from < online ? [`${formatDay(online)}之前的日志已归档，不在此清单内，需另行读取归档。`] : []),
]

/** The list on paper. */
export function ReadersPaper({ readers }: { readers: Readers & { printed: string } }) {
  const { token, from, to, lines, people, printed } = readers
  return (
    <Paper
      kind="list"
      landscape
      title="个人信息查阅情况清单"
      backHref={`/audit/readers?${new URLSearchParams({ token, from, to })}`}
      sub={
        <>
          <p>
            档案代码 {token} · {formatDay(from)}至{formatDay(to)} · 共 {lines.length} 条，{people} 人
          </p>
          {missing(readers).map((line) => (
            <p key={line}>{line}</p>
          ))}
        </>
      }
      foot={printed}
    >
      <table>
        <thead>
          <tr>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              {Object.entries(cells(line)).map(([key, text]) => (
                <td key={key}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  )
}
