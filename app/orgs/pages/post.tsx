import { formatDay, formatInstant } from '~/lib/dates'
import { RadioField } from '~/ui/choices'
import { Facts } from '~/ui/facts'
import { AreaField, DateField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { A, ButtonLink } from '~/ui/link'
import { Actions, Cols, Empty, Next, Notice, PageHead, Panel, Stack, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import { endCauses, postStates } from '../posts/post-state'
import type { PostView } from '../posts/read-post.server'
import { term } from './posts'

type Props = { post: PostView; token: string; lastResult: LastResult; sent?: string; done?: string }

/** One post: what it is, who granted and confirmed it, and what can be done with it. */
export function PostPage({ post, token, lastResult, sent, done }: Props) {
  const { label, tone } = postStates[post.state]
  const open = post.state !== 'ended'
  return (
    <>
      <PageHead
        trail={[{ href: '/admin/posts', label: '岗位' }, { label: post.name }]}
        title={`${post.name} · ${post.roleLabel}`}
        tag={<Tag tone={tone}>{label}</Tag>}
        sub={post.unit.name}
        actions={
          open && !post.own && !post.coverOf ? (
            <ButtonLink href={`/admin/posts/${post.id}/move`} quiet>
              调岗
            </ButtonLink>
          ) : undefined
        }
      />
      {done && <Notice tone="done">{done}</Notice>}
      <Cols
        main={
          <Stack>
            {post.state === 'awaiting' && (
              <Awaiting post={post} token={token} lastResult={sent === 'confirm' ? lastResult : undefined} />
            )}
            <Panel title="任职情况">
              <Facts rows={facts(post)} />
              {post.state === 'in_force' && !post.coverOf && !post.own && post.confirmers.length === 0 && (
                <Actions>
                  <PostButton token={token} intent="certify" label="没有负责人，由您复核：仍然需要" />
                </Actions>
              )}
            </Panel>
            {open && !post.own && (
              <End post={post} token={token} lastResult={sent === 'end' ? lastResult : undefined} />
            )}
          </Stack>
        }
        side={<Others post={post} />}
      />
    </>
  )
}

function facts(post: PostView) {
  const hand = (one: { at: Date; by: string }) => `${formatInstant(one.at)} ${one.by}`.trim()
  return [
    { label: '用户名', value: post.username },
    { label: '任期', value: term(post) },
    ...(post.classCode ? [{ label: '班级', value: `${post.classCode} 班` }] : []),
    ...(post.coverOf ? [{ label: '代办', value: `代 ${post.coverOf}` }] : []),
    { label: '授予', value: post.granted ? hand(post.granted) : '系统启用时设立' },
    ...(post.granted && post.confirmedBy ? [{ label: '确认', value: hand(post.confirmedBy) }] : []),
    ...(post.note ? [{ label: '说明', value: post.note }] : []),
    ...(post.authorisedUntil ? [{ label: '未成年人档案授权', value: `至 ${formatDay(post.authorisedUntil)}` }] : []),
    ...(post.state === 'in_force' && !post.coverOf
      ? [
          {
            label: '权限复核',
            value: `上次 ${formatDay(post.certifiedOn)}，下次不晚于 ${formatDay(post.certifyBy)}`,
          },
        ]
      : []),
    ...(post.ended ? [{ label: '结束', value: [post.cause, hand(post.ended)].filter(Boolean).join('，') }] : []),
  ]
}

function Awaiting({ post, token, lastResult }: Pick<Props, 'post' | 'token' | 'lastResult'>) {
  if (post.confirmers.length)
    return (
      <Next title="等单位负责人确认">
        <p>由{post.confirmers.join('、')}在“人员岗位”里确认，确认后才生效。催办请直接联系；授予有误的，在下面结束。</p>
      </Next>
    )
  if (post.own)
    return <Notice tone="due">这个岗位没有单位负责人可以确认，又是您自己的，须由另一位安全管理员确认。</Notice>
  return (
    <Panel title="没有负责人可以确认" tone="next">
      <p className="prose">本单位和上级单位在系统里都没有负责人。请写明依据，由您确认；依据会留存备查。</p>
      <ActionForm id="confirm" token={token} intent="confirm" lastResult={lastResult} submitLabel="确认岗位">
        <AreaField name="note" label="依据" required rows={2} maxLength={200} placeholder="如：任职文件的文号" />
      </ActionForm>
    </Panel>
  )
}

function End({ post, token, lastResult }: Pick<Props, 'post' | 'token' | 'lastResult'>) {
  return (
    <Panel title="结束岗位" tone="danger">
      <ActionForm id="end" token={token} intent="end" lastResult={lastResult} submitLabel="结束岗位" danger>
        <RadioField
          name="cause"
          label="原因"
          required
          inline
          options={(['left', 'not_needed', 'error'] as const).map((value) => ({ value, label: endCauses[value] }))}
        />
        <DateField
          name="lastDay"
          label="最后一天"
          min={post.today}
          hint="留空为立即结束：正在使用这个岗位的会话马上退出。名下的在办档案由单位负责人按清单交接。"
        />
      </ActionForm>
    </Panel>
  )
}

function Others({ post }: { post: PostView }) {
  return (
    <Panel title="本人其他岗位">
      {post.others.length === 0 ? (
        <Empty>没有其他岗位。</Empty>
      ) : (
        <SimpleTable
          caption="本人其他岗位"
          head={['岗位', '状态']}
          rows={post.others.map((one) => [
            <A key="a" href={`/admin/posts/${one.id}`}>
              {one.roleLabel} · {one.unit.name}
            </A>,
            <Tag key="s" tone={postStates[one.state].tone}>
              {postStates[one.state].label}
            </Tag>,
          ])}
        />
      )}
      <p>
        <A href={`/admin/posts/new?person=${post.userId}`}>再授予一个岗位</A>
      </p>
    </Panel>
  )
}
