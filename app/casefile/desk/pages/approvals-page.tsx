import { ButtonLink } from '~/ui/link'
import { Empty, PageHead, Pagination, Panel, Tabs } from '~/ui/page'
import type { Approvals } from '../approvals.server'
import { DeskRows } from './desk-rows'

/** 审批: what waits for my second hand, and what became of what I submitted. */
export function ApprovalsPage({ approvals }: { approvals: Approvals }) {
  const { rows, mine, tabs, nextHref } = approvals
  return (
    <>
      <PageHead title="审批" sub="提出人和审批人不能是同一人；批准的内容与提交的内容逐字相同。" />
      <Tabs label="审批" items={tabs} />
      {rows.length > 0 ? (
        <DeskRows label={mine ? '我提交的审批' : '待我审批'} rows={rows} />
      ) : (
        <Panel label={mine ? '我提交的审批' : '待我审批'}>
          <Empty
            title={mine ? '您还没有提交过审批' : '没有等您审批的事项'}
            action={
              <ButtonLink href="/" quiet>
                回到我的工作
              </ButtonLink>
            }
          >
            {mine
              ? '需要第二人确认的步骤（如转出、期满解除）提交后会列在这里。'
              : '同事提交的事项会列在这里，也会出现在“我的工作”。'}
          </Empty>
        </Panel>
      )}
      {nextHref && <Pagination next={nextHref} />}
    </>
  )
}
