import { addDays, formatDay } from '~/lib/dates'
import { DateField, NumberField, TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Notice, PageHead, Panel, Stack, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'

type Rule = {
  id: string
  label: string
  unit: string
  latest: { value: number; source: string; from: string }
  versions: { value: string; source: string; from: string; state: 'now' | 'next' | 'past' }[]
  open: { href: string } | null
}
type Props = { rule: Rule; token: string; lastResult: LastResult }

const states = {
  now: <Tag tone="done">现行</Tag>,
  next: <Tag>尚未生效</Tag>,
  past: <span className="soft">已被取代</span>,
}

/** One rule parameter: its versions, and the form that asks for a new one. */
export function RulePage({ rule, token, lastResult }: Props) {
  return (
    <>
      <PageHead
        title={rule.label}
        trail={[{ href: '/admin', label: '系统管理' }, { href: '/admin/rules', label: '规则参数' }, { label: rule.id }]}
        sub={<code>{rule.id}</code>}
      />
      <Stack>
        {rule.open && (
          <Notice tone="due" title="有一个变更正在办理" action={<ButtonLink href={rule.open.href}>查看</ButtonLink>}>
            办完或撤回以后，才能再提新的变更。
          </Notice>
        )}
        <Panel title="版本">
          <SimpleTable
            caption={`${rule.label}的版本`}
            head={['生效日期', '数值', '依据', '情况']}
            rows={rule.versions.map((version) => [
              formatDay(version.from),
              version.value,
              version.source,
              states[version.state],
            ])}
          />
        </Panel>
        {!rule.open && (
          <Panel title="新增版本">
            <p>
              触发日期在生效日期及以后的事项按新版本计算，之前的仍按原版本。提交后系统先试算会改动哪些在办事项的日期，核对、确认之前什么都不变。
            </p>
            <ActionForm
              token={token}
              lastResult={lastResult}
              defaults={{ value: String(rule.latest.value), source: rule.latest.source }}
              submitLabel="提交并试算"
              cancelHref="/admin/rules"
            >
              <NumberField name="value" label="数值" required unit={rule.unit} maxLength={7} />
              <DateField name="effectiveFrom" label="生效日期" required min={addDays(rule.latest.from, 1)} />
              <TextField
                name="source"
                label="依据"
                required
                width="wide"
                maxLength={200}
                hint="法律条文或文件名称、文号，例如“皖司发〔2026〕12号”"
              />
            </ActionForm>
          </Panel>
        )}
      </Stack>
    </>
  )
}
