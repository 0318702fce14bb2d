import { A, ButtonLink } from '~/ui/link'
import { Actions, Panel, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { ContactPartData } from '../views/contact-part.server'

/** 通话与结对 on the child's case page. */
export function ContactPart({ data }: { data: ContactPartData }) {
  return (
    <>
      <Panel
        title="亲情通话"
        actions={
          data.bookHref && (
            <ButtonLink href={data.bookHref} quiet>
              预约通话
            </ButtonLink>
          )
        }
      >
        {data.calls.length === 0 ? (
          <p className="soft">还没有约过通话。</p>
        ) : (
          <SimpleTable
            caption="最近的通话"
            head={['时间', '方式', '结果']}
            rows={data.calls.map((call) => [
              <A key={call.id} href={`/children/calls/${call.id}`}>
                {call.when}
              </A>,
              call.way,
              call.toRecord ? <Tag tone="due">待登记</Tag> : call.state,
            ])}
          />
        )}
        {data.declined && <p className="soft">家长 {data.declined} 提出不要短信提醒，通话照常。</p>}
        {data.mayWrite && (
          <p>
            <A href={`/children/calls/reminders/${data.caseId}`}>家长要不要短信提醒</A>
          </p>
        )}
      </Panel>
      <Panel
        title="结对关爱"
        actions={
          data.proposeHref && (
            <ButtonLink href={data.proposeHref} quiet>
              提出结对
            </ButtonLink>
          )
        }
      >
        {data.pairings.length === 0 ? (
          <p className="soft">没有结对。</p>
        ) : (
          <SimpleTable
            caption="结对"
            head={['结对人', '状态', '下次联系']}
            rows={data.pairings.map((one) => [
              <A key={one.id} href={`/children/pairing/${one.id}`}>
                {one.helper}
              </A>,
              one.state,
              one.due ? <Tag tone={one.due.tone}>{one.due.text}</Tag> : '—',
            ])}
          />
        )}
      </Panel>
      <Actions>
        <ButtonLink href={`/children/urgent/${data.caseId}`} danger>
          孩子有危险，立即处置
        </ButtonLink>
      </Actions>
    </>
  )
}
