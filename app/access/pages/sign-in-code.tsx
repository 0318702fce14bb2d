import { HiddenField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { Cols, PageHead, Panel, Stack } from '~/ui/page'
import { CodeField } from './code-field'

type Props = { to: string; userName: string; token: string; lastResult: LastResult }

/** The second step of signing in. */
export function SignInCodePage({ to, userName, token, lastResult }: Props) {
  return (
    <>
      <PageHead title="登录第二步：验证码" sub={`${userName}，请打开手机上的身份验证器，填写当前的验证码。`} />
      <Cols
        main={
          <Stack>
            <Panel label="验证码">
              <ActionForm token={token} lastResult={lastResult} submitLabel="登录">
                <HiddenField name="to" value={to} />
                <CodeField />
              </ActionForm>
            </Panel>
            <PostButton action="/sign-out" token={token} label="换一个账号登录" />
          </Stack>
        }
        side={
          <Panel title="没有验证码？">
            <ul className="prose">
              <li>验证码每 30 秒换一个，每个只能用一次。刚用过的，等下一个。</li>
              <li>总是不对，多半是手机时间不准：请把手机时间设为自动。</li>
              <li>手机丢了或换了：填一个恢复码登录，再到“我的账号”更换身份验证器。</li>
              <li>恢复码也没有：请本人联系安全管理员重设。</li>
            </ul>
          </Panel>
        }
      />
    </>
  )
}
