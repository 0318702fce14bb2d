import { HiddenField, TextField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { Cols, Notice, PageHead, Panel, Stack } from '~/ui/page'

type Props = {
  to: string
  forced: 'handed_over' | 'too_old' | null
  rules: { length: number; classes: number; history: number; days: number }
  token: string
  lastResult: LastResult
}

/** Changing one's own password; forced after it was handed over and when it is too old. */
export function PasswordPage({ to, forced, rules, token, lastResult }: Props) {
  return (
    <>
      <PageHead
        title="修改密码"
        trail={forced ? undefined : [{ href: '/account', label: '我的账号' }, { label: '修改密码' }]}
      />
      <Cols
        main={
          <Stack>
            {forced && !lastResult && (
              <Notice tone="due" title={forced === 'handed_over' ? '请先换成自己的密码' : '密码已到期'}>
                {forced === 'handed_over'
                  ? '现在的密码是管理员交给您的，只能用来登录这一次。换好以后继续。'
                  : `密码用满 ${rules.days} 天须更换。换好以后继续。`}
              </Notice>
            )}
            <Panel label="修改密码">
              <ActionForm
                token={token}
                lastResult={lastResult}
                submitLabel="修改密码"
                cancelHref={forced ? undefined : '/account'}
              >
                <HiddenField name="to" value={to} />
                <TextField
                  name="password"
                  label="现在的密码"
                  type="password"
                  required
                  autoComplete="current-password"
                  width="medium"
                />
                <TextField
                  name="newPassword"
                  label="新密码"
                  hint={`至少 ${rules.length} 位`}
                  type="password"
                  required
                  autoComplete="new-password"
                  width="medium"
                />
                <TextField
                  name="newPasswordAgain"
                  label="再填一次新密码"
                  type="password"
                  required
                  autoComplete="new-password"
                  width="medium"
                />
              </ActionForm>
            </Panel>
            {forced && <PostButton action="/sign-out" token={token} label="退出登录" />}
          </Stack>
        }
        side={
          <Panel title="密码要求">
            <ul className="prose">
              <li>
                至少 {rules.length} 位；大写字母、小写字母、数字、其他符号（汉字也算）至少有 {rules.classes} 类。
              </li>
              <li>不含用户名、姓名和姓名的拼音。</li>
              <li>
                与最近 {rules.history} 次用过的都不同；每 {rules.days} 天换一次。
              </li>
              <li>一句自己记得住的话，比一个短而怪的词更安全。</li>
            </ul>
          </Panel>
        }
      />
    </>
  )
}
