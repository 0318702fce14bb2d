/** The forms of the steps that every kind has. */
import { AreaField, DateField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { PaperFields } from './paper-fields'

export function DiedForm({ today }: { today: string }) {
  return (
    <>
      <DateField name="diedOn" label="死亡日期" max={today} required />
      <PaperFields legend="证明" title="死亡证明" required />
      <AreaField name="note" label="说明" maxLength={500} width="wide" />
    </>
  )
}

export function MovedAwayForm({ today }: { today: string }) {
  return (
    <>
      <Row>
        <DateField name="movedOn" label="迁走日期" max={today} required />
        <TextField name="to" label="迁往" maxLength={100} required />
      </Row>
      <PaperFields legend="证明" title="户口迁移证" required />
      <AreaField name="note" label="说明" maxLength={500} width="wide" />
    </>
  )
}

export function OpenedInErrorForm() {
  return (
    <>
      <AreaField name="reason" label="开错的原因" maxLength={500} width="wide" required />
      <TextField name="told" label="已告知谁" maxLength={200} width="wide" />
    </>
  )
}

export function WithdrawnForm({ today }: { today: string }) {
  return (
    <>
      <DateField name="onDay" label="退出日期" max={today} required />
      <AreaField name="reason" label="说明" hint="本人可以不说明理由。" maxLength={500} width="wide" />
    </>
  )
}
