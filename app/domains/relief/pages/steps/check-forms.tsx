import { RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, MoneyField, TextField } from '~/ui/fields'
import { Fieldset, Row } from '~/ui/form'
import { optionsOf } from '~/ui/terms'
import {
  authorisationCapacities,
  checkedRoutes,
  checkResults,
  compensations,
  kinRelations,
  payeeRelations,
  surveyResults,
  surveyTypes,
  yesNo,
} from '../../terms'
import { HouseholdFields } from '../household-fields'
import type { StepFormProps } from './step-form'

export function AskSupplementForm() {
  return (
    <AreaField
      name="items"
      label="需要补正的材料"
      hint="一次写全，一行一项；能够核对到的不要求提供"
      maxLength={1000}
      rows={5}
      required
    />
  )
}

export function CloseSupplementForm() {
  return <AreaField name="reason" label="情况说明" hint="可以随时重新申请" maxLength={300} rows={3} required />
}

function AuthorisedFields({ today }: Pick<StepFormProps, 'today'>) {
  return (
    <Row>
      <DateField name="signedOn" label="授权书签署日期" max={today} required />
      <TextField name="keptAt" label="原件存放处" hint="例如 窗口档案柜 2 号" maxLength={100} required />
    </Row>
  )
}

export function StartCheckForm(props: StepFormProps) {
  return (
    <>
      <RadioField name="route" label="办理路径" options={optionsOf(checkedRoutes)} required />
      <AuthorisedFields {...props} />
    </>
  )
}
export function StartDibaoCheckForm(props: StepFormProps) {
  return <AuthorisedFields {...props} />
}

export function AuthoriseForm(props: StepFormProps) {
  return (
    <>
      <RadioField name="capacity" label="谁授权" options={optionsOf(authorisationCapacities)} required />
      <TextField name="signer" label="签署人" maxLength={50} required />
      <AuthorisedFields {...props} />
    </>
  )
}

export function SurveyForm({ today, options }: StepFormProps) {
  return (
    <>
      <Row>
        <DateField name="onDay" label="调查日期" max={today} required />
        <RadioField name="type" label="方式" options={optionsOf(surveyTypes)} inline required />
      </Row>
      <Row>
        <SelectField name="firstPostId" label="调查人一" options={options.staff} required />
        <SelectField name="secondPostId" label="调查人二" options={options.staff} required />
      </Row>
      <RadioField name="result" label="结果" options={optionsOf(surveyResults)} inline required />
      <AreaField name="findings" label="调查情况" hint="只写与困难有关的事实" maxLength={1000} rows={5} required />
    </>
  )
}

export function CheckMeansForm() {
  return (
    <>
      <Row>
        <MoneyField name="income" label="家庭月收入" hint="全家合计，不含一次性补偿" required />
        <MoneyField name="assets" label="家庭财产" required />
        <MoneyField name="rigid" label="近一年必需支出" hint="医疗、教育等" />
      </Row>
      <Fieldset legend="一次性补偿" hint="是否计入收入由规定决定，系统按类别计算，不用判断。">
        <Row>
          <MoneyField name="compensation" label="金额" />
          <SelectField
            name="compensationCode"
            label="哪一种"
            options={Object.entries(compensations).map(([value, one]) => ({
              value,
              label: `${one.label}（${one.counts ? '计入' : '不计入'}）`,
            }))}
          />
        </Row>
      </Fieldset>
      <Row>
        <RadioField name="incomeStable" label="收入基本稳定" options={optionsOf(yesNo)} inline required />
        <RadioField name="result" label="核对结果" options={optionsOf(checkResults)} inline required />
      </Row>
      <AreaField name="report" label="核对报告" maxLength={1000} rows={4} required />
    </>
  )
}

export function ChangeHouseholdForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="from" label="从哪天起变化" max={today} required />
      <HouseholdFields today={today} />
      <AreaField name="reason" label="变化情况" maxLength={300} rows={3} required />
    </>
  )
}

export function DeclareKinForm({ options }: StepFormProps) {
  return (
    <Row>
      <SelectField name="kinPostId" label="哪位工作人员" options={options.staff} required />
      <SelectField name="kinRelation" label="与申请人是" options={optionsOf(kinRelations)} required />
    </Row>
  )
}

export function PayeeForm() {
  return (
    <>
      <RadioField name="payeeRelation" label="收款人是" options={optionsOf(payeeRelations)} inline required />
      <Row>
        <TextField name="payeeName" label="户名" maxLength={50} required />
        <TextField name="payeeAccount" label="账号" inputMode="numeric" maxLength={30} required />
        <TextField name="payeeBank" label="开户行" maxLength={50} required />
      </Row>
    </>
  )
}
