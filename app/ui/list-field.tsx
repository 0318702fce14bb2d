import { useContext, useEffect, useState, type ReactNode } from 'react'
import { ErrorText, Optional, useWiring } from '~/ui/fields'
import { FormValuesContext, valueAt } from '~/ui/form-values'

type RowName = { name: (sub: string) => string; index: number }

type ListFieldProps = {
  name: string
  label: string
  hint?: ReactNode
  required?: boolean
  /** Empty rows below the filled ones, for browsers without script. */
  spare?: number
  max?: number
  /** `{n}` becomes the number of the row. */
  rowLabel?: string
  children: (row: RowName) => ReactNode
}

/** A list of like rows. Empty rows are dropped by the server (`compactRows`); emptying a row removes it. */
export function ListField(props: ListFieldProps) {
  const { name, label, hint, required, spare = 2, max = 20, rowLabel = '第 {n} 项', children } = props
  const { id, errors, aria } = useWiring(name, hint)
  const { values, round } = useContext(FormValuesContext)
  const given = valueAt(values, name)
  const filled = Array.isArray(given) ? given.length : 0
  const { more, add, live } = useMoreRows(round)
  const shown = Math.min(max, Math.max(filled + spare + more, 1))
  return (
    <fieldset
      className={errors.length > 0 ? 'block list wrong' : 'block list'}
      id={id}
      tabIndex={-1}
      aria-describedby={aria['aria-describedby']}
    >
      <legend>
        {label}
        <Optional required={required} />
      </legend>
      <div className="hint" id={`${id}-hint`}>
        {hint} 空着的行不会保存；清空一行即为删除。
      </div>
      <ErrorText id={id} errors={errors} />
      <ol key={round}>
        {Array.from({ length: shown }, (_, index) => (
          <li key={index}>
            <fieldset>
              <legend>{rowLabel.replace('{n}', String(index + 1))}</legend>
              {children({ index, name: (sub) => `${name}[${index}].${sub}` })}
            </fieldset>
          </li>
        ))}
      </ol>
      {live && shown < max && (
        <button type="button" className="button quiet small" onClick={add}>
          再加一行
        </button>
      )}
    </fieldset>
  )
}

/** With script one more row is a click away; what was added is counted anew after each answer of the server. */
function useMoreRows(round: number) {
  const [live, setLive] = useState(false)
  const [more, setMore] = useState({ round, count: 0 })
  useEffect(() => setLive(true), [])
  const count = more.round === round ? more.count : 0
  return { live, more: count, add: () => setMore({ round, count: count + 1 }) }
}
