import { HiddenField, TextField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { Cols, Notice, PageHead, Panel, Stack } from '~/ui/page'
import { CodeField } from './code-field'

type Props = {
  to: string
  kept: boolean
  second: boolean
  minutes: number
  token: string
  lastResult: LastResult
}

/** Proving again who one is, before something that cannot be taken back leaves the system. */
export function ReAuthenticatePage({ to, kept, second, minutes, token, lastResult }: Props) {
  return (
    <>
      <PageHead title="请再次验证身份" sub="审批、打印、导出这类操作，须在近期验证过身份。验证后会回到您刚才的页面。" />
      <Cols
        main={
          <Stack>
            {kept && !lastResult && (
              <Notice tone="due">您刚才填写的内容已加密保存，验证后会原样恢复，请核对后再提交一次。</Notice>
            )}
            <Panel label="再次验证身份">
              <ActionForm token={token} lastResult={lastResult} submitLabel="验证并继续" cancelHref="/">
                <HiddenField name="to" value={to} />
                <TextField
                  name="password"
                  label="密码"
                  type="password"
                  required
                  autoComplete="current-password"
                  width="medium"
                />
                {second && <CodeField />}
              </ActionForm>
            </Panel>
          </Stack>
        }
        side={
          <Panel title="为什么又要验证">
            <ul className="prose">
              <li>防止别人趁您离开座位时用您的账号审批或打印。</li>
              <li>验证一次，{minutes} 分钟内有效；刚登录的不用再验证。</li>
              <li>这里输错密码或验证码，与登录时输错一起计数，连续输错会锁定账号。</li>
            </ul>
          </Panel>
        }
      />
    </>
  )
}
