import { AutoRefresh } from '~/ui/auto-refresh'
import { Facts } from '~/ui/facts'
import { TextField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { Confirm, Next, Notice, PageHead, Panel, Stack, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { ChangePage as Page } from '../read-change.server'
import type { Span } from '../read-calendar.server'
import { ChangeLines } from './change-lines'

type Props = {
  page: Page
  spans: Span[]
  filters: { value: string; label: string }[]
  token: string
  lastResult: LastResult
}

/** One change: what it says, who did what, which dates it moves, and the next step for whoever may take it. */
export function ChangePage({ page, spans, filters, token, lastResult }: Props) {
  const busy = page.stateName === 'computing' || page.stateName === 'confirmed'
  const refusal = lastResult?.error?.['']?.join('；')
  return (
    <>
      <PageHead
        title={page.subject}
        tag={<Tag tone={page.state.tone}>{page.state.label}</Tag>}
        trail={[{ href: '/admin/changes', label: '变更与日期' }, { label: '核对' }]}
        sub={`依据：${page.source}`}
      />
      <AutoRefresh active={busy} seconds={2} />
      <Stack>
        {refusal && <Notice tone="late">{refusal}</Notice>}
        <Step page={page} token={token} lastResult={lastResult} />
        <Panel title="经过">
          <Facts
            rows={[
              ...page.hands.map((hand) => ({ label: hand.what, value: `${hand.who}，${hand.at}` })),
              page.note !== null && { label: '说明', value: page.note },
              page.stateName !== 'computing' && { label: '试算', value: numbers(page) },
              page.stateName === 'applied' && { label: '写入结果', value: results(page) },
            ]}
          />
        </Panel>
        {spans.length > 0 && (
          <Panel title="载入的放假与调休">
            <SimpleTable
              caption="放假与调休"
              head={['节日', '日期', '天数', '安排']}
              num={[2]}
              rows={spans.map((span) => [span.name, span.text, span.days, span.kind === 'work' ? '上班' : '放假'])}
            />
          </Panel>
        )}
        {page.stateName !== 'computing' && <ChangeLines page={page} filters={filters} />}
      </Stack>
    </>
  )
}

const numbers = ({ counts }: Page) =>
  `看过 ${counts.seen} 项在办事项，${counts.moved} 项改日期，${counts.kept} 项日期不变、只更新提醒或暂定标记`
const results = ({ counts }: Page) =>
  [
    `已变更 ${counts.applied} 项`,
    ...(counts.done ? [`期间已办结 ${counts.done} 项，跳过`] : []),
    ...(counts.changed ? [`期间已变动 ${counts.changed} 项，跳过`] : []),
  ].join('；')

function Step({ page, token, lastResult }: Omit<Props, 'spans' | 'filters'>) {
  const { stateName, role } = page
  if (stateName === 'computing')
    return <Notice>正在试算会改动哪些日期，可以离开此页，稍后再来。什么都还没有改动。</Notice>
  if (stateName === 'confirmed') return <Notice>已确认，正在一次写入。</Notice>
  if (role === 'AD' && stateName === 'review')
    return (
      <Next
        title="下一步：核对日期"
        actions={
          <>
            <PostButton token={token} intent="submitted" label="核对无误，提请确认" quiet={false} />
            <PostButton token={token} intent="withdrawn" label="撤回这个变更" danger />
          </>
        }
      >
        逐页看一看下面的新旧日期是否合理。提请以后由安全管理员确认，确认之前什么都不变。
      </Next>
    )
  if (role === 'AD' && stateName === 'submitted')
    return (
      <Next
        title="等安全管理员确认"
        actions={<PostButton token={token} intent="withdrawn" label="撤回这个变更" danger />}
      >
        须由另一位管理员确认；在这之前可以撤回。
      </Next>
    )
  if (role === 'SE' && stateName === 'submitted' && page.own)
    return <Notice tone="due">这个变更是您自己提出或提请的，须由另一位管理员确认。</Notice>
  if (role === 'SE' && stateName === 'submitted') return <Decide page={page} token={token} lastResult={lastResult} />
  return null
}

function Decide({ page, token, lastResult }: Omit<Props, 'spans' | 'filters'>) {
  return (
    <Confirm
      title="确认这个变更"
      consequences={[
        `${page.counts.moved} 项在办事项改到新的日期，全部成功才写入`,
        '确认后新的规则或日历开始适用；期间已办结或已变动的事项会跳过并注明',
      ]}
    >
      <Stack>
        <PostButton token={token} intent="confirmed" label="确认变更" quiet={false} />
        <ActionForm
          token={token}
          intent="returned"
          lastResult={lastResult?.error?.[''] ? undefined : lastResult}
          submitLabel="退回"
          danger
        >
          <TextField name="note" label="退回的理由" width="wide" maxLength={200} required />
        </ActionForm>
      </Stack>
    </Confirm>
  )
}
