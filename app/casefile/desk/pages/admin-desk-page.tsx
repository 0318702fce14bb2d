import { Duties, Duty, Stats } from '~/ui/facts'
import { ButtonLink } from '~/ui/link'
import { Empty, PageHead, Panel, SubHead } from '~/ui/page'
import type { AdminDesk } from '../admin-desk.server'

/** The system administrator's first page: what waits, and how things stand. No file, no name of a client. */
export function AdminDeskPage({ desk }: { desk: AdminDesk }) {
  const { accounts } = desk
  return (
    <>
      <PageHead
        title="系统管理"
        sub={`${desk.day} · 数据截至 ${desk.asOf}`}
        actions={
          <ButtonLink href="/admin/accounts/new" quiet>
            新建账号
          </ButtonLink>
        }
      />
      {desk.duties.length ? (
        <Duties label="等您办理的">
          {desk.duties.map((duty) => (
            <Duty
              key={duty.id}
              when={duty.when}
              href={duty.action.href}
              title={duty.title}
              sub={duty.why}
              action={
                <ButtonLink href={duty.action.href} label={`${duty.action.label}：${duty.title}`}>
                  {duty.action.label}
                </ButtonLink>
              }
            />
          ))}
        </Duties>
      ) : (
        <Panel label="等您办理的">
          <Empty title="没有等您办理的事">账号、机构、日历和通知都正常。</Empty>
        </Panel>
      )}
      <SubHead>现在的情况</SubHead>
      <Stats
        items={[
          { label: '可以登录的账号', value: accounts.active, href: '/admin/accounts?state=active' },
          { label: '已锁定', value: accounts.locked, href: '/admin/accounts?state=locked', hint: '由安全管理员解锁' },
          { label: '从未登录', value: accounts.never, href: '/admin/accounts?state=never' },
          { label: '已停用', value: accounts.disabled, href: '/admin/accounts?state=disabled' },
          { label: '待发通知', value: desk.waiting, href: '/admin/outbox?state=waiting' },
          { label: '后台任务', value: desk.silent ? '停止' : '运行中', tone: desk.silent ? 'late' : 'done' },
        ]}
      />
      <p className="soft">您管理账号、机构、规则和日历，看不到档案；权限由安全管理员负责，日志由审计管理员查看。</p>
    </>
  )
}
