import { PersonFields } from '~/people/pages/person-fields'
import { RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, TextField } from '~/ui/fields'
import { ActionForm, Fieldset, Row, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Notice, PageHead, Panel, Tabs } from '~/ui/page'
import { optionsOf } from '~/ui/terms'
import { childCategories, kinRelations, payeeRelations, schoolStages, trades } from '../terms'
import type { NewFormData } from '../views/new.server'

const about: Partial<Record<NewFormData['kind'], string>> = {
  relief_school:
    '学生或家长向学校申请；学校只核对困难类别，不再重复调查家庭收入。监护人作为联系人登记。学生姓名不公示。',
  relief_training: '取得证书或者就业后给付，每人每年同一工种一次。刑满释放人员不用说明身份。',
  relief_loan: '这里只登记和推荐，贷不贷、贷多少由银行决定；不收、不存征信和资产资料。',
}
const titles: Partial<Record<NewFormData['kind'], string>> = {
  relief_school: '受理教育救助申请',
  relief_training: '受理培训补贴申请',
  relief_loan: '登记创业担保贷款',
}

/** Applications to the school and to the labour bureau. */
export function NewAidPage({ data, lastResult }: { data: NewFormData; lastResult: LastResult }) {
  const { kind, today } = data
  const school = kind === 'relief_school'
  return (
    <>
      <PageHead
        trail={[{ href: `/relief?kind=${kind}`, label: '救助补助' }, { label: titles[kind]! }]}
        title={titles[kind]}
        sub={data.unit}
        actions={
          <ButtonLink href="/people/check" quiet>
            先查重
          </ButtonLink>
        }
      />
      {data.kinds.length > 1 && (
        <Tabs
          label="申请哪一种"
          items={data.kinds.map((one) => ({
            href: `/relief/new?kind=${one.name}`,
            label: one.label,
            current: one.name === kind,
          }))}
        />
      )}
      <Notice>{about[kind]}</Notice>
      <Panel label={titles[kind]}>
        <ActionForm
          key={kind}
          token={data.token}
          lastResult={lastResult}
          defaults={data.defaults}
          labels={labels}
          submitLabel={kind === 'relief_loan' ? '登记' : '受理'}
          cancelHref="/relief"
        >
          <PersonFields regions={data.regions} today={today} />
          <Fieldset legend="申请">
            <DateField name="appliedOn" label="申请日期" max={today} required />
            {school && (
              <>
                <RadioField name="category" label="困难类别" options={optionsOf(childCategories)} inline required />
                <RadioField name="stage" label="就读阶段" options={optionsOf(schoolStages)} inline required />
              </>
            )}
            {kind === 'relief_training' && (
              <SelectField name="trade" label="工种" options={optionsOf(trades)} required />
            )}
            <AreaField
              name="need"
              label={school ? '困难情况' : '申请事由'}
              hint="只写与申请有关的事实"
              maxLength={500}
              rows={3}
              required
            />
          </Fieldset>
          {kind !== 'relief_loan' && (
            <>
              <Fieldset legend="近亲属回避" hint="申请人是工作人员近亲属的，如实登记：该同志回避，由其他人办理。">
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
            </>
          )}
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
  phone: '本人电话',
  contactPhone: '家属电话',
  appliedOn: '申请日期',
  category: '困难类别',
  stage: '就读阶段',
  trade: '工种',
  need: '申请事由',
  payeeName: '户名',
  payeeAccount: '账号',
}
