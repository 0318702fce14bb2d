import { ChecksField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { Fieldset, Row } from '~/ui/form'
import { optionsOf } from '~/ui/terms'
import { needs } from '../../terms'
import { PaperFields } from '~/casefile/ui/paper-fields'
import type { StepFormProps } from './step-form'

/** 建档: where the person lives now, and the first talk. */
export function RegisterForm({ today, options }: StepFormProps) {
  return (
    <>
      <Row>
        <SelectField name="residenceCode" label="现居住地" options={options.regions} required />
        <TextField name="address" label="详细住址" maxLength={200} />
        <TextField name="phone" label="联系电话" type="tel" maxLength={30} />
      </Row>
      <Fieldset legend="首次谈话">
        <DateField name="firstTalkOn" label="谈话日期" max={today} required />
        <AreaField
          name="firstTalkNote"
          label="谈话情况"
          hint="本人的打算、困难和需要。不写信仰、观点。"
          maxLength={2000}
          rows={5}
          width="wide"
          required
        />
      </Fieldset>
      <ChecksField name="needs" label="需要的帮助" options={optionsOf(needs)} inline />
      <Fieldset legend="帮教期" hint="不填则按规定自动计算；与规定不同的写明依据。">
        <Row>
          <DateField name="helpStartOn" label="开始" />
          <DateField name="helpEndOn" label="期满" />
          <TextField name="helpEndBasis" label="依据" maxLength={200} />
        </Row>
      </Fieldset>
      <TextField name="releaseCertNo" label="释放证明书编号" maxLength={50} />
    </>
  )
}

export function AssignForm({ options }: StepFormProps) {
  return (
    <SelectField
      name="ownerPostId"
      label="承办人"
      hint="承办人会在“我的工作”里看到这份档案。"
      options={options.colleagues}
      required
    />
  )
}

/** Which place is responsible is in dispute. The one that has the file keeps serving. */
export function DisputeForm() {
  return (
    <>
      <TextField name="otherUnit" label="另一方单位" maxLength={100} width="wide" required />
      <AreaField
        name="reason"
        label="争议情况"
        hint="决定之前，本单位继续服务。"
        maxLength={500}
        width="wide"
        required
      />
    </>
  )
}

export function DecideDisputeForm({ today }: StepFormProps) {
  return (
    <>
      <RadioField
        name="decision"
        label="决定"
        options={[
          { value: 'here', label: '由本单位负责' },
          { value: 'there', label: '由另一方负责', hint: '随后办理转出。' },
        ]}
        required
      />
      <Row>
        <TextField name="decidedBy" label="作出决定的单位" maxLength={100} required />
        <DateField name="onDay" label="决定日期" max={today} required />
      </Row>
      <PaperFields legend="决定文书" title="责任地争议决定" required />
    </>
  )
}
