import { Facts } from '~/ui/facts'
import { ButtonLink } from '~/ui/link'
import { Actions, Notice, PageHead, Panel } from '~/ui/page'
import type { Receipt } from '../../notices/receipt.server'

/** 异议回执: that it came, and what happens next. Holds nothing of what was said. */
export function ReceiptPage({ data }: { data: Receipt }) {
  return (
    <>
      <PageHead title="异议已经收到" trail={[{ href: '/notices', label: '社会救助公示' }, { label: '回执' }]} />
      <Notice tone={data.answered ? 'done' : 'info'} title={data.answered ? '已经答复' : '正在调查，还没有答复'}>
        {data.answered
          ? `可以凭回执号到${data.window}了解答复的内容。`
          : '答复以前，这一件不会作出决定；已经决定的，由另一位审批人员复核。办理的工作人员会用您留的电话联系您。'}
      </Notice>
      <Panel label="回执">
        <Facts
          rows={[
            {
              label: '回执号',
              value: <strong className="code">{data.receipt}</strong>,
              hint: '请抄下或保存本页的网址',
            },
            { label: '公示号', value: data.no },
            { label: '收到时间', value: data.at },
            { label: '办理窗口', value: [data.window, data.phone].filter(Boolean).join(' ') },
          ]}
        />
        <Actions>
          <ButtonLink href="/notices" quiet>
            回到公示页
          </ButtonLink>
        </Actions>
      </Panel>
    </>
  )
}
