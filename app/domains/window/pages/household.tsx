import { AttachmentList } from '~/casefile/ui/attachment-list'
import { CaseHead } from '~/casefile/ui/case-head'
import { shown } from '~/casefile/ui/day-words'
import { NextPanel } from '~/casefile/ui/next-panel'
import { arrangeSteps } from '~/casefile/ui/next-steps'
import { ProposalBanners } from '~/casefile/ui/proposal-banner'
import { Reveal } from '~/casefile/ui/reveal'
import { TimelineTab } from '~/casefile/ui/timeline'
import { ACCEPTED } from '~/casefile/attachments/types'
import { CheckField, ChecksField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { Facts } from '~/ui/facts'
import { ActionForm, Fieldset, type LastResult } from '~/ui/form'
import { A } from '~/ui/link'
import { Empty, Notice, PageHead, Panel, Tabs, Tag } from '~/ui/page'
import { UploadField } from '~/ui/upload-field'
import { visitTags } from '~/casefile/visits/visit-input'
import type { HouseholdCardData, HouseholdVisitData } from '../views/household.server'
import { confirms, householdNeeds, matterOptions, optionsOf, records } from '../terms'
import { contactRows } from './overview'

/** A household's card, made for a phone: what they need on top, then the next visit, then the log. */
export function HouseholdCard({ data, token, today }: { data: HouseholdCardData; token: string; today: string }) {
  const { head, work, about } = data
  const base = `/intake/households/${head.id}`
  const more = head.open && work.mayRecord ? [{ href: `${base}/correct`, label: '更正信息' }] : []
  return (
    <>
      <CaseHead
        trail={[{ href: '/intake/households', label: '民情档案' }, { label: head.caseNo }]}
        name={`${head.name}户`}
        state={head.state}
        facts={[`${about.members} 人`, about.hardship || '一般户', head.place]}
        base={base}
      />
      {data.done && <Notice tone="done">{data.done}</Notice>}
      <ProposalBanners base={base} proposals={work.proposals} />
      <NextPanel
        next={arrangeSteps(base, work.steps, work.duties, work.mayRecord, today)}
        by={work.by}
        open={head.open}
        more={more}
        about={
          work.duties[0]
            ? `${about.hardship ? '困难户每季度' : '每年'}至少走访一次，${work.duties[0].dueOn < today ? '本应在' : '下次在'} ${shown(work.duties[0].dueOn)}前${work.duties[0].dueOn < today ? '走访，请尽快补上' : ''}。`
            : undefined
        }
      />
      <Panel title="家庭情况">
        <Facts
          rows={[
            { label: '困难类型', value: about.hardship },
            { label: '需要的服务', value: about.needs },
            { label: '上次走访', value: shown(about.lastVisitOn) },
            ...contactRows(data),
          ]}
        />
        <Reveal base={base} token={token} group="contact" label="联系方式" shown={data.shown.contact} />
      </Panel>
      <Tabs
        label="档案内容"
        items={[
          { href: base, label: '走访记录', current: !data.timeline, count: work.counts.visits },
          { href: `${base}?tab=timeline`, label: '时间线', current: Boolean(data.timeline) },
        ]}
      />
      {data.timeline ? <TimelineTab events={data.timeline} broken={null} /> : <Log visits={data.visits} />}
    </>
  )
}

function Log({ visits }: { visits: HouseholdCardData['visits'] }) {
  if (visits.length === 0) return <Empty title="还没有走访记录">第一次走访先了解有什么需要，能办的当场办。</Empty>
  return (
    <>
      {visits.map((visit) => (
        <Panel key={visit.id} title={`${shown(visit.onDay)} ${visit.label}`}>
          <p>
            {visit.tags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}{' '}
            <Tag tone={visit.reached ? 'done' : 'due'}>{visit.confirm || (visit.reached ? '见到' : '没有见到')}</Tag>
          </p>
          {visit.note && <p className="prose">{visit.note}</p>}
          {visit.promised && (
            <p>
              答应办的：{visit.promised}
              {visit.intake && (
                <>
                  {' '}
                  <A href={`/intake/${visit.intake.id}`}>{visit.intake.no}</A>
                </>
              )}
            </p>
          )}
          <AttachmentList files={visit.files} />
          <p className="soft">{[visit.byName, ...visit.present].join('、')}</p>
        </Panel>
      ))}
    </>
  )
}

/** 走访记录: short, top to bottom, for one hand. */
export function HouseholdVisitPage({ data, lastResult }: { data: HouseholdVisitData; lastResult: LastResult }) {
  return (
    <>
      <PageHead trail={data.trail} title="走访记录" sub={data.person} />
      <Panel label="走访记录">
        <ActionForm
          token={data.token}
          lastResult={lastResult}
          defaults={data.defaults}
          encType="multipart/form-data"
          submitLabel="保存走访"
          cancelHref={data.back}
        >
          <RadioField name="type" label="方式" options={optionsOf(records)} inline required />
          <DateField name="onDay" label="日期" max={data.today} required />
          <ChecksField name="tags" label="送什么" options={optionsOf(visitTags)} inline />
          <ChecksField name="needs" label="需要的服务" options={optionsOf(householdNeeds)} inline />
          <AreaField
            name="note"
            label="看到的和听到的需要"
            hint="只写这一家的困难和需要。不写信仰、观点、邻里议论，不写处罚和治病经历。"
            maxLength={1000}
            rows={4}
          />
          <Fieldset legend="答应办的事" hint="填了会送乡镇窗口受理，期限内答复居民。没有答应的不填。">
            <AreaField name="promised" label="答应办什么" maxLength={500} rows={2} />
            <SelectField name="promisedMatter" label="属于什么事项" options={matterOptions} />
          </Fieldset>
          {lastResult?.error?.checked && <CheckField name="checked" label="已核对，内容确实需要保留" />}
          <RadioField name="confirm" label="居民确认" options={optionsOf(confirms)} required />
          <TextField name="present" label="同去的人" hint="多人用顿号隔开" maxLength={200} />
          <UploadField
            name="photos"
            label="照片"
            accept={ACCEPTED.photos}
            camera
            hint="只拍住处和材料，不拍人。上传后自动缩小，并去掉拍摄地点。"
          />
        </ActionForm>
      </Panel>
    </>
  )
}
