import { SelectField } from '~/ui/choices'
import { HiddenField } from '~/ui/fields'
import { FilterBar } from '~/ui/filters'
import { ActionForm, Row, type LastResult } from '~/ui/form'
import { A } from '~/ui/link'
import { Count, Notice, PageHead, Panel, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { RouteTableData } from '../route-table.server'

/** 分派表: which unit handles which matter in which town. The window's form starts from it; the dispatcher keeps it. */
export function RoutingPage({
  data,
  token,
  lastResult,
}: {
  data: RouteTableData
  token: string
  lastResult: LastResult
}) {
  const { edit, town } = data
  return (
    <>
      <PageHead
        trail={[{ href: '/intake', label: '一口受理' }, { label: '分派表' }]}
        title="分派表"
        sub={`${data.townName} · 按事项定承办单位，分派时自动带出，可以改`}
      />
      <FilterBar
        values={{ town }}
        clearHref="/intake/routing"
        fields={[{ name: 'town', label: '乡镇', kind: 'select', options: data.towns, required: true }]}
        submitLabel="查看"
      />
      {data.saved && <Notice tone="done">已保存。以后受理的这类事项按新的单位带出。</Notice>}
      {edit && (
        <Panel title={`修改：${edit.label}`} tone="next">
          <ActionForm
            key={edit.matter}
            token={token}
            lastResult={lastResult}
            defaults={edit.defaults}
            labels={{ 'coUnits[0]': '协办单位', 'coUnits[1]': '协办单位', 'coUnits[2]': '协办单位' }}
            submitLabel="保存"
            cancelHref={`/intake/routing?town=${town}`}
          >
            <HiddenField name="matter" value={edit.matter} />
            <HiddenField name="town" value={town} />
            <SelectField name="mainUnit" label="主办单位" options={edit.units} required />
            <Row>
              {[0, 1, 2].map((n) => (
                <SelectField key={n} name={`coUnits[${n}]`} label={`协办单位 ${n + 1}`} options={edit.units} />
              ))}
            </Row>
          </ActionForm>
        </Panel>
      )}
      <Count>
        共 <b>{data.rows.length}</b> 类事项{data.missing > 0 && `，其中 ${data.missing} 类还没有定承办单位`}
      </Count>
      <DataTable
        caption="分派表"
        columns={[
          { key: 'label', label: '事项' },
          { key: 'group', label: '类别', nowrap: true },
          { key: 'main', label: '主办单位' },
          { key: 'co', label: '协办单位' },
          { key: 'by', label: '维护人', nowrap: true },
          ...(data.mayEdit ? [{ key: 'edit', label: '修改', hideLabel: true, nowrap: true }] : []),
        ]}
        rows={data.rows.map((row) => ({
          id: row.matter,
          cells: {
            label: row.label,
            group: row.group,
            main: row.main && (
              <span>
                {row.main.label} {row.main.closed && <Tag tone="late">已撤并</Tag>}
              </span>
            ),
            co: row.co || null,
            by: row.by || null,
            edit: data.mayEdit ? (
              <A href={`/intake/routing?town=${town}&matter=${row.matter}`} label={`修改${row.label}`}>
                修改
              </A>
            ) : null,
          },
        }))}
      />
    </>
  )
}
