import type { ComponentType } from 'react'
import { StepFrame } from '~/casefile/ui/step-frame'
import { consentMethods } from '~/people/consent-terms'
import { CheckField, ChecksField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { ActionForm, Fieldset, Row, type LastResult } from '~/ui/form'
import { A } from '~/ui/link'
import { Notice, PageHead, Panel } from '~/ui/page'
import { DiedForm, MovedAwayForm, OpenedInErrorForm, WithdrawnForm } from '~/casefile/ui/spine-forms'
import { optionsOf } from '~/ui/terms'
import { needs, talkLengths, topics } from '../terms'
import type { MentoringStepData, ProposeData } from '../views/mentoring-step.server'

type Form = ComponentType<{ data: MentoringStepData }>

const ConsentForm: Form = ({ data }) => (
  <>
    <Fieldset legend="监护人同意" hint="同意书原件由学校保管。">
      <Row>
        <TextField name="guardian" label="监护人" maxLength={50} required />
        <DateField name="signedOn" label="签署日期" max={data.today} required />
        <TextField name="keptAt" label="原件存放处" maxLength={100} required />
      </Row>
      <RadioField name="method" label="方式" options={optionsOf(consentMethods)} required />
    </Fieldset>
    <Fieldset legend="孩子自己的意见">
      <CheckField name="asked" label="已当面听取孩子的意见，他（她）愿意" required />
      <AreaField
        name="childView"
        label="他（她）怎么说"
        hint="希望怎样、不希望怎样"
        maxLength={300}
        rows={2}
        required
      />
    </Fieldset>
    <DateField name="untilOn" label="结对到" hint={`最晚到 ${data.last}（学年结束）`} max={data.last} required />
  </>
)

const AcceptForm: Form = () => (
  <>
    <ul>
      <li>谈话在学校里、门开着、有老师知道的地方进行。</li>
      <li>只记日期、时长、方面；孩子说了什么，不记录、不转述。</li>
      <li>发现孩子可能受到侵害或者有自伤的话，立即报告，不先核实。</li>
    </ul>
    <CheckField name="read" label="我已看完，愿意结对" required />
  </>
)

const TalkForm: Form = ({ data }) => (
  <>
    <DateField name="onDay" label="日期" max={data.today} required />
    <RadioField name="length" label="时长" options={optionsOf(talkLengths)} inline required />
    <SelectField name="topic" label="方面" options={optionsOf(topics)} required />
    <DateField name="nextOn" label="约定下次" min={data.today} max={data.untilOn ?? undefined} />
    <CheckField name="worry" label="我担心这个孩子可能受到侵害或者伤害" hint="勾选后，保存即转到强制报告" />
  </>
)

const EndForm: Form = ({ data }) => (
  <>
    <DateField name="onDay" label="结束日期" max={data.today} required />
    <AreaField name="reason" label="原因" maxLength={200} rows={2} required />
  </>
)
const DeclineForm: Form = () => <TextField name="reason" label="原因" maxLength={100} required />

export const mentoringForms: Record<string, Form> = {
  died: ({ data }) => <DiedForm today={data.today} />,
  moved_away: ({ data }) => <MovedAwayForm today={data.today} />,
  opened_in_error: OpenedInErrorForm,
  withdrawn: ({ data }) => <WithdrawnForm today={data.today} />,
  agree: ConsentForm,
  renew: ConsentForm,
  accept: AcceptForm,
  decline: DeclineForm,
  talk: TalkForm,
  end: EndForm,
}

/** One step of a mentoring. */
export function MentoringStepPage({ data, lastResult }: { data: MentoringStepData; lastResult: LastResult }) {
  const Form = mentoringForms[data.step]!
  return (
    <StepFrame data={data} lastResult={lastResult}>
      <Form data={data} />
    </StepFrame>
  )
}

/** 提出结对: which child, which vice-principal, for what. */
export function ProposePage({ data, lastResult }: { data: ProposeData; lastResult: LastResult }) {
  return (
    <>
      <PageHead
        trail={[{ href: '/children/mentoring', label: '结对辅导' }, { label: '提出结对' }]}
        title="提出结对"
        sub={data.unit}
      />
      <Notice>这里只写需要帮什么，不写孩子做过什么、家里怎么样；法治副校长只看到名字、班级、需要和联系人。</Notice>
      {data.mentors.length === 0 && (
        <Notice tone="due" title="本校还没有可以结对的法治副校长">
          要先有在任、并登记了账号的法治副校长。<A href="/children/legal-education">去看看</A>
        </Notice>
      )}
      <Panel label="提出结对">
        <ActionForm
          token={data.token}
          lastResult={lastResult}
          defaults={data.defaults}
          submitLabel="提出结对"
          cancelHref="/children/mentoring"
        >
          <SelectField
            name="childId"
            label="孩子"
            hint={data.children.length ? '本校在册、现在没有结对的孩子' : '本校没有可选的在册孩子'}
            options={data.children}
            required
          />
          <TextField name="className" label="班级" hint="例如 七年级2班" maxLength={30} required />
          <SelectField name="serviceId" label="法治副校长" options={data.mentors} required />
          <ChecksField name="needs" label="需要" options={optionsOf(needs)} inline required />
          <Row>
            <TextField name="contactName" label="学校联系人" maxLength={30} required />
            <TextField name="contactPhone" label="联系电话" type="tel" maxLength={20} required />
          </Row>
        </ActionForm>
      </Panel>
    </>
  )
}
