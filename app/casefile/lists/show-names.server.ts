/** Shows the names of one page of a list: logged once, and remembered in the address for two minutes. */
import type { KindName } from '~/access/policy'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { pageKey, showToken } from '~/casefile/ui/show-token.server'
import { refused } from '~/lib/errors'
import { mayShowNames } from './list-view.server'

/** Gives the address of the same page with the names shown. Throws 403. */
export async function showNames(
  { actor, db }: Ctx,
  kind: KindName,
  url: URL,
  rows: FormDataEntryValue | null,
): Promise<string> {
  if (!mayShowNames(actor, kind)) throw refused()
  const count = Math.min(Math.max(Number(rows) || 0, 0), 200)
  await logAccess(db, actor, { event: 'names', data: { kind, rows: count } })
  const query = new URLSearchParams(url.search)
  query.delete('index')
  query.set('show', showToken(actor, pageKey(url)))
  return `${url.pathname}?${query}`
}
