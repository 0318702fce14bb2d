import type { KindName } from '~/access/policy'
import { conflict, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import type { Ctx } from '../act.server'
import type { UnitDocumentDecl } from './declare'
import { drawUpForUnit } from './draw-up-unit.server'
import { seenDigest } from './freeze.server'
import { keepDocument } from './keep.server'
import { replaceStanding } from './replace.server'
import { mayDrawUp } from './why-not'

/**
 * Issues a document of the actor's own unit from what was read (制发): numbered, given a check code, frozen as it was
 * shown. One that stands for the same occasion is replaced when the form says so. Throws 403, 404, 409, 422.
 */
export async function issueUnitDocument<R>(
  decl: UnitDocumentDecl<R>,
  ctx: Ctx,
  given: { kind: KindName; read: R; seen: unknown; replaces?: unknown; reason?: unknown },
): Promise<{ id: string; state: 'draft' | 'issued'; number: string | null }> {
  if (!mayDrawUp(decl, ctx.actor.role, given.kind)) throw refused(`《${decl.title}》不由您当前的岗位制发。`)
  const { content, unit, label } = await drawUpForUnit(decl, ctx, given.read)
  if (given.seen !== seenDigest(content)) throw conflict('数据刚刚有变动，请核对新的草稿后再制发。')
  const id = uuidv7()
  await replaceStanding(ctx, decl, {
    where: { caseId: null, unitCode: unit.code, code: decl.code, about: content.about },
    kind: given.kind,
    replaces: given.replaces,
    reason: given.reason,
    by: id,
  })
  const place = { caseId: null, kind: given.kind, scopeKey: unit.code }
  return keepDocument(ctx, { id, decl, place, unit, aboutLabel: label, content })
}
