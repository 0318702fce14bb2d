import type { ReactNode } from 'react'
import { ButtonLink } from '~/ui/link'
import { Actions, Panel } from '~/ui/page'
import { Why } from '~/ui/facts'
import type { StepView } from './views'

type NextPanelProps = {
  base: string
  steps: StepView[]
  /** Who does the next step when this post does not. */
  others: string
  /** What is known of the next step: place, people, time. */
  children?: ReactNode
  closed?: boolean
  /** Further links among the rare ones: 更正, 撤销 … */
  more?: { href: string; label: string }[]
}

/** What comes next, who does it, and the buttons of the steps this post may take now. */
export function NextPanel({ base, steps, others, children, closed, more = [] }: NextPanelProps) {
  const usual = steps.filter((step) => !step.rare)
  const rare = steps.filter((step) => step.rare)
  const first = usual[0]
  const title = closed ? '已办结' : first ? `下一步：${first.label}` : others ? `下一步由${others}办理` : '当前没有待办步骤'
  return (
    <Panel title={title} tone="next">
      <div className="prose">
        {children}
        {first?.hint && <p className="soft">{first.hint}</p>}
        {closed && <p className="soft">档案只供查阅。</p>}
      </div>
      {usual.length > 0 && (
        <Actions>
          {usual.map((step, at) => (
            <ButtonLink key={step.step} href={`${base}/step/${step.step}`} quiet={at > 0}>
              {step.label}
            </ButtonLink>
          ))}
        </Actions>
      )}
      {(rare.length > 0 || more.length > 0) && (
        <Why summary="更多操作">
          <Actions>
            {rare.map((step) => (
              <ButtonLink key={step.step} href={`${base}/step/${step.step}`} quiet danger={step.grave}>
                {step.label}
              </ButtonLink>
            ))}
            {more.map((link) => (
              <ButtonLink key={link.href} href={link.href} quiet>
                {link.label}
              </ButtonLink>
            ))}
          </Actions>
        </Why>
      )}
    </Panel>
  )
}
