import { shortDay, weekday } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Empty, PageHead, Panel, SubHead, Tag } from '~/ui/page'
import { Paper } from '~/ui/print'
import { DataTable } from '~/ui/table'
import type { PickupRow, PickupsData } from '../views/pickups.server'
import { ListLine } from '~/casefile/lists/list-line'

const dayOptions = ['7', '14', '30', '60', '90'].map((value) => ({ value, label: `${value} 天内` }))

/** 接回看板: who comes home soon, must-pickups first, week by week. */
export function PickupsPage({ data, token }: { data: PickupsData; token: string }) {
  return (
    <>
      <PageHead
        trail={[{ href: '/handoff', label: '安置帮教' }, { label: '接回看板' }]}
        title="接回看板"
        sub={`${data.unit} · ${data.days} 天内释放 ${data.count}${data.capped ? '+' : ''} 人，必接 ${data.must} 人，未定方案 ${data.open} 人`}
        actions={
          data.mayPrint && (
            <ButtonLink href={data.printHref} quiet>
              打印
            </ButtonLink>
          )
        }
      />
      <FilterBar
        values={data.values}
        clearHref="/handoff/pickups"
        fields={[
          { name: 'days', label: '释放日', kind: 'select', options: dayOptions },
          {
            name: 'only',
            label: '只看',
            kind: 'select',
            options: [
              { value: 'must', label: '必接' },
              { value: 'open', label: '还没有接回方案' },
            ],
          },
          ...(data.places.length
            ? [{ name: 'town', label: '地区', kind: 'select' as const, options: data.places }]
            : []),
        ]}
      />
      <ListLine
        count={`${data.count}${data.capped ? '+' : ''}`}
        rows={data.count}
        shown={data.shown}
        mayShow={data.mayShow}
        token={token}
      />
      {data.weeks.length === 0 && (
        <Panel label="接回看板">
          <Empty title={`${data.days} 天内没有人释放`}>可以把释放日放宽再看。</Empty>
        </Panel>
      )}
      {data.weeks.map((week) => (
        <section key={week.from} aria-label={weekTitle(week)}>
          <SubHead>
            {weekTitle(week)} <span className="soft">{week.rows.length} 人</span>
          </SubHead>
          <WeekTable rows={week.rows} caption={weekTitle(week)} />
        </section>
      ))}
    </>
  )
}

const weekTitle = ({ from, to }: { from: string; to: string }) => `${shortDay(from)}（一）至 ${shortDay(to)}（日）`
/** What cannot wait is red. */
const toneOf = (warning: string) => (/^(释放日已过|一周内)/.test(warning) ? 'late' : 'due')
const dayWords = (day: string) => `${shortDay(day)} ${weekday(day).replace('星期', '周')}`

function WeekTable({ rows, caption }: { rows: PickupRow[]; caption: string }) {
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: 'name', label: '人员', width: 'narrow' },
        { key: 'on', label: '释放日', width: 'medium' },
        { key: 'prison', label: '监所', width: 'narrow' },
        { key: 'plan', label: '接回方案', width: 'wide' },
        { key: 'people', label: '接回人', width: 'narrow' },
        { key: 'cost', label: '费用', width: 'narrow' },
        { key: 'warning', label: '提醒', width: 'medium' },
      ]}
      rows={rows.map((row) => ({
        id: row.id,
        href: `/handoff/${row.id}`,
        tone: row.warning ? toneOf(row.warning) : undefined,
        cells: {
          name: row.name,
          on: (
            <span>
              {dayWords(row.releaseDueOn)} {row.mustPickup && <Tag tone="due">必接</Tag>}
            </span>
          ),
          prison: row.prison,
          plan: row.mode ? (
            <span>
              {row.mode} <span className="soft">{[row.at?.slice(5), row.transport].filter(Boolean).join('，')}</span>
            </span>
          ) : (
            <Tag tone={row.state.tone}>{row.state.label}</Tag>
          ),
          people: row.people.join('、') || null,
          cost: row.cost,
          warning: row.warning && <Tag tone={toneOf(row.warning)}>{row.warning}</Tag>,
        },
      }))}
    />
  )
}

/** The board on paper, names as they stand on the page it was printed from. */
export function PickupsPrint({ data, printed }: { data: PickupsData; printed: string }) {
  return (
    <Paper
      title={`${data.unit}接回安排`}
      kind="list"
      landscape
      sub={`${data.days} 天内释放 ${data.count} 人，必接 ${data.must} 人`}
      foot={<span>{printed}</span>}
      backHref={data.backHref}
    >
      <table>
        <thead>
          <tr>
            {['姓名', '释放日', '监所', '必接', '接回方式和时间', '接回人', '交通', '费用', '当晚去处', '提醒'].map(
              (label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {data.weeks.flatMap((week) =>
            week.rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <span className="nowrap">{row.name}</span>
                </td>
                <td>
                  <span className="nowrap">{dayWords(row.releaseDueOn)}</span>
                </td>
                <td>
                  <span className="nowrap">{row.prison}</span>
                </td>
                <td>{row.mustPickup ? row.keyCategory.join('、') || '是' : ''}</td>
                <td>{[row.mode, row.at].filter(Boolean).join('，')}</td>
                <td>
                  {row.people.map((person) => (
                    <div key={person} className="nowrap">
                      {person}
                    </div>
                  ))}
                </td>
                <td>{row.transport}</td>
                <td>{row.cost}</td>
                <td>{row.tonight}</td>
                <td>{row.warning}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </Paper>
  )
}
