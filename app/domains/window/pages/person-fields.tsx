import { RadioField } from '~/ui/choices'
import { DateField, TextField } from '~/ui/fields'
import { Row } from '~/ui/form'
import { sexes } from '~/people/person-terms'
import { optionsOf } from '../terms'

/** Who it is and how to reach them. A name is enough; without papers everybody is taken in all the same. */
export function PersonFields({ today, address }: { today: string; address?: boolean }) {
  return (
    <>
      <Row>
        <TextField name="name" label="姓名" maxLength={50} width="medium" required />
        <RadioField name="sex" label="性别" options={optionsOf(sexes)} inline required />
      </Row>
      <Row>
        <TextField name="idNo" label="身份证号" hint="没带证件可以不填，照样受理" maxLength={30} spellCheck={false} />
        <DateField name="birthOn" label="出生日期" hint="填了身份证号的可以不填" max={today} />
      </Row>
      <Row>
        <TextField name="phone" label="联系电话" type="tel" maxLength={30} />
        <TextField name="address" label="住址" maxLength={200} width="wide" required={address} />
      </Row>
    </>
  )
}
