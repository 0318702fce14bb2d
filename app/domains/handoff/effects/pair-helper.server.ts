/** The pair helper (结对帮扶人): named on the file, with the limited view, until help ends. */
import { inForce } from '~/access/in-force.server'
import { addDays, type LegalDay } from '~/lib/dates'
import { invalid } from '~/lib/errors'
import type { Work } from './effect.server'
import { instantOf } from '~/ui/form-inputs'

/** A helper's post in this county, now. Throws 422 on the field. */
export async function findPairHelper({ db, file, today }: Work, postId: string): Promise<{ id: string; name: string }> {
  const post = await db.post.findFirst({
    where: {
      id: postId,
      role: 'PH',
      ...inForce(today),
      deputyOf: null,
      unitCode: { startsWith: file.scopeKey.slice(0, 6) },
    },
    include: { user: { select: { name: true } } },
  })
  if (!post) throw invalid({ pairHelperPostId: ['请选择本县在岗的结对帮扶人'] })
  return { id: post.id, name: post.user.name }
}

/** Ends what a helper may see of the file, now. */
export async function endPairHelper({ db, file, at }: Work): Promise<void> {
  await db.caseParty.updateMany({
    where: { caseId: file.id, part: 'pair_helper', untilAt: { gt: at } },
    data: { untilAt: at },
  })
}

/** The earlier helper's view ends, the new one's begins and lasts until the end of help. */
export async function grantPairHelper(
  work: Work,
  postId: string,
  basis: string,
  helpEndOn: LegalDay | null,
): Promise<void> {
  const { db, file, at, hand } = work
  await endPairHelper(work)
  await db.caseParty.create({
    data: {
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      holder: postId,
      part: 'pair_helper',
      view: 'limited',
      fromAt: at,
      ...(helpEndOn && { untilAt: instantOf(`${addDays(helpEndOn, 1)}T00:00`) }),
      basis,
      grantedBy: hand.postId,
    },
  })
}
