/** 文书 of one file: what can be issued now, what waits, what was issued, and what leads to the rest. */
import { judge } from '~/access/policy'
import type { Sight } from '~/access/redact'
import type { Ctx } from '../../act.server'
import type { CaseRow } from '../../domain'
import type { BaseFacts, Kind } from '../../kind'
import type { DocumentDecl, DocumentSource } from '../declare'
import { documentsOf } from '../load-document.server'
import { mayDrawUp, wayTo, whyNotIssue } from '../why-not'
import { documentRow } from './document-row'

export type Offer = { href: string; title: string; label?: string; needsApproval: boolean }
const SHOWN_PER_SORT = 5
const LISTED = 200

/** The address of the page that draws a document up. */
export const newHref = (base: string, code: string, about = ''): string =>
  `${base}/documents/new?code=${code}${about ? `&about=${encodeURIComponent(about)}` : ''}`

export async function caseDocuments<F extends BaseFacts, R>(
  source: DocumentSource<F, R>,
  ctx: Ctx,
  file: CaseRow,
  sight: Sight,
) {
  const { kind } = source.domain
  const base = `${kind.path}/${file.id}`
  const { own: rows, delivered } = await documentsOf(ctx, file, LISTED)
  const mine = sight.by === 'range' ? source.documents.filter((decl) => mayDrawUp(decl, ctx.actor.role, kind.name)) : []
  const standing = new Set(rows.filter((row) => row.state !== 'withdrawn').map((row) => `${row.code} ${row.about}`))
  const read = mine.length ? await source.read(ctx, file, false) : null
  const offers: Offer[] = []
  const later: { href: string; title: string; hint: string }[] = []
  for (const decl of read === null ? [] : mine) {
    const occasions = decl.occasions(read!)
    const free = occasions.filter((one) => !standing.has(`${decl.code} ${one.about}`))
    const ready = free.filter(
      (occasion) => whyNotIssue(kind, decl, { role: ctx.actor.role, state: file.state, occasion }) === null,
    )
    offers.push(
      ...ready.slice(0, SHOWN_PER_SORT).map(({ about, label }) => ({
        href: newHref(base, decl.code, about),
        title: decl.title,
        needsApproval: decl.approval.by === 'second',
        ...(label && { label }),
      })),
    )
    if (!ready.length && !occasions.some((one) => standing.has(`${decl.code} ${one.about}`)))
      later.push({
        href: newHref(base, decl.code),
        title: decl.title,
        hint: hintOf(kind, decl, free.length > 0, file.state),
      })
  }
  const mayPrint = judge(ctx.actor.role, kind.name, 'P').allowed && sight.by === 'range'
  return {
    base,
    offers,
    later,
    waiting: rows
      .filter((row) => row.state === 'draft')
      .map((row) => ({
        ...documentRow(row),
        mayDecide: row.secondRoles.includes(ctx.actor.role) && row.madeUser !== ctx.actor.userId,
      })),
    kept: rows.filter((row) => row.state !== 'draft').map(documentRow),
    delivered: delivered.map(documentRow),
    mayPrint,
    printable: rows.filter((row) => row.state === 'issued').length,
  }
}
export type CaseDocuments = Awaited<ReturnType<typeof caseDocuments>>

function hintOf<F extends BaseFacts, R>(kind: Kind<F>, decl: DocumentDecl<R>, there: boolean, state: string): string {
  if (there && decl.approval.by === 'step' && decl.from.includes(state))
    return `“${kind.steps[decl.approval.step]?.label ?? ''}”批准后可制发`
  if (there) return `现在的状态不制发`
  return `${wayTo(kind, decl.after)}后可制发`
}

/** Right after a step: the documents that belong to it, for whoever may draw them up. No database. */
export function offersAfter<F extends BaseFacts, R>(
  source: Pick<DocumentSource<F, R>, 'domain' | 'documents'>,
  given: { step: string; role: Ctx['actor']['role']; state: string; id: string },
): Offer[] {
  const { kind } = source.domain
  return source.documents
    .filter(
      (decl) =>
        decl.after.includes(given.step) && mayDrawUp(decl, given.role, kind.name) && decl.from.includes(given.state),
    )
    .map((decl) => ({
      href: newHref(`${kind.path}/${given.id}`, decl.code),
      title: decl.title,
      needsApproval: decl.approval.by === 'second',
    }))
}
