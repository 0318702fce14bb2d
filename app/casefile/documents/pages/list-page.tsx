import { formatDay } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { Chips, Count, Empty, Notice, PageHead, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { DocumentList } from '../views/list-documents.server'

export type ListPageProps = {
  list: DocumentList
  /** '/handoff': where the files lie; their documents are listed below. */
  path: string
  label: string
  unit: string
  papers: { value: string; label: string }[]
  places: { value: string; label: string }[]
  values: Record<string, string>
  /** What the list of files was narrowed by, kept here: words, and the address without it. */
  chips: { label: string; removeHref: string }[]
  /** Names of parameters that the filter bar keeps as they are. */
  kept: Record<string, string>
  mayPrint: boolean
  refusal?: string
  nextHref?: string
}

const states = [
  { value: 'draft', label: '待批准' },
  { value: 'issued', label: '有效' },
  { value: 'withdrawn', label: '已作废' },
]

/** Documents of a unit: found, opened, and printed together. */
export function DocumentListPage(props: ListPageProps) {
  const { list, path, values, chips, kept, mayPrint } = props
  const here = `${path}/documents`
  return (
    <>
      <PageHead
        trail={[{ href: path, label: props.label }, { label: '文书' }]}
        title="文书"
        sub={`${props.unit} · 制发和待批准的文书`}
      />
      {props.refusal && <Notice tone="late">{props.refusal}</Notice>}
      <FilterBar
        values={values}
        clearHref={here}
        hidden={kept}
        fields={[
          { name: 'q', label: '查找', placeholder: '姓名、拼音、证件后四位、案件号', wide: true },
          { name: 'paper', label: '文书', kind: 'select', options: props.papers },
          { name: 'now', label: '状态', kind: 'select', options: states },
          { name: 'from', label: '制发日期起', kind: 'date' },
          { name: 'to', label: '止', kind: 'date' },
          ...(props.places.length
            ? [{ name: 'town', label: '地区', kind: 'select' as const, options: props.places }]
            : []),
        ]}
      />
      {chips.length > 0 && <Chips label="档案条件" items={chips} />}
      <form method="get" action={`${here}/print`}>
        {Object.entries({ ...values, ...kept }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="panelhead">
          <Count>
            共 <b>{list.count}</b> 份
          </Count>
          {mayPrint && list.rows.length > 0 && (
            <div className="actions">
              <button type="submit" className="button quiet">
                打印选中的
              </button>
              <button type="submit" name="all" value="1" className="button quiet">
                打印筛选结果
              </button>
            </div>
          )}
        </div>
        <DataTable
          caption="文书"
          columns={[
            { key: 'title', label: '文书' },
            { key: 'number', label: '文号' },
            { key: 'who', label: '人员' },
            { key: 'on', label: '日期', nowrap: true },
            { key: 'state', label: '状态' },
            { key: 'by', label: '经办', nowrap: true },
            { key: 'copies', label: '已打印', num: true },
            ...(mayPrint ? [{ key: 'pick', label: '选中' }] : []),
          ]}
          rows={list.rows.map((row) => ({
            id: row.id,
            href: row.caseId ? `${path}/${row.caseId}/documents/${row.id}` : `${here}/${row.id}`,
            tone: row.state.code === 'withdrawn' ? 'soft' : undefined,
            cells: {
              title: `《${row.title}》${row.label ? `（${row.label}）` : ''}`,
              number: row.number,
              who: row.name && (
                <>
                  {row.name} <span className="code">{row.caseNo}</span>
                </>
              ),
              on: row.on && formatDay(row.on),
              state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
              by: row.by,
              copies: row.copies ? `${row.copies} 份` : null,
              pick: row.state.code === 'issued' && (
                <input
                  type="checkbox"
                  name="doc"
                  value={row.id}
                  aria-label={`选中《${row.title}》${row.number ?? ''}`}
                />
              ),
            },
          }))}
          empty={<Empty title="没有符合条件的文书">在档案的“文书”里制发；制发后会列在这里，可以一起打印。</Empty>}
        />
      </form>
      <Pagination next={props.nextHref} countText={props.nextHref ? '每页 50 份' : undefined} />
    </>
  )
}
