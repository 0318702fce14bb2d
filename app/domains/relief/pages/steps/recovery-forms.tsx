import { PaperFields } from '~/casefile/ui/paper-fields'
import { AreaField, DateField, MoneyField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { Notice } from '~/ui/page'
import type { StepFormProps } from './step-form'

export function RecoverPaidForm({ today, about }: StepFormProps) {
  return (
    <>
      {about.recover && <Notice>待追回 {about.recover}</Notice>}
      <Row>
        <DateField name="onDay" label="追回日期" max={today} required />
        <MoneyField name="amount" label="追回金额" required />
      </Row>
      <PaperFields legend="凭证" title="缴款凭证" required />
      <AreaField name="note" label="说明" maxLength={500} />
    </>
  )
}

export function WriteOffForm({ about }: StepFormProps) {
  return (
    <>
      {about.recover && <Notice tone="due">核销后，余下的 {about.recover}不再追回</Notice>}
      <AreaField name="reason" label="理由" maxLength={500} rows={4} required />
      <PaperFields legend="材料" title="核销审批材料" required />
    </>
  )
}
