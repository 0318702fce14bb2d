import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, PageHead, Pagination, Tabs, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { ReferralListData } from '../list.view.server'

/** 转介: what other units sent to mine, and what mine sent to others. */
export function ReferralsPage({ list }: { list: ReferralListData }) {
  const { incoming, done } = list
  return (
    <>
      <PageHead title="转介" sub="单位之间办事只走这里：发送什么、经谁同意、何时答复，双方都看得到。" />
      <Tabs label="转介" items={list.tabs} />
      <FilterBar
        fields={[
          { name: 'type', label: '事项', kind: 'select', options: list.types },
          { name: 'state', label: '状态', kind: 'select', options: list.states },
          ...(done ? [] : [{ name: 'late', label: '只看逾期', kind: 'check' as const }]),
        ]}
        values={list.values}
        hidden={{ box: list.box }}
        clearHref={list.clearHref}
      />
      <Count>
        共 <b>{list.count}</b> 件
      </Count>
      <DataTable
        caption={incoming ? '收到的转介' : '发出的转介'}
        columns={[
          { key: 'subject', label: '对象', nowrap: true },
          { key: 'type', label: '事项' },
          { key: 'other', label: incoming ? '发出单位' : '接收单位' },
          { key: 'sentOn', label: '发出', nowrap: true },
          { key: 'due', label: done ? '办理日期' : '答复期限', nowrap: true },
          { key: 'state', label: '状态', nowrap: true },
          { key: 'act', label: '办理', hideLabel: true },
        ]}
        rows={list.rows.map((row) => ({
          id: row.id,
          href: row.href,
          tone: row.tone,
          cells: {
            subject: row.subject,
            type: (
              <span>
                {row.type} <span className="code">{row.no}</span>
              </span>
            ),
            other: row.other,
            sentOn: row.sentOn,
            due: done ? row.answeredOn : row.due ? <Tag tone={row.due.tone}>{row.due.text}</Tag> : '不用答复',
            state: (
              <span>
                <Tag tone={row.state.tone}>{row.state.label}</Tag>
                {!done && row.chasedOn && <span className="soft"> {row.chasedOn}催办</span>}
              </span>
            ),
            act: done ? (
              ''
            ) : (
              <ButtonLink href={row.href} quiet>
                {actLabel(incoming, row.tone === 'late')}
              </ButtonLink>
            ),
          },
        }))}
        empty={<Nothing list={list} />}
      />
      {list.nextHref && <Pagination next={list.nextHref} />}
    </>
  )
}

const actLabel = (incoming: boolean, late: boolean) => (incoming ? '办理' : late ? '催办' : '查看')

function Nothing({ list }: { list: ReferralListData }) {
  if (list.filtered) {
    return (
      <Empty title="没有符合条件的" action={<ButtonLink href={list.clearHref}>清除筛选</ButtonLink>}>
        换一个条件再试。
      </Empty>
    )
  }
  if (list.incoming)
    return (
      <Empty title={list.done ? '还没有办结的转介' : '没有待办的转介'}>
        {list.done ? '接收后办完、退回的会列在这里。' : '别的单位发来的转介、转入档案和抄送会出现在这里。'}
      </Empty>
    )
  return (
    <Empty title={list.done ? '还没有办结的转介' : '没有等待答复的转介'}>
      {list.done ? '对方答复、退回或您撤回的会列在这里。' : '需要其他单位帮忙时，在档案里登记帮扶措施并转介。'}
    </Empty>
  )
}
