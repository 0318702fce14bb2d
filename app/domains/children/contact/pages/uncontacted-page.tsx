import { ButtonLink } from '~/ui/link'
import { Count, Empty, PageHead, Pagination } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { UncontactedData } from '../views/uncontacted.server'
import { CallTabs } from './call-tabs'

/** 本周未联系. */
export function UncontactedPage({ data }: { data: UncontactedData }) {
  return (
    <>
      <PageHead
        title="本周未联系"
        sub={`${data.unit} · ${data.since}以来还没有和父母通话的孩子。只为提醒帮忙安排，不用于考核孩子或家长。`}
      />
      <CallTabs current="uncontacted" school={data.books} />
      <Count>
        共 <b>{data.count}</b> 人
      </Count>
      <DataTable
        caption="本周未联系的孩子"
        columns={[
          { key: 'name', label: '孩子' },
          { key: 'last', label: '上次通话', nowrap: true },
          { key: 'booked', label: '已约', nowrap: true },
          { key: 'missed', label: '本周未接通', num: true },
          { key: 'book', label: '预约', hideLabel: true },
        ]}
        rows={data.rows.map((row) => ({
          id: row.id,
          href: `/children/${row.id}`,
          cells: {
            name: row.name,
            last: row.last ?? '还没有过',
            booked: row.booked ?? '没有约',
            missed: row.missed || null,
            book: row.bookHref && !row.booked && (
              <ButtonLink href={row.bookHref} quiet label={`为${row.name}预约通话`}>
                预约
              </ButtonLink>
            ),
          },
        }))}
        empty={<Empty title="本周都联系过了">每个孩子本周都和父母通过话。</Empty>}
      />
      <Pagination next={data.next} />
    </>
  )
}
