import { findPairHelper } from '~/casefile/pair-helper.server'
import { invalid } from '~/lib/errors'
import type { Work } from './effect.server'

/** A helper's post in this county, now. Throws 422 on the field. */
export async function pairHelperOf({ db, file, today }: Work, postId: string): Promise<{ id: string; name: string }> {
  const helper = await findPairHelper(db, { county: file.scopeKey.slice(0, 6), today, postId })
  if (!helper) throw invalid({ pairHelperPostId: ['请选择本县在岗的结对帮扶人'] })
  return helper
}
