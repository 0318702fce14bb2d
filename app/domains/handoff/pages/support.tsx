import { ReferralsPanel } from '~/casefile/referrals/pages/referrals-panel'
import { CaseFrame, CaseTabs, isWritable, moreLinks } from '~/casefile/ui/case-frame'
import { contactRows } from '~/casefile/ui/contact-rows'
import { shown } from '~/casefile/ui/day-words'
import { MaskedValue, Reveal } from '~/casefile/ui/reveal'
import { Facts } from '~/ui/facts'
import { Empty, PageHead, Panel } from '~/ui/page'
import type { FullSupport } from '../views/support.server'

/** One file of neutral help. */
export function SupportPage({ data, token, today }: { data: FullSupport; token: string; today: string }) {
  const { head, work } = data
  const base = `/support/${head.id}`
  return (
    <CaseFrame
      data={data}
      base={base}
      today={today}
      trail={[{ href: '/support', label: '帮扶服务' }]}
      more={moreLinks(base, data, [
        ['refer', '转介'],
        ['join', '合并同一人的档案'],
      ])}
      tabs={[
        ['overview', '概况'],
        ['visits', '走访与联系', work.counts.visits],
        ['papers', '材料', work.counts.papers],
        ['documents', '文书', work.counts.documents],
        ['notes', '备注', work.counts.notes],
        ['timeline', '时间线'],
      ]}
    >
      <CaseTabs data={data} base={base}>
        <SupportOverview data={data} base={base} token={token} />
      </CaseTabs>
    </CaseFrame>
  )
}

function SupportOverview({ data, base, token }: { data: FullSupport; base: string; token: string }) {
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
      {data.referrals && <ReferralsPanel base={base} referrals={data.referrals} mayRefer={isWritable(data)} />}
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
