import { FilterBar } from '~/ui/filters'
import { A } from '~/ui/link'
import { Count, Empty, PageHead, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { noticesHref } from '../../notices/notice-query'
import type { NoticeList } from '../../notices/public-notices.server'
import { amountWords, stages, untilWords } from './words'

/** 社会救助公示: what is posted today, for anybody. */
export function NoticesPage({ data }: { data: NoticeList }) {
  const { notices, query, count, last } = data
  const filtered = Boolean(query.place ?? query.programme)
  return (
    <>
      <PageHead
        title="社会救助公示"
        sub="公示期内的救助事项，接受群众监督。公示期满自动撤下。户主姓名隐去一个字；受保护的家庭以编号公示。"
      />
      <FilterBar
        label="筛选公示"
        clearHref="/notices"
        values={{
          county: query.place?.slice(0, 6),
          town: query.place?.length === 9 ? query.place : undefined,
          programme: query.programme ?? undefined,
        }}
        fields={[
          { name: 'county', label: '县（区）', kind: 'select', options: data.counties },
          ...(data.towns.length
            ? [{ name: 'town', label: '乡镇（街道）', kind: 'select' as const, options: data.towns }]
            : []),
          { name: 'programme', label: '救助种类', kind: 'select', options: data.programmes },
        ]}
      />
      <Count>
        {filtered ? '符合条件的' : '正在公示的'} {count} 件
      </Count>
      <DataTable
        caption="正在公示的救助事项"
        columns={[
          { key: 'head', label: '户主', nowrap: true },
          { key: 'village', label: '村（社区）' },
          { key: 'type', label: '救助种类', nowrap: true },
          { key: 'persons', label: '人数', num: true, nowrap: true },
          { key: 'amount', label: '金额', num: true, nowrap: true },
          { key: 'phone', label: '受理窗口电话', nowrap: true },
          { key: 'until', label: '公示到', nowrap: true },
          { key: 'object', label: '异议', nowrap: true, hideLabel: true },
        ]}
        rows={notices.map((one) => ({
          id: one.no,
          href: `/notices/${one.no}`,
          cells: {
            head: one.head,
            village: one.village,
            type: (
              <>
                {one.type} <Tag tone={one.stage === 'decided' ? 'done' : 'plain'}>{stages[one.stage]}</Tag>
              </>
            ),
            persons: `${one.persons} 人`,
            amount: amountWords(one),
            phone: one.phone || undefined,
            until: untilWords(one),
            object: (
              <A href={`/notices/${one.no}`} label={`对 ${one.head} 的公示提出异议`}>
                提出异议
              </A>
            ),
          },
        }))}
        empty={
          filtered ? (
            <Empty title="没有符合条件的公示">换个地区或种类试试，或清除筛选。</Empty>
          ) : (
            <Empty title="今天没有正在公示的救助事项">公示期满的已经撤下；需要了解以往的决定，请到受理窗口查询。</Empty>
          )
        }
      />
      <Pagination
        next={last && noticesHref(query, last)}
        countText={query.after ? <A href={noticesHref(query)}>回到第一页</A> : undefined}
      />
    </>
  )
}
