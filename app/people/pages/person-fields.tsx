import { RadioField, SelectField, type SelectOption } from '~/ui/choices'
import { DateField, TextField } from '~/ui/fields'
import { Fieldset, Row } from '~/ui/form'
import { optionsOf } from '~/ui/terms'
import { idTypes, relations, sexes } from '../person-terms'

/** Who somebody is, where they live, and how to reach them. */
export function PersonFields({
  regions,
  today,
  hujiRequired,
}: {
  regions: SelectOption[]
  today: string
  hujiRequired?: boolean
}) {
  return (
    <>
      <Fieldset legend="本人">
        <TextField name="name" label="姓名" maxLength={50} width="medium" required />
        <RadioField name="idType" label="证件类型" options={optionsOf(idTypes)} inline required />
        <Row>
          <TextField
            name="idNo"
            label="证件号码"
            hint="没有证件可以不填，写明原因，照样受理"
            maxLength={30}
            spellCheck={false}
          />
          <TextField name="noIdReason" label="没有证件的原因" hint="例如 遗失待补办" maxLength={200} />
        </Row>
        <Row>
          <RadioField name="sex" label="性别" hint="填了身份证号的可以不选" options={optionsOf(sexes)} inline />
          <DateField name="birthOn" label="出生日期" hint="填了身份证号的可以不填" max={today} />
        </Row>
      </Fieldset>
      <Fieldset legend="住处" hint="居住地和户籍地至少填一项；责任地以居住地为先。本市以外的户籍写在详细住址里。">
        <Row>
          <SelectField name="residenceCode" label="居住地" options={regions} />
          <SelectField name="hujiCode" label="户籍地" options={regions} required={hujiRequired} />
        </Row>
        <TextField name="address" label="详细住址" maxLength={200} width="wide" />
      </Fieldset>
      <Fieldset legend="联系方式">
        <TextField name="phone" label="本人电话" type="tel" maxLength={30} width="medium" />
        <Row>
          <TextField name="contactName" label="家属姓名" maxLength={50} />
          <SelectField name="contactRelation" label="家属关系" options={optionsOf(relations)} />
          <TextField name="contactPhone" label="家属电话" type="tel" maxLength={30} />
        </Row>
      </Fieldset>
    </>
  )
}
