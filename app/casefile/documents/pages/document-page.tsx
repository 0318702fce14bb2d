import { formatDay } from '~/lib/dates'
import { RadioField } from '~/ui/choices'
import { AreaField, HiddenField, TextField } from '~/ui/fields'
import { Facts, Why } from '~/ui/facts'
import { ActionForm, type LastResult } from '~/ui/form'
import { A } from '~/ui/link'
import { Notice, PageHead, Panel, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import { groupedCode } from '../number'
import type { DocumentPageData } from '../views/document.server'
import { DocumentReveal } from './reveal'
import { Sheet } from './sheet'

const doneWords: Record<string, string> = {
  issued: '已制发，可以打印。',
  submitted: '已提交，等待批准。批准后编号。',
  approved: '已批准并编号，可以打印。',
  returned: '已退回。',
  withdrawn: '已作废。校验码随即失效。',
}

/** One document: the paper as it is worded, and what may be done with it. */
export function DocumentPage({ data, lastResult }: { data: DocumentPageData; lastResult: LastResult }) {
  const { title, label, state, number, withdrawn } = data
  return (
    <>
      <PageHead
        trail={data.trail}
        title={`《${title}》`}
        tag={<Tag tone={state.tone}>{state.label}</Tag>}
        sub={[label, number].filter(Boolean).join(' · ') || '草稿'}
        actions={data.mayPrint && <PrintActions one={data.one} />}
      />
      {data.done && doneWords[data.done] && <Notice tone="done">{doneWords[data.done]}</Notice>}
      {!data.intact && (
        <Notice tone="late" title="内容与制发时的摘要不符">
          这份文书的内容被改动过，不能作为凭据。请告知安全管理员。
        </Notice>
      )}
      {data.delivered && <Notice>这是监所制发、送达本县的文书，只能查看和打印。</Notice>}
      {withdrawn && (
        <Notice tone="due" title={`${state.label}：${withdrawn.who}`}>
          {withdrawn.reason}
          {withdrawn.replacedBy && (
            <>
              {' '}
              <A href={withdrawn.replacedBy}>看更换后的文书</A>
            </>
          )}
        </Notice>
      )}
      {data.waits && <Decision data={data} lastResult={lastResult} />}
      {data.caseBase && (
        <DocumentReveal
          base={data.caseBase}
          back={data.one.slice(data.caseBase.length)}
          token={data.token}
          secrets={data.secrets}
          shown={data.shown}
        />
      )}
      <Sheet {...data.sheet} />
      <Course data={data} />
      {data.mayWithdraw && <Withdraw data={data} lastResult={lastResult} />}
    </>
  )
}

/** Copies and the two ways out; both are logged. */
function PrintActions({ one }: { one: string }) {
  return (
    <>
      <form method="get" action={`${one}/print`} className="copies">
        <label htmlFor="copies">份数</label>
        <input id="copies" name="copies" type="number" min={1} max={10} defaultValue={1} />
        <button type="submit">打印</button>
      </form>
      <A href={`${one}/docx`} className="button quiet" external>
        下载 .docx
      </A>
    </>
  )
}

function Decision({ data, lastResult }: { data: DocumentPageData; lastResult: LastResult }) {
  if (data.mayDecide) {
    return (
      <Panel title="批准文书" tone="next">
        <ActionForm token={data.token} lastResult={lastResult} submitLabel="提交意见" cancelHref={listOf(data)}>
          <HiddenField name="act" value="decide" />
          <RadioField
            name="accept"
            label="意见"
            options={[
              { value: 'yes', label: '批准', hint: '按以下内容逐字编号、制发，可以用印' },
              { value: 'no', label: '退回', hint: '退回须写明理由，由起草人重新起草' },
            ]}
            required
          />
          <AreaField name="reason" label="理由" maxLength={200} rows={2} />
        </ActionForm>
      </Panel>
    )
  }
  return (
    <>
      <Notice tone="due" title={`等待${data.waits}批准`}>
        批准之前没有文号，不能用印；打印件带“草稿”字样。
      </Notice>
      {data.mayTakeBack && (
        <Panel label="撤回">
          <Why summary="撤回这份草稿" open={Boolean(lastResult?.error)}>
            <ActionForm token={data.token} lastResult={lastResult} submitLabel="撤回" danger>
              <HiddenField name="act" value="decide" />
              <HiddenField name="accept" value="no" />
              <TextField name="reason" label="撤回的原因" maxLength={200} width="wide" required />
            </ActionForm>
          </Why>
        </Panel>
      )}
    </>
  )
}

const listOf = (data: DocumentPageData) => (data.caseBase ? `${data.caseBase}?tab=documents` : data.trail[0]!.href)

function Course({ data }: { data: DocumentPageData }) {
  const { content } = data.sheet
  return (
    <Panel title="办理经过">
      <Facts
        rows={[
          { label: '经办', value: `${data.by} ${data.madeAt}` },
          !!data.approved && { label: '批准', value: data.approved },
          !!data.on && { label: '制发日期', value: formatDay(data.on) },
          { label: '名义单位', value: content.unit.name },
          !!content.check.code && {
            label: '校验码',
            value: <code>{groupedCode(content.check.code)}</code>,
            hint: content.check.by === 'public' ? '任何人都可以查验，只答有效或无效' : '登录后可以查验，只答有效或无效',
          },
          { label: '内容摘要', value: <code>{data.hash}</code>, hint: data.intact ? 'SM3，与内容相符' : undefined },
        ]}
      />
      {data.prints.length > 0 && (
        <SimpleTable
          caption="打印和下载记录"
          head={['时间', '人员', '做了什么']}
          rows={data.prints.map((print) => [print.at, print.by, print.what])}
        />
      )}
    </Panel>
  )
}

function Withdraw({ data, lastResult }: { data: DocumentPageData; lastResult: LastResult }) {
  return (
    <Panel title="作废" tone="danger">
      <Why summary="作废这份文书" open={Boolean(lastResult?.error)}>
        <ul className="consequences">
          <li>校验码立即失效；已经发出的纸质件请收回或通知对方。</li>
          <li>作废后不能恢复，可以重新制发，另编文号。</li>
        </ul>
        <ActionForm token={data.token} lastResult={lastResult} submitLabel="作废" danger>
          <HiddenField name="act" value="withdraw" />
          <TextField name="reason" label="作废的原因" maxLength={200} width="wide" required />
        </ActionForm>
      </Why>
    </Panel>
  )
}
