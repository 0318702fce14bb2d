import { RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField } from '~/ui/fields'
import { Fieldset, type LastResult } from '~/ui/form'
import { optionsOf } from '~/ui/terms'
import { childCategories, schoolStages, trades } from '../terms'
import type { NewFormData } from '../views/new.server'
import { AccountFields, ApplicationFrame, KinFields } from './application'

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
  const need = school ? '困难情况' : '申请事由'
  const loan = kind === 'relief_loan'
  return (
    <ApplicationFrame
      data={data}
      lastResult={lastResult}
      title={titles[kind]!}
      about={about[kind]!}
      need={need}
      submitLabel={loan ? '登记' : '受理'}
    >
      <Fieldset legend="申请">
        <DateField name="appliedOn" label="申请日期" max={today} required />
        {school && (
          <>
            <RadioField name="category" label="困难类别" options={optionsOf(childCategories)} inline required />
            <RadioField name="stage" label="就读阶段" options={optionsOf(schoolStages)} inline required />
          </>
        )}
        {kind === 'relief_training' && <SelectField name="trade" label="工种" options={optionsOf(trades)} required />}
        <AreaField name="need" label={need} hint="只写与申请有关的事实" maxLength={500} rows={3} required />
      </Fieldset>
      {!loan && (
        <>
          <KinFields staff={data.staff} hint="申请人是工作人员近亲属的，如实登记：该同志回避，由其他人办理。" />
          <AccountFields />
        </>
      )}
    </ApplicationFrame>
  )
}
