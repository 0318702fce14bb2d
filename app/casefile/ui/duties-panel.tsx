import type { LegalDay } from '~/lib/dates'
import { Duty } from '~/ui/facts'
import { Empty, Panel } from '~/ui/page'
import { dutyWords } from './day-words'
import { dutyHref } from './next-steps'
import type { DutyView, StepView } from './views'

type DutiesPanelProps = { base: string; duties: DutyView[]; steps: StepView[]; mayRecord: boolean; today: LegalDay }

/** Open duties of a file: by when, what, who, and why on that day. */
export function DutiesPanel({ base, duties, steps, mayRecord, today }: DutiesPanelProps) {
  return (
    <Panel title="到期事项">
      {duties.length === 0 && <Empty>目前没有到期事项。</Empty>}
      {duties.length > 0 && (
        <ul className="duties">
          {duties.map((duty) => (
            <Duty
              key={duty.id}
              when={dutyWords(duty, today)}
              href={dutyHref(base, duty, steps, mayRecord)}
              title={duty.label}
              sub={<span className="soft">{duty.provisional ? `${duty.roleLabel}（暂定）` : duty.roleLabel}</span>}
              why={{ text: duty.reason }}
            />
          ))}
        </ul>
      )}
    </Panel>
  )
}
