import { Facts } from '~/ui/facts'
import { ButtonLink } from '~/ui/link'
import { Actions, Notice, PageHead, Panel, Stack } from '~/ui/page'

type Props = { title: string; given: { username: string; password: string }; next: string; isNew: boolean }

/** A password that is shown this once, to be handed over. */
export function OneTimePasswordPage({ title, given, next, isNew }: Props) {
  return (
    <>
      <PageHead title={title} trail={[{ href: '/admin/accounts', label: '账号' }, { label: title }]} />
      <Stack>
        <Notice tone="due" title="密码只显示这一次">
          请当面或通过安全的方式交给本人，不要用短信、微信发送。本人第一次登录须修改密码、启用身份验证器。
        </Notice>
        <Panel label="一次性密码">
          <Stack>
            <Facts
              rows={[
                { label: '用户名', value: <code>{given.username}</code> },
                { label: '一次性密码', value: <code className="secret">{given.password}</code> },
              ]}
            />
            {isNew && <p>接下来请安全管理员为他设立岗位；没有岗位不能办事。</p>}
            <Actions>
              <ButtonLink href={next}>已交给本人，继续</ButtonLink>
            </Actions>
          </Stack>
        </Panel>
      </Stack>
    </>
  )
}
