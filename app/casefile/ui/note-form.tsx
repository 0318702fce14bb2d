import { AreaField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { PageHead, Panel } from '~/ui/page'

/** A note for colleagues. */
export function NoteForm(props: {
  trail: { href?: string; label: string }[]
  person: string
  back: string
  token: string
  lastResult: LastResult
}) {
  return (
    <>
      <PageHead trail={props.trail} title="加备注" sub={props.person} />
      <Panel label="加备注">
        <ActionForm token={props.token} lastResult={props.lastResult} submitLabel="保存备注" cancelHref={props.back}>
          <AreaField
            name="text"
            label="备注"
            hint="能看到这份档案的同事都能看到。保存后不能改，写错了再加一条说明。"
            maxLength={1000}
            rows={5}
            width="wide"
            required
          />
        </ActionForm>
      </Panel>
    </>
  )
}
