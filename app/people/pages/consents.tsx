import {
  capacities,
  consentMethods,
  consentRecipients,
  consentScopes,
  consentTexts,
  CURRENT_TEXT,
} from '~/people/consent-terms'
import type { ConsentLine } from '~/people/list-consents.server'
import { formatDay } from '~/lib/dates'
import { ChecksField, RadioField } from '~/ui/choices'
import { DateField, TextField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { Empty, Panel, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'

const said = (words: Record<string, string>, codes: readonly string[]) =>
  codes.map((code) => words[code] ?? code).join('、')
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/**
 * The consents of a file. `consents`: of listConsents. `token`: a form token; none = only shown. `action`: where
 * withdrawing is posted (`_intent` = withdraw, `consent` = id); default: this page.
 */
export function ConsentList({ consents, token, action }: { consents: ConsentLine[]; token?: string; action?: string }) {
  if (consents.length === 0) return <Empty>还没有同意书。未取得同意的事项不能办理；不同意不影响基本服务。</Empty>
  return (
    <SimpleTable
      caption="同意书"
      head={['签署人', '同意的事项', '可以提供给', '签署', '状态', '']}
      rows={consents.map((one) => [
        `${one.signer}（${said(capacities, [one.capacity])}）`,
        said(consentScopes, one.scope),
        said(consentRecipients, one.recipients) || '—',
        `${formatDay(one.signedOn)}，${said(consentMethods, [one.method])}，原件：${one.keptAt ?? '—'}`,
        one.withdrawnOn ? (
          <Tag key="s">{formatDay(one.withdrawnOn)}撤回</Tag>
        ) : one.again ? (
          <Tag key="s" tone="due">
            已满年龄，须本人重新确认
          </Tag>
        ) : (
          <Tag key="s" tone="done">
            有效
          </Tag>
        ),
        token && !one.withdrawnOn ? (
          <PostButton
            key="w"
            action={action}
            token={token}
            intent="withdraw"
            label="撤回"
            fields={{ consent: one.id }}
            small
          />
        ) : (
          ''
        ),
      ])}
    />
  )
}

/** The form that records a signed consent (`_intent` = give). `today`: the last day that may be entered. */
export function ConsentForm({
  token,
  today,
  lastResult,
  action,
  cancelHref,
}: {
  token: string
  today: string
  lastResult: LastResult
  action?: string
  cancelHref?: string
}) {
  return (
    <Panel title="登记同意书">
      <p className="prose">{consentTexts[CURRENT_TEXT]}</p>
      <ActionForm
        token={token}
        action={action}
        intent="give"
        lastResult={lastResult}
        defaults={{ capacity: 'self', method: 'paper', signedOn: today }}
        submitLabel="登记同意书"
        cancelHref={cancelHref}
      >
        <TextField name="signer" label="签署人" required maxLength={50} width="medium" />
        <RadioField name="capacity" label="身份" required inline options={options(capacities)} />
        <ChecksField
          name="scope"
          label="同意的事项"
          required
          options={options(consentScopes)}
          hint="逐项询问，只勾选本人同意的"
        />
        <ChecksField name="recipients" label="可以提供给" options={options(consentRecipients)} />
        <RadioField name="method" label="方式" required inline options={options(consentMethods)} />
        <DateField name="signedOn" label="签署日期" required max={today} />
        <TextField name="keptAt" label="原件存放处" required maxLength={100} width="medium" />
      </ActionForm>
    </Panel>
  )
}
