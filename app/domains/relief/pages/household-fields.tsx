import { SelectField } from '~/ui/choices'
import { DateField, MoneyField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { ListField } from '~/ui/list-field'
import { optionsOf } from '~/ui/terms'
import { abilities, notCountedReasons, relationTerms } from '../terms'

/** The applicant's own income, and who lives together with him. */
export function HouseholdFields({ today }: { today: string }) {
  return (
    <>
      <MoneyField name="ownIncome" label="申请人月收入" hint="没有收入填 0" />
      <ListField
        name="members"
        label="共同生活的家庭成员"
        hint="不含申请人本人。在服刑、服兵役的也写上，选明原因，不计入人数。"
        rowLabel="第 {n} 人"
        spare={1}
        max={20}
      >
        {({ name }) => (
          <>
            <Row>
              <TextField name={name('name')} label="姓名" maxLength={50} required />
              <SelectField name={name('relation')} label="与申请人关系" options={optionsOf(relationTerms)} required />
              <SelectField name={name('ability')} label="劳动能力" options={optionsOf(abilities)} required />
            </Row>
            <Row>
              <TextField name={name('idNo')} label="身份证号" maxLength={30} spellCheck={false} />
              <DateField name={name('birthOn')} label="出生日期" max={today} />
              <MoneyField name={name('income')} label="月收入" />
              <SelectField name={name('notCounted')} label="不计入人数的原因" options={optionsOf(notCountedReasons)} />
            </Row>
          </>
        )}
      </ListField>
    </>
  )
}
