/** Forms of the agreement and of care. */
import { CheckField, ChecksField, RadioField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { Fieldset, Row } from '~/ui/form'
import { PaperFields } from '~/casefile/ui/paper-fields'
import { optionsOf } from '~/ui/terms'
import { alternatives, carerBars, levels, parents, viewHows } from '../../terms'
import { CarerFields } from '../family-fields'
import { GuardianConsent } from './guardian-consent'
import type { StepForm } from './step-forms'

const calm = { good: levels.good, weak: levels.weak }

export const AgreeForm: StepForm = ({ today }) => (
  <>
    <Fieldset legend="受托人">
      <CarerFields required />
      <CheckField name="capable" label="身体和精力能够照料孩子" required />
    </Fieldset>
    <Fieldset legend="法律规定的四种情形（未成年人保护法第二十二条）" hint="有其中任何一种的，不得作为受托人。">
      <ul>
        {Object.entries(carerBars).map(([code, label]) => (
          <li key={code}>{label}</li>
        ))}
      </ul>
      <CheckField name="barsChecked" label="以上四种情形已逐项核对" required />
      <CheckField name="barred" label="有其中的情形" hint="不用写是哪一种，系统也不保存" />
    </Fieldset>
    <Fieldset legend="协议">
      <ChecksField name="signers" label="签协议的父母" options={optionsOf(parents)} inline required />
      <Row>
        <DateField name="signedOn" label="签订日期" max={today} required />
        <DateField name="fromOn" label="开始日期" required />
        <DateField name="toOn" label="到期日期" required />
      </Row>
    </Fieldset>
    <Fieldset legend="孩子自己的意愿" hint="能够表达的，都要听取（未成年人保护法第二十二条）。">
      <RadioField name="viewHow" label="怎样听取" options={optionsOf(viewHows)} required />
      <AreaField name="view" label="孩子的意愿" hint="用孩子自己的话" maxLength={500} rows={3} width="wide" />
    </Fieldset>
    <Fieldset legend="书面告知（未成年人保护法第二十三条）">
      <Row>
        <DateField name="notifiedSchoolOn" label="告知学校" max={today} />
        <DateField name="notifiedVillageOn" label="告知村（居）委会" max={today} required />
      </Row>
    </Fieldset>
    <PaperFields legend="协议原件" title="委托照护协议" required />
  </>
)

export const DeclineCarerForm: StepForm = ({ today }) => (
  <>
    <DateField name="onDay" label="告知父母的日期" max={today} required />
    <ChecksField name="alternatives" label="提供的其他办法" options={optionsOf(alternatives)} required />
    <AreaField name="note" label="父母的答复" hint="不写受托人的任何情况" maxLength={500} rows={2} width="wide" />
  </>
)

export const StartCareForm: StepForm = ({ today }) => (
  <>
    <DateField name="onDay" label="日期" max={today} required />
    <RadioField name="level" label="监护情况" hint="评的是照料人，不是孩子" options={optionsOf(calm)} inline required />
    <AreaField name="levelReason" label="评定理由" maxLength={300} rows={2} width="wide" required />
    <AreaField name="plan" label="关爱服务计划" maxLength={1000} rows={4} width="wide" required />
    <TextField
      name="need"
      label="约定的爱好或者需要"
      hint="结对帮扶人和法治副校长只看到这一项，例如 喜欢画画，数学要辅导"
      maxLength={100}
      width="wide"
    />
    <TextField name="callSchedule" label="约定的通话时间" hint="例如 每周日晚七点" maxLength={100} />
  </>
)

export const AssessForm: StepForm = ({ today }) => (
  <>
    <DateField name="onDay" label="评估日期" max={today} required />
    <RadioField
      name="level"
      label="监护情况"
      hint="有危险的，改办“发现危险”"
      options={optionsOf(calm)}
      inline
      required
    />
    <AreaField name="reason" label="评估依据" maxLength={300} rows={3} width="wide" required />
  </>
)

export const HealthForm: StepForm = ({ today }) => (
  <>
    <GuardianConsent today={today} />
    <AreaField name="text" label="健康和心理情况" maxLength={500} rows={3} width="wide" required />
  </>
)
