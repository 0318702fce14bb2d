import type { ReactNode } from 'react'
import { ActionForm, type LastResult } from '~/ui/form'
import { CheckField } from '~/ui/choices'
import { Cols, Notice, PageHead, Panel } from '~/ui/page'
import { Facts } from '~/ui/facts'

/** What a step leads to, told before it is sent. */
export type StepOutlook = {
  label: string
  hint?: string
  /** The state it leads to; absent: it stays. */
  toLabel?: string
  /** Who confirms, when a second hand does. */
  secondLabel?: string
  grave: boolean
  final: boolean
  /** Duties that begin with it and their days, if it is done today. */
  starts: { label: string; when: string }[]
}

/** What the page of a step of whatever kind is given. */
export type StepData = {
  step: string
  outlook: StepOutlook
  trail: { href?: string; label: string }[]
  /** Who or what the file is about. */
  person: string
  /** The page of the file. */
  back: string
  token: string
  version: number
  today: string
  defaults: Record<string, unknown>
}
type StepFrameProps = {
  data: StepData
  lastResult: LastResult
  /** Names of fields in a list of faults, where the field's own label does not say it. */
  labels?: Record<string, string>
  children: ReactNode
}

/** The frame of every step: the form, and beside it what will happen next. */
export function StepFrame({ data, lastResult, labels, children }: StepFrameProps) {
  const { outlook, trail, person, back, token, version, defaults } = data
  return (
    <>
      <PageHead trail={trail} title={outlook.label} sub={person} />
      <Cols
        main={
          <Panel label={outlook.label} tone={outlook.grave ? 'danger' : undefined}>
            <ActionForm
              token={token}
              version={version}
              lastResult={lastResult}
              defaults={defaults}
              labels={labels}
              danger={outlook.grave}
              submitLabel={outlook.secondLabel ? '提交审批' : outlook.label}
              cancelHref={back}
            >
              {children}
              {outlook.grave && <CheckField name="sure" label="我已核对以上内容，确认办理" required />}
            </ActionForm>
          </Panel>
        }
        side={<Outlook outlook={outlook} />}
      />
    </>
  )
}

function Outlook({ outlook }: { outlook: StepOutlook }) {
  const { hint, toLabel, secondLabel, starts, final } = outlook
  return (
    <>
      <Panel title="办理之后">
        <Facts
          rows={[
            !!secondLabel && { label: '审批', value: `提交后由${secondLabel}审批，批准后生效` },
            { label: '状态', value: toLabel ? `变为“${toLabel}”` : '不变' },
            final && { label: '撤销', value: '会告知其他单位或出具文书，办理后不能撤销' },
          ]}
        />
        {starts.length > 0 && (
          <>
            <h3>随后要办的事</h3>
            <Facts rows={starts.map((duty) => ({ label: duty.label, value: duty.when }))} />
          </>
        )}
      </Panel>
      {hint && <Notice>{hint}</Notice>}
    </>
  )
}
