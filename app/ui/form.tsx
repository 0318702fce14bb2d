import { FormProvider, useForm, type SubmissionResult } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { labelsOf } from '~/ui/form-labels'
import { FormValuesContext } from '~/ui/form-values'
import { A, buttonClass } from '~/ui/link'

export type LastResult = SubmissionResult<string[]> | null | undefined

type ActionFormProps = {
  id?: string
  action?: string
  method?: 'post' | 'get'
  /** One-time token against doubles and foreign pages; sent as `_token`. */
  token: string
  /** Version of the record as shown; sent as `_version`. */
  version?: number
  /** Which of several things the page's action does; sent as `_intent`. */
  intent?: string
  /** The server's answer to the last sending. */
  lastResult?: LastResult
  defaults?: Record<string, unknown>
  submitLabel: string
  cancelHref?: string
  cancelLabel?: string
  encType?: 'application/x-www-form-urlencoded' | 'multipart/form-data'
  danger?: boolean
  disabled?: boolean
  /** Names of fields that stand inside own components, for the summary of errors. */
  labels?: Record<string, string>
  /** Further buttons beside the main one. */
  extra?: ReactNode
  children?: ReactNode
}

/** A form that posts: errors on top and at the field, what was typed stays, no script needed. */
export function ActionForm(props: ActionFormProps) {
  const { token, version, intent, lastResult, defaults, children, extra } = props
  const ownId = useId().replace(/\W/g, '')
  const [form] = useForm({ id: props.id ?? `f${ownId}`, lastResult, shouldValidate: 'onSubmit' })
  const round = useRound(lastResult)
  const sent = Boolean(lastResult?.initialValue ?? lastResult?.error)
  const values = (sent ? lastResult?.initialValue : defaults) ?? {}
  const busy = useIsSending(token)
  return (
    <Form
      id={form.id}
      method={props.method ?? 'post'}
      action={props.action}
      encType={props.encType}
      onSubmit={form.onSubmit}
      autoComplete="off"
      noValidate
      discover="none"
      className="action"
    >
      <FormProvider context={form.context}>
        <FormValuesContext.Provider value={{ values, sent, round }}>
          <ErrorSummary
            formId={form.id}
            errors={lastResult?.error}
            round={round}
            labels={new Map([...labelsOf(children, values), ...Object.entries(props.labels ?? {})])}
          />
          <input type="hidden" name="_token" value={token} />
          {version !== undefined && <input type="hidden" name="_version" value={version} />}
          {intent !== undefined && <input type="hidden" name="_intent" value={intent} />}
          {children}
          <div className="actions submit">
            <SubmitButton danger={props.danger} disabled={props.disabled || busy}>
              {busy ? '正在提交…' : props.submitLabel}
            </SubmitButton>
            {extra}
            {props.cancelHref && (
              <A href={props.cancelHref} className="cancel">
                {props.cancelLabel ?? '取消'}
              </A>
            )}
          </div>
        </FormValuesContext.Provider>
      </FormProvider>
    </Form>
  )
}

/** Counts the answers of the server. */
function useRound(lastResult: LastResult): number {
  const [seen, setSeen] = useState({ lastResult, round: 0 })
  if (seen.lastResult === lastResult) return seen.round
  const next = { lastResult, round: seen.round + 1 }
  setSeen(next)
  return next.round
}

function useIsSending(token: string): boolean {
  const navigation = useNavigation()
  return navigation.state !== 'idle' && navigation.formData?.get('_token') === token
}

type SummaryProps = {
  formId: string
  errors: NonNullable<LastResult>['error'] | undefined
  labels: Map<string, string>
  round: number
}

/** All errors of a form at its top, in the order of the fields, each a link to its field. */
function ErrorSummary({ formId, errors, labels, round }: SummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  const heading = useId()
  const lines = errorLines(errors, labels)
  const wrong = lines.length > 0
  useEffect(() => {
    if (wrong) box.current?.focus()
  }, [wrong, round])
  if (!wrong) return null
  return (
    <div className="summary" role="alert" aria-labelledby={heading} tabIndex={-1} ref={box}>
      <h2 id={heading}>{lines.some((line) => line.name) ? `有 ${lines.length} 处需要修改` : '没有提交成功'}</h2>
      <ul>
        {lines.map((line) => (
          <li key={`${line.name}:${line.text}`}>
            {line.name ? <a href={`#${formId}-${line.name}`}>{line.text}</a> : line.text}
          </li>
        ))}
      </ul>
    </div>
  )
}

function errorLines(errors: SummaryProps['errors'], labels: Map<string, string>): { name: string; text: string }[] {
  const order = [...labels.keys()]
  const place = (name: string) => (name === '' ? -1 : labels.has(name) ? order.indexOf(name) : order.length)
  return Object.entries(errors ?? {})
    .flatMap(([name, messages]) => (messages ?? []).map((text) => ({ name, text: withLabel(labels.get(name), text) })))
    .sort((a, b) => place(a.name) - place(b.name))
}

function withLabel(label: string | undefined, text: string): string {
  return label && !text.includes(label) ? `${label}：${text}` : text
}

type SubmitProps = {
  children: ReactNode
  name?: string
  value?: string
  quiet?: boolean
  danger?: boolean
  disabled?: boolean
}

export function SubmitButton({ children, name, value, quiet, danger, disabled }: SubmitProps) {
  return (
    <button type="submit" name={name} value={value} disabled={disabled} className={buttonClass({ quiet, danger })}>
      {children}
    </button>
  )
}

type PostButtonProps = {
  action?: string
  token: string
  intent?: string
  version?: number
  label: string
  quiet?: boolean
  danger?: boolean
  small?: boolean
  fields?: Record<string, string>
}

/** A form that is one button: for steps that need no typing. */
export function PostButton({ quiet = true, ...props }: PostButtonProps) {
  const busy = useIsSending(props.token)
  return (
    <Form method="post" action={props.action} className="inline" discover="none">
      <input type="hidden" name="_token" value={props.token} />
      {props.version !== undefined && <input type="hidden" name="_version" value={props.version} />}
      {props.intent !== undefined && <input type="hidden" name="_intent" value={props.intent} />}
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        disabled={busy}
        className={buttonClass({ quiet, danger: props.danger, small: props.small })}
      >
        {props.label}
      </button>
    </Form>
  )
}

/** Fields that belong together, with a heading. */
export function Fieldset({ legend, hint, children }: { legend: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="block">
      <legend>{legend}</legend>
      {hint && <p className="hint">{hint}</p>}
      {children}
    </fieldset>
  )
}

/** Fields side by side where there is room. */
export function Row({ children }: { children: ReactNode }) {
  return <div className="row">{children}</div>
}
