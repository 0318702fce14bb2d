import { SelectField } from '~/ui/choices'
import { ActionForm, type LastResult } from '~/ui/form'
import { Panel } from '~/ui/page'
import { optionsOf } from '~/ui/terms'

type ReasonPanelProps = {
  title: string
  /** What follows from it. */
  note?: string
  intent: string
  label: string
  whys: Record<string, string>
  token: string
  /** Of the whole page, and by which of its forms. */
  last: { result: LastResult; intent: string | undefined }
}

/** Ends something (a call, a proposal, a pairing) with one of the known reasons. */
export const ReasonPanel = ({ title, note, intent, label, whys, token, last }: ReasonPanelProps) => (
  <Panel title={title}>
    {note && <p className="soft">{note}</p>}
    <ActionForm
      token={token}
      intent={intent}
      lastResult={last.intent === intent ? last.result : undefined}
      submitLabel={label}
      danger
    >
      <SelectField name="why" label="原因" required options={optionsOf(whys)} />
    </ActionForm>
  </Panel>
)
