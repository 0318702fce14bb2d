import type { ReactNode } from 'react'
import { ErrorText, Optional, useWiring, type FieldProps } from '~/ui/fields'
import { useStart, useStartList } from '~/ui/form-values'

export type Option = { value: string; label: string; hint?: ReactNode }
export type SelectOption = { value: string; label: string; group?: string }

/** One of a list; groups keep their order of appearance. */
export function SelectField(props: FieldProps & { options: SelectOption[]; blank?: string }) {
  const { name, label, hint, required, options, blank = '请选择' } = props
  const { id, errors, aria } = useWiring(name, hint)
  const start = useStart(name, props.defaultValue)
  return (
    <div className={['field', props.width, errors.length > 0 && 'wrong'].filter(Boolean).join(' ')}>
      <label htmlFor={id} className={props.hideLabel ? 'hidden' : undefined}>
        {label}
        <Optional required={required} />
      </label>
      {hint && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <ErrorText id={id} errors={errors} />
      <select {...aria} id={id} name={name} defaultValue={start} required={required} autoComplete={props.autoComplete}>
        <option value="">{blank}</option>
        <Options options={options} />
      </select>
    </div>
  )
}

/** Options of a select, in groups where they have one. */
export function Options({ options }: { options: SelectOption[] }) {
  const groups = [...new Set(options.map((option) => option.group))]
  return (
    <>
      {groups.map((group) => {
        const inside = options.filter((option) => option.group === group)
        const drawn = inside.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))
        return group ? (
          <optgroup key={group} label={group}>
            {drawn}
          </optgroup>
        ) : (
          drawn
        )
      })}
    </>
  )
}

type GroupProps = Pick<FieldProps, 'name' | 'label' | 'hint' | 'required' | 'hideLabel'> & {
  options: Option[]
  inline?: boolean
}

type ChoiceProps = GroupProps & { type: 'radio' | 'checkbox'; chosen: string[] }

/** Boxes or dots with big targets; the first one carries the field's id, so that the summary can lead there. */
function Choice({ type, chosen, name, label, hint, required, hideLabel, options, inline }: ChoiceProps) {
  const { id, errors, aria } = useWiring(name, hint)
  return (
    <fieldset className={errors.length > 0 ? 'field wrong' : 'field'} aria-describedby={aria['aria-describedby']}>
      <legend className={hideLabel ? 'hidden' : undefined}>
        {label}
        <Optional required={required} />
      </legend>
      {hint && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <ErrorText id={id} errors={errors} />
      <div className={inline ? 'options inline' : 'options'}>
        {options.map((option, at) => {
          const own = at === 0 ? id : `${id}-${option.value}`
          return (
            <div className="option" key={option.value}>
              <input
                type={type}
                id={own}
                name={name}
                value={option.value}
                defaultChecked={chosen.includes(option.value)}
                required={type === 'radio' && required}
                aria-invalid={aria['aria-invalid']}
                aria-describedby={option.hint ? `${own}-about` : undefined}
              />
              <label htmlFor={own}>{option.label}</label>
              {option.hint && (
                <div className="hint" id={`${own}-about`}>
                  {option.hint}
                </div>
              )}
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}

/** One of a few. */
export function RadioField({ defaultValue, ...props }: GroupProps & { defaultValue?: string }) {
  const start = useStart(props.name, defaultValue)
  return <Choice {...props} type="radio" chosen={start ? [start] : []} />
}

/** Any of a few; sent as repeated values. */
export function ChecksField({ defaultValue, ...props }: GroupProps & { defaultValue?: string[] }) {
  return <Choice {...props} type="checkbox" chosen={useStartList(props.name, defaultValue)} />
}

type CheckProps = Pick<FieldProps, 'name' | 'label' | 'hint' | 'required'> & { defaultValue?: boolean }

/** Yes or not; sent as `on`. */
export function CheckField({ name, label, hint, required, defaultValue }: CheckProps) {
  const { id, errors, aria } = useWiring(name, hint)
  const start = useStart(name, defaultValue)
  return (
    <div className={errors.length > 0 ? 'field wrong' : 'field'}>
      <ErrorText id={id} errors={errors} />
      <div className="option">
        <input {...aria} type="checkbox" id={id} name={name} defaultChecked={start === 'on'} required={required} />
        <label htmlFor={id}>{label}</label>
        {hint && (
          <div className="hint" id={`${id}-hint`}>
            {hint}
          </div>
        )}
      </div>
    </div>
  )
}
