import type { LegalDay } from '~/lib/dates'
import { A } from '~/ui/link'
import { Empty, Panel, Tag } from '~/ui/page'
import { Why } from '~/ui/facts'
import { dueWords } from './day-words'
import type { DutyView, StepView } from './views'

/** Open duties of a file: by when, what, who, and why on that day. */
export function DutiesPanel({ base, duties, steps, mayRecord, today }: { base: string; duties: DutyView[]; steps: StepView[]; mayRecord: boolean; today: LegalDay }) {
  const hrefOf = (duty: DutyView) => {
    if (duty.step && steps.some((step) => step.step === duty.step)) return `${base}/step/${duty.step}`
    return duty.record && mayRecord ? `${base}/visit?type=${duty.record.split(' ')[0]}` : undefined
  }
  return (
    <Panel title="到期事项">
      {duties.length === 0 && <Empty>目前没有到期事项。</Empty>}
      {duties.length > 0 && (
        <ul className="time plainlist">
          {duties.map((duty) => {
            const when = dueWords(duty.dueOn, today)
            const href = hrefOf(duty)
            return (
              <li key={duty.id} className={when.tone}>
                <Tag tone={when.tone}>{when.text}</Tag> {href ? <A href={href}>{duty.label}</A> : <strong>{duty.label}</strong>} <span className="soft">{duty.roleLabel}</span>
                {duty.provisional && <span className="soft">（暂定）</span>}
                <Why>{duty.reason}</Why>
              </li>
            )
          })}
        </ul>
      )}
    </Panel>
  )
}
