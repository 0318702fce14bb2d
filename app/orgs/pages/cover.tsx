import { formatDay } from '~/lib/dates'
import { SelectField } from '~/ui/choices'
import { DateField } from '~/ui/fields'
import { ActionForm, PostButton, Row, type LastResult } from '~/ui/form'
import { A } from '~/ui/link'
import { Empty, Notice, PageHead, Panel, Stack, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { CoverLine } from '../posts/arrange-cover.server'
import type { PostRow } from '../posts/post-rows.server'

type Props = {
  covers: CoverLine[]
  staff: PostRow[]
  colleagues: PostRow[]
  today: string
  token: string
  lastResult: LastResult
  done?: string
}

/** 请假代办: somebody is away, a colleague of the same unit has his files and duties on the desk meanwhile. */
export function CoverPage({ covers, staff, colleagues, today, token, lastResult, done }: Props) {
  const option = (one: PostRow) => ({
    value: one.id,
    label: `${one.name}（${one.roleLabel}）`,
    group: one.unit.name,
  })
  return (
    <>
      <PageHead
        title="请假代办"
        sub="同事请假、出差时，请同单位的人代办：其名下的档案和事项同时出现在代办人的“我的工作”里，到期自动结束。"
      />
      {done && <Notice tone="done">{done}</Notice>}
      <Stack>
        <DataTable
          caption="现有安排"
          showCaption
          columns={[
            { key: 'away', label: '请假人', nowrap: true },
            { key: 'name', label: '代办人', nowrap: true },
            { key: 'unit', label: '单位' },
            { key: 'from', label: '开始', nowrap: true },
            { key: 'until', label: '结束', nowrap: true },
            { key: 'do', label: '办理', hideLabel: true },
          ]}
          rows={covers.map((cover) => ({
            id: cover.id,
            cells: {
              away: `${cover.away}（${cover.roleLabel}）`,
              name: cover.name,
              unit: cover.unit.name,
              from: cover.from > today ? <Tag>{formatDay(cover.from)}</Tag> : formatDay(cover.from),
              until: cover.until && formatDay(cover.until),
              do: <PostButton token={token} intent="end" label="提前结束" fields={{ post: cover.id }} small />,
            },
          }))}
          empty={<Empty title="没有代办安排">安排后，请假人和代办人的“我的工作”都会写明。</Empty>}
        />
        <Panel title="安排代办">
          {staff.length === 0 || colleagues.length < 2 ? (
            <Empty>没有可以互相代办的人员。</Empty>
          ) : (
            <ActionForm
              key={covers.length}
              id="cover"
              token={token}
              intent="arrange"
              lastResult={lastResult}
              submitLabel="安排代办"
            >
              <Row>
                <SelectField name="covered" label="请假人" required options={staff.map(option)} />
                <SelectField
                  name="deputy"
                  label="代办人"
                  required
                  options={colleagues.map(option)}
                  hint="须与请假人同一单位"
                />
              </Row>
              <Row>
                <DateField name="from" label="开始日期" required min={today} />
                <DateField name="until" label="结束日期" required min={today} />
              </Row>
            </ActionForm>
          )}
          <p className="soft">
            代办人不能审批自己提交的事项。您自己外出，在“<A href="/access/authorisations">授权与代理</A>”里安排代理人。
          </p>
        </Panel>
      </Stack>
    </>
  )
}
