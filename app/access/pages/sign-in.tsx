import { isRole, roles } from '~/access/roles'
import { HiddenField, TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { Cols, Notice, PageHead, Panel, Stack } from '~/ui/page'
import { SimpleTable } from '~/ui/table'

type Account = { username: string; password: string; posts: { role: string; unit: string }[] }
type Props = {
  to: string
  draft: string
  /** Why the last session ended: a code of the guard's. */
  why: string
  signedOut: boolean
  accounts: Account[]
  lastResult: LastResult
}

const ended: Record<string, { title: string; text: string }> = {
  elsewhere: {
    title: '您的账号已在别处登录，这里的登录已结束',
    text: '一个账号同时只能在一处登录。如果不是您本人，请登录后马上修改密码，并告诉安全管理员。',
  },
  locked: {
    title: '连续多次输错，账号已锁定',
    text: '请稍后再试，或联系安全管理员解锁。',
  },
  reset: { title: '密码或身份验证器已重设，请重新登录', text: '如果不是您要求的，请告诉安全管理员。' },
  disabled: { title: '账号已停用', text: '如需恢复，请联系系统管理员。' },
}

const roleName = (code: string) => (isRole(code) ? roles[code] : code)

/** The way in. Demo accounts stand beside the form in the demo alone. */
export function SignInPage({ to, draft, why, signedOut, accounts, lastResult }: Props) {
  return (
    <>
      <PageHead title="登录归程" sub="回归帮扶服务平台，仅限授权工作人员使用。查看和操作都会留下记录。" />
      <Cols
        main={
          <Stack>
            {signedOut && !lastResult && <Notice tone="done">已安全退出。</Notice>}
            {!lastResult && (ended[why] || draft) && (
              <Notice tone="due" title={ended[why]?.title ?? '登录已过期'}>
                {ended[why]?.text} {draft && '您刚才填写的内容已加密保存 24 小时，重新登录后会原样恢复。'}
              </Notice>
            )}
            {to !== '/' && !draft && !ended[why] && !lastResult && !signedOut && (
              <Notice>请先登录，登录后会回到您要打开的页面。</Notice>
            )}
            <Panel label="登录">
              <ActionForm token="" lastResult={lastResult} submitLabel="登录">
                <HiddenField name="to" value={to} />
                <HiddenField name="draft" value={draft} />
                <TextField
                  name="username"
                  label="用户名"
                  required
                  autoComplete="username"
                  spellCheck={false}
                  width="medium"
                />
                <TextField
                  name="password"
                  label="密码"
                  type="password"
                  required
                  autoComplete="current-password"
                  width="medium"
                />
              </ActionForm>
            </Panel>
          </Stack>
        }
        side={
          <Stack>
            {accounts.length > 0 && <DemoAccounts accounts={accounts} />}
            <Panel title="登录遇到问题">
              <ul className="prose">
                <li>忘记密码：请联系系统管理员重设。</li>
                <li>15 分钟内输错 5 次会锁定 30 分钟，可由安全管理员解锁。</li>
                <li>15 分钟没有操作会自动退出，正在填写的内容会保留。</li>
                <li>不要把账号借给别人，也不要使用别人的账号。</li>
              </ul>
            </Panel>
          </Stack>
        }
      />
    </>
  )
}

/** The roles to try first; the rest of the accounts stands below them. */
const FIRST = ['TJ', 'TH', 'JC', 'JA', 'JX', 'PR', 'PH', 'HR', 'CC']

function DemoAccounts({ accounts }: { accounts: Account[] }) {
  const first = FIRST.flatMap((role) => accounts.find((account) => account.posts[0]?.role === role) ?? [])
  const rest = accounts.filter((account) => !first.includes(account))
  return (
    <Panel title="演示账号">
      <Stack>
        <p className="prose">
          演示账号的密码都是 <code>{accounts[0]?.password}</code>
        </p>
        <Accounts caption="演示账号" accounts={first} />
        {rest.length > 0 && (
          <details>
            <summary>其他 {rest.length} 个账号</summary>
            <Accounts caption="其他演示账号" accounts={rest} />
          </details>
        )}
      </Stack>
    </Panel>
  )
}

function Accounts({ caption, accounts }: { caption: string; accounts: Account[] }) {
  return (
    <SimpleTable
      caption={caption}
      head={['用户名', '岗位']}
      rows={accounts.map((account) => [
        <code key="u" className="nowrap">
          {account.username}
        </code>,
        account.posts.map((post) => `${roleName(post.role)}（${post.unit}）`).join('；'),
      ])}
    />
  )
}
