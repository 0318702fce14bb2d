import { DateField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { Notice, PageHead, Panel } from '~/ui/page'
import type { RemindersData } from '../views/reminders.server'

type Props = { data: RemindersData; token: string; lastResult: LastResult }

/** 通话提醒: a family may do without; the calls go on. */
export function RemindersPage({ data, token, lastResult }: Props) {
  return (
    <>
      <PageHead
        trail={[{ href: `/children/${data.caseId}`, label: data.name }, { label: '通话提醒' }]}
        title="通话提醒"
        sub="通话前一天短信提醒家长，只写时间和学校。不要提醒的，通话照常。"
      />
      {data.done && <Notice tone="done">已登记。</Notice>}
      {data.declined ? (
        <Panel title="现在不提醒">
          <p>家长 {data.declined} 提出不要提醒。还没有发出的也不再发送，请自行告知通话时间。</p>
          <PostButton token={token} intent="on" label="恢复提醒" />
        </Panel>
      ) : (
        <Panel title="家长不要提醒">
          <ActionForm token={token} intent="off" lastResult={lastResult} submitLabel="登记">
            <DateField name="saidOn" label="哪天提出" required max={data.today} defaultValue={data.today} />
          </ActionForm>
        </Panel>
      )}
    </>
  )
}
