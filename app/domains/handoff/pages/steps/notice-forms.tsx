import { RadioField, ChecksField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { optionsOf } from '~/ui/terms'
import { acceptedResults, keyCategories, needs, releaseBases, returnedResults } from '../../terms'
import { PaperFields } from '~/casefile/ui/paper-fields'
import type { StepFormProps } from './step-form'

/** 信息核查: the answer to the prison, and which town is responsible. */
export function VerifyForm({ options }: StepFormProps) {
  return (
    <>
      <RadioField
        name="verifyResult"
        label="核查结果"
        hint="核查结果会同时反馈给监所。"
        options={optionsOf(acceptedResults)}
        required
      />
      <Row>
        <SelectField
          name="townUnit"
          label="责任司法所"
          hint="以居住地为先；没有固定住处的按户籍地。"
          options={options.towns}
          required
        />
        <SelectField name="residenceCode" label="核实后的居住地" options={options.regions} />
      </Row>
      <ChecksField
        name="keyCategory"
        label="重点情形"
        hint="勾选任一项即为必接。没有可以不勾。"
        options={optionsOf(keyCategories)}
        inline
      />
      <ChecksField name="needs" label="回来后需要的帮助" options={optionsOf(needs)} inline />
      <AreaField name="note" label="说明" maxLength={500} width="wide" />
    </>
  )
}

export function ReturnNoticeForm() {
  return (
    <>
      <RadioField name="verifyResult" label="核查结果" options={optionsOf(returnedResults)} required />
      <AreaField
        name="returnReason"
        label="退回原因"
        hint="写明走访了哪里、问了谁，监所好据此再查。"
        maxLength={300}
        width="wide"
        required
      />
    </>
  )
}

/** The prison answered on paper or by telephone. */
export function ReaddressForm({ today }: StepFormProps) {
  return (
    <>
      <Row>
        <DateField name="onDay" label="答复日期" max={today} required />
        <DateField name="releaseDueOn" label="应释放日（有变动时填）" />
      </Row>
      <AreaField name="answer" label="监所答复内容" maxLength={300} width="wide" required />
    </>
  )
}

export function ChangeReleaseForm({ about }: StepFormProps) {
  return (
    <>
      <Row>
        <DateField
          name="releaseDueOn"
          label="新的释放日"
          hint={about.releaseDueOn ? `现在登记的是 ${about.releaseDueOn}` : undefined}
          required
        />
        <SelectField name="basis" label="依据" options={optionsOf(releaseBases)} required />
      </Row>
      <PaperFields legend="依据的文书" title="减刑裁定书" required />
    </>
  )
}

export function AwaitReleaseForm({ today }: StepFormProps) {
  return (
    <>
      <Row>
        <DateField name="familyToldOn" label="告知家属的日期" max={today} required />
        <TextField name="familyTold" label="告知了谁" hint="姓名和关系" maxLength={50} required />
      </Row>
      <AreaField name="note" label="说明" maxLength={500} width="wide" />
    </>
  )
}

export function PrisonPapersForm({ today }: StepFormProps) {
  return (
    <>
      <Row>
        <TextField name="releaseCertNo" label="释放证明书编号" maxLength={50} />
        <TextField name="prisonSignedBy" label="监所签字人" maxLength={50} />
        <DateField name="prisonSignedOn" label="监所签字日期" max={today} />
      </Row>
      <PaperFields legend="补来的材料" title="释放证明书" required />
    </>
  )
}
