/** Forms of the steps that the school and the labour bureau take. */
import { CheckField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { Notice } from '~/ui/page'
import { optionsOf } from '~/ui/terms'
import { childCategories, trainingLevels } from '../../terms'
import type { StepFormProps } from './step-form'

const Basis = ({ hint }: { hint: string }) => (
  <AreaField name="basis" label="审核依据" hint={hint} maxLength={300} rows={3} required />
)

export function ProposeSchoolForm({ about }: StepFormProps) {
  return (
    <>
      {about.limit && <Notice>{about.limit}</Notice>}
      <RadioField name="category" label="核对的困难类别" options={optionsOf(childCategories)} required />
      <Basis hint="例如 低保证编号、民政部门共享信息；不要附家庭收入材料" />
    </>
  )
}

export function ProposeTrainingForm({ about, today }: StepFormProps) {
  return (
    <>
      {about.limit && <Notice>{about.limit}</Notice>}
      <RadioField name="level" label="证明了什么" options={optionsOf(trainingLevels)} required />
      <DateField name="provedOn" label="证书或就业日期" max={today} required />
      <Basis hint="例如 证书编号、用人单位和合同日期" />
    </>
  )
}

export function DecideAidForm({ about, options }: StepFormProps) {
  return (
    <>
      <Notice>
        拟确认 {about.proposed}。{about.formula && `标准：${about.formula}`}
      </Notice>
      <SelectField name="budgetCode" label="预算科目" options={options.budgets} required />
      <CheckField name="checked" label="已核对审核依据和金额" required />
    </>
  )
}

export function CheckEligibleForm() {
  return <CheckField name="eligible" label="属于扶持对象" hint="不写是哪一类" required />
}
export function SendBankForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="onDay" label="推荐日期" max={today} required />
      <TextField name="bank" label="推荐给哪家银行" maxLength={100} required />
    </>
  )
}
export function BankAnswerForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="onDay" label="银行答复日期" max={today} required />
      <AreaField name="note" label="说明" hint="不写金额、期限和征信" maxLength={500} rows={3} />
    </>
  )
}
