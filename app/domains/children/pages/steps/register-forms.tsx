/** Forms of the register and of school. */
import { RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { PaperFields } from '~/casefile/ui/paper-fields'
import { optionsOf } from '~/ui/terms'
import { exitsByHand, offers, refusals } from '../../terms'
import { CarerFields, FamilyFields, SchoolFields } from '../family-fields'
import { GuardianConsent } from './guardian-consent'
import type { StepForm } from './step-forms'

const Note = () => <AreaField name="note" label="说明" maxLength={500} rows={2} width="wide" />

export const DayForm: StepForm = ({ today }) => (
  <>
    <DateField name="onDay" label="日期" max={today} required />
    <Note />
  </>
)

export const NotEligibleForm: StepForm = ({ today }) => (
  <>
    <RadioField name="reason" label="原因" options={optionsOf(refusals)} required />
    <DateField name="onDay" label="日期" max={today} required />
    <RadioField
      name="offer"
      label="困境儿童认定"
      hint="一方外出、另一方能照料的，要告知家庭并登记答复"
      options={optionsOf(offers)}
    />
    <Note />
  </>
)

export const FamilyForm: StepForm = ({ today }) => (
  <>
    <FamilyFields today={today} />
    <DateField name="parentBackOn" label="父母返回的日期" hint="返回并共同生活满三个月可以退出" max={today} />
    <Note />
  </>
)

export const CarerForm: StepForm = ({ today }) => (
  <>
    <CarerFields required />
    <DateField name="onDay" label="从哪天起" max={today} required />
  </>
)

export const SiblingForm: StepForm = () => (
  <TextField name="sibling" label="兄弟姐妹的档案号" hint="例如 ET-340705-2026-00001" maxLength={40} required />
)

export const EnrolForm: StepForm = ({ today, options }) => (
  <>
    <SchoolFields schools={options.schools ?? []} />
    <DateField name="onDay" label="日期" max={today} required />
  </>
)

export const AidForm: StepForm = ({ today }) => (
  <>
    <DateField name="onDay" label="筛查日期" max={today} required />
    <RadioField
      name="needed"
      label="是否需要助学"
      options={[
        { value: 'yes', label: '需要，接着转介给学校' },
        { value: 'no', label: '目前不需要' },
      ]}
      required
    />
    <Note />
  </>
)

export const GrantViewForm: StepForm = ({ today, options }) => (
  <>
    <SelectField name="postId" label="法治副校长" options={options.posts ?? []} required />
    <Row>
      <DateField name="untilOn" label="授权到哪一天" hint="没有截止日期的不能授权" min={today} required />
      <TextField name="reason" label="用途" hint="例如 结对辅导" maxLength={200} required />
    </Row>
    <GuardianConsent today={today} />
  </>
)

export const EndViewForm: StepForm = ({ options }) => (
  <SelectField name="postId" label="收回谁的授权" options={options.posts ?? []} required />
)

export const ExitForm: StepForm = ({ today }) => (
  <>
    <RadioField name="cause" label="原因" options={optionsOf(exitsByHand)} required />
    <DateField name="onDay" label="日期" max={today} required />
    <PaperFields legend="材料" title="共同生活说明" />
    <Note />
  </>
)

export const ArchiveForm: StepForm = ({ today }) => (
  <Row>
    <DateField name="onDay" label="归档日期" max={today} required />
    <TextField name="keptAt" label="纸质档案存放处" maxLength={100} required />
  </Row>
)
