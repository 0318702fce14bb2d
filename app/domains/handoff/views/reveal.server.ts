import type { Context } from '~/access/guard.server'
import type { Domain } from '~/casefile/domain'
import type { BaseFacts } from '~/casefile/kind'
import { loadCase } from '~/casefile/load-case.server'
import { revealGroup, seeCase } from '~/casefile/read.server'
import { showToken } from '~/casefile/ui/show-token.server'
import { notFound, refused } from '~/lib/errors'

/** Shows a group of a file for a stated purpose: logged, and permitted for two minutes. Gives the query of the file's page. */
export async function revealOn<F extends BaseFacts>(domain: Domain<F>, c: Context): Promise<string> {
  const file = await loadCase(c.db, domain.kind.name, c.params.id)
  const sight = await seeCase(c, file)
  if (sight.view !== 'full') throw refused()
  const group = c.form.get('group')
  if (group !== 'identity' && group !== 'contact') throw notFound()
  await revealGroup(c, file, group, c.form.get('purpose'))
  return `show=${showToken(c.actor, `${file.id}:${group}`)}`
}
