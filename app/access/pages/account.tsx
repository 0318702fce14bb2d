import { formatDay, formatInstant } from '~/lib/dates'
import { PostButton } from '~/ui/form'
import { Facts } from '~/ui/facts'
import { ButtonLink } from '~/ui/link'
import { Actions, Cols, Empty, Notice, PageHead, Panel, Stack, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { AccountView } from '../accounts/read-account.server'

type Props = { account: AccountView; done: string | undefined; token: string }

/** My account: what keeps it mine, and who tried it. */
export function AccountPage({ account, done, token }: Props) {
  return (
    <>
      <PageHead title="我的账号" sub={`${account.name}（用户名 ${account.username}）`} />
      {done && <Notice tone="done">{done}</Notice>}
      <Cols
        main={<SignIns lines={account.lines} />}
        side={
          <Stack>
            <Password password={account.password} />
            <SecondFactor factor={account.secondFactor} />
            <Digest digest={account.digest} token={token} />
            <Session session={account.session} limits={account.limits} token={token} />
          </Stack>
        }
      />
    </>
  )
}

function SignIns({ lines }: Pick<AccountView, 'lines'>) {
  return (
    <Panel title="最近的登录">
      <p className="soft">近 90 天最近 20 次。有不是您本人做的，请马上修改密码，并告诉安全管理员。</p>
      {lines.length === 0 ? (
        <Empty title="还没有登录记录" />
      ) : (
        <SimpleTable
          caption="最近的登录"
          head={['时间', '结果', '地址']}
          rows={lines.map((line) => [
            <span key="t" className="nowrap">
              {formatInstant(line.at)}
            </span>,
            line.failed ? <Tag tone="late">{line.what}</Tag> : line.what,
            line.ip || '—',
          ])}
        />
      )}
    </Panel>
  )
}

function Password({ password }: Pick<AccountView, 'password'>) {
  return (
    <Panel title="密码">
      <Facts
        rows={[
          { label: '上次修改', value: formatDay(password.changedOn), hint: `已用 ${password.days} 天` },
          {
            label: '须在此前更换',
            value: (
              <>
                {formatDay(password.dueOn)} {password.due && <Tag tone="due">快到期</Tag>}
              </>
            ),
          },
        ]}
      />
      <Actions>
        <ButtonLink href="/password" quiet={!password.due}>
          修改密码
        </ButtonLink>
      </Actions>
    </Panel>
  )
}

function SecondFactor({ factor }: { factor: AccountView['secondFactor'] }) {
  return (
    <Panel title="身份验证器">
      <Facts
        rows={[
          {
            label: '状态',
            value: factor ? <Tag tone="done">已启用</Tag> : <Tag tone="due">未启用</Tag>,
            hint: factor ? `自 ${formatDay(factor.since)}` : undefined,
          },
          factor && {
            label: '恢复码',
            value: `还有 ${factor.codes} 个`,
            hint: factor.codes <= 3 ? '快用完了，请重新生成' : undefined,
          },
        ]}
      />
      <Actions>
        <ButtonLink href="/second-factor" quiet={factor !== null}>
          {factor ? '更换手机' : '启用'}
        </ButtonLink>
        {factor && (
          <ButtonLink href="/account/recovery-codes" quiet>
            重新生成恢复码
          </ButtonLink>
        )}
      </Actions>
    </Panel>
  )
}

function Digest({ digest, token }: Pick<AccountView, 'digest'> & { token: string }) {
  return (
    <Panel title="每日待办邮件">
      {digest === null ? (
        <p className="soft">账号没有登记邮箱，不发邮件。需要的，请系统管理员登记。</p>
      ) : (
        <>
          <p className="soft">
            {digest.wanted
              ? '工作日早上发一封邮件，只写到期和逾期的项数，没有事项不发。'
              : '已关闭，不再发送每日待办邮件。'}
          </p>
          <PostButton
            token={token}
            intent={digest.wanted ? 'digest-off' : 'digest-on'}
            label={digest.wanted ? '关闭' : '开启'}
          />
        </>
      )}
    </Panel>
  )
}

function Session({ session, limits, token }: Pick<AccountView, 'session' | 'limits'> & { token: string }) {
  return (
    <Panel title="这次登录">
      <Facts
        rows={[
          { label: '登录时间', value: formatInstant(session.since) },
          { label: '来自', value: session.ip },
        ]}
      />
      <p className="soft">
        {limits.idle} 分钟没有操作，或满 {limits.absoluteHours} 小时，会自动退出。一个账号同时只能在一处登录。连续{' '}
        {limits.unused} 天不登录的账号会被停用。
      </p>
      <PostButton token={token} intent="sign-out-everywhere" label="退出全部登录" />
    </Panel>
  )
}
