import { RadioField } from '~/ui/choices'
import { AreaField, DateField, MoneyField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { Notice } from '~/ui/page'
import { optionsOf } from '~/ui/terms'
import { endCauses, recheckClasses, recheckResults } from '../../terms'
import type { StepFormProps } from './step-form'

export function RecheckForm({ today }: StepFormProps) {
  return (
    <>
      <Row>
        <DateField name="onDay" label="复核日期" max={today} required />
        <MoneyField name="income" label="复核的家庭月收入" required />
      </Row>
      <RadioField name="result" label="结果" options={optionsOf(recheckResults)} required />
      <RadioField name="recheckClass" label="以后的复核周期" options={optionsOf(recheckClasses)} required />
      <AreaField name="note" label="复核情况" maxLength={500} rows={3} required />
    </>
  )
}

export function HearForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="onDay" label="日期" max={today} required />
      <AreaField name="said" label="本人的意见" hint="如实记录，同意或不同意都写" maxLength={1000} rows={5} required />
    </>
  )
}

export function AdjustForm({ about }: StepFormProps) {
  return (
    <>
      {about.formula && <Notice>调整后每月金额：{about.formula} 元</Notice>}
      <DateField name="from" label="从哪个月起" hint="填该月任意一天" required />
      <AreaField name="reason" label="理由" hint="会写进调整决定书" maxLength={500} rows={4} required />
    </>
  )
}

export function ResumeForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="servedOn" label="调整决定送达日期" max={today} required />
      <AreaField name="note" label="说明" maxLength={500} />
    </>
  )
}

export function EndForm({ today }: StepFormProps) {
  return (
    <>
      <RadioField name="cause" label="原因" options={optionsOf(endCauses)} required />
      <Row>
        <DateField name="from" label="从哪个月起停发" hint="填该月任意一天" required />
        <DateField name="reportedOn" label="本人报告就业的日期" hint="因就业终止的填写，渐退期满才停" max={today} />
      </Row>
      <AreaField name="reason" label="理由" hint="会写进停发决定书" maxLength={500} rows={4} required />
    </>
  )
}

export function RecoveredForm({ today }: StepFormProps) {
  return (
    <>
      <Row>
        <DateField name="from" label="骗取的从哪个月起" hint="填该月任意一天" max={today} required />
        <DateField name="to" label="到哪个月止" hint="已经列入的不重复列" max={today} required />
      </Row>
      <Row>
        <DateField name="onDay" label="日期" max={today} required />
        <MoneyField name="amount" label="这次追回的金额" hint="还没有追回的填 0.00，先列入应追回" required />
      </Row>
      <AreaField name="note" label="说明" maxLength={500} />
    </>
  )
}
