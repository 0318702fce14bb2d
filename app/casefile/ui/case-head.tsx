import type { ReactNode } from 'react'
import { Road } from '~/ui/facts'
import { A } from '~/ui/link'
import { PageHead, Tag } from '~/ui/page'
import type { RoadStop, StateView } from './views'

type CaseHeadProps = {
  trail: { href?: string; label: string }[]
  name: string
  state: StateView
  /** Sex, age, place, owner … as short words. */
  facts: (string | undefined | false)[]
  /** The file's own address. */
  base: string
  /** Whether the links "who opened this" and "why may I" belong here. */
  open?: boolean
  road?: RoadStop[]
  actions?: ReactNode
}

/** Head of a file: whose, where it stands, who opened it, and why one may see it. */
export function CaseHead({ trail, name, state, facts, base, open = true, road, actions }: CaseHeadProps) {
  return (
    <PageHead
      trail={trail}
      title={name}
      tag={<Tag tone={state.tone}>{state.label}</Tag>}
      sub={
        <>
          {facts.filter(Boolean).join(' · ')}
          {open && (
            <>
              {' · '}
              <A href={`${base}/readers`}>谁看过此档案</A>
              {' · '}
              <A href={`${base}/why`}>我为什么能看</A>
            </>
          )}
        </>
      }
      actions={actions}
    >
      {road && road.length > 0 && <Road items={road} />}
    </PageHead>
  )
}
