import { CheckField, RadioField, SelectField, type SelectOption } from '~/ui/choices'
import { DateField, TextField } from '~/ui/fields'
import { Fieldset, Row } from '~/ui/form'
import { optionsOf } from '~/ui/terms'
import {
  awayReasons,
  capacities,
  carerRelations,
  gradeOptions,
  livings,
  parents,
  provinces,
  schoolings,
} from '../terms'

const provinceOptions = provinces.map((name) => ({ value: name, label: name }))

/** Father and mother: away since when and where, or here and able; then where the child lives. */
export function FamilyFields({ today }: { today: string }) {
  return (
    <>
      {Object.entries(parents).map(([who, label]) => (
        <Fieldset key={who} legend={label} hint="服刑、羁押只有儿童主任和督导员看得到。">
          <Row>
            <TextField name={`${who}.name`} label={`${label}姓名`} maxLength={50} />
            <TextField name={`${who}.phone`} label={`${label}电话`} type="tel" maxLength={30} />
          </Row>
          <CheckField name={`${who}.away`} label={`${label}不在家`} />
          <Row>
            <SelectField name={`${who}.reason`} label="不在家的原因" options={optionsOf(awayReasons)} />
            <DateField name={`${who}.sinceOn`} label="从哪天起" max={today} />
            <SelectField name={`${who}.province`} label="在哪里" options={provinceOptions} />
          </Row>
          <Row>
            <TextField name={`${who}.returnPlan`} label="返回打算" hint="例如 春节回来" maxLength={100} />
            <SelectField
              name={`${who}.capacity`}
              label="在家的，有没有监护能力"
              options={optionsOf({ able: capacities.able, unable: capacities.unable })}
            />
          </Row>
        </Fieldset>
      ))}
      <Fieldset legend="居住">
        <SelectField name="living" label="和谁一起住" options={optionsOf(livings)} required />
        <CheckField name="livingAlone" label="独自居住（不满十六周岁的，立即上门）" />
        <CheckField name="unattended" label="无人看护（不满八周岁的，立即上门）" />
      </Fieldset>
    </>
  )
}

export function CarerFields({ required }: { required?: boolean }) {
  return (
    <>
      <Row>
        <TextField name="carerName" label="姓名" maxLength={50} required={required} />
        <SelectField
          name="carerRelation"
          label="与孩子的关系"
          options={optionsOf(carerRelations)}
          required={required}
        />
      </Row>
      <Row>
        <DateField name="carerBirthOn" label="出生日期" />
        <TextField name="carerPhone" label="电话" type="tel" maxLength={30} />
      </Row>
    </>
  )
}

export function SchoolFields({ schools }: { schools: SelectOption[] }) {
  return (
    <>
      <RadioField name="schooling" label="就学情况" options={optionsOf(schoolings)} inline required />
      <Row>
        <SelectField name="schoolCode" label="学校" options={schools} />
        <TextField name="classNo" label="班级" hint="入学年份-班号，如 2024-1" maxLength={10} width="short" />
        <SelectField name="grade" label="年级" options={gradeOptions} />
      </Row>
    </>
  )
}
