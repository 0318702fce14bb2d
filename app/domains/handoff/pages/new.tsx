import { ButtonLink } from '~/ui/link'
import { ActionForm, type LastResult } from '~/ui/form'
import { Notice, PageHead, Panel, Tabs } from '~/ui/page'
import type { NewFormData } from '../views/new.server'
import { LiftedFields, NoticeFields, SupportFields, WalkInFields } from './arrival-fields'
import { PersonFields } from '~/people/pages/person-fields'
import { paperLabels } from './steps/step-labels'

/** How a person comes to us: without a notice, from community correction, by a paper notice, a prison's own notice, neutral help. */
export type ArrivalKind = 'walk_in' | 'cc_lifted' | 'notice' | 'send' | 'support'

const words: Record<ArrivalKind, { tab: string; title: string; submit: string; about: string }> = {
  walk_in: {
    tab: '本人来访',
    title: '登记来访人员',
    submit: '登记并受理',
    about: '没有收到通知也当天受理，不得推脱；登记后再向监所索取文书。',
  },
  cc_lifted: {
    tab: '解除社区矫正',
    title: '登记解除矫正人员',
    submit: '登记建档',
    about: '管制、假释、暂予监外执行期满的转入；缓刑期满的，本人要求才登记。',
  },
  notice: {
    tab: '收到纸质通知',
    title: '登记纸质通知',
    submit: '登记通知',
    about: '监所用纸质通知书告知的，在这里登记，随后核实。',
  },
  send: {
    tab: '发送通知',
    title: '发送释放通知',
    submit: '发送通知',
    about: '发送后由居住地（没有的，户籍地）县司法局核实并答复。',
  },
  support: { tab: '帮扶服务', title: '登记帮扶服务', submit: '登记', about: '只登记需要的帮助，不问来历。' },
}

export function NewPage({ data, lastResult }: { data: NewFormData; lastResult: LastResult }) {
  const { way, towns } = data
  const back = way === 'send' ? '/handoff/notices' : '/handoff'
  return (
    <>
      <PageHead
        trail={[{ href: back, label: way === 'send' ? '预释放通知' : '安置帮教' }, { label: words[way].title }]}
        title={words[way].title}
        sub={data.unit}
        actions={
          way !== 'send' && (
            <ButtonLink href="/people/check" quiet>
              先查重
            </ButtonLink>
          )
        }
      />
      {data.ways.length > 1 && (
        <Tabs
          label="登记方式"
          items={data.ways.map((one) => ({
            href: `/handoff/new?kind=${one}`,
            label: words[one].tab,
            current: one === way,
          }))}
        />
      )}
      <Notice>{words[way].about}</Notice>
      <Panel label={words[way].title}>
        <ActionForm
          key={way}
          token={data.token}
          lastResult={lastResult}
          defaults={data.defaults}
          labels={{ ...fieldLabels, ...paperLabels }}
          submitLabel={words[way].submit}
          cancelHref={back}
        >
          <PersonFields regions={data.regions} today={data.today} hujiRequired={way === 'notice' || way === 'send'} />
          {way === 'walk_in' && <WalkInFields today={data.today} towns={towns} />}
          {way === 'cc_lifted' && <LiftedFields today={data.today} towns={towns} />}
          {(way === 'notice' || way === 'send') && <NoticeFields today={data.today} own={way === 'send'} />}
          {way === 'support' && <SupportFields towns={towns} />}
        </ActionForm>
      </Panel>
    </>
  )
}

/** Fields that stand inside own components, for the summary of errors. */
const fieldLabels: Record<string, string> = {
  name: '姓名',
  idType: '证件类型',
  idNo: '证件号码',
  noIdReason: '没有证件的原因',
  sex: '性别',
  birthOn: '出生日期',
  hujiCode: '户籍地',
  residenceCode: '居住地',
  address: '详细住址',
  phone: '本人电话',
  contactName: '家属姓名',
  contactRelation: '家属关系',
  contactPhone: '家属电话',
  offenceCode: '罪名',
  sentenceMonths: '刑期',
  offenceOn: '行为发生日',
  juvenileAtOffence: '行为发生时是否未满 18 周岁',
  keyCategory: '重点情形',
  townUnit: '责任司法所',
  arrivedAt: '来访时间',
  releasedOn: '释放日期',
  prisonName: '来源监所',
  releaseCertNo: '释放证明书编号',
  needs: '需要的帮助',
  tonight: '当晚去处',
  liftedType: '解除类型',
  liftedOn: '解除日期',
  askedByPerson: '本人要求',
  helpEndOn: '帮教期满日',
  noticeOn: '通知日期',
  releaseDueOn: '应释放日',
  note: '说明',
}
