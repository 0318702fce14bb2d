/** The documents of the file that an address names, of whichever relief kind. */
import type { Context } from '~/access/guard.server'
import { reliefPapers } from '../documents.server'
import { reliefAt } from './kind-at.server'

/** Throws 404 for a file that is not there or not mine; 403 when the post may not. */
export const reliefPapersAt = async (c: Context) => reliefPapers[(await reliefAt(c, c.params.id, 'R')).name]
export async function reliefPagesAt(c: Context) {
  const { domain, documents } = await reliefPapersAt(c)
  return { kind: domain.kind, documents }
}
