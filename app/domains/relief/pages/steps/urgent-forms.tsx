import { SelectField } from '~/ui/choices'
import { AreaField, DateField, DateTimeField, MoneyField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'
import type { StepFormProps } from './step-form'

function UrgentFields({ about }: StepFormProps) {
  return (
    <>
      <Row>
        <MoneyField name="amount" label="金额" hint={about.limit} required />
        <DateTimeField name="askedAt" label="求助时间" required />
      </Row>
      <TextField name="object" label="解决什么" hint="例如 当晚食宿、急诊押金" maxLength={100} width="wide" required />
      <AreaField name="basis" label="基本生活怎样受到影响" maxLength={300} rows={3} required />
    </>
  )
}

/** 小额快救: the town head confirms; no check, no notice. */
export function QuickGrantForm(props: StepFormProps) {
  return <UrgentFields {...props} />
}

export function PayFirstForm(props: StepFormProps) {
  return (
    <>
      <UrgentFields {...props} />
      <SelectField name="secondPostId" label="另一位经办人" options={props.options.staff} required />
    </>
  )
}

export function AfterwardsForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="onDay" label="补办日期" max={today} required />
      <AreaField name="explanation" label="说明" hint="急难情况、救助经过、还有什么困难" maxLength={500} required />
    </>
  )
}

export function DayNoteForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="onDay" label="日期" max={today} required />
      <AreaField name="note" label="说明" maxLength={500} />
    </>
  )
}
