import { CheckField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { Fieldset, Row, type LastResult } from '~/ui/form'
import { optionsOf } from '~/ui/terms'
import { agentBases, causes, familyClasses } from '../terms'
import type { NewFormData } from '../views/new.server'
import { AccountFields, ApplicationFrame, KinFields } from './application'
import { HouseholdFields } from './household-fields'

const about = {
  relief_temp: '困难发生在哪里就在哪里受理，没有本地户籍也受理；材料不齐的先受理，再一次告知补正。',
  relief_dibao: '向户籍所在地（或持居住证的居住地）申请；能够核对到的材料不要求提供。',
}

/** 受理: at the counter, nobody is sent away. */
export function NewPage({ data, lastResult }: { data: NewFormData; lastResult: LastResult }) {
  const dibao = data.kind === 'relief_dibao'
  return (
    <ApplicationFrame
      data={data}
      lastResult={lastResult}
      title="受理申请"
      need="困难情况"
      about={dibao ? about.relief_dibao : about.relief_temp}
      hujiRequired={dibao}
    >
      <Fieldset legend="申请">
        <Row>
          <SelectField name="villageCode" label="村（社区）" options={data.villages} required />
          <DateField name="appliedOn" label="申请日期" max={data.today} required />
        </Row>
        <RadioField name="cause" label="困难事由" options={optionsOf(causes)} inline required />
        <AreaField name="need" label="困难情况" hint="只写与困难有关的事实" maxLength={500} rows={3} required />
        <SelectField name="familyClass" label="已认定为" options={optionsOf(familyClasses)} required />
        {dibao && (
          <>
            <CheckField name="livesHere" label="非本地户籍，持本地居住证" />
            <CheckField name="complex" label="情况复杂，按延长期限办理" />
          </>
        )}
        <CheckField name="protectedPerson" label="受保护人员" hint="公示时不出现姓名，只用编号" />
      </Fieldset>
      <Fieldset legend="家庭">
        <HouseholdFields today={data.today} />
      </Fieldset>
      <Fieldset legend="代办" hint="本人来的不用填。">
        <Row>
          <TextField name="agentName" label="代办人" maxLength={50} />
          <SelectField name="agentBasis" label="代办身份" options={optionsOf(agentBases)} />
          <TextField name="agentPaper" label="授权材料" hint="例如 委托书" maxLength={100} />
        </Row>
      </Fieldset>
      <KinFields staff={data.staff} hint="申请家庭是工作人员近亲属的，如实登记：该同志回避，由县级入户。" />
      <AccountFields />
    </ApplicationFrame>
  )
}
