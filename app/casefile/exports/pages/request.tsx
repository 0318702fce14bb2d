import { AutoRefresh } from '~/ui/auto-refresh'
import { RadioField } from '~/ui/choices'
import { Facts, Progress, Road } from '~/ui/facts'
import { AreaField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Notice, PageHead, Panel, Stack, Tag } from '~/ui/page'
import type { ExportRequestPage } from '../read-requests.server'
import { namesOf } from './ask'

type Props = {
  page: ExportRequestPage
  /** Where the reader came from: his own list or the administrator's. */
  home: { href: string; label: string }
  token: string
  lastResult: LastResult
}

const BUSY = ['queued', 'running']

/** One request: how far it is, what was asked and why, and what its reader can do now. */
export function ExportRequestView({ page, home, token, lastResult }: Props) {
  const refusal = lastResult?.error?.['']?.join('；')
  return (
    <>
      <PageHead
        title={page.label}
        tag={<Tag tone={page.state.tone}>{page.state.label}</Tag>}
        sub={<span className="code">{page.no}</span>}
        trail={[home, { label: page.no }]}
        actions={
          page.mayDownload && (
            <ButtonLink href={`/exports/${page.id}/file`} external>
              下载
            </ButtonLink>
          )
        }
      >
        <Road label="办理进度" items={roadOf(page)} />
      </PageHead>
      <AutoRefresh active={BUSY.includes(page.state.code)} seconds={2} />
      <Stack>
        {refusal && !page.decides && <Notice tone="late">{refusal}</Notice>}
        <NextLine page={page} />
        {BUSY.includes(page.state.code) && (
          <Panel label="进度">
            <Progress
              label="正在生成文件"
              done={page.done}
              total={page.asked}
              refreshHref={`${home.href}/${page.id}`}
            />
          </Panel>
        )}
        {page.decides && <Decision page={page} token={token} lastResult={lastResult} />}
        <Panel title="申请内容">
          <Facts
            rows={[
              { label: '申请人', value: `${page.who}（${page.role} · ${page.unit}）` },
              { label: '申请时间', value: page.askedAt },
              { label: '导出', value: page.label, hint: page.holdsNames ? '含人员姓名' : '只有合计数，没有姓名' },
              { label: '条件', value: page.about },
              page.period ? { label: '时间', value: page.period } : false,
              { label: '行数', value: `${page.asked} ${page.countedIn}` },
              { label: '用途', value: page.purpose },
              { label: '理由', value: page.reason },
              ...page.approvals.map((one) => ({ label: one.as, value: `${one.name} ${one.at}` })),
              page.note ? { label: '批准人意见', value: page.note } : false,
              page.expiresAt ? { label: '文件保留至', value: page.expiresAt } : false,
              page.expiresAt ? { label: '下载次数', value: String(page.downloads) } : false,
            ]}
          />
        </Panel>
        {page.mayCancel && (
          <div>
            <PostButton token={token} intent="cancel" danger label={page.mayDownload ? '提前删除文件' : '撤销申请'} />
          </div>
        )}
      </Stack>
    </>
  )
}

function roadOf({ state, needsSecond }: ExportRequestPage) {
  const way = ['waiting', ...(needsSecond ? ['second'] : []), 'running', 'ready']
  const labels: Record<string, string> = {
    waiting: '安全管理员批准',
    second: '第二人批准',
    running: '生成文件',
    ready: '下载',
  }
  const at = way.indexOf(state.code === 'queued' ? 'running' : state.code)
  return way.map((step, index) => ({
    label: labels[step]!,
    past: at > index || state.code === 'expired',
    current: at === index,
  }))
}

/** What happened, or whom it waits for. */
function NextLine({ page }: { page: ExportRequestPage }) {
  switch (page.state.code) {
    case 'waiting':
    case 'second':
      return page.own ? (
        <Notice title={page.state.label}>
          可以联系：{namesOf(page.awaited)}。{page.lapsesAt} 前没有批准的，申请失效。
        </Notice>
      ) : null
    case 'ready':
      return (
        <Notice tone="done" title="文件已生成">
          保留至 {page.expiresAt}。文件每页都有您的姓名和申请编号，请按理由使用，用后删除。{page.message}
        </Notice>
      )
    case 'refused':
      return (
        <Notice tone="late" title="没有批准">
          {page.note}
        </Notice>
      )
    case 'failed':
      return (
        <Notice tone="late" title="没有生成文件">
          {page.message}
        </Notice>
      )
    case 'expired':
      return <Notice>文件已过期删除。如仍需要，请重新申请。</Notice>
    case 'lapsed':
      return <Notice>逾期没有批准，申请已失效。如仍需要，请重新申请。</Notice>
    default:
      return null
  }
}

function Decision({ page, token, lastResult }: Pick<Props, 'page' | 'token' | 'lastResult'>) {
  return (
    <Panel title="是否批准" tone="next">
      <p>
        {page.who}（{page.role}）申请导出{page.label} {page.asked} {page.countedIn}
        {page.holdsNames && '，含人员姓名'}。批准后按申请人当时的范围生成，您看不到文件内容。
      </p>
      <ActionForm token={token} intent="decide" lastResult={lastResult} submitLabel="提交">
        <RadioField
          name="decision"
          label="意见"
          required
          inline
          options={[
            { value: 'approve', label: '批准' },
            { value: 'refuse', label: '不批准' },
          ]}
        />
        <AreaField name="note" label="说明" rows={2} maxLength={200} hint="不批准的，写明理由，申请人会看到" />
      </ActionForm>
    </Panel>
  )
}
