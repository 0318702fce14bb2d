import { dayOf, formatDay } from '~/lib/dates'
import { PostButton } from '~/ui/form'
import { Empty, PageHead, Panel, Stack, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'

type Choice = { id: string; roleLabel: string; unitName: string; until: Date | null; deputy: boolean; current: boolean }
type Props = { posts: Choice[]; userName: string; to: string; token: string; shell: object | null }

/** Choosing the post to work in: everything that is seen and done afterwards is seen and done as this post. */
export function PostsPage({ posts, userName, to, token, shell }: Props) {
  return (
    <>
      <PageHead
        title="选择岗位"
        sub={`${userName}，请选择现在以哪个岗位工作。能看到的档案和能办的事项随岗位变化，切换会留下记录。`}
      />
      <Stack>
        <Panel label="我的岗位">
          {posts.length === 0 ? (
            <Empty title="没有在任的岗位">
              您的账号还没有岗位、岗位还没有经单位负责人确认，或者任期已经结束。请联系单位负责人或安全管理员。
            </Empty>
          ) : (
            <SimpleTable
              caption="我的岗位"
              head={['岗位', '单位', '任期', '']}
              rows={posts.map((post) => [
                <>
                  {post.roleLabel} {post.deputy && <Tag tone="due">代理</Tag>}
                </>,
                post.unitName,
                post.until ? `至 ${formatDay(dayOf(post.until))}` : '长期',
                post.current ? (
                  <Tag tone="done">当前岗位</Tag>
                ) : (
                  <PostButton token={token} label="进入" fields={{ post: post.id, to }} quiet={false} />
                ),
              ])}
            />
          )}
        </Panel>
        {!shell && <PostButton action="/sign-out" token={token} label="退出登录" />}
      </Stack>
    </>
  )
}
