import { formatInstant } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { PostButton } from '~/ui/form'
import { Actions, Count, Empty, Notice, PageHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { LockedAccount, LockList } from '../locks/list-locks.server'

type Props = { list: LockList; token: string; wrong: string[]; done?: string }

/** 锁定和验证器: unlocking after wrong guesses, and a new second factor for a lost telephone. */
export function LocksPage({ list, token, wrong, done }: Props) {
  return (
    <>
      <PageHead
        title="锁定和验证器"
        sub="连续输错密码的账号会锁定 30 分钟。解锁、重设验证器前，请当面或打单位电话核实是本人。"
      />
      {done && <Notice tone="done">{done}</Notice>}
      {wrong.length > 0 && <Notice tone="late">{wrong.join('；')}</Notice>}
      {list.strangers > 0 && (
        <Notice tone="due">
          24 小时内有 {list.strangers} 次登录用的是不存在的用户名；次数多而集中的，请审计管理员查来源地址。
        </Notice>
      )}
      <FilterBar
        values={{ q: list.q }}
        clearHref="/admin/locks"
        fields={[{ name: 'q', label: '人员', placeholder: '姓名或用户名', wide: true }]}
      />
      <Count>
        {list.q ? '符合条件' : '锁定的、24 小时内输错过的'} <b>{list.rows.length}</b> 个账号
        {list.more && '（还有更多，请写得更具体）'}
      </Count>
      <DataTable
        caption="账号"
        columns={[
          { key: 'name', label: '人员', nowrap: true },
          { key: 'username', label: '用户名', nowrap: true },
          { key: 'unit', label: '单位' },
          { key: 'failures', label: '24 小时内输错', num: true },
          { key: 'last', label: '最近一次', nowrap: true },
          { key: 'state', label: '状态' },
          { key: 'do', label: '办理', hideLabel: true },
        ]}
        rows={list.rows.map((row) => ({
          id: row.id,
          cells: {
            name: row.name,
            username: row.username,
            unit: row.units.join('、') || null,
            failures: row.failures,
            last: row.lastAt && formatInstant(row.lastAt),
            state: <State row={row} />,
            do: row.own ? (
              <span className="soft">本人的账号由另一位安全管理员办理</span>
            ) : (
              <Do row={row} token={token} />
            ),
          },
        }))}
        empty={
          list.q ? (
            <Empty title="没有这样的账号">核对姓名或用户名。</Empty>
          ) : (
            <Empty title="没有锁定的账号">丢了手机、要重设验证器的，按姓名查找。</Empty>
          )
        }
      />
    </>
  )
}

function State({ row }: { row: LockedAccount }) {
  return (
    <>
      {row.disabled && <Tag>已停用</Tag>}{' '}
      {row.lockedUntil ? <Tag tone="late">锁定至 {formatInstant(row.lockedUntil).slice(11)}</Tag> : <Tag>未锁定</Tag>}{' '}
      {!row.secondFactor && <Tag tone="due">未设验证器</Tag>}
    </>
  )
}

function Do({ row, token }: { row: LockedAccount; token: string }) {
  return (
    <Actions>
      {row.lockedUntil && <PostButton token={token} intent="unlock" label="解锁" fields={{ user: row.id }} small />}
      {row.secondFactor && (
        <PostButton token={token} intent="reset" label="重设验证器" fields={{ user: row.id }} small />
      )}
    </Actions>
  )
}
