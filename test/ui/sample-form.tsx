import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'
import { CheckField, ChecksField, RadioField, SelectField } from '~/ui/choices'
import { AreaField, DateField, HiddenField, MoneyField, NumberField, TextField } from '~/ui/fields'
import { ActionForm, Fieldset, Row, type LastResult } from '~/ui/form'
import { ListField } from '~/ui/list-field'
import { compactRows } from '~/ui/rows'

const colours = [
  { value: 'red', label: '红' },
  { value: 'blue', label: '蓝', hint: '天的颜色' },
]

const schema = z.object({
  title: z.string({ error: '请填写标题' }),
  day: z.string({ error: '请选择日期' }),
  cost: z.string().regex(/^[\d.]+$/, '请写成数字'),
  colour: z.enum(['red', 'blue'], { error: '请选择颜色' }),
  size: z.enum(['s', 'm'], { error: '请选择大小' }),
  extras: z.array(z.string()).min(2, '请至少选两项'),
  agreed: z.boolean({ error: '请确认' }),
  parts: z
    .array(z.object({ name: z.string({ error: '请填写名称' }), count: z.number({ error: '请填写数量' }) }))
    .min(1, '请至少填一行'),
})

/** A form with every kind of field. */
export function Sample({ lastResult, defaults }: { lastResult?: LastResult; defaults?: Record<string, unknown> }) {
  return (
    <ActionForm
      id="f"
      token="tok"
      version={7}
      intent="add"
      lastResult={lastResult}
      defaults={defaults}
      submitLabel="保存"
    >
      <Row>
        <TextField name="title" label="标题" required hint="十个字以内" />
        <DateField name="day" label="日期" required />
      </Row>
      <MoneyField name="cost" label="费用" defaultValue="1.00" />
      <RadioField name="colour" label="颜色" required options={colours} />
      <SelectField
        name="size"
        label="大小"
        required
        options={[
          { value: 's', label: '小' },
          { value: 'm', label: '中', group: '常用' },
        ]}
      />
      <ChecksField name="extras" label="附加" options={[...colours, { value: 'none', label: '无' }]} />
      <Fieldset legend="其他">
        <AreaField name="note" label="备注" />
        <CheckField name="agreed" label="我已确认" required />
      </Fieldset>
      <ListField name="parts" label="部件" spare={1}>
        {(row) => (
          <Row>
            <TextField name={row.name('name')} label="名称" required />
            <NumberField name={row.name('count')} label="数量" unit="个" required />
          </Row>
        )}
      </ListField>
      <HiddenField name="kind" value="k" />
    </ActionForm>
  )
}

/** What the server answers to these fields. */
export function answer(fields: [string, string][], formErrors?: string[]): LastResult {
  const sent = new FormData()
  for (const [name, value] of fields) sent.append(name, value)
  return parseWithZod(compactRows(sent), { schema }).reply(formErrors ? { formErrors } : {})
}

/** Typed, but not right: most fields filled, some wrong, a gap in the list. */
export const half: [string, string][] = [
  ['_token', 'tok'],
  ['title', ''],
  ['day', '2026-11-24'],
  ['cost', '三百二'],
  ['colour', 'blue'],
  ['size', 'm'],
  ['extras', 'red'],
  ['note', '长话短说，下次再谈。'],
  ['parts[0].name', ''],
  ['parts[0].count', ''],
  ['parts[1].name', '螺丝'],
  ['parts[1].count', ''],
]
