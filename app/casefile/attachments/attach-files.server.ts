import { parseWithZod } from '@conform-to/zod/v4'
import { judge } from '~/access/policy'
import { invalid, notFound, refused } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import type { Ctx } from '../act.server'
import { appendEvent } from '../append-event.server'
import { handOf, type CaseRow, type Domain } from '../domain'
import type { BaseFacts } from '../kind'
import { lockCase } from '../load-case.server'
import { addPaper, paperInput } from '../papers/add-paper.server'
import { fileToWork } from '../ui/read-outlook.server'
import { addAttachments, type Belonging } from './add-attachments.server'
import type { Received } from './receive.server'

/** What files are added to: a paper or a visit that is there ('paper:<id>', 'visit:<id>'), or a new paper. */
export type Target = { what: 'paper' | 'visit'; id: string } | null

export function targetOf(text: FormDataEntryValue | null): Target {
  const [, what, id] = /^(paper|visit):(.+)$/.exec(typeof text === 'string' ? text : '') ?? []
  return isUuid(id) && (what === 'paper' || what === 'visit') ? { what, id } : null
}

/**
 * Registers a paper (title, date, where the original is kept), with scans if there are any; or adds files to a paper or
 * visit of the file. The version stays. Gives the tab to show. Throws 404, 403, 422.
 */
export async function attachFiles<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  { id, form, uploads }: { id: string | undefined; form: FormData; uploads: readonly Received[] },
): Promise<'visits' | 'papers'> {
  await fileToWork(domain, ctx, id)
  const may = (['W', 'A'] as const).some((operation) => judge(ctx.actor.role, domain.kind.name, operation).allowed)
  if (!may) throw refused()
  const file = await lockCase(ctx.db, domain.kind.name, id)
  const target = targetOf(form.get('to'))
  const told = target ? await addTo(ctx, file, target, uploads) : await newPaper(ctx, file, form, uploads)
  await appendEvent(ctx.db, file, {
    ...told,
    fromState: file.state,
    toState: file.state,
    eventOn: ctx.actor.today,
    at: ctx.actor.now,
    hand: handOf(ctx.actor),
  })
  return target?.what === 'visit' ? 'visits' : 'papers'
}

async function newPaper(ctx: Ctx, file: CaseRow, form: FormData, uploads: readonly Received[]) {
  const parsed = parseWithZod(form, { schema: paperInput })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const paper = parsed.value
  const { actor, db } = ctx
  if (paper.onDay > actor.today) throw invalid({ onDay: ['日期不能晚于今天'] })
  const paperId = await addPaper(db, file, { ...paper, code: 'added', addedBy: actor.postId, at: actor.now })
  const files = await addAttachments(ctx, file, uploads, { paperId })
  return { step: '$paper', input: { ...paper, files } }
}

async function addTo(ctx: Ctx, file: CaseRow, { what, id }: NonNullable<Target>, uploads: readonly Received[]) {
  const where = { where: { id, caseId: file.id } }
  const there = await (what === 'visit' ? ctx.db.visit.count(where) : ctx.db.casePaper.count(where))
  if (there !== 1) throw notFound()
  if (uploads.length === 0) throw invalid({ files: ['请选择要上传的文件'] })
  const to: Belonging = what === 'visit' ? { visitId: id } : { paperId: id }
  return { step: '$attach', input: { to: what, files: await addAttachments(ctx, file, uploads, to) } }
}
