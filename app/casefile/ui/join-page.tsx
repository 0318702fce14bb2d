import { ActionForm, type LastResult } from '~/ui/form'
import { AreaField, TextField } from '~/ui/fields'
import { Confirm, PageHead } from '~/ui/page'

type JoinPageProps = {
  trail: { href?: string; label: string }[]
  person: string
  back: string
  token: string
  lastResult: LastResult
}

/** Two files of one unit are the same person's: the one named here is closed and points to this one. */
export function JoinPage({ trail, person, back, token, lastResult }: JoinPageProps) {
  return (
    <>
      <PageHead trail={trail} title="合并同一人的档案" sub={person} />
      <Confirm
        title="保留这一份，关闭另一份"
        consequences={[
          '另一份档案关闭，其中的记录仍可查阅，并指向这一份',
          '另一份的到期事项取消，未完成的审批作废',
          '两份档案的时间线都会留下记录，合并后不能撤销',
        ]}
      >
        <ActionForm token={token} lastResult={lastResult} submitLabel="确认合并" danger cancelHref={back}>
          <TextField
            name="otherNo"
            label="另一份档案的案件号"
            hint="例如 AZ-340705-2026-00031，须在同一单位"
            required
            width="medium"
          />
          <AreaField name="reason" label="依据" hint="例如 证件号码一致" required rows={3} />
        </ActionForm>
      </Confirm>
    </>
  )
}
