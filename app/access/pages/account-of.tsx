import { formatDay, formatInstant } from '~/lib/dates'
import { Facts } from '~/ui/facts'
import { PostButton, type LastResult } from '~/ui/form'
import { Cols, Confirm, Empty, Notice, PageHead, Panel, Stack, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { AccountPage as Account } from '../accounts/find-account.server'
import { accountTones } from './accounts'

type Props = { account: Account; stateLabel: string; done?: string; token: string; lastResult: LastResult }

/** One account: who and where, and what the system administrator does with it. */
export function AccountOfPage({ account, stateLabel, done, token, lastResult }: Props) {
  const refusal = lastResult?.error?.['']?.join('；')
  return (
    <>
      <PageHead
        title={account.name}
        tag={<Tag tone={accountTones[account.state]}>{stateLabel}</Tag>}
        trail={[
          { href: '/admin', label: '系统管理' },
          { href: '/admin/accounts', label: '账号' },
          { label: account.name },
        ]}
        sub={<code>{account.username}</code>}
      />
      {refusal && <Notice tone="late">{refusal}</Notice>}
      {done && !refusal && <Notice tone="done">{done}</Notice>}
      <Cols
        main={
          <Stack>
            <About account={account} />
            <Posts account={account} />
          </Stack>
        }
        side={
          account.own ? (
            <Panel title="这是您自己的账号">
              <p>不能对自己的账号办理停用、启用和重置，须由另一位系统管理员办理。</p>
            </Panel>
          ) : (
            <Deeds account={account} token={token} />
          )
        }
      />
    </>
  )
}

function About({ account }: { account: Account }) {
  return (
    <Panel title="账号">
      <Facts
        rows={[
          { label: '工作邮箱', value: account.email },
          { label: '建立', value: formatInstant(account.createdAt) },
          { label: '最近登录', value: account.usedAt ? formatInstant(account.usedAt) : '从未登录' },
          { label: '密码', value: account.mustChange ? '下次登录须修改' : '本人已设' },
          { label: '身份验证器', value: account.hasFactor ? '已启用' : '还没有启用' },
          account.lockedUntil && {
            label: '锁定',
            value: `至 ${formatInstant(account.lockedUntil)}`,
            hint: '提前解除找安全管理员',
          },
          account.disabled && {
            label: '停用',
            value: `${formatInstant(account.disabled.at)}，${account.disabled.why}`,
          },
        ]}
      />
    </Panel>
  )
}

function Posts({ account }: { account: Account }) {
  return (
    <Panel title="岗位">
      {account.posts.length === 0 ? (
        <Empty title="还没有岗位">由安全管理员设立。系统管理员不设岗位，也不给权限。</Empty>
      ) : (
        <SimpleTable
          caption="岗位"
          head={['岗位', '单位', '任期', '在办档案', '指定本人的事项']}
          num={[3, 4]}
          rows={account.posts.map((post) => [
            post.role,
            post.unit,
            `${formatDay(post.from)}起${post.until ? `，至${formatDay(post.until)}` : ''}`,
            post.files,
            post.duties,
          ])}
        />
      )}
    </Panel>
  )
}

function Deeds({ account, token }: { account: Account; token: string }) {
  if (account.disabled)
    return (
      <Panel title="重新启用">
        <p>启用后用原来的密码登录；忘记密码的，启用后再重置。</p>
        <PostButton token={token} intent="enable" label="启用账号" quiet={false} />
      </Panel>
    )
  const { files, duties } = account.load
  return (
    <Stack>
      <Panel title="重置密码">
        <p>给一个一次性密码，只显示一次；他的登录立即退出。身份验证器和锁定不变，由安全管理员办理。</p>
        <PostButton token={token} intent="reset" label="重置密码" />
      </Panel>
      <Confirm
        title="停用账号"
        consequences={[
          '立即生效，正在使用的登录马上退出；离岗人员当日停用',
          files + duties > 0
            ? `名下有 ${files} 份在办档案、${duties} 项指定给本人的事项，由单位负责人按清单移交；系统会给负责人一项待办`
            : '名下没有在办档案和指定给本人的事项',
          '岗位由安全管理员结束；档案和记录都保留',
        ]}
      >
        <PostButton token={token} intent="disable" label="停用账号" danger quiet={false} />
      </Confirm>
    </Stack>
  )
}
