import { PostButton } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Actions, Notice, PageHead, Panel, Stack } from '~/ui/page'

/** The ten codes, this once. */
export function RecoveryCodesPage({ codes, next }: { codes: string[]; next: string }) {
  return (
    <>
      <PageHead title="请抄下恢复码" sub="手机不在身边或丢失时，用恢复码代替验证码登录。" />
      <Stack>
        <Notice tone="due" title="只显示这一次">
          离开本页就再也看不到了。请打印或抄在纸上锁好，不要存在手机里，不要交给别人。每个恢复码只能用一次。
        </Notice>
        <Panel title="恢复码">
          <ol className="codes">
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ol>
          <Actions>
            <ButtonLink href={next}>已抄好，继续</ButtonLink>
          </Actions>
        </Panel>
      </Stack>
    </>
  )
}

/** Before new codes are made. */
export function NewCodesPage({ left, token }: { left: number | null; token: string }) {
  const trail = [{ href: '/account', label: '我的账号' }, { label: '恢复码' }]
  if (left === null) {
    return (
      <>
        <PageHead title="恢复码" trail={trail} />
        <Notice tone="due" title="还没有启用身份验证器" action={<ButtonLink href="/second-factor">去启用</ButtonLink>}>
          启用时会同时给您 10 个恢复码。
        </Notice>
      </>
    )
  }
  return (
    <>
      <PageHead title="恢复码" trail={trail} />
      <Panel label="生成新的恢复码">
        <p className="prose">
          您还有 {left} 个没有用过的恢复码。重新生成 10 个之后，原来的全部作废。新的恢复码只显示一次，请先备好纸笔。
        </p>
        <Actions>
          <PostButton token={token} label="生成新的恢复码" quiet={false} />
          <ButtonLink href="/account" quiet>
            取消
          </ButtonLink>
        </Actions>
      </Panel>
    </>
  )
}
