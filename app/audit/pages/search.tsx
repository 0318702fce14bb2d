import { formatDay, formatSecond, type LegalDay } from '~/lib/dates'
import { Why } from '~/ui/facts'
import { FilterBar } from '~/ui/filters'
import { A, ButtonLink } from '~/ui/link'
import { Chips, Count, Empty, Notice, PageHead, Pagination, Tabs, Tag, type Tone } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { EventGroup, EventName } from '../words/entry'
import { eventWords } from '../words/event-words'
import type { LogQuery } from '../search/query'
import type { SearchData } from '../search/read-search.server'
import type { SaidLine } from '../search/say-rows'
import { views, type ViewName } from '../search/views'

type Props = { data: SearchData; roles: { value: string; label: string }[]; exportHref?: string }

const tones: Partial<Record<EventGroup, Tone>> = {
  refuse: 'due',
  sign_in_failed: 'due',
  break_glass: 'late',
  alarm: 'late',
  reveal: 'brand',
  rights: 'brand',
}
const events = (Object.keys(eventWords) as EventName[]).map((value) => ({ value, label: eventWords[value].label }))

const href = (query: Partial<LogQuery>) => `/audit?${new URLSearchParams(Object.entries(query))}`

/** 日志查询: every line of the log, by period and filters. */
export function SearchPage({ data, roles, exportHref }: Props) {
  const { query, lines, count } = data
  const period = { from: query.from, to: query.to }
  const tab = (view?: ViewName) => ({
    href: href({ ...period, ...(view && { view }) }),
    label: view ? views[view].label : '全部',
    current: query.view === view,
  })
  return (
    <>
      <PageHead
        title="日志查询"
        sub={`${formatDay(query.from)}至${formatDay(query.to)} · 只能查看，不能更改；您的查询也会记入日志`}
        actions={
          exportHref && (
            <ButtonLink href={exportHref} quiet>
              申请导出
            </ButtonLink>
          )
        }
      />
      <Tabs label="快捷查询" items={[tab(), ...(Object.keys(views) as ViewName[]).map(tab)]} />
      <FilterBar
        values={data.values}
        clearHref={query.view ? href({ view: query.view }) : '/audit'}
        hidden={{ ...(query.view && { view: query.view }), ...(query.post && { post: query.post }) }}
        fields={[
          { name: 'from', label: '从', kind: 'date' },
          { name: 'to', label: '到', kind: 'date' },
          { name: 'event', label: '事件', kind: 'select', options: events },
          { name: 'account', label: '人员', placeholder: '用户名或姓名' },
          { name: 'role', label: '角色', kind: 'select', options: roles },
          { name: 'unit', label: '单位', placeholder: '名称或代码' },
          { name: 'token', label: '档案代码', placeholder: '由承办单位提供' },
          { name: 'request', label: '请求编号' },
          { name: 'ip', label: 'IP 地址' },
          {
            name: 'result',
            label: '结果',
            kind: 'select',
            options: [
              { value: 'refused', label: '被拒绝或失败' },
              { value: 'done', label: '成功' },
            ],
          },
        ]}
      />
      {data.problems.map((problem) => (
        <Notice key={problem} tone="due">
          {problem}
        </Notice>
      ))}
      {data.archivedBefore && <Archived online={data.archivedBefore} />}
      {query.post && (
        <Chips
          label="另外的条件"
          items={[{ label: `岗位：${data.postName ?? query.post}`, removeHref: href(without(query, 'post')) }]}
        />
      )}
      <Count>
        共 <b>{count}</b> 条
      </Count>
      <DataTable
        caption="日志"
        columns={[
          { key: 'at', label: '时间', nowrap: true },
          { key: 'who', label: '人员' },
          { key: 'event', label: '事件', nowrap: true },
          { key: 'what', label: '内容' },
          { key: 'token', label: '档案代码', nowrap: true },
          { key: 'more', label: '来源', hideLabel: true, nowrap: true },
        ]}
        rows={lines.map((line) => ({ id: line.id, cells: cellsOf(line, period) }))}
        empty={<Nothing query={query} />}
      />
      <Pagination prev={data.first} next={data.next} countText={data.next ? '每页 50 条' : undefined} />
    </>
  )
}

function without(query: LogQuery, name: keyof LogQuery): Partial<LogQuery> {
  return Object.fromEntries(Object.entries(query).filter(([key]) => key !== name))
}

function cellsOf(line: SaidLine, period: { from: LegalDay; to: LegalDay }) {
  return {
    at: formatSecond(line.at),
    who: (
      <span>
        {line.who} <small className="soft">{line.post}</small>
      </span>
    ),
    event: <Tag tone={(line.group && tones[line.group]) ?? 'plain'}>{line.event}</Tag>,
    what:
      [line.what, line.purpose && `事由：${line.purpose}`, line.count > 1 && `${line.count} 次`]
        .filter(Boolean)
        .join('；') || undefined,
    token: line.token ? <A href={href({ ...period, token: line.token })}>{line.token.slice(0, 8)}</A> : undefined,
    more: <More line={line} period={period} />,
  }
}

/** Where a line came from, and the look-ups that begin at it. */
function More({ line, period }: { line: SaidLine; period: { from: LegalDay; to: LegalDay } }) {
  const links: [label: string, href: string | false, text: string][] = [
    ['账号', line.username !== '' && href({ ...period, account: line.username }), line.username],
    ['岗位', line.postId !== null && href({ ...period, post: line.postId }), '此岗位的全部日志'],
    ['IP 地址', line.ip !== '' && href({ ...period, ip: line.ip }), line.ip],
    ['请求编号', line.request !== '' && href({ ...period, request: line.request }), line.request],
    ['档案代码', line.token !== null && `/audit/readers?token=${line.token}`, `${line.token}（谁看过）`],
  ]
  return (
    <Why summary="来源">
      <ul>
        <li>日志编号 {line.id}</li>
        {links.map(([label, to, text]) =>
          to ? (
            <li key={label}>
              {label} <A href={to}>{text}</A>
            </li>
          ) : null,
        )}
      </ul>
    </Why>
  )
}

function Archived({ online }: { online: LegalDay }) {
  return (
    <Notice title={`${formatDay(online)}之前的日志已归档`}>
      这里只查在线的部分。需要查更早的，请到“链条核验”查看归档月份，由运维人员用读取归档的命令调出。
    </Notice>
  )
}

function Nothing({ query }: { query: LogQuery }) {
  return (
    <Empty
      title="这段时间没有符合条件的日志"
      action={
        <ButtonLink href={href({ from: query.from, to: query.to })} quiet>
          查看这段时间的全部日志
        </ButtonLink>
      }
    >
      换一段时间或去掉几个条件再试。
    </Empty>
  )
}
