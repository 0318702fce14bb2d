import { ChecksField, SelectField } from '~/ui/choices'
import { AreaField, DateField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { optionsOf } from '~/ui/terms'
import { needs } from '../../terms'
import type { StepFormProps } from './step-form'

function PlanFields() {
  return (
    <>
      <ChecksField name="needs" label="需要的帮助" options={optionsOf(needs)} inline />
      <AreaField
        name="plan"
        label="服务方案"
        hint="商定的帮助和分工；不问来历，不写来历。"
        maxLength={2000}
        rows={5}
        width="wide"
        required
      />
    </>
  )
}

export function SupportStartForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="onDay" label="开始日期" max={today} required />
      <PlanFields />
    </>
  )
}

export function SupportPlanForm() {
  return <PlanFields />
}

export function SupportDayForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="onDay" label="日期" max={today} required />
      <AreaField name="note" label="说明" maxLength={500} width="wide" />
    </>
  )
}

export function SupportMoveForm({ options }: StepFormProps) {
  return (
    <>
      <Row>
        <SelectField name="townUnit" label="承办司法所" options={options.towns} required />
        <SelectField name="residenceCode" label="新居住地" options={options.regions} />
      </Row>
      <AreaField name="reason" label="原因" maxLength={300} width="wide" required />
    </>
  )
}

export function SupportEndForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="onDay" label="结束日期" max={today} required />
      <AreaField name="reason" label="结束原因" maxLength={300} width="wide" required />
    </>
  )
}
