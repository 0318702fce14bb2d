import { conflict, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import type { Ctx } from '../act.server'
import { lockCase } from '../load-case.server'
import { seeCase } from '../read.server'
import type { BaseFacts } from '../kind'
import type { DocumentSource } from './declare'
import { drawUp } from './draw-up.server'
import { seenDigest } from './freeze.server'
import { keepDocument } from './keep.server'
import { noteOnFile } from './note-on-file.server'
import { replaceStanding } from './replace.server'
import { whyNotIssue } from './why-not'

export type IssueRequest = {
  caseId: string | undefined
  code: unknown
  about: unknown
  /** Digest of what the page showed (`seenDigest`). */
  seen: unknown
  /** The standing document that this one replaces, and why. */
  replaces?: unknown
  reason?: unknown
}

/**
 * Issues a document of a file (制发): what was shown is numbered, given a check code and frozen; a paper that needs a
 * second hand waits as a draft. A standing one of the same sort is replaced, which withdraws it. Throws 404, 403, 409, 422.
 */
export async function issueDocument<F extends BaseFacts, R>(
  source: DocumentSource<F, R>,
  ctx: Ctx,
  request: IssueRequest,
): Promise<{ id: string; state: 'draft' | 'issued'; number: string | null }> {
  const { kind } = source.domain
  const file = await lockCase(ctx.db, kind.name, request.caseId)
  if ((await seeCase(ctx, file)).by !== 'range') throw refused('您只能查看这份档案，不能制发文书。')
  const { decl, occasion, content, unit } = await drawUp(source, ctx, file, request)
  const why = whyNotIssue(kind, decl, { role: ctx.actor.role, state: file.state, occasion })
  if (why) throw refused(why)
  if (request.seen !== seenDigest(content)) throw conflict('档案的内容刚刚有变动，请核对新的草稿后再制发。')
  const id = uuidv7()
  const standing = await replaceStanding(ctx, decl, {
    where: { caseId: file.id, code: decl.code, about: content.about },
    kind: kind.name,
    replaces: request.replaces,
    reason: request.reason,
    by: id,
  })
  const kept = await keepDocument(ctx, {
    id,
    decl,
    place: { caseId: file.id, kind: file.kind, scopeKey: file.scopeKey, fileToken: file.fileToken },
    unit,
    aboutLabel: occasion?.label,
    content,
    approved: occasion?.approved,
  })
  await noteOnFile(ctx, file, {
    act: kept.state === 'draft' ? 'propose' : 'issue',
    document: id,
    title: decl.title,
    number: kept.number,
    hash: kept.hash,
    ...(standing && { replaces: standing.number }),
  })
  return kept
}
