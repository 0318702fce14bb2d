import { useEffect, useState, type ReactNode } from 'react'
import { ButtonLink } from '~/ui/link'

type PaperProps = {
  title: string
  /** `form`: an official paper with its type and margins; `list`: a working list. */
  kind?: 'form' | 'list'
  landscape?: boolean
  /** Number of the paper, above the title on the right. */
  number?: string
  sub?: ReactNode
  foot?: ReactNode
  backHref?: string
  children: ReactNode
}

/** An A4 sheet, the same on the screen and on paper. */
export function Paper({ title, kind = 'form', landscape, number, sub, foot, backHref, children }: PaperProps) {
  return (
    <>
      <div className="actions papertools">
        {backHref && (
          <ButtonLink href={backHref} quiet>
            返回
          </ButtonLink>
        )}
        <PrintButton />
      </div>
      <article className={['paper', kind, landscape && 'landscape'].filter(Boolean).join(' ')}>
        {number && <p className="number">{number}</p>}
        <h1>{title}</h1>
        {sub && <div className="papersub">{sub}</div>}
        {children}
        {foot && <footer>{foot}</footer>}
      </article>
    </>
  )
}

/** Printing needs the browser's script; without it the keys are named. */
export function PrintButton() {
  const [live, setLive] = useState(false)
  useEffect(() => setLive(true), [])
  if (!live) return <span className="soft noprint">按 Ctrl + P 打印</span>
  return (
    <button type="button" onClick={() => window.print()}>
      打印
    </button>
  )
}
