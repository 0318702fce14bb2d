import { ChecksField, SelectField } from '~/ui/choices'
import { NumberField, TextField } from '~/ui/fields'
import { ActionForm, PostButton, Row, type LastResult } from '~/ui/form'
import { Empty, Notice, PageHead, Panel } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { optionsOf } from '~/ui/terms'
import { callWays } from '../terms'
import type { SlotsData } from '../views/week.server'

type Props = { data: SlotsData; token: string; lastResult: LastResult }

/** 安排时段: the weekly slots of the school's call room. */
export function SlotsPage({ data, token, lastResult }: Props) {
  return (
    <>
      <PageHead
        trail={[{ href: '/children/calls', label: '亲情通话' }, { label: '安排时段' }]}
        title="通话室时段"
        sub={`${data.unit} · 每周固定的时段，每个孩子每周至少能约上一次`}
      />
      {data.done && <Notice tone="done">已保存。</Notice>}
      <DataTable
        caption="每周时段"
        columns={[
          { key: 'when', label: '时段', nowrap: true },
          { key: 'places', label: '座位', num: true },
          { key: 'ways', label: '方式' },
          { key: 'since', label: '启用', nowrap: true },
          { key: 'end', label: '停用', hideLabel: true },
        ]}
        rows={data.rows.map((row) => ({
          id: row.id,
          cells: {
            when: row.when,
            places: row.places,
            ways: row.ways,
            since: row.since,
            end: row.ends ? (
              `${row.ends} 起停用`
            ) : (
              <PostButton token={token} intent="end" label={`停用 ${row.when}`} small fields={{ slot: row.id }} />
            ),
          },
        }))}
        empty={<Empty title="还没有时段">在下面添加每周的时段。</Empty>}
      />
      <Panel title="添加时段">
        <ActionForm token={token} intent="add" lastResult={lastResult} submitLabel="添加">
          <Row>
            <SelectField name="weekday" label="星期" required options={data.weekdays} />
            <TextField name="from" label="开始" required width="short" hint="如 17:30" maxLength={5} />
            <TextField name="to" label="结束" required width="short" hint="如 18:00" maxLength={5} />
            <NumberField name="places" label="座位数" required maxLength={2} hint="同时能有几个孩子通话" />
          </Row>
          <ChecksField name="ways" label="方式" required options={optionsOf(callWays)} />
        </ActionForm>
      </Panel>
    </>
  )
}
