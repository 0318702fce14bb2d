import { useId, type ReactNode } from 'react'
import { A, ButtonLink } from '~/ui/link'

export type Tone = 'plain' | 'brand' | 'due' | 'late' | 'done'

/** The title of the browser's tab: where you are, then the product. */
export function pageTitle(...parts: string[]): string {
  return parts.filter(Boolean).join(' · ')
}

type PageHeadProps = {
  title: ReactNode
  tag?: ReactNode
  sub?: ReactNode
  trail?: { href?: string; label: string }[]
  actions?: ReactNode
  children?: ReactNode
}

/** Top of a page: where you are, what it is, what can be done. Holds the only h1. */
export function PageHead({ title, tag, sub, trail, actions, children }: PageHeadProps) {
  return (
    <div className="head">
      {trail && trail.length > 0 && (
        <nav className="trail" aria-label="当前位置">
          <ol>
            {trail.map((step) => (
              <li key={step.label}>{step.href ? <A href={step.href}>{step.label}</A> : step.label}</li>
            ))}
          </ol>
        </nav>
      )}
      <div className="headline">
        <div>
          <div className="titleline">
            <h1>{title}</h1>
            {tag}
          </div>
          {sub && <div className="sub">{sub}</div>}
          {children}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </div>
    </div>
  )
}

type PanelProps = {
  title?: ReactNode
  /** Accessible name when no heading is shown. */
  label?: string
  actions?: ReactNode
  tone?: 'next' | 'danger'
  /** No padding, for tables. */
  flush?: boolean
  id?: string
  children: ReactNode
}

/** A white card of one matter. */
export function Panel({ title, label, actions, tone, flush, id, children }: PanelProps) {
  const heading = useId()
  const className = ['panel', tone, flush && 'flush'].filter(Boolean).join(' ')
  return (
    <section id={id} className={className} aria-labelledby={title ? heading : undefined} aria-label={label}>
      {(title || actions) && (
        <div className="panelhead">
          {title && <h2 id={heading}>{title}</h2>}
          {actions && <div className="actions">{actions}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

/** What comes next and who does it. */
export function Next({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <Panel title={title} tone="next">
      <div className="prose">{children}</div>
      {actions && <Actions>{actions}</Actions>}
    </Panel>
  )
}

/** Body of a page that cannot be undone: what will happen, then the form that does it. */
export function Confirm(props: { title: string; consequences: string[]; children: ReactNode }) {
  return (
    <Panel title={props.title} tone="danger">
      <ul className="consequences">
        {props.consequences.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {props.children}
    </Panel>
  )
}

export function Stack({ children }: { children: ReactNode }) {
  return <div className="stack">{children}</div>
}

/** A wide column and a narrow one; below each other on small screens. */
export function Cols({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className="cols">
      <div>{main}</div>
      <div>{side}</div>
    </div>
  )
}

export function Actions({ children }: { children: ReactNode }) {
  return <div className="actions">{children}</div>
}

export function SubHead({ children }: { children: ReactNode }) {
  return <h2 className="subhead">{children}</h2>
}

type TabItem = { href: string; label: string; count?: number | string; current?: boolean }

/** Parts of one page as links; the URL says which is open. */
export function Tabs({ label, items }: { label: string; items: TabItem[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <A href={item.href} current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count !== undefined && <b className="count">{item.count}</b>}
            </A>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={tone === 'plain' ? 'tag' : `tag ${tone}`}>{children}</span>
}

/** Small removable or linked words, such as the filters now set. */
export function Chips({
  label,
  items,
}: {
  label: string
  items: { label: string; href?: string; removeHref?: string }[]
}) {
  return (
    <ul className="chips" aria-label={label}>
      {items.map((item) => (
        <li key={item.label}>
          {item.href ? <A href={item.href}>{item.label}</A> : <span>{item.label}</span>}
          {item.removeHref && (
            <A href={item.removeHref} label={`去掉：${item.label}`}>
              ×
            </A>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Nothing here, why, and what to do. */
export function Empty({ title, children, action }: { title?: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      {title && <p className="emptytitle">{title}</p>}
      <div className="soft">{children}</div>
      {action && <Actions>{action}</Actions>}
    </div>
  )
}

type NoticeProps = { tone?: 'info' | 'done' | 'due' | 'late'; title?: string; children?: ReactNode; action?: ReactNode }

/** A banner about the page: what happened or what to mind. */
export function Notice({ tone = 'info', title, children, action }: NoticeProps) {
  return (
    <div className={`notice ${tone}`} role={tone === 'late' ? 'alert' : 'status'}>
      <div>
        {title && <strong>{title}</strong>}
        {children && <div className="prose">{children}</div>}
      </div>
      {action && <div className="actions">{action}</div>}
    </div>
  )
}

/** A line above a list: how many, of what. */
export function Count({ children }: { children: ReactNode }) {
  return <p className="countline">{children}</p>
}

export function Pagination({ next, prev, countText }: { next?: string; prev?: string; countText?: ReactNode }) {
  if (!next && !prev && !countText) return null
  return (
    <nav className="pages" aria-label="翻页">
      {prev && (
        <ButtonLink href={prev} quiet>
          上一页
        </ButtonLink>
      )}
      <span className="soft">{countText}</span>
      {next && (
        <ButtonLink href={next} quiet>
          下一页
        </ButtonLink>
      )}
    </nav>
  )
}
