import { dueOptions, ListLine, ordersBy } from '~/casefile/lists/list-line'
import { FilterBar } from '~/ui/filters'
import { ActionForm, Fieldset, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Empty, Notice, PageHead, Pagination, Panel, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { HouseholdListData } from '../views/list.server'
import type { NewData } from '../views/new.server'
import { hardships, optionsOf } from '../terms'
import { PersonFields } from './person-fields'
import { HouseholdFields } from './steps/step-forms'

/** 民情档案: the households of one grid; who is to be visited next stands first. */
export function HouseholdList({ data, token }: { data: HouseholdListData; token: string }) {
  const { rows, count } = data
  return (
    <>
      <PageHead
        title="民情档案"
        sub={`${data.unit} · 在册 ${data.held} 户`}
        actions={!data.full && <ButtonLink href="/intake/households/new">建户</ButtonLink>}
      />
      {data.grid && <Notice tone="late">{data.grid}</Notice>}
      <FilterBar
        values={data.values}
        clearHref="/intake/households"
        fields={[
          { name: 'q', label: '查找', placeholder: '户主姓名、拼音、档案号', wide: true },
          {
            name: 'hardship',
            label: '困难类型',
            kind: 'select',
            options: [{ value: 'any', label: '有困难（任一）' }, ...optionsOf(hardships)],
          },
          { name: 'due', label: '下次走访', kind: 'select', options: dueOptions },
          { name: 'state', label: '状态', kind: 'select', options: data.states },
          { name: 'order', label: '排序', kind: 'select', options: ordersBy('登记日') },
        ]}
      />
      <ListLine {...{ count, unit: '户', rows: rows.length, shown: data.shown, mayShow: data.mayShow, token }} />
      <DataTable
        caption="民情档案"
        columns={[
          { key: 'name', label: '户主', nowrap: true },
          { key: 'no', label: '档案号', nowrap: true },
          { key: 'members', label: '人口', num: true },
          { key: 'hardship', label: '困难类型' },
          { key: 'last', label: '上次走访', nowrap: true },
          { key: 'due', label: '下次走访前', nowrap: true },
          { key: 'state', label: '状态' },
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          href: `/intake/households/${row.id}`,
          tone: row.due.tone === 'late' ? 'late' : undefined,
          cells: {
            name: row.name,
            no: <span className="code">{row.caseNo}</span>,
            members: `${row.members} 人`,
            hardship: row.hardship || null,
            last: row.lastVisit,
            due: row.due.tone === 'plain' ? row.due.text : <Tag tone={row.due.tone}>{row.due.text}</Tag>,
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
          },
        }))}
        empty={
          data.filtered ? (
            <Empty title="没有符合条件的户">换个条件试试，或清除筛选。</Empty>
          ) : (
            <Empty title="还没有建户">走访时逐户登记，困难户先建。</Empty>
          )
        }
      />
      <Pagination next={data.next} countText={data.next ? '每页 50 户' : undefined} />
    </>
  )
}

/** 建户. */
export function NewHouseholdPage({ data, lastResult }: { data: NewData; lastResult: LastResult }) {
  return (
    <>
      <PageHead
        trail={[{ href: '/intake/households', label: '民情档案' }, { label: '建户' }]}
        title="建户"
        sub={data.unit}
      />
      <Notice>只登记家庭人口、困难和需要的服务。不问、不写家里人的处罚、矫正、治病经历，也不写信仰和观点。</Notice>
      <Panel label="建户">
        <ActionForm
          token={data.token}
          lastResult={lastResult}
          defaults={data.defaults}
          labels={{ name: '户主姓名', sex: '性别', address: '住址', membersCount: '家庭人口' }}
          submitLabel="建户"
          cancelHref="/intake/households"
        >
          <Fieldset legend="户主">
            <PersonFields today={data.today} address />
          </Fieldset>
          <Fieldset legend="家庭">
            <HouseholdFields />
          </Fieldset>
        </ActionForm>
      </Panel>
    </>
  )
}
