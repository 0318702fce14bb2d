import { DateField, TextField } from '~/ui/fields'
import { Fieldset, Row } from '~/ui/form'

/** A paper behind a step: what it is called, its day, and where the original lies. */
export function PaperFields({
  name = 'paper',
  legend,
  title,
  required,
}: {
  name?: string
  legend: string
  title: string
  required?: boolean
}) {
  return (
    <Fieldset
      legend={legend}
      hint={required ? '原件自行保管，这里登记名称、日期和存放处。' : '没有材料可以都不填；要填就三项都填。'}
    >
      <Row>
        <TextField name={`${name}.title`} label="材料名称" hint={`例如 ${title}`} maxLength={100} required={required} />
        <DateField name={`${name}.onDay`} label="材料日期" required={required} />
        <TextField
          name={`${name}.keptAt`}
          label="原件存放处"
          hint="例如 司法所档案柜 3 号"
          maxLength={100}
          required={required}
        />
      </Row>
    </Fieldset>
  )
}
