/** One return as a file: its lines, its checks and hands; numbers alone. */
import { formatInstant } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import { findUnit } from '~/orgs/find-units.server'
import type { ExportContext, ExportSource } from '../exports/source'
import { checksOf, type ReturnForm, type Values } from './form'
import { reportPeriod } from './period'
import { isReturnState, returnStates } from './state'
import { loadReturn } from './take-act.server'

async function given(form: ReturnForm, context: ExportContext, query: URLSearchParams) {
  const { row } = await loadReturn([form], context, query.get('id') ?? undefined)
  const period = reportPeriod(row.period)
  const unit = await findUnit(context.db, row.unitCode)
  if (!period || !unit) throw notFound()
  return { row, period, unit: unit.name, state: returnStates[isReturnState(row.state) ? row.state : 'draft'].label }
}

export const returnExport = (form: ReturnForm): ExportSource => ({
  name: `${form.kind}.return`,
  label: form.title,
  kind: form.kind,
  holdsNames: false,
  unit: '行',
  async about(context, query) {
    const { row, period, unit, state } = await given(form, context, query)
    return { about: `${unit}第 ${row.version} 版（${state}）`, period: period.label }
  },
  async count(context, query) {
    await given(form, context, query)
    return form.lines.length
  },
  async sheets(context, query) {
    const { row, period, unit, state } = await given(form, context, query)
    const values = row.lines as Values
    return [
      {
        name: period.label,
        title: `${form.title}（${period.label}）`,
        notes: [
          `填报单位：${unit} · 第 ${row.version} 版 · ${state} · 口径第 ${form.version} 版`,
          `取数 ${formatInstant(row.filledAt)} · 制表 ${row.preparedName ?? '系统'} · 审核 ${row.checkedName ?? ''} · 签发 ${row.signedName ?? ''}`,
          ...checksOf(form, values).map(({ label, words, holds }) => `${label}：${words}${holds ? '' : '（不平）'}`),
          ...(row.sm3 ? [`校验值 ${row.sm3}`] : []),
        ],
        columns: [
          { label: '类别', type: 'text', width: 18 },
          { label: '项目', type: 'text', width: 30 },
          { label: '数量', type: 'number' },
          { label: '单位', type: 'text' },
        ],
        rows: form.lines.map(({ section, label, code, unit: counted }) => [
          section,
          label,
          (values[code] ?? 0) / (counted === '元' ? 100 : 1),
          counted,
        ]),
      },
    ]
  },
  backHref: (query) => `/reports/${query.get('id') ?? ''}`,
})
