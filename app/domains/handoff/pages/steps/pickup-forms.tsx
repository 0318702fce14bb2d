import { CheckField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, DateTimeField, MoneyField, TextField } from '~/ui/fields'
import { Fieldset, Row } from '~/ui/form'
import { ListField } from '~/ui/list-field'
import { Notice } from '~/ui/page'
import { optionsOf } from '~/ui/terms'
import { fundSources, pickupModes } from '../../terms'
import { PaperFields } from '~/casefile/ui/paper-fields'
import type { StepFormProps } from './step-form'

function CostFields() {
  return (
    <Row>
      <MoneyField name="pickupCost" label="接送费用" />
      <SelectField name="fundSource" label="经费来源" options={optionsOf(fundSources)} />
    </Row>
  )
}

/** 接回方案. */
export function PlanPickupForm({ about }: StepFormProps) {
  return (
    <>
      {about.mustPickup && <Notice tone="due">必接对象，不能自行返回，须有人到监所门口接。</Notice>}
      <RadioField name="pickupMode" label="接回方式" options={optionsOf(pickupModes)} required />
      <DateTimeField
        name="pickupAt"
        label="接回时间"
        hint={about.releaseDueOn ? `应释放日 ${about.releaseDueOn}` : undefined}
        required
      />
      <ListField name="people" label="接回人" hint="共同接回须有两人以上，并留电话。" rowLabel="第 {n} 人" max={6}>
        {(row) => (
          <Row>
            <TextField name={row.name('name')} label="姓名" maxLength={50} required />
            <TextField name={row.name('phone')} label="电话" type="tel" maxLength={30} />
          </Row>
        )}
      </ListField>
      <Row>
        <TextField name="transport" label="交通工具" maxLength={100} />
        <TextField name="tonight" label="当晚去处" hint="例如 回父母家、已联系过渡住处" maxLength={200} />
      </Row>
      <CheckField
        name="guardianTold"
        label="已通知监护人接回"
        hint={about.minor ? '未成年人应通知监护人；没有监护人的由司法所派人接回。' : '仅未成年人需要。'}
      />
      <CostFields />
      <AreaField name="note" label="说明" maxLength={500} width="wide" />
    </>
  )
}

/** 交接: three signatures; the prison signs on its own notice, or its paper is recorded here. */
export function HandOverForm({ today, about }: StepFormProps) {
  return (
    <>
      <Row>
        <DateField name="releasedOn" label="实际释放日" max={today} required />
        <DateTimeField name="handedOverAt" label="交接时间" required />
      </Row>
      <TextField
        name="handoverPlace"
        label="交接地点"
        hint="例如 监所会见楼前、司法所"
        maxLength={100}
        width="wide"
        required
      />
      <CheckField name="atGate" label="在监所门口接到" />
      <CheckField name="personSigned" label="本人或亲属已在交接单上签字" />
      {about.releaseDueOn && (
        <TextField
          name="releaseDiffReason"
          label="与应释放日不同的原因"
          hint={`应释放日 ${about.releaseDueOn}；同一天不用填。`}
          maxLength={300}
          width="wide"
        />
      )}
      <Fieldset legend="监所签字" hint="监所联络员会在系统内签字；对方只签纸质交接单的，在这里登记。">
        <Row>
          <TextField name="prisonSignedBy" label="监所签字人" maxLength={50} />
          <DateField name="prisonSignedOn" label="签字日期" max={today} />
          <TextField name="releaseCertNo" label="释放证明书编号" maxLength={50} />
        </Row>
      </Fieldset>
      <PaperFields legend="交接单" title="必接必送交接单" />
      <CostFields />
      {about.minor && <CheckField name="schoolRecords" label="已收到学籍材料" hint="未成年人由监所移交学籍材料。" />}
      <AreaField name="note" label="随身物品和立即要办的事" maxLength={500} width="wide" />
    </>
  )
}

export function NoShowForm({ today }: StepFormProps) {
  return (
    <>
      <Notice>没有接到人不算违规，也不追查。先电话联系本人和家属，再上门看看有没有困难。</Notice>
      <DateField name="onDay" label="应接未接到的日期" max={today} required />
      <AreaField name="note" label="已做的联系" maxLength={500} width="wide" />
    </>
  )
}
