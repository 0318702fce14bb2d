import { useField } from '@conform-to/react'
import type { ReactNode } from 'react'
import { useStart } from '~/ui/form-values'

export type FieldProps = {
  name: string
  label: string
  hint?: ReactNode
  required?: boolean
  defaultValue?: string | number
  width?: 'short' | 'medium' | 'wide' | 'full'
  autoComplete?: string
  readOnly?: boolean
  /** The label is for screen readers only. */
  hideLabel?: boolean
}

/** What ties a control to its label, hint and errors. */
export function useWiring(name: string, hint: ReactNode) {
  const [field, form] = useField(name)
  const id = `${form.id}-${name}`
  const errors = field.errors ?? []
  const described = [hint ? `${id}-hint` : '', errors.length > 0 ? `${id}-error` : ''].filter(Boolean).join(' ')
  return {
    id,
    errors,
    aria: { 'aria-invalid': errors.length > 0 || undefined, 'aria-describedby': described || undefined },
  }
}

/** Marks what may stay empty; what must be filled is the rule and needs no mark. */
export function Optional({ required }: { required?: boolean }) {
  return required ? null : <span className="optional">（选填）</span>
}

export function ErrorText({ id, errors }: { id: string; errors: string[] }) {
  if (errors.length === 0) return null
  return (
    <p className="why" id={`${id}-error`}>
      <span className="hidden">错误：</span>
      {errors.join('；')}
    </p>
  )
}

type Wiring = ReturnType<typeof useWiring>

/** Label, hint, error and the control, in this order. */
export function Field({ field, wiring, children }: { field: FieldProps; wiring: Wiring; children: ReactNode }) {
  const { id, errors } = wiring
  return (
    <div className={['field', field.width, errors.length > 0 && 'wrong'].filter(Boolean).join(' ')}>
      <label htmlFor={id} className={field.hideLabel ? 'hidden' : undefined}>
        {field.label}
        <Optional required={field.required || field.readOnly} />
      </label>
      {field.hint && (
        <div className="hint" id={`${id}-hint`}>
          {field.hint}
        </div>
      )}
      <ErrorText id={id} errors={errors} />
      {children}
    </div>
  )
}

type InputProps = FieldProps & {
  type?: string
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search' | 'url'
  maxLength?: number
  placeholder?: string
  spellCheck?: boolean
  min?: string
  max?: string
  step?: string
  /** Shown behind the box: 元, 天. */
  unit?: string
}

function Input({
  type = 'text',
  inputMode,
  maxLength,
  placeholder,
  spellCheck,
  min,
  max,
  step,
  unit,
  ...field
}: InputProps) {
  const wiring = useWiring(field.name, field.hint)
  const start = useStart(field.name, field.defaultValue)
  const input = (
    <input
      {...wiring.aria}
      {...{ type, inputMode, maxLength, placeholder, spellCheck, min, max, step }}
      id={wiring.id}
      name={field.name}
      defaultValue={type === 'password' ? undefined : start}
      required={field.required}
      readOnly={field.readOnly}
      autoComplete={field.autoComplete}
    />
  )
  return (
    <Field field={field} wiring={wiring}>
      {unit ? (
        <div className="affix">
          {input}
          <span>{unit}</span>
        </div>
      ) : (
        input
      )}
    </Field>
  )
}

type TextProps = FieldProps &
  Pick<InputProps, 'inputMode' | 'maxLength' | 'placeholder' | 'spellCheck' | 'unit'> & {
    type?: 'text' | 'tel' | 'email' | 'password' | 'search' | 'url'
  }

export function TextField(props: TextProps) {
  return <Input {...props} />
}

/** A number as typed; no spinner, so the wheel of the mouse changes nothing. */
export function NumberField(props: FieldProps & { unit?: string; maxLength?: number }) {
  return <Input width="short" {...props} inputMode="decimal" />
}

/** An amount in yuan as typed, such as 1,234.50. */
export function MoneyField(props: FieldProps) {
  return <Input width="short" {...props} inputMode="decimal" unit="元" />
}

/** A day, 'YYYY-MM-DD'. */
export function DateField(props: FieldProps & { min?: string; max?: string }) {
  return <Input width="short" {...props} type="date" />
}

/** A day and a time, 'YYYY-MM-DDTHH:mm', as read on the wall. */
export function DateTimeField(props: FieldProps & { min?: string; max?: string }) {
  return <Input width="medium" {...props} type="datetime-local" />
}

export function AreaField(props: FieldProps & { rows?: number; maxLength?: number; placeholder?: string }) {
  const wiring = useWiring(props.name, props.hint)
  const start = useStart(props.name, props.defaultValue)
  return (
    <Field field={{ width: 'wide', ...props }} wiring={wiring}>
      <textarea
        {...wiring.aria}
        id={wiring.id}
        name={props.name}
        rows={props.rows ?? 4}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        defaultValue={start}
        required={props.required}
        readOnly={props.readOnly}
        autoComplete={props.autoComplete}
      />
    </Field>
  )
}

/** A file to hand in; the form needs `encType="multipart/form-data"`. */
export function FileField(props: Omit<FieldProps, 'defaultValue'> & { accept?: string; multiple?: boolean }) {
  const wiring = useWiring(props.name, props.hint)
  return (
    <Field field={props} wiring={wiring}>
      <input
        {...wiring.aria}
        type="file"
        id={wiring.id}
        name={props.name}
        accept={props.accept}
        multiple={props.multiple}
        required={props.required}
      />
    </Field>
  )
}

export function HiddenField({ name, value }: { name: string; value?: string | number }) {
  const start = useStart(name, value)
  return <input type="hidden" name={name} value={value ?? start} readOnly />
}
