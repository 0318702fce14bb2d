import { ChecksField, SelectField } from '~/ui/choices'
import { DateField, NumberField, TextField } from '~/ui/fields'
import type { SelectOption } from '~/ui/choices'

export type CorrectionInput =
  { as: 'one' | 'many'; options: SelectOption[] } | { as: 'day' } | { as: 'number'; unit: string } | { as: 'text' }

/** The field for the new value of a correction. */
export function CorrectionField({ input }: { input: CorrectionInput }) {
  if (input.as === 'many') return <ChecksField name="value" label="更正为" options={input.options} inline />
  if (input.as === 'one') return <SelectField name="value" label="更正为" options={input.options} required />
  if (input.as === 'day') return <DateField name="value" label="更正为" required />
  if (input.as === 'number') return <NumberField name="value" label="更正为" unit={input.unit} required />
  return <TextField name="value" label="更正为" maxLength={50} required />
}
