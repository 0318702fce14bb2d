import type { LegalDay } from '~/lib/dates'
import { CaseHead } from '~/casefile/ui/case-head'
import { contactRows } from '~/casefile/ui/contact-rows'
import { shown } from '~/casefile/ui/day-words'
import { DutiesPanel } from '~/casefile/ui/duties-panel'
import { NextPanel } from '~/casefile/ui/next-panel'
import { arrangeSteps } from '~/casefile/ui/next-steps'
import { MaskedValue, Reveal } from '~/casefile/ui/reveal'
import { VisitsTab } from '~/casefile/ui/visits-tab'
import { Facts } from '~/ui/facts'
import { Cols, Notice, PageHead, Panel, Tabs, Tag } from '~/ui/page'
import { ContactPart } from '../contact/pages/contact-part'
import type { LimitedChild, SchoolChild } from '../views/case.server'
import { SchoolPanel } from './school-panel'

const trail = (caseNo: string) => [{ href: '/children', label: '留守儿童' }, { label: caseNo }]

/** What the child's school and class teacher see and do: schooling, who to call, their own visits. */
export function SchoolChildPage({ data, token, today }: { data: SchoolChild; token: string; today: LegalDay }) {
  const { head, work, about, carer } = data
  const base = `/children/${head.id}`
  const writable = work.mayRecord && head.open
  return (
    <>
      <CaseHead
        trail={trail(head.caseNo)}
        name={head.name}
        state={head.state}
        facts={[head.sex, head.age !== null && `${head.age} 岁`, about.class, about.grade]}
        base={base}
      />
      {data.done && <Notice tone="done">{data.done}</Notice>}
      <NextPanel
        next={arrangeSteps(base, work.steps, work.duties, work.mayRecord, today)}
        by={work.by}
        open={head.open}
        about="孩子身上有伤、说到伤害自己或者被伤害的，先打 110、120，再办理“发现危险”。"
      />
      <Tabs
        label="档案内容"
        items={[
          { href: base, label: '概况', current: !data.visits && !data.contact },
          { href: `${base}?tab=contact`, label: '通话和结对', current: data.tab === 'contact' },
          { href: `${base}?tab=visits`, label: '家访谈心', current: data.tab === 'visits' },
        ]}
      />
      <Cols
        main={
          data.contact ? (
            <ContactPart data={data.contact} />
          ) : data.visits ? (
            <VisitsTab base={base} visits={data.visits} mayRecord={writable} mayAttach={false} />
          ) : (
            <>
              <SchoolPanel about={about} />
              <Panel title="家里">
                <Facts
                  rows={[
                    { label: '类别', value: about.category },
                    { label: '外出', value: about.away },
                    { label: '居住', value: about.living },
                    carer !== null && { label: '照料人', value: `${carer.name}（${carer.relation}）` },
                    !!carer?.phone && { label: '照料人电话', value: <MaskedValue value={carer.phone} /> },
                    ...contactRows(data),
                    !!about.agreementTo && { label: '委托照护到', value: shown(about.agreementTo) },
                    !!about.callSchedule && { label: '约定通话', value: about.callSchedule },
                    !!about.need && { label: '爱好或者需要', value: about.need },
                  ]}
                />
                <Reveal base={base} token={token} group="contact" label="联系方式" shown={data.shown.contact} />
              </Panel>
            </>
          )
        }
        side={
          <DutiesPanel base={base} duties={work.duties} steps={work.steps} mayRecord={work.mayRecord} today={today} />
        }
      />
    </>
  )
}

/** The limited view: an education clerk reads words without a name; a named person the first name and the agreed need. */
export function LimitedChildPage({ data }: { data: LimitedChild }) {
  const { head, about } = data
  return (
    <>
      <PageHead
        trail={trail(head.caseNo)}
        title={head.name || `档案 ${head.caseNo}`}
        tag={<Tag tone={head.state.tone}>{head.state.label}</Tag>}
        sub={[about.class, about.grade].filter(Boolean).join(' · ')}
      />
      <Notice>只用于帮助孩子。请不要打听、记录或者转告家里的情况；孩子有危险的，先打 110，再报告。</Notice>
      <Panel title="约定的帮助">
        <Facts
          rows={[
            { label: '爱好或者需要', value: about.need ?? '还没有约定' },
            !!about.school && {
              label: '学校联系',
              value: [about.school, about.schoolPhone].filter(Boolean).join(' '),
            },
            head.name === '' && { label: '类别', value: about.category },
            head.name === '' && { label: '就学', value: about.schooling },
            data.until !== null && { label: '可以查看到', value: new Date(data.until).toISOString().slice(0, 10) },
          ]}
        />
      </Panel>
    </>
  )
}
