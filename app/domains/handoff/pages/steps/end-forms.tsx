import { CheckField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { PaperFields } from '~/casefile/ui/paper-fields'
import type { StepFormProps } from './step-form'

export function EndReviewForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="onDay" label="评议日期" max={today} required />
      <AreaField
        name="conclusion"
        label="评议意见"
        hint="生活、就业、还需要什么"
        maxLength={1000}
        rows={5}
        width="wide"
        required
      />
      <AreaField name="furtherHelp" label="期满后继续提供的帮助" maxLength={500} width="wide" />
    </>
  )
}

/** 期满解除: the person is told. */
export function EndForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="personToldOn" label="告知本人的日期" max={today} />
      <AreaField name="notTold" label="没能告知的，写明找过几次、怎么找的" maxLength={300} rows={2} width="wide" />
      <CheckField name="agreed" label="已完成期满评议" required />
      <PaperFields legend="通知书" title="帮教期满通知书" />
      <AreaField name="note" label="说明" maxLength={500} width="wide" />
    </>
  )
}

export function TerminateForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="judgmentOn" label="生效日期" max={today} required />
      <PaperFields legend="依据的文书" title="生效判决书" required />
      <AreaField name="note" label="说明" maxLength={500} width="wide" />
    </>
  )
}

/** From an official notice only. */
export function ReoffenceForm({ today }: StepFormProps) {
  return (
    <>
      <TextField name="judgmentNo" label="判决书文号" maxLength={100} width="wide" required />
      <Row>
        <DateField name="offenceOn" label="行为发生日" max={today} required />
        <DateField name="effectiveOn" label="判决生效日" max={today} required />
      </Row>
      <PaperFields legend="正式通报" title="法院通报" required />
    </>
  )
}

export function ArchiveForm({ today }: StepFormProps) {
  return (
    <Row>
      <DateField name="onDay" label="归档日期" max={today} required />
      <TextField name="keptAt" label="存放处" maxLength={100} required />
    </Row>
  )
}
