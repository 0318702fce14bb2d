import { TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { PageHead, Panel } from '~/ui/page'

const trail = [{ href: '/admin', label: '系统管理' }, { href: '/admin/accounts', label: '账号' }, { label: '新建账号' }]

/** The form for a new account. */
export function NewAccountPage({ token, lastResult }: { token: string; lastResult: LastResult }) {
  return (
    <>
      <PageHead title="新建账号" trail={trail} sub="一人一个账号，不能共用。建好以后没有任何岗位，由安全管理员设立。" />
      <Panel label="新建账号">
        <ActionForm token={token} lastResult={lastResult} submitLabel="新建账号" cancelHref="/admin/accounts">
          <TextField name="name" label="姓名" required width="medium" maxLength={30} />
          <TextField
            name="username"
            label="用户名"
            required
            width="medium"
            maxLength={40}
            spellCheck={false}
            hint="2–40 位，以字母开头，只用小写字母、数字、点、横线和下划线；建好以后不能改"
          />
          <TextField
            name="email"
            label="工作邮箱"
            type="email"
            maxLength={100}
            hint="用来提醒账号将要停用；没有可以不填"
          />
        </ActionForm>
      </Panel>
    </>
  )
}
