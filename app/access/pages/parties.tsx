import type { Candidate, PartyLine } from '~/access/authorise-view.server'
import { viewLabel } from '~/access/pages/view-texts'
import { formatInstant } from '~/lib/dates'
import { RadioField, SelectField } from '~/ui/choices'
import { DateField, TextField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { Empty, PageHead, Panel, Stack, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'

type Props = {
  caseNo: string
  parties: PartyLine[]
  candidates: Candidate[]
  mayGrant: boolean
  /** First and last day that a grant may end on. */
  min: string
  token: string
  lastResult: LastResult
  base: string
  place: { label: string; path: string }
}

/** Who sees the file beside its own range; the responsible person gives one post a look until a day, and takes it back. */
export function PartiesPage(props: Props) {
  const { caseNo, parties, mayGrant, token, base, place } = props
  return (
    <>
      <PageHead
        title="查看权限"
        sub={`${caseNo} · 除承办单位职责范围以外，还有谁能看这份档案。`}
        trail={[{ href: place.path, label: place.label }, { href: base, label: caseNo }, { label: '查看权限' }]}
      />
      <Stack>
        <Panel title="指定的人员和单位">
          {parties.length === 0 ? (
            <Empty>没有。只有承办单位职责范围内的岗位能看。</Empty>
          ) : (
            <SimpleTable
              caption="指定的人员和单位"
              head={['人员或单位', '原因', '查看范围', '依据', '有效期', '']}
              rows={parties.map((party) => [
                party.who,
                party.part,
                viewLabel(party.view),
                party.basis,
                party.open ? (
                  party.until.getUTCFullYear() > 9000 ? (
                    '办结前'
                  ) : (
                    `至 ${formatInstant(party.until)}`
                  )
                ) : (
                  <Tag key="over">已结束</Tag>
                ),
                party.endable ? (
                  <PostButton key="end" token={token} intent="end" label="收回" fields={{ party: party.id }} small />
                ) : (
                  ''
                ),
              ])}
            />
          )}
        </Panel>
        {mayGrant ? (
          <GrantForm {...props} />
        ) : (
          <Panel label="说明">需要让其他岗位查看这份档案时，请由单位负责人在这里授权。</Panel>
        )}
      </Stack>
    </>
  )
}

function GrantForm({ candidates, min, token, lastResult }: Props) {
  if (candidates.length === 0) return <Panel title="单次授权">本县没有可以授权的岗位。</Panel>
  return (
    <Panel title="单次授权">
      <ActionForm
        token={token}
        intent="grant"
        lastResult={lastResult}
        defaults={{ view: 'limited' }}
        submitLabel="授权查看"
      >
        <SelectField name="post" label="授权给" required options={candidates} />
        <RadioField
          name="view"
          label="查看范围"
          required
          options={[
            { value: 'limited', label: '基本情况', hint: '看不到原案信息和证件号码' },
            { value: 'full', label: '全部内容', hint: '确有需要时才选' },
          ]}
        />
        <DateField name="until" label="截止日期" required min={min} hint="到这一天结束为止，期满自动收回" />
        <TextField
          name="basis"
          label="依据和事由"
          required
          maxLength={200}
          width="wide"
          hint="例如：经所长同意，参加 12 月 3 日联合走访"
        />
      </ActionForm>
    </Panel>
  )
}
