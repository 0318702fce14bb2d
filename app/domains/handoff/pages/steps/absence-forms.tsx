import { AreaField, DateField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { Notice } from '~/ui/page'
import { PaperFields } from '~/casefile/ui/paper-fields'
import type { StepFormProps } from './step-form'

/** 外出委托帮教. */
export function EntrustForm({ today }: StepFormProps) {
  return (
    <>
      <Row>
        <TextField name="awayTo" label="去往地" maxLength={100} required />
        <TextField name="awayUnit" label="受托单位" maxLength={100} required />
      </Row>
      <Row>
        <DateField name="awayUntil" label="预计返回" min={today} required />
        <DateField name="consentOn" label="本人同意日期" max={today} required />
      </Row>
      <PaperFields legend="委托函" title="委托帮教函" required />
      <AreaField name="note" label="说明" maxLength={500} width="wide" />
    </>
  )
}

export function ResumeForm({ today }: StepFormProps) {
  return (
    <>
      <DateField name="onDay" label="日期" max={today} required />
      <AreaField name="note" label="说明" maxLength={500} width="wide" />
    </>
  )
}

/** Service stands still: neutral words, no judgement. */
export function PauseServiceForm({ today }: StepFormProps) {
  return (
    <>
      <Notice>只登记服务暂停。不写原因，不影响任何统计。</Notice>
      <Row>
        <DateField name="onDay" label="暂停日期" max={today} required />
        <TextField name="toldBy" label="由谁告知" maxLength={100} required />
      </Row>
      <PaperFields legend="告知材料" title="告知函" />
    </>
  )
}

export function LoseContactForm({ today }: StepFormProps) {
  return (
    <>
      <Notice>失去联系不算违规。先看“走访与联系”里的联系记录是否够次数、够日子。</Notice>
      <DateField name="onDay" label="日期" max={today} required />
      <AreaField name="note" label="联系经过" hint="找过谁、问到什么" maxLength={500} width="wide" required />
    </>
  )
}
