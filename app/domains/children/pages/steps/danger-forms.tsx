/** Forms of a danger. */
import { ChecksField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, DateTimeField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { optionsOf } from '~/ui/terms'
import { levels, reportedTo, signs } from '../../terms'
import type { StepForm } from './step-forms'

const calm = { good: levels.good, weak: levels.weak }

export const DangerForm: StepForm = () => (
  <>
    <p>
      <strong>孩子正处在危险中的，先打 110、120。</strong>
    </p>
    <Row>
      <DateTimeField name="foundAt" label="发现时间" required />
      <SelectField name="sign" label="什么情况" options={optionsOf(signs)} required />
    </Row>
    <AreaField
      name="facts"
      label="看到、听到的"
      hint="写事实，不写猜测；只有儿童主任和督导员看得到"
      maxLength={1000}
      rows={4}
      width="wide"
      required
    />
  </>
)
export const ReportForm: StepForm = () => (
  <>
    <DateTimeField name="reportedAt" label="报告时间" required />
    <ChecksField name="to" label="向谁报告" options={optionsOf(reportedTo)} inline required />
    <TextField name="receiptNo" label="回执号" hint="对方给了就填" maxLength={50} />
    <AreaField name="note" label="说明" maxLength={500} rows={2} width="wide" />
  </>
)

export const OutOfDangerForm: StepForm = ({ today }) => (
  <>
    <DateField name="onDay" label="日期" max={today} required />
    <RadioField name="level" label="现在的监护情况" options={optionsOf(calm)} inline required />
    <AreaField name="result" label="怎样解除的" maxLength={500} rows={3} width="wide" required />
  </>
)
