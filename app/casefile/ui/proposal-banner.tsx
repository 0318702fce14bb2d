import { formatDay, formatInstant } from '~/lib/dates'
import { ButtonLink } from '~/ui/link'
import { Notice } from '~/ui/page'
import type { ProposalView } from './views'

/** What waits for a second hand, or for its day. */
export function ProposalBanners({ base, proposals }: { base: string; proposals: ProposalView[] }) {
  return (
    <>
      {proposals.map((proposal) => (
        <Notice
          key={proposal.id}
          tone={proposal.state === 'decided' ? 'done' : 'due'}
          title={titleOf(proposal)}
          action={
            <ButtonLink href={`${base}/proposal/${proposal.id}`} quiet={!proposal.mayDecide}>
              {proposal.mayDecide ? '审批' : '查看'}
            </ButtonLink>
          }
        >
          {proposal.by} 于 {formatInstant(proposal.at)} 提交
          {proposal.effectiveOn && `，${formatDay(proposal.effectiveOn)} 起生效`}。
        </Notice>
      ))}
    </>
  )
}

function titleOf({ state, label, mine, mayDecide, secondLabel }: ProposalView): string {
  if (state === 'decided') return `“${label}”已批准，到日自动办理`
  if (mayDecide) return `“${label}”等待您审批`
  return mine ? `“${label}”已提交，等待${secondLabel}审批` : `“${label}”等待${secondLabel}审批`
}
