import { formatDay } from '~/lib/dates'
import { SelectField } from '~/ui/choices'
import { DateField } from '~/ui/fields'
import { ActionForm, PostButton, Row, type LastResult } from '~/ui/form'
import { Empty, PageHead, Panel, Stack, Tag } from '~/ui/page'
import { SimpleTable } from '~/ui/table'
import type { PostRow } from '../posts/post-rows.server'
import type { Deputy } from '../posts/name-deputy.server'

type Props = {
  staff: PostRow[]
  deputies: Deputy[]
  today: string
  roleLabel: string
  ownUnit: string
  token: string
  lastResult: LastResult
  /** Which form was sent last. */
  sent: string | undefined
}

/** The unit head's page: standing authorisations for minors' files, and the own deputy. */
export function AuthorisationsPage(props: Props) {
  return (
    <>
      <PageHead
        title="授权与代理"
        sub="单位负责人为本单位人员办理。授权和代理都有截止日期，期满自动失效，办理过程有记录。"
      />
      <Stack>
        <Standing {...props} />
        <Deputies {...props} />
      </Stack>
    </>
  )
}

function Standing({ staff, today, token, lastResult, sent }: Props) {
  const state = (until: string | null) =>
    until === null ? (
      <Tag>未授权</Tag>
    ) : until < today ? (
      <Tag tone="late">已过期 {formatDay(until)}</Tag>
    ) : (
      <Tag tone="done">至 {formatDay(until)}</Tag>
    )
  return (
    <Panel title="查看未成年人档案的常设授权">
      <Stack>
        <p className="prose">涉及未成年人的档案，须经单位负责人签批后才能查看，一次最长 12 个月，到期要重新签批。</p>
        {staff.length === 0 ? (
          <Empty>没有可以授权的人员。</Empty>
        ) : (
          <SimpleTable
            caption="常设授权"
            head={['姓名', '岗位', '单位', '授权', '']}
            rows={staff.map((post) => [
              post.name,
              post.roleLabel,
              post.unit.name,
              state(post.authorisedUntil),
              post.authorisedUntil && post.authorisedUntil >= today ? (
                <PostButton key="w" token={token} intent="withdraw" label="收回授权" fields={{ post: post.id }} small />
              ) : (
                ''
              ),
            ])}
          />
        )}
        {staff.length > 0 && (
          <ActionForm
            id="authorise"
            token={token}
            intent="authorise"
            lastResult={sent === 'authorise' ? lastResult : undefined}
            submitLabel="签批授权"
          >
            <Row>
              <SelectField
                name="post"
                label="人员"
                required
                options={staff.map((post) => ({
                  value: post.id,
                  label: `${post.name}（${post.roleLabel} · ${post.unit.name}）`,
                }))}
              />
              <DateField name="until" label="授权到" required min={today} />
            </Row>
          </ActionForm>
        )}
      </Stack>
    </Panel>
  )
}

function Deputies({ staff, deputies, ownUnit, today, roleLabel, token, lastResult, sent }: Props) {
  const colleagues = staff.filter((post) => post.unit.code === ownUnit && !post.deputyOf)
  return (
    <Panel title="我的代理人">
      <Stack>
        <p className="prose">
          外出、休假时安排一位同事在限定日期内代行“{roleLabel}”。代理人不能审批自己提交的事项，也不能再安排他人代理。
        </p>
        {deputies.length > 0 && (
          <SimpleTable
            caption="代理安排"
            head={['姓名', '开始', '结束', '']}
            rows={deputies.map((deputy) => [
              deputy.name,
              formatDay(deputy.from),
              deputy.until ? formatDay(deputy.until) : '—',
              deputy.running ? (
                <PostButton
                  key="end"
                  token={token}
                  intent="end-deputy"
                  label="结束代理"
                  fields={{ post: deputy.id }}
                  small
                />
              ) : (
                <Tag key="over">已结束</Tag>
              ),
            ])}
          />
        )}
        {colleagues.length === 0 ? (
          <Empty>本单位没有其他人员可以代理。</Empty>
        ) : (
          <ActionForm
            id="deputy"
            token={token}
            intent="deputy"
            lastResult={sent === 'deputy' ? lastResult : undefined}
            submitLabel="安排代理"
          >
            <Row>
              <SelectField
                name="deputy"
                label="代理人"
                required
                options={colleagues.map((post) => ({ value: post.id, label: `${post.name}（${post.roleLabel}）` }))}
              />
              <DateField name="from" label="开始日期" required min={today} />
              <DateField name="until" label="结束日期" required min={today} />
            </Row>
          </ActionForm>
        )}
      </Stack>
    </Panel>
  )
}
