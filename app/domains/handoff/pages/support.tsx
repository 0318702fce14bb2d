import { CaseHead } from '~/casefile/ui/case-head'
import { shown } from '~/casefile/ui/day-words'
import { DocumentsTab, OfferButtons } from '~/casefile/documents/pages/documents-tab'
import { DutiesPanel } from '~/casefile/ui/duties-panel'
import { NextPanel } from '~/casefile/ui/next-panel'
import { arrangeSteps } from '~/casefile/ui/next-steps'
import { NotesTab } from '~/casefile/ui/notes-tab'
import { PapersTab } from '~/casefile/ui/papers-tab'
import { ProposalBanners } from '~/casefile/ui/proposal-banner'
import { MaskedValue, Reveal } from '~/casefile/ui/reveal'
import { RecentEvents, TimelineTab } from '~/casefile/ui/timeline'
import { VisitsTab } from '~/casefile/ui/visits-tab'
import { Facts } from '~/ui/facts'
import { Cols, Empty, Notice, PageHead, Panel, Tabs } from '~/ui/page'
import type { FullSupport } from '../views/support.server'
import { ReferralsPanel } from '~/casefile/referrals/pages/referrals-panel'
import { contactRows } from '~/casefile/ui/contact-rows'

/** One file of neutral help. */
export function SupportPage({ data, token, today }: { data: FullSupport; token: string; today: string }) {
  const { head, work, tab } = data
  const base = `/support/${head.id}`
  const more =
    head.open && work.mayRecord
      ? [
          { href: `${base}/correct`, label: '更正信息' },
          { href: `${base}/refer`, label: '转介' },
          { href: `${base}/join`, label: '合并同一人的档案' },
          ...(work.undo ? [{ href: `${base}/undo`, label: `撤销“${work.undo}”` }] : []),
        ]
      : []
  const item = (name: string, label: string, count?: number) => ({
    href: name === 'overview' ? base : `${base}?tab=${name}`,
    label,
    current: tab === name,
    ...(count ? { count } : {}),
  })
  return (
    <>
      <CaseHead
        trail={[{ href: '/support', label: '帮扶服务' }, { label: head.caseNo }]}
        name={head.name}
        state={head.state}
        facts={[head.sex, head.age !== null && `${head.age} 岁`, head.place, head.owner]}
        base={base}
        road={head.road}
      />
      {data.done && (
        <Notice tone="done" action={data.offers.length > 0 && <OfferButtons offers={data.offers} />}>
          {data.done}
        </Notice>
      )}
      <ProposalBanners base={base} proposals={work.proposals} />
      <NextPanel
        next={arrangeSteps(base, work.steps, work.duties, work.mayRecord, today)}
        by={work.by}
        open={head.open}
        more={more}
      />
      <Tabs
        label="档案内容"
        items={[
          item('overview', '概况'),
          item('visits', '走访与联系', work.counts.visits),
          item('papers', '材料', work.counts.papers),
          item('documents', '文书', work.counts.documents),
          item('notes', '备注', work.counts.notes),
          item('timeline', '时间线'),
        ]}
      />
      <Cols
        main={<SupportBody data={data} base={base} token={token} />}
        side={
          <>
            <DutiesPanel base={base} duties={work.duties} steps={work.steps} mayRecord={work.mayRecord} today={today} />
            {tab !== 'timeline' && <RecentEvents events={work.recent} moreHref={`${base}?tab=timeline`} />}
          </>
        }
      />
    </>
  )
}

function SupportBody({ data, base, token }: { data: FullSupport; base: string; token: string }) {
  const writable = data.work.mayRecord && data.head.open
  if (data.visits) return <VisitsTab base={base} visits={data.visits} mayRecord={writable} />
  if (data.papers) return <PapersTab base={base} papers={data.papers} mayAdd={writable} />
  if (data.documents) return <DocumentsTab documents={data.documents} />
  if (data.notes) return <NotesTab base={base} notes={data.notes} mayAdd={writable} />
  if (data.timeline) return <TimelineTab events={data.timeline.events} broken={data.timeline.broken} />
  return (
    <>
      <Panel title="基本情况">
        <Facts
          rows={[
            { label: '证件号码', value: data.idNo ? <MaskedValue value={data.idNo} /> : '无证件或未登记' },
            { label: '出生日期', value: shown(data.head.birthOn) },
            { label: '居住地', value: data.residence || data.huji },
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
      <Panel title="需要的帮助和服务方案">
        <Facts
          rows={[
            { label: '需要的帮助', value: data.about.needs },
            { label: '开始服务', value: shown(data.about.startedOn) },
            !!data.about.endedOn && { label: '结束服务', value: shown(data.about.endedOn) },
          ]}
        />
        {data.about.plan ? <p className="prose">{data.about.plan}</p> : <Empty>还没有服务方案。</Empty>}
      </Panel>
      {data.referrals && <ReferralsPanel base={base} referrals={data.referrals} mayRefer={writable} />}
    </>
  )
}

/** What a helper who is named on the file sees. */
export function SupportSlim({ name, plan, needs }: { name: string; plan: string | null; needs: string }) {
  return (
    <>
      <PageHead title={name} sub="我帮扶的人" />
      <Panel title="商定的帮扶">
        {plan ? <p className="prose">{plan}</p> : <Empty>还没有商定帮扶内容。</Empty>}
        <Facts rows={[needs !== '' && { label: '需要的帮助', value: needs }]} />
      </Panel>
    </>
  )
}
