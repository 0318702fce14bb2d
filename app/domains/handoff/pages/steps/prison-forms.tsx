import { AreaField, DateField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { PaperFields } from '~/casefile/ui/paper-fields'
import type { StepFormProps } from './step-form'

/** 补正后重发. */
export function ResendForm() {
  return (
    <>
      <AreaField
        name="answer"
        label="补正说明"
        hint="针对退回原因逐条答复，例如重新核实的住址、亲属电话。"
        maxLength={300}
        width="wide"
        required
      />
      <Row>
        <DateField name="releaseDueOn" label="应释放日（有变动时填）" />
        <TextField name="releaseCertNo" label="释放证明书编号" maxLength={50} />
      </Row>
      <PaperFields legend="补正材料" title="情况说明" />
    </>
  )
}

/** 签署交接单. */
export function SignForm({ today }: StepFormProps) {
  return (
    <Row>
      <DateField name="signedOn" label="签字日期" max={today} required />
      <TextField name="signedBy" label="签字人" maxLength={50} required />
      <TextField name="releaseCertNo" label="释放证明书编号" maxLength={50} />
    </Row>
  )
}

export function CloseNoticeForm() {
  return <AreaField name="note" label="办结说明" maxLength={300} width="wide" required />
}
