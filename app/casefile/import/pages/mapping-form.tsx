import { CheckField, SelectField } from '~/ui/choices'
import { HiddenField, TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { Panel } from '~/ui/page'
import type { RunPage } from '../view-run.server'

type Table = RunPage['tables'][number]
type Props = {
  table: Table
  index: number
  several: boolean
  columns: RunPage['columns']
  token: string
  lastResult: LastResult
}

/** Which column of the sheet is which: as recognised or remembered, to be corrected. */
export function MappingForm({ table, index, several, columns, token, lastResult }: Props) {
  const filled = new Set(table.questions.map(({ fills }) => fills))
  const missing = columns.filter(
    ({ key, required }) => required && typeof table.mapping[key] !== 'number' && !filled.has(key),
  )
  const asked = table.questions.some(({ answer }) => !answer)
  const mine =
    lastResult?.initialValue?._intent === 'map' && String(lastResult.initialValue.table) === String(index)
      ? lastResult
      : undefined
  const found = columns.filter(({ key }) => typeof table.mapping[key] === 'number').length
  const options = table.labels.flatMap((label, column) =>
    label ? [{ value: String(column), label: `${letter(column)} 列：${label}` }] : [],
  )
  return (
    <Panel label="列的对应">
      <details open={missing.length > 0 || asked || mine !== undefined}>
        <summary>
          列的对应{several && `（${table.sheet}）`}：第 {table.rowNo} 行为表头，认出 {found} 列
          {table.remembered && '，按上次更正过的对应'}
          {missing.length > 0 && `；还缺 ${missing.map(({ label }) => label).join('、')}`}
        </summary>
        <ActionForm
          id={`map-${index}`}
          token={token}
          intent="map"
          lastResult={mine}
          submitLabel="按此对应重新试导入"
          defaults={{
            table: String(index),
            column: Object.fromEntries(
              columns.map(({ key }) => [key, typeof table.mapping[key] === 'number' ? String(table.mapping[key]) : '']),
            ),
            answer: Object.fromEntries(table.questions.map(({ key, answer }) => [key, answer])),
          }}
        >
          <HiddenField name="table" value={String(index)} />
          <p className="soft">对应会按这种表头记住，下次同样的表不必再改。没有的列选“没有这一列”。</p>
          <div className="row">
            {columns.map(({ key, label, required, hint }) => (
              <SelectField
                key={key}
                name={`column.${key}`}
                label={label}
                hint={hint}
                required={required && !filled.has(key)}
                blank="没有这一列"
                options={options}
                width="medium"
              />
            ))}
          </div>
          {table.questions.map(({ key, label, hint, fills }) =>
            fills ? (
              <TextField key={key} name={`answer.${key}`} label={label} hint={hint} width="medium" />
            ) : (
              <CheckField key={key} name={`answer.${key}`} label={label} hint={hint} />
            ),
          )}
        </ActionForm>
      </details>
    </Panel>
  )
}

/** 0 → A, 26 → AA, as the spreadsheet names its columns. */
function letter(column: number): string {
  const rest = Math.floor(column / 26) - 1
  return (rest >= 0 ? letter(rest) : '') + String.fromCharCode(65 + (column % 26))
}
