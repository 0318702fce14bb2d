import { SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { PaperFields } from '~/casefile/ui/paper-fields'
import type { StepFormProps } from './step-form'

/** Moves to another town of the county: the file goes along. */
export function MoveTownForm({ options }: StepFormProps) {
  return (
    <>
      <Row>
        <SelectField name="townUnit" label="迁往的司法所" options={options.towns} required />
        <SelectField name="residenceCode" label="新居住地" options={options.regions} />
      </Row>
      <TextField name="address" label="详细住址" maxLength={200} width="wide" />
      <AreaField name="reason" label="原因" maxLength={300} width="wide" required />
    </>
  )
}

export function TransferForm({ options }: StepFormProps) {
  return (
    <>
      <SelectField
        name="toUnit"
        label="转往的县（区）"
        hint="对方接收之前，仍由本单位服务。"
        options={options.bureaus}
        required
      />
      <TextField name="address" label="新住址" maxLength={200} width="wide" required />
      <AreaField name="reason" label="原因" maxLength={300} width="wide" required />
      <PaperFields legend="居住证明" title="居住证" />
    </>
  )
}

export function SendFileForm({ today }: StepFormProps) {
  return (
    <Row>
      <DateField name="onDay" label="移送日期" max={today} required />
      <TextField name="keptAt" label="移送方式和去处" maxLength={100} required />
    </Row>
  )
}

export function AcceptedThereForm({ today }: StepFormProps) {
  return (
    <>
      <Row>
        <DateField name="onDay" label="接收日期" max={today} required />
        <TextField name="acceptedBy" label="接收单位和经办人" maxLength={100} required />
      </Row>
      <PaperFields legend="回执" title="转出函回执" required />
    </>
  )
}

export function RefusedThereForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="onDay" label="答复日期" max={today} required />
      <AreaField
        name="reason"
        label="对方不接收的理由"
        hint="档案回到本单位，继续帮教。"
        maxLength={300}
        width="wide"
        required
      />
    </>
  )
}
