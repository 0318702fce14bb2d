import type { Context } from '~/access/guard.server'
import { notFound, refused } from '~/lib/errors'
import type { Domain } from '../domain'
import { loadCase } from '../load-case.server'
import { revealGroup, seeCase } from '../read.server'
import { showToken } from './show-token.server'

/** Pages below a file that show their own masked values: a document, or the draft of one. */
const BELOW = /^\/documents\/([0-9a-f-]{36}|new\?code=[a-z_]{1,40}(&about=[\w%:-]{1,60})?)$/

/**
 * Shows a group of a file for a stated purpose: logged, and permitted for two minutes. Gives what follows the file's
 * address: the file's own page, or the page below it that asked.
 */
export async function revealOn(domain: Domain, c: Context): Promise<string> {
  const file = await loadCase(c.db, domain.kind.name, c.params.id)
  const sight = await seeCase(c, file)
  const group = c.form.get('group')
  // A school calls the family of its own pupil; papers and numbers are not its to see.
  if (sight.view !== 'full' && !(sight.view === 'school' && group === 'contact')) throw refused()
  if (group !== 'identity' && group !== 'contact' && group !== 'document') throw notFound()
  await revealGroup(c, file, group === 'document' ? ['identity', 'contact'] : [group], c.form.get('purpose'))
  const show = `show=${showToken(c.actor, `${file.id}:${group}`)}`
  const back = c.form.get('back')
  if (typeof back !== 'string' || !BELOW.test(back)) return `?${show}`
  return `${back}${back.includes('?') ? '&' : '?'}${show}`
}
