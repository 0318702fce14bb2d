import { refused } from '~/lib/errors'
import type { ImportAdapter, ImportContext } from './adapter'
import { mendRow, skipRow } from './mend-row.server'
import { remap } from './remap.server'
import { discardRun, startWrite } from './start-write.server'

/** What the run's page may ask for, by `_intent`; gives the address to go on to. */
export async function takeAction(
  adapter: ImportAdapter,
  context: ImportContext,
  id: string | undefined,
  url: URL,
  form: FormData,
): Promise<string> {
  const path = `${adapter.path}/${id}`
  const back = new URLSearchParams(url.search)
  back.delete('mended')
  switch (form.get('_intent')) {
    case 'map':
      await remap(adapter, context, id, form)
      return path
    case 'mend':
      await mendRow(adapter, context, id, form)
      back.set('mended', String(form.get('seq')))
      return `${path}?${back}`
    case 'skip':
    case 'unskip':
      await skipRow(adapter, context, id, form, form.get('_intent') === 'skip')
      return `${path}?${back}`
    case 'write':
      await startWrite(adapter, context, id, form)
      return path
    case 'discard':
      await discardRun(adapter, context, id)
      return adapter.path
    default:
      throw refused()
  }
}
