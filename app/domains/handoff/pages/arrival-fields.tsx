import { CheckField, ChecksField, RadioField, SelectField, type SelectOption } from '~/ui/choices'
import { AreaField, DateField, DateTimeField, NumberField, TextField } from '~/ui/fields'
import { Fieldset, Row } from '~/ui/form'
import { offences } from '../offences'
import { optionsOf } from '~/ui/terms'
import { keyCategories, liftedTypes, needs, yesNo } from '../terms'
import { PaperFields } from '~/casefile/ui/paper-fields'

const offenceOptions = offences.map(({ code, label }) => ({ value: code, label }))

function TownField({ towns }: { towns: SelectOption[] }) {
  return towns.length > 0 ? <SelectField name="townUnit" label="责任司法所" options={towns} required /> : null
}

function NeedsFields() {
  return (
    <>
      <ChecksField name="needs" label="需要的帮助" options={optionsOf(needs)} inline />
      <AreaField name="note" label="说明" maxLength={500} width="wide" />
    </>
  )
}

/** What decides how the record is kept; seen by justice staff alone. */
function OffenceFields({ today }: { today: string }) {
  return (
    <Fieldset legend="原案信息" hint="只有司法行政人员能看。不清楚的可以先不填，等文书到了再补。">
      <RadioField
        name="juvenileAtOffence"
        label="行为发生时是否未满 18 周岁"
        hint="用来决定档案的保护方式，不影响任何帮助。"
        options={optionsOf(yesNo)}
        inline
        required
      />
      <Row>
        <SelectField name="offenceCode" label="罪名" options={offenceOptions} />
        <NumberField name="sentenceMonths" label="刑期" unit="个月" />
        <DateField name="offenceOn" label="行为发生日" max={today} />
      </Row>
      <CheckField name="lifeSentence" label="原判无期徒刑或死刑缓期执行" />
      <ChecksField
        name="keyCategory"
        label="重点情形"
        hint="没有可以不勾。"
        options={optionsOf(keyCategories)}
        inline
      />
    </Fieldset>
  )
}

export function WalkInFields({ today, towns }: { today: string; towns: SelectOption[] }) {
  return (
    <>
      <Fieldset legend="来访">
        <TownField towns={towns} />
        <Row>
          <DateTimeField name="arrivedAt" label="来访时间" required />
          <DateField name="releasedOn" label="释放日期" hint="按本人所述或证明书" max={today} required />
        </Row>
        <Row>
          <TextField name="prisonName" label="来源监所" maxLength={50} />
          <TextField name="releaseCertNo" label="释放证明书编号" hint="没有带来可以后补" maxLength={50} />
        </Row>
        <TextField
          name="tonight"
          label="当晚去处"
          hint="没有去处的，马上联系救助或过渡住处"
          maxLength={200}
          width="wide"
        />
        <NeedsFields />
      </Fieldset>
      <OffenceFields today={today} />
    </>
  )
}

export function LiftedFields({ today, towns }: { today: string; towns: SelectOption[] }) {
  return (
    <>
      <Fieldset legend="解除矫正">
        <TownField towns={towns} />
        <Row>
          <SelectField name="liftedType" label="解除类型" options={optionsOf(liftedTypes)} required />
          <DateField name="liftedOn" label="解除日期" max={today} required />
          <DateField name="helpEndOn" label="帮教期满日" hint="不填按规定计算" />
        </Row>
        <CheckField name="askedByPerson" label="本人要求帮教（缓刑期满必须勾选）" />
        <NeedsFields />
      </Fieldset>
      <OffenceFields today={today} />
      <PaperFields legend="解除文书" title="解除社区矫正证明书" />
    </>
  )
}

export function NoticeFields({ today, own }: { today: string; own: boolean }) {
  return (
    <>
      <Fieldset legend="释放">
        <Row>
          <DateField name="noticeOn" label="通知日期" max={today} required />
          <DateField name="releaseDueOn" label="应释放日" hint="应至少提前一个月通知" required />
        </Row>
        <Row>
          {!own && <TextField name="prisonName" label="来源监所" maxLength={50} />}
          <TextField name="releaseCertNo" label="释放证明书编号" maxLength={50} />
        </Row>
        <CheckField name="schoolRecords" label="同时移交学籍材料（未成年人）" />
      </Fieldset>
      <OffenceFields today={today} />
      <PaperFields legend="通知书" title="刑满释放人员通知书" />
    </>
  )
}

export function SupportFields({ towns }: { towns: SelectOption[] }) {
  return (
    <Fieldset legend="帮助">
      <TownField towns={towns} />
      <NeedsFields />
    </Fieldset>
  )
}
