import { HiddenField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { Cols, Notice, PageHead, Panel, Stack } from '~/ui/page'
import { CodeField } from './code-field'

type Props = {
  secret: string
  qr: { size: number; path: string }
  replaces: boolean
  forced: boolean
  to: string
  token: string
  lastResult: LastResult
}

/** Taking up a code generator: scan, then prove it with the first code. */
export function SecondFactorPage({ secret, qr, replaces, forced, to, token, lastResult }: Props) {
  return (
    <>
      <PageHead
        title={replaces ? '更换身份验证器' : '启用身份验证器'}
        sub="登录时除了密码，还要填手机上每 30 秒变化的验证码：别人知道了密码也进不来。"
        trail={forced ? undefined : [{ href: '/account', label: '我的账号' }, { label: '身份验证器' }]}
      />
      <Cols
        main={
          <Stack>
            {replaces && <Notice tone="due">新的启用后，原来手机上的验证码和旧的恢复码都作废。</Notice>}
            <Panel title="第一步：用手机扫码">
              <p className="prose">打开手机上的身份验证器（任何支持 TOTP 的都可以），添加账号，扫描下面的图形码。</p>
              <Qr {...qr} />
              <details>
                <summary>不能扫码？手工输入密钥</summary>
                <p className="prose">
                  账号类型选“基于时间”，密钥：<code>{secret}</code>
                </p>
              </details>
            </Panel>
            <Panel title="第二步：填写手机上显示的验证码">
              <ActionForm
                token={token}
                lastResult={lastResult}
                submitLabel={replaces ? '更换' : '启用'}
                cancelHref={forced ? undefined : '/account'}
              >
                <HiddenField name="to" value={to} />
                <CodeField recovery={false} />
              </ActionForm>
            </Panel>
            {forced && <PostButton action="/sign-out" token={token} label="退出登录，以后再办" />}
          </Stack>
        }
        side={
          <Panel title="请注意">
            <ul className="prose">
              <li>图形码和密钥等于一把钥匙：不要截图，不要转发，不要给别人看。</li>
              <li>手机时间请设为自动，否则验证码总是不对。</li>
              <li>启用后会给您 10 个恢复码，手机丢了的时候用，请抄下来锁好。</li>
            </ul>
          </Panel>
        }
      />
    </>
  )
}

/** Dark on white in every colour scheme: cameras want it so. */
function Qr({ size, path }: { size: number; path: string }) {
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      width="208"
      height="208"
      role="img"
      aria-label="身份验证器的图形码；不能扫码的，请用下面的密钥"
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
