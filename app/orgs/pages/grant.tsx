import { formatInstant } from '~/lib/dates'
import { SelectField } from '~/ui/choices'
import { AreaField, DateField, HiddenField, TextField } from '~/ui/fields'
import { FilterBar } from '~/ui/filters'
import { ActionForm, Row, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, Notice, PageHead, Panel, Stack } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { GrantChoices, People } from '../posts/grant-choices.server'

/** The first step of granting: whom. Accounts without any post come first. */
export function PeoplePage({ found, q }: { found: People; q: string }) {
  return (
    <>
      <PageHead
        trail={[{ href: '/admin/posts', label: '岗位' }, { label: '授予岗位' }]}
        title="授予岗位"
        sub="先选人员。账号由系统管理员建立，这里只列出启用的账号。"
      />
      <FilterBar
        values={{ q }}
        clearHref="/admin/posts/new"
        fields={[{ name: 'q', label: '人员', placeholder: '姓名或用户名', wide: true }]}
      />
      <Count>
        {q ? '符合条件' : '还没有岗位'}的账号 <b>{found.people.length}</b>
        {found.more && '（还有更多，请写得更具体）'}
      </Count>
      <DataTable
        caption="人员"
        columns={[
          { key: 'name', label: '人员', nowrap: true },
          { key: 'username', label: '用户名', nowrap: true },
          { key: 'created', label: '建账号', nowrap: true },
          { key: 'posts', label: '岗位数', num: true },
        ]}
        rows={found.people.map((one) => ({
          id: one.id,
          href: `/admin/posts/new?person=${one.id}`,
          cells: { name: one.name, username: one.username, created: formatInstant(one.createdAt), posts: one.posts },
        }))}
        empty={
          <Empty title={q ? '没有这样的账号' : '没有等待授予岗位的账号'}>
            {q ? '核对姓名；停用的账号不在这里。' : '给已有岗位的人再授予岗位，按姓名查找。'}
          </Empty>
        }
      />
    </>
  )
}

type Props = {
  choices: GrantChoices
  /** Where the form lives: granting, or moving a post. */
  at: string
  title: string
  sub: string
  trail: { href?: string; label: string }[]
  submitLabel: string
  token: string
  lastResult: LastResult
}

/** The second step: role, then one of the units that fit it, and the dates. */
export function GrantPage({ choices, at, title, sub, trail, submitLabel, token, lastResult }: Props) {
  const { person, role } = choices
  return (
    <>
      <PageHead trail={trail} title={title} sub={sub} />
      <Stack>
        <FilterBar
          label="岗位和单位"
          action={at}
          hidden={{ person: person.id }}
          values={{ role: role ?? undefined, unit: choices.unitText }}
          clearHref={`${at}?person=${person.id}`}
          fields={[
            { name: 'role', label: '岗位', kind: 'select', options: choices.roles },
            { name: 'unit', label: '单位', placeholder: '单位名称的一部分', wide: true },
          ]}
        />
        {!role && <Notice>先选岗位，再按名称找单位，点“筛选”后填写任期。</Notice>}
        {role && choices.units.length === 0 && (
          <Panel label="单位">
            <Empty title="没有可以设这个岗位的单位">换个名称试试；这个岗位只能设在相应种类和层级的单位。</Empty>
          </Panel>
        )}
        {role && choices.units.length > 0 && (
          <Panel title={`${person.name}：${choices.roleLabel}`}>
            <ActionForm token={token} lastResult={lastResult} submitLabel={submitLabel} cancelHref="/admin/posts">
              <HiddenField name="person" value={person.id} />
              <HiddenField name="role" value={role} />
              <SelectField
                name="unit"
                label="单位"
                required
                defaultValue={choices.units.length === 1 ? choices.units[0]!.value : undefined}
                hint={choices.moreUnits ? `还有 ${choices.moreUnits} 个没有列出，请在上面把名称写得更具体` : undefined}
                options={choices.units}
              />
              {role === 'ST' && (
                <TextField name="classCode" label="班级" required hint="入学年份-班号，如 2024-1" width="short" />
              )}
              <Row>
                <DateField name="from" label="开始日期" required min={choices.today} defaultValue={choices.today} />
                <DateField name="until" label="结束日期" min={choices.today} hint="长期任职的留空" />
              </Row>
              <AreaField
                name="note"
                label="依据"
                rows={2}
                maxLength={200}
                hint="单位和上级单位在系统里都没有负责人可以确认的，必须写明"
              />
            </ActionForm>
          </Panel>
        )}
        <Panel title="现有岗位">
          {choices.holdings.length === 0 ? (
            <Empty>没有岗位。</Empty>
          ) : (
            <ul>
              {choices.holdings.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
          <p className="soft">系统、安全、审计管理员不兼任任何岗位；封存专管员与封存审批人不由一人兼任。</p>
        </Panel>
        <p>
          <ButtonLink href="/admin/posts" quiet>
            回到岗位
          </ButtonLink>
        </p>
      </Stack>
    </>
  )
}
