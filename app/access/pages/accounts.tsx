import { formatInstant } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, PageHead, Pagination, Tag, type Tone } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { AccountLine, AccountState } from '../accounts/list-accounts.server'

type Props = {
  lines: AccountLine[]
  total: string
  filter: { q: string; unit: string; state: string }
  states: { value: string; label: string }[]
  nextHref?: string
}

export const accountTones: Record<AccountState, Tone> = {
  active: 'done',
  locked: 'late',
  disabled: 'plain',
  never: 'due',
  unused: 'due',
  postless: 'due',
}

/** Accounts of the staff: who may sign in, who no longer should. */
export function AccountsPage({ lines, total, filter, states, nextHref }: Props) {
  const label = (state: string) => states.find((one) => one.value === state)?.label ?? state
  return (
    <>
      <PageHead
        title="账号"
        trail={[{ href: '/admin', label: '系统管理' }, { label: '账号' }]}
        sub="新建、停用、启用账号，重置密码。岗位和权限由安全管理员设立，解除锁定也找安全管理员。"
        actions={<ButtonLink href="/admin/accounts/new">新建账号</ButtonLink>}
      />
      <FilterBar
        label="筛选账号"
        clearHref="/admin/accounts"
        values={filter}
        fields={[
          { name: 'q', label: '姓名或用户名', wide: true },
          { name: 'unit', label: '单位或区划代码', placeholder: '340705' },
          { name: 'state', label: '情况', kind: 'select', options: states },
        ]}
      />
      <Count>
        共 <b>{total}</b> 个
      </Count>
      <DataTable
        caption="账号"
        columns={[
          { key: 'name', label: '姓名', nowrap: true },
          { key: 'username', label: '用户名', nowrap: true },
          { key: 'posts', label: '岗位' },
          { key: 'used', label: '最近登录', nowrap: true },
          { key: 'state', label: '情况', nowrap: true },
        ]}
        rows={lines.map((line) => ({
          id: line.id,
          href: `/admin/accounts/${line.id}`,
          tone: line.state === 'disabled' ? 'soft' : undefined,
          cells: {
            name: line.name,
            username: <code>{line.username}</code>,
            posts: line.posts.join('；') || undefined,
            used: line.usedAt ? formatInstant(line.usedAt) : '从未登录',
            state: <Tag tone={accountTones[line.state]}>{label(line.state)}</Tag>,
          },
        }))}
        empty={
          <Empty title="没有符合条件的账号" action={<ButtonLink href="/admin/accounts">看全部</ButtonLink>}>
            换一个姓名或单位再找。
          </Empty>
        }
      />
      {nextHref && <Pagination next={nextHref} />}
    </>
  )
}
