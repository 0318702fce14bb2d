import { PersonFields } from '~/people/pages/person-fields'
import { CheckField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { ActionForm, Fieldset, Row, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Notice, PageHead, Panel, Tabs } from '~/ui/page'
import { optionsOf } from '~/ui/terms'
import { agentBases, causes, familyClasses, kinRelations, payeeRelations } from '../terms'
import type { NewFormData } from '../views/new.server'
import { HouseholdFields } from './household-fields'

const about = {
  relief_temp: '困难发生在哪里就在哪里受理，没有本地户籍也受理；材料不齐的先受理，再一次告知补正。',
  relief_dibao: '向户籍所在地（或持居住证的居住地）申请；能够核对到的材料不要求提供。',
}

/** 受理: at the counter, nobody is sent away. */
export function NewPage({ data, lastResult }: { data: NewFormData; lastResult: LastResult }) {
  const dibao = data.kind === 'relief_dibao'
  return (
    <>
      <PageHead
        trail={[{ href: `/relief?kind=${data.kind}`, label: '救助补助' }, { label: '受理申请' }]}
        title="受理申请"
        sub={data.unit}
        actions={
          <ButtonLink href="/people/check" quiet>
            先查重
          </ButtonLink>
        }
      />
      {data.kinds.length > 0 && (
        <Tabs
          label="申请哪一种"
          items={data.kinds.map((one) => ({
            href: `/relief/new?kind=${one.name}`,
            label: one.label,
            current: one.name === data.kind,
          }))}
        />
      )}
      <Notice>{dibao ? about.relief_dibao : about.relief_temp}</Notice>
      <Panel label="受理申请">
        <ActionForm
          key={data.kind}
          token={data.token}
          lastResult={lastResult}
          defaults={data.defaults}
          labels={labels}
          submitLabel="受理"
          cancelHref="/relief"
        >
          <PersonFields regions={data.regions} today={data.today} hujiRequired={dibao} />
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
          <Fieldset legend="近亲属回避" hint="申请家庭是工作人员近亲属的，如实登记：该同志回避，由县级入户。">
            <Row>
              <SelectField name="kinPostId" label="哪位工作人员" options={data.staff} />
              <SelectField name="kinRelation" label="与申请人是" options={optionsOf(kinRelations)} />
            </Row>
          </Fieldset>
          <Fieldset legend="收款账户" hint="暂时没有的可以以后登记，不影响受理。">
            <Row>
              <SelectField name="payeeRelation" label="收款人是" options={optionsOf(payeeRelations)} required />
              <TextField name="payeeName" label="户名" maxLength={50} />
              <TextField name="payeeAccount" label="账号" inputMode="numeric" maxLength={30} />
              <TextField name="payeeBank" label="开户行" maxLength={50} />
            </Row>
          </Fieldset>
        </ActionForm>
      </Panel>
    </>
  )
}

const labels: Record<string, string> = {
  name: '姓名',
  idType: '证件类型',
  idNo: '证件号码',
  noIdReason: '没有证件的原因',
  sex: '性别',
  birthOn: '出生日期',
  hujiCode: '户籍地',
  residenceCode: '居住地',
  phone: '本人电话',
  contactPhone: '家属电话',
  villageCode: '村（社区）',
  appliedOn: '申请日期',
  cause: '困难事由',
  need: '困难情况',
  members: '家庭成员',
  ownIncome: '申请人月收入',
  agentPaper: '授权材料',
  kinPostId: '哪位工作人员',
  payeeName: '户名',
  payeeAccount: '账号',
}
