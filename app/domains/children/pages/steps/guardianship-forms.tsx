/** Forms of guardianship by civil affairs. */
import { RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { optionsOf } from '~/ui/terms'
import { grounds, guardianshipEnds, guardianshipPlaces } from '../../terms'
import type { StepForm } from './step-forms'

const Reason = ({ name = 'reason', label = '理由' }: { name?: string; label?: string }) => (
  <AreaField name={name} label={label} maxLength={500} rows={3} width="wide" required />
)

const Decision: StepForm = ({ today }) => (
  <>
    <SelectField name="ground" label="法定情形" options={optionsOf(grounds)} required />
    <RadioField name="place" label="监护方式" options={optionsOf(guardianshipPlaces)} required />
    <Row>
      <TextField name="decisionNo" label="决定文号" maxLength={50} required />
      <DateField name="fromOn" label="开始日期" max={today} required />
    </Row>
  </>
)

export const TemporaryForm: StepForm = (props) => (
  <>
    <Decision {...props} />
    <DateField name="untilOn" label="到期日期" hint="一般不超过一年" required />
    <Reason />
  </>
)
export const LongForm: StepForm = (props) => (
  <>
    <Decision {...props} />
    <Reason />
  </>
)
export const RefuseForm: StepForm = ({ today }) => (
  <>
    <DateField name="onDay" label="日期" max={today} required />
    <Reason />
  </>
)
export const ReviewForm: StepForm = ({ today }) => (
  <>
    <DateField name="onDay" label="评估日期" max={today} required />
    <Reason name="result" label="评估情况" />
  </>
)
export const EndForm: StepForm = ({ today }) => (
  <>
    <RadioField name="cause" label="原因" options={optionsOf(guardianshipEnds)} required />
    <DateField name="onDay" label="日期" max={today} required />
    <AreaField name="note" label="说明" maxLength={500} rows={2} width="wide" />
  </>
)
