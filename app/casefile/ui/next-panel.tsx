import { Why } from '~/ui/facts'
import { ButtonLink } from '~/ui/link'
import { Actions, Panel } from '~/ui/page'
import type { NextLink, NextSteps } from './next-steps'

type NextPanelProps = {
  next: NextSteps
  /** Who does the next step when this post does not. */
  by: string
  open: boolean
  /** Further links among the rare ones: 更正, 撤销 … */
  more?: { href: string; label: string }[]
  /** What is known of the next step: place, people, time. */
  about?: string
}

/** What comes next, who does it, and the buttons of the steps this post may take now. */
export function NextPanel({ next, by, open, more = [], about }: NextPanelProps) {
  const { links, others, rare } = next
  const hint = links[0]?.hint
  return (
    <Panel title={titleOf(next, by, open)} tone="next">
      {about && <p>{about}</p>}
      {hint && <p className="soft">{hint}</p>}
      {!open && <p className="soft">档案只供查阅。</p>}
      {links.length > 0 && <Buttons links={links} first />}
      {others.length > 0 && (
        <Why summary="其他日常办理">
          <Buttons links={others} />
        </Why>
      )}
      {(rare.length > 0 || more.length > 0) && (
        <Why summary="更多操作">
          <Buttons links={[...rare, ...more.map((link) => ({ ...link, grave: false }))]} />
        </Why>
      )}
    </Panel>
  )
}

function titleOf({ title, links }: NextSteps, by: string, open: boolean): string {
  if (!open) return '已办结'
  if (title) return `下一步：${title}`
  if (links.length > 0) return '可以办理的事'
  return by ? `下一步由${by}办理` : '当前没有待办步骤'
}

function Buttons({ links, first = false }: { links: NextLink[]; first?: boolean }) {
  return (
    <Actions>
      {links.map((link, at) => (
        <ButtonLink key={link.href} href={link.href} quiet={!first || at > 0} danger={link.grave}>
          {link.label}
        </ButtonLink>
      ))}
    </Actions>
  )
}
