import { invalid } from '~/lib/errors'

/** A grave step is only taken when its box was ticked. Throws 422. */
export function demandSure(grave: boolean | undefined, form: FormData): void {
  if (grave && form.get('sure') !== 'on') throw invalid({ sure: ['请核对后勾选确认'] })
}
