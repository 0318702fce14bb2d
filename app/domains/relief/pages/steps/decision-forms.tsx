import { CheckField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, DateTimeField, NumberField, TextField } from '~/ui/fields'
import { Fieldset, Row } from '~/ui/form'
import { Notice } from '~/ui/page'
import { optionsOf } from '~/ui/terms'
import { objectionResults, objectionSources, recheckClasses, refusalReasons } from '../../terms'
import type { StepFormProps } from './step-form'

function Exemption({ about }: StepFormProps) {
  return about.protectedPerson ? (
    <TextField
      name="exemptReason"
      label="不公示的理由"
      hint="受保护人员默认以编号公示；连编号也不宜公示的，写明理由，由审批人员一并审查"
      maxLength={300}
      width="wide"
    />
  ) : null
}

export function ProposeTempForm(props: StepFormProps) {
  const { today, about } = props
  return (
    <>
      {about.limit && <Notice>{about.limit}</Notice>}
      <Row>
        <NumberField name="factor" label="倍数（几个月低保标准）" hint="例如 2 或 1.5；金额由系统计算" required />
        <RadioField
          name="period"
          label="发放方式"
          options={[
            { value: 'once', label: '一次性' },
            { value: 'staged', label: '一次审批、分次发放' },
          ]}
          inline
          required
        />
        <NumberField name="stages" label="分几次" hint="分次发放的填写" />
      </Row>
      {about.caseByCase && (
        <Fieldset legend="一事一议会议">
          <Row>
            <DateField name="minutesOn" label="会议日期" max={today} required />
            <NumberField name="minutesMembers" label="参加人数" required />
          </Row>
        </Fieldset>
      )}
      <Exemption {...props} />
    </>
  )
}

export function ProposeDibaoForm(props: StepFormProps) {
  return (
    <>
      {props.about.formula && <Notice>每月金额：{props.about.formula} 元</Notice>}
      <RadioField name="recheckClass" label="复核周期" options={optionsOf(recheckClasses)} required />
      <Exemption {...props} />
    </>
  )
}

export function BackToCheckForm() {
  return <AreaField name="reason" label="原因" hint="有异议的，写明怎样处理" maxLength={500} rows={4} required />
}

export function ReturnListForm() {
  return <AreaField name="items" label="需要补充的内容" hint="一次列全，一行一项" maxLength={1000} rows={6} required />
}

export function DecideForm({ about, options }: StepFormProps) {
  return (
    <>
      <Notice>
        拟确认 {about.proposed}
        {about.monthly ? '，从下月起按月发放' : ''}。{about.formula && `算法：${about.formula} 元`}
      </Notice>
      {about.sameCause && (
        <AreaField
          name="repeatReason"
          label="再次救助的理由"
          hint="一年内已因同一事由救助过"
          maxLength={300}
          rows={3}
          required
        />
      )}
      <SelectField name="budgetCode" label="预算科目" options={options.budgets} required />
      <CheckField name="checked" label="已核对清单、公示和金额" required />
    </>
  )
}

/** A household of the opening ledger. */
export function ConfirmLedgerForm({ options }: StepFormProps) {
  return (
    <>
      <SelectField name="budgetCode" label="预算科目" options={options.budgets} required />
      <CheckField name="checked" label="已核对原审批材料：人口、收入、金额" required />
    </>
  )
}

export function RefuseForm() {
  return (
    <>
      <RadioField name="code" label="理由" options={optionsOf(refusalReasons)} required />
      <AreaField
        name="reason"
        label="具体说明"
        hint="会写进告知书，写清事实和依据；复议、诉讼的期限由文书自动写明"
        maxLength={1000}
        rows={5}
        required
      />
    </>
  )
}

export function TellForm({ today }: StepFormProps) {
  return (
    <Row>
      <DateField name="onDay" label="送达日期" max={today} required />
      <TextField name="how" label="送达方式" hint="例如 当面送达本人签收" maxLength={100} required />
    </Row>
  )
}

export function ObjectForm() {
  return (
    <>
      <Row>
        <RadioField name="source" label="谁提出" options={optionsOf(objectionSources)} inline required />
        <DateTimeField name="receivedAt" label="收到时间" hint="最后一日 24 时以前都算" required />
      </Row>
      <Row>
        <TextField name="signer" label="姓名" hint="可以不写；不会告诉被反映的人" maxLength={50} />
        <TextField name="phone" label="联系电话" type="tel" maxLength={30} />
      </Row>
      <AreaField name="claim" label="反映的内容" maxLength={1000} rows={5} required />
    </>
  )
}

function AnswerField() {
  return <AreaField name="answer" label="复核意见" hint="会写进复核答复书" maxLength={1000} rows={5} required />
}
export function ReviewGrantForm({ about, options }: StepFormProps) {
  return (
    <>
      {about.proposed && <Notice>确认金额 {about.proposed}</Notice>}
      <SelectField name="budgetCode" label="预算科目" options={options.budgets} required />
      <AnswerField />
    </>
  )
}
export function AnswerObjectionForm() {
  return (
    <>
      <RadioField name="result" label="异议" options={optionsOf(objectionResults)} inline required />
      <AnswerField />
    </>
  )
}
export function ReviewRefuseForm() {
  return <AnswerField />
}
