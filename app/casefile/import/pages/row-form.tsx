import { FormProvider, useForm, type SubmissionResult } from '@conform-to/react'
import { useMemo } from 'react'
import { SelectField } from '~/ui/choices'
import { TextField } from '~/ui/fields'
import { Row, SubmitButton } from '~/ui/form'
import { FormValuesContext } from '~/ui/form-values'
import { Actions } from '~/ui/page'
import type { RowView } from '../view-run.server'

/** One row that must be mended, in place: the broken fields as the file has them, and why. */
export function RowForm({ row, token }: { row: RowView; token: string }) {
  const answer = useMemo((): SubmissionResult<string[]> => {
    const wrong = row.fields.flatMap(({ key, why }): [string, string[]][] => (why ? [[`cell.${key}`, [why]]] : []))
    return {
      status: 'error',
      initialValue: { cell: Object.fromEntries(row.fields.map(({ key, value }) => [key, value])) },
      error: Object.fromEntries(wrong),
    }
  }, [row.fields])
  const [form] = useForm({ id: `row-${row.seq}`, lastResult: answer, shouldValidate: 'onSubmit' })
  const values = useMemo(() => ({ values: answer.initialValue ?? {}, sent: true, round: 0 }), [answer])
  return (
    <form id={form.id} method="post" autoComplete="off" noValidate>
      <FormProvider context={form.context}>
        <FormValuesContext.Provider value={values}>
          <input type="hidden" name="_token" value={token} />
          <input type="hidden" name="_intent" value="mend" />
          <input type="hidden" name="seq" value={row.seq} />
          <Row>
            {row.fields.map(({ key, label, hint, options }) =>
              options ? (
                <SelectField
                  key={key}
                  name={`cell.${key}`}
                  label={label}
                  hint={hint}
                  options={options}
                  required
                  width="medium"
                />
              ) : (
                <TextField
                  key={key}
                  name={`cell.${key}`}
                  label={label}
                  hint={hint}
                  required
                  width="medium"
                  spellCheck={false}
                />
              ),
            )}
          </Row>
          <Actions>
            <SubmitButton quiet>更正</SubmitButton>
          </Actions>
        </FormValuesContext.Provider>
      </FormProvider>
    </form>
  )
}
