import { ChecksField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { optionsOf } from '~/ui/terms'
import { insuranceStates, measureTypes, needs, placementTypes, supportLevels, yesNo } from '../../terms'
import type { StepFormProps } from './step-form'

export function PlacementFields({ today }: { today: string }) {
  return (
    <>
      <Row>
        <SelectField name="placementType" label="安置方式" options={optionsOf(placementTypes)} required />
        <DateField name="placedOn" label="安置日期" max={today} />
      </Row>
      <TextField
        name="placementEvidence"
        label="凭据"
        hint="除“未安置”外都要有凭据，例如劳动合同、营业执照、入学证明"
        maxLength={200}
        width="wide"
      />
      <AreaField name="placementDetail" label="具体情况" maxLength={300} rows={2} width="wide" />
    </>
  )
}

export function PlaceForm({ today }: StepFormProps) {
  return <PlacementFields today={today} />
}

export function RecheckPlacementForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="onDay" label="复核日期" max={today} required />
      <RadioField name="stands" label="是否仍在安置" options={optionsOf(yesNo)} inline required />
      <AreaField name="how" label="怎样核实的" maxLength={300} rows={2} width="wide" required />
    </>
  )
}

/** The level follows needs alone. */
export function ReviewLevelForm({ today }: StepFormProps) {
  return (
    <>
      <RadioField
        name="supportLevel"
        label="帮扶等级"
        hint="按需要的多少评定，不评危险程度。"
        options={optionsOf(supportLevels)}
        inline
        required
      />
      <DateField name="onDay" label="评定日期" max={today} required />
      <AreaField name="reason" label="评定理由" maxLength={300} width="wide" required />
    </>
  )
}

export function ScreenBenefitsForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="onDay" label="筛查日期" max={today} required />
      <ChecksField name="needs" label="需要的帮助" options={optionsOf(needs)} inline />
      <ChecksField name="insuranceStatus" label="社会保险" options={optionsOf(insuranceStates)} inline />
      <AreaField name="note" label="说明" hint="可以申请哪些救助、还缺什么材料" maxLength={500} width="wide" />
    </>
  )
}

export function AddMeasureForm({ today }: StepFormProps) {
  return (
    <>
      <Row>
        <SelectField name="type" label="帮扶措施" options={optionsOf(measureTypes)} required />
        <DateField name="referredOn" label="办理日期" max={today} required />
      </Row>
      <AreaField name="note" label="说明" maxLength={300} width="wide" />
    </>
  )
}

export function CloseMeasureForm({ today, options }: StepFormProps) {
  return (
    <>
      <SelectField name="measureId" label="帮扶措施" options={options.measures} required />
      <DateField name="resultOn" label="结果日期" max={today} required />
      <AreaField name="result" label="结果" maxLength={300} width="wide" required />
    </>
  )
}
