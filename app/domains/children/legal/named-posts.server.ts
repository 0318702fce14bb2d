/** Who is named on a file of legal education: the posts to choose from, and what naming one opens and for how long. */
import { inForce } from '~/access/in-force.server'
import type { EffectContext } from '~/casefile/domain'
import type { BaseFacts } from '~/casefile/kind'
import { addDays, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import { instantOf } from '~/ui/form-inputs'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- effects of one kind take inputs of many shapes */
export type Work<F extends BaseFacts> = EffectContext<any, F>
type Of = { name: string; scopeKey: string }

/** Posts of legal vice-principals in the school's county whose holder bears the officer's name; usually one. */
export async function officerPosts(db: Db, file: Of, today: LegalDay) {
  const posts = await db.post.findMany({
    where: {
      role: 'LV',
      ...inForce(today),
      deputyOf: null,
      unitCode: { startsWith: file.scopeKey.slice(0, 6) },
      user: { name: file.name },
    },
    select: { id: true, unitCode: true },
    orderBy: { unitCode: 'asc' },
    take: 20,
  })
  return posts
}

/** Throws 422 on the field when the post is none of the officer's. */
export async function demandPost(db: Db, file: Of, today: LegalDay, postId: string): Promise<void> {
  const posts = await officerPosts(db, file, today)
  if (!posts.some((post) => post.id === postId)) throw invalid({ postId: ['请选择本县法治副校长本人的账号'] })
}

/** Ends what the part sees of the file, now. */
export async function endPart<F extends BaseFacts>({ db, file, at }: Work<F>, part: string): Promise<void> {
  await db.caseParty.updateMany({ where: { caseId: file.id, part, untilAt: { gt: at } }, data: { untilAt: at } })
}

/** The earlier post's view ends, this one's lasts to the end of the day. */
export async function nameOn<F extends BaseFacts>(
  work: Work<F>,
  given: { postId: string; part: string; view: 'full' | 'limited'; untilOn: LegalDay; basis: string },
): Promise<void> {
  const { db, file, at, hand } = work
  await endPart(work, given.part)
  await db.caseParty.create({
    data: {
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      holder: given.postId,
      part: given.part,
      view: given.view,
      fromAt: at,
      untilAt: instantOf(`${addDays(given.untilOn, 1)}T00:00`),
      basis: given.basis,
      grantedBy: hand.postId,
    },
  })
}
