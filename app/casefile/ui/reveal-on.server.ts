import type { Context } from '~/access/guard.server'
import { notFound, refused } from '~/lib/errors'
import type { Domain } from '../domain'
import { loadCase } from '../load-case.server'
import { revealGroup, seeCase } from '../read.server'
import { showToken } from './show-token.server'

/** Shows a group of a file for a stated purpose: logged, and permitted for two minutes. Gives the query of the file's page. */
export async function revealOn(domain: Domain, c: Context): Promise<string> {
  const file = await loadCase(c.db, domain.kind.name, c.params.id)
  const sight = await seeCase(c, file)
  if (sight.view !== 'full') throw refused()
  const group = c.form.get('group')
  if (group !== 'identity' && group !== 'contact') throw notFound()
  await revealGroup(c, file, group, c.form.get('purpose'))
  return `show=${showToken(c.actor, `${file.id}:${group}`)}`
}
