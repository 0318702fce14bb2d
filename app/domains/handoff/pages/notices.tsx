import { CaseHead } from '~/casefile/ui/case-head'
import { shown } from '~/casefile/ui/day-words'
import { DocumentsTab } from '~/casefile/documents/pages/documents-tab'
import { DutiesPanel } from '~/casefile/ui/duties-panel'
import { NextPanel } from '~/casefile/ui/next-panel'
import { arrangeSteps } from '~/casefile/ui/next-steps'
import { PapersTab } from '~/casefile/ui/papers-tab'
import { ProposalBanners } from '~/casefile/ui/proposal-banner'
import { MaskedValue, Reveal } from '~/casefile/ui/reveal'
import { RecentEvents } from '~/casefile/ui/timeline'
import { Facts } from '~/ui/facts'
import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Cols, Empty, Notice, PageHead, Pagination, Panel, SubHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { sentenceWords } from '../offences'
import type { NoticeCaseData, NoticeListData } from '../views/notices.server'
import { dueOptions, ListLine, orderOptions } from '~/casefile/lists/list-line'
import { contactRows } from '~/casefile/ui/contact-rows'

/** The prison's notices: to whom, when released, and what the county answered. */
export function NoticeList({ data, token }: { data: NoticeListData; token: string }) {
  const { rows, values } = data
  return (
    <>
      <PageHead
        title="预释放通知"
        sub={`${data.unit} · 发出的刑满释放人员通知书`}
        actions={<ButtonLink href="/handoff/notices/new">发送通知</ButtonLink>}
      />
      {data.done && <Notice tone="done">{data.done}</Notice>}
      <FilterBar
        values={values}
        clearHref="/handoff/notices"
        fields={[
          { name: 'q', label: '查找', placeholder: '姓名、拼音、证件后四位、通知编号', wide: true },
          { name: 'state', label: '状态', kind: 'select', options: data.states },
          { name: 'due', label: '到期', kind: 'select', options: dueOptions },
          { name: 'order', label: '排序', kind: 'select', options: orderOptions },
        ]}
      />
      <ListLine
        count={data.count}
        rows={rows.length}
        shown={data.shown}
        mayShow={data.mayShow}
        token={token}
        unit="件"
      />
      <DataTable
        caption="释放通知"
        columns={[
          { key: 'name', label: '人员', nowrap: true },
          { key: 'no', label: '编号', nowrap: true },
          { key: 'release', label: '应释放日', nowrap: true },
          { key: 'to', label: '送达单位' },
          { key: 'state', label: '状态' },
          { key: 'due', label: '待办到期', nowrap: true },
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          href: `/handoff/notices/${row.id}`,
          tone: row.state.tone === 'late' ? 'late' : undefined,
          cells: {
            name: row.name,
            no: <span className="code">{row.caseNo}</span>,
            release: shown(row.releaseDueOn),
            to: row.toUnit,
            state: (
              <span>
                <Tag tone={row.state.tone}>{row.state.label}</Tag>{' '}
                {row.returnReason && <span className="soft">{row.returnReason}</span>}
              </span>
            ),
            due: row.next ? (
              <span>
                {row.next} <Tag tone={row.due.tone}>{row.due.text}</Tag>
              </span>
            ) : null,
          },
        }))}
        empty={<Empty title="没有通知">发出的通知会列在这里；对方核实、退回和接回方案也在这里看到。</Empty>}
      />
      <Pagination next={data.next} />
    </>
  )
}

/** One notice: what was sent, what the county answered, and what the prison does next. */
export function NoticePage({ data, token, today }: { data: NoticeCaseData; token: string; today: string }) {
  const { head, work, notice } = data
  const base = `/handoff/notices/${head.id}`
  const more = head.open
    ? [
        { href: `${base}/correct`, label: '更正信息' },
        ...(work.undo ? [{ href: `${base}/undo`, label: `撤销“${work.undo}”` }] : []),
      ]
    : []
  return (
    <>
      <CaseHead
        trail={[{ href: '/handoff/notices', label: '预释放通知' }, { label: head.caseNo }]}
        name={head.name}
        state={head.state}
        facts={[head.sex, head.age !== null && `${head.age} 岁`, `送达：${notice.toUnit}`]}
        base={base}
        road={head.road}
      />
      {data.done && <Notice tone="done">{data.done}</Notice>}
      <ProposalBanners base={base} proposals={work.proposals} />
      {head.state.code === 'returned' && (
        <Notice tone="late" title="县司法局退回，请核对后重发">
          {notice.returnReason}
        </Notice>
      )}
      <NextPanel
        next={arrangeSteps(base, work.steps, work.duties, false, today)}
        by="县司法局"
        open={head.open}
        more={more}
      />
      <Cols
        main={<NoticeFacts data={data} base={base} token={token} />}
        side={<NoticeSide data={data} base={base} today={today} />}
      />
    </>
  )
}

function NoticeFacts({ data, base, token }: { data: NoticeCaseData; base: string; token: string }) {
  const { notice } = data
  return (
    <>
      <Panel title="通知内容">
        <Facts
          rows={[
            { label: '通知日期', value: shown(notice.noticeOn) },
            { label: '应释放日', value: shown(notice.releaseDueOn) },
            { label: '释放证明书', value: notice.releaseCertNo },
            { label: '证件号码', value: data.idNo ? <MaskedValue value={data.idNo} /> : '无证件' },
            { label: '户籍地', value: data.huji },
            { label: '居住地', value: data.residence },
            { label: '罪名', value: notice.offence },
            { label: '刑期', value: notice.sentenceMonths !== null && sentenceWords(notice.sentenceMonths) },
            { label: '重点情形', value: notice.keyCategory.join('、') },
            ...contactRows(data),
          ]}
        />
        {data.idNo && (
          <Reveal base={base} token={token} group="identity" label="证件号码" shown={data.shown.identity} />
        )}
        {data.contacts.length > 0 && (
          <Reveal base={base} token={token} group="contact" label="联系方式" shown={data.shown.contact} />
        )}
      </Panel>
      <Panel title="对方答复">
        <Facts
          rows={[
            { label: '核查结果', value: notice.verifyResult, hint: shown(notice.repliedOn) },
            !!notice.returnReason && { label: '退回原因', value: notice.returnReason },
            { label: '接回方案', value: notice.pickup },
            { label: '实际释放', value: shown(notice.releasedOn) },
            { label: '监所签字', value: notice.signed },
          ]}
        />
      </Panel>
      <SubHead>文书</SubHead>
      <DocumentsTab documents={data.documents} />
      <SubHead>材料</SubHead>
      <PapersTab base={base} papers={data.papers} mayAdd={data.work.mayRecord && data.head.open} />
    </>
  )
}

function NoticeSide({ data, base, today }: { data: NoticeCaseData; base: string; today: string }) {
  return (
    <>
      <DutiesPanel base={base} duties={data.work.duties} steps={data.work.steps} mayRecord={false} today={today} />
      <RecentEvents events={data.events} />
    </>
  )
}
