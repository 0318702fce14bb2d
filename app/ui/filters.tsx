import { Form } from '@remix-run/react'
import { ButtonLink } from '~/ui/link'

type FilterField = {
  name: string
  label: string
  kind?: 'text' | 'select' | 'date' | 'month' | 'check'
  options?: { value: string; label: string }[]
  placeholder?: string
  wide?: boolean
  /** One of the options always holds: none of them is 全部. */
  required?: boolean
}

type FilterBarProps = {
  fields: FilterField[]
  /** What the URL says now. */
  values: Record<string, string | undefined>
  clearHref: string
  action?: string
  /** Further parameters to keep, such as the open tab. */
  hidden?: Record<string, string>
  label?: string
  submitLabel?: string
}

/** What a list is narrowed by. The choice lives in the URL, so it can be kept, sent and gone back to. */
export function FilterBar(props: FilterBarProps) {
  const { fields, values, clearHref, action, hidden, label = '筛选', submitLabel = '筛选' } = props
  return (
    <Form discover="none" method="get" action={action} className="filters panel" role="search" aria-label={label}>
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => (
        <div key={field.name} className={[field.kind ?? 'text', field.wide && 'wide'].filter(Boolean).join(' ')}>
          <FilterInput field={field} value={values[field.name] ?? ''} key={values[field.name] ?? ''} />
        </div>
      ))}
      <div className="actions">
        <button type="submit">{submitLabel}</button>
        <ButtonLink href={clearHref} quiet>
          清除
        </ButtonLink>
      </div>
    </Form>
  )
}

function FilterInput({ field, value }: { field: FilterField; value: string }) {
  const { name, kind = 'text' } = field
  const id = `filter-${name}`
  if (kind === 'check') {
    return (
      <div className="option">
        <input type="checkbox" id={id} name={name} value="1" defaultChecked={value !== ''} />
        <label htmlFor={id}>{field.label}</label>
      </div>
    )
  }
  return (
    <>
      <label htmlFor={id}>{field.label}</label>
      {kind === 'select' ? (
        <select id={id} name={name} defaultValue={value}>
          {!field.required && <option value="">全部</option>}
          {(field.options ?? []).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={name}
          type={kind === 'text' ? 'search' : kind}
          defaultValue={value}
          placeholder={field.placeholder}
          autoComplete="off"
        />
      )}
    </>
  )
}
