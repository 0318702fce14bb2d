import type { ReactNode } from 'react'

type LinkProps = {
  href: string
  children: ReactNode
  className?: string
  current?: 'page' | 'step' | 'true'
  /** Accessible name when the text alone does not say where it goes. */
  label?: string
  /** A download or another site: a plain browser navigation. */
  external?: boolean
}

/**
 * A link: a plain anchor, which the frame follows without loading the page anew (follow-links.ts). It is never fetched
 * ahead: opening a page is a logged reading.
 */
export function A({ href, children, className, current, label, external }: LinkProps) {
  return (
    <a
      href={href}
      className={className}
      aria-current={current}
      aria-label={label}
      rel={external ? 'external' : undefined}
    >
      {children}
    </a>
  )
}

/** A link that looks like a button: it leads to a page, it changes nothing. */
export function ButtonLink(props: Omit<LinkProps, 'className'> & { quiet?: boolean; danger?: boolean }) {
  const { quiet, danger, ...rest } = props
  return <A {...rest} className={buttonClass({ quiet, danger })} />
}

/** Class names of a button, shared by links and real buttons. */
export function buttonClass(look: { quiet?: boolean; danger?: boolean; small?: boolean }): string {
  const extra = [look.quiet && 'quiet', look.danger && 'danger', look.small && 'small'].filter(Boolean)
  return ['button', ...extra].join(' ')
}
