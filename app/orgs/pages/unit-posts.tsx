import { daysBetween, formatDay, formatInstant } from '~/lib/dates'
import { Why } from '~/ui/facts'
import { AreaField, HiddenField } from '~/ui/fields'
import { ActionForm, PostButton, SubmitButton, type LastResult } from '~/ui/form'
import { Actions, Count, Empty, Notice, PageHead, Panel, Stack, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { ToCertify } from '../posts/certify-posts.server'
import type { PostRow } from '../posts/post-rows.server'
import { term } from './posts'

type Props = {
  awaiting: PostRow[]
  posts: ToCertify[]
  next: string | null
  today: string
  token: string
  lastResult: LastResult
  sent?: string
  done?: string
}

/** 人员岗位, for a unit head: posts that wait for his word, and the rights of his people every half year. */
export function UnitPostsPage({ awaiting, posts, next, today, token, lastResult, sent, done }: Props) {
  const wrong = sent ? [] : Object.values(lastResult?.error ?? {}).flatMap((texts) => texts ?? [])
  return (
    <>
      <PageHead
        title="人员岗位"
        sub="岗位由安全管理员授予，您确认后才生效；每六个月复核一次您的人员还需不需要这些权限。"
      />
      {done && <Notice tone="done">{done}</Notice>}
      {wrong.length > 0 && <Notice tone="late">{wrong.join('；')}</Notice>}
      <Stack>
        <Panel title="待确认">
          {awaiting.length === 0 ? (
            <Empty title="没有等您确认的岗位">新授予的岗位会出现在这里和“我的工作”里。</Empty>
          ) : (
            <Stack>
              {awaiting.map((post) => (
                <Awaiting
                  key={post.id}
                  post={post}
                  token={token}
                  lastResult={sent === post.id ? lastResult : undefined}
                />
              ))}
            </Stack>
          )}
        </Panel>
        <Certify posts={posts} next={next} today={today} token={token} />
      </Stack>
    </>
  )
}

function Awaiting({ post, token, lastResult }: { post: PostRow; token: string; lastResult: LastResult }) {
  return (
    <section aria-label={`${post.name}的岗位`}>
      <p>
        <strong>{post.name}</strong>（{post.username}）任 <strong>{post.roleLabel}</strong>
        {post.classCode && `，${post.classCode} 班`}，{post.unit.name}，{term(post)}
        {post.hands.granted.at && <span className="soft">；{formatInstant(post.hands.granted.at)} 授予</span>}
      </p>
      <Actions>
        <PostButton token={token} intent="confirm" label="确认" quiet={false} fields={{ post: post.id }} />
      </Actions>
      <Why summary="不同意？">
        <ActionForm token={token} intent="refuse" lastResult={lastResult} submitLabel="不同意，退回安全管理员">
          <HiddenField name="post" value={post.id} />
          <AreaField name="note" label="理由" required rows={2} maxLength={200} />
        </ActionForm>
      </Why>
    </section>
  )
}

function Certify({ posts, next, today, token }: Pick<Props, 'posts' | 'next' | 'today' | 'token'>) {
  return (
    <Panel
      title="人员和权限复核"
      actions={
        next &&
        (next < today ? (
          <Tag tone="late">逾期 {daysBetween(next, today)} 天</Tag>
        ) : (
          <Tag tone={daysBetween(today, next) <= 30 ? 'due' : 'plain'}>下次不晚于 {formatDay(next)}</Tag>
        ))
      }
    >
      {posts.length === 0 ? (
        <Empty>没有由您负责的人员。</Empty>
      ) : (
        <form method="post" className="stack">
          <input type="hidden" name="_token" value={token} />
          <input type="hidden" name="_intent" value="certify" />
          {posts.map((post) => (
            <input key={post.id} type="hidden" name="seen" value={post.id} />
          ))}
          <Count>
            共 <b>{posts.length}</b> 个岗位；不再需要的打勾，其余的保留到下次复核
          </Count>
          <DataTable
            caption="人员和权限"
            columns={[
              { key: 'name', label: '姓名', nowrap: true },
              { key: 'role', label: '岗位' },
              { key: 'unit', label: '单位' },
              { key: 'term', label: '任期' },
              { key: 'last', label: '上次复核', nowrap: true },
              { key: 'end', label: '不再需要' },
            ]}
            rows={posts.map((post) => ({
              id: post.id,
              cells: {
                name: post.name,
                role: post.roleLabel,
                unit: post.unit.name,
                term: term(post),
                last:
                  post.by < today ? <Tag tone="late">{formatDay(post.certifiedOn)}</Tag> : formatDay(post.certifiedOn),
                end: (
                  <span className="option">
                    <input type="checkbox" name="end" value={post.id} id={`end-${post.id}`} />
                    <label htmlFor={`end-${post.id}`}>
                      结束<span className="hidden">{`${post.name}的${post.roleLabel}岗位`}</span>
                    </label>
                  </span>
                ),
              },
            }))}
          />
          <Actions>
            <SubmitButton>复核完毕</SubmitButton>
          </Actions>
        </form>
      )}
    </Panel>
  )
}
