import type { ReactNode } from 'react'
import { A } from '~/ui/link'
import { Actions, Panel, Tag, type Tone } from '~/ui/page'

type Fact = { label: string; value: ReactNode; hint?: ReactNode }

/** Label and value, one below the other. Rows that do not apply may be false; an empty value shows a dash. */
export function Facts({ rows }: { rows: (Fact | false | null | undefined)[] }) {
  return (
    <dl className="facts">
      {rows.map((row) =>
        row ? (
          <div key={row.label}>
            <dt>{row.label}</dt>
            <dd>
              {isBlank(row.value) ? <span className="soft">—</span> : row.value}
              {row.hint && <span className="hint">{row.hint}</span>}
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

function isBlank(value: ReactNode): boolean {
  return value === null || value === undefined || value === '' || value === false
}

/** The way a matter goes, and where on it we stand. */
export function Road(props: { label?: string; items: { label: string; past?: boolean; current?: boolean }[] }) {
  return (
    <ol className="road" aria-label={props.label ?? '办理进度'}>
      {props.items.map((item) => (
        <li
          key={item.label}
          className={item.past ? 'past' : undefined}
          aria-current={item.current ? 'step' : undefined}
        >
          {item.past && <span className="hidden">已完成：</span>}
          {item.label}
        </li>
      ))}
    </ol>
  )
}

type Moment = {
  id?: string
  /** As shown: '11-20 16:02'. */
  at: string
  /** As machines read it, when different. */
  dateTime?: string
  who?: string
  text: ReactNode
  note?: ReactNode
  tone?: Tone
}

/** What happened, newest first. */
export function Timeline({ items }: { items: Moment[] }) {
  return (
    <ul className="time">
      {items.map((item, at) => (
        <li key={item.id ?? at} className={item.tone}>
          <time dateTime={item.dateTime}>{item.at}</time> {item.who && <strong>{item.who}</strong>} {item.text}
          {item.note && <div className="soft">{item.note}</div>}
        </li>
      ))}
    </ul>
  )
}

/** A panel of things to do; holds `Duty` only. */
export function Duties({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Panel label={label}>
      <ul className="duties">{children}</ul>
    </Panel>
  )
}

type DutyProps = {
  when: { text: string; tone?: Tone }
  href?: string
  title: ReactNode
  sub?: ReactNode
  /** A number to find it by, shown quietly. */
  code?: string
  why?: { summary?: string; text: ReactNode }
  action?: ReactNode
}

/** One thing to do: by when, about what, why then, and the button that does it. */
export function Duty({ when, href, title, sub, code, why, action }: DutyProps) {
  return (
    <li className={`duty ${when.tone ?? 'plain'}`}>
      <div className="when">
        <Tag tone={when.tone}>{when.text}</Tag>
      </div>
      <div className="what">
        {href ? <A href={href}>{title}</A> : <strong>{title}</strong>} {sub}{' '}
        {code && <span className="code">{code}</span>}
        {why && <Why summary={why.summary}>{why.text}</Why>}
      </div>
      {action && <Actions>{action}</Actions>}
    </li>
  )
}

/** Folded explanation. */
export function Why(props: { summary?: string; open?: boolean; children: ReactNode }) {
  const { summary = '为什么是这一天？', open, children } = props
  return (
    <details className="reason" open={open}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  )
}

type ProgressProps = { label: string; done: number; total: number; refreshHref?: string; doneText?: ReactNode }

/** How far a job has come. The page asks again by itself (`AutoRefresh`) or by the link. */
export function Progress({ label, done, total, refreshHref, doneText }: ProgressProps) {
  const finished = total > 0 && done >= total
  return (
    <div className="progress" role="status">
      <div className="progressline">
        <strong>{label}</strong>
        <span className="num">
          {done} / {total}
        </span>
      </div>
      <progress value={done} max={Math.max(total, 1)} aria-label={label} />
      <div className="soft">
        {finished ? (doneText ?? '已完成') : '正在处理，可以离开此页，稍后再来。'}{' '}
        {!finished && refreshHref && <A href={refreshHref}>刷新</A>}
      </div>
    </div>
  )
}

type Stat = { label: string; value: ReactNode; href?: string; hint?: string; tone?: Tone }

/** A few numbers side by side; each leads to the list behind it. */
export function Stats({ items }: { items: Stat[] }) {
  return (
    <ul className="stats">
      {items.map((item) => (
        <li key={item.label} className={item.tone}>
          <b className="num">{item.value}</b>
          {item.href ? <A href={item.href}>{item.label}</A> : <span>{item.label}</span>}
          {item.hint && <small className="soft">{item.hint}</small>}
        </li>
      ))}
    </ul>
  )
}
