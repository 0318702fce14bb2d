/** The page that draws a document up: the draft as it would be frozen, and the button that issues it. */
import type { Context } from '~/access/guard.server'
import { fieldBits } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import { formatInstant } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import type { BaseFacts } from '../../kind'
import { mayShow } from '../../ui/show-token.server'
import { fileToWork } from '../../ui/read-outlook.server'
import { roleWords } from '../../ui/read-steps.server'
import type { DocumentSource } from '../declare'
import { drawUp } from '../draw-up.server'
import { seenDigest } from '../freeze.server'
import { hasSecrets, masked } from '../mask'
import { mayDrawUp, whyNotIssue } from '../why-not'
import { mayWithdraw } from '../withdraw.server'
import { newHref } from './case-documents.server'
import { checkPlace } from './check-place.server'

export async function readNewDocument<F extends BaseFacts, R>(source: DocumentSource<F, R>, c: Context) {
  const { kind } = source.domain
  const file = await fileToWork(source.domain, c, c.params.id)
  const asked = { code: c.url.searchParams.get('code'), about: c.url.searchParams.get('about') ?? '' }
  const { decl, occasion, content } = await drawUp(source, c, file, asked)
  if (!mayDrawUp(decl, c.actor.role, kind.name)) throw notFound()
  await logAccess(c.db, c.actor, { event: 'read', fileToken: file.fileToken, fields: fieldBits(decl.shows) })
  const standing = occasion
    ? await c.db.caseDocument.findFirst({
        where: { caseId: file.id, code: decl.code, about: content.about, state: { in: ['draft', 'issued'] } },
      })
    : null
  const why = whyNotIssue(kind, decl, { role: c.actor.role, state: file.state, occasion })
  const base = `${kind.path}/${file.id}`
  const here = newHref('', decl.code, content.about)
  const shown = mayShow(c.actor, c.url.searchParams.get('show'), `${file.id}:document`)
  const { approval } = decl
  return {
    base,
    backHref: `${base}?tab=documents`,
    source: '从档案填写，核对无误后制发',
    here,
    trail: [
      { href: kind.path, label: kind.label },
      { href: base, label: file.caseNo },
      { href: `${base}?tab=documents`, label: '文书' },
      { label: decl.title },
    ],
    title: decl.title,
    label: occasion?.label ?? null,
    token: c.token,
    sheet: { content: shown ? content : masked(content), standing: 'draft' as const, qr: null, checkAt: checkPlace() },
    secrets: hasSecrets(content.blocks),
    shown,
    seen: seenDigest(content),
    code: decl.code,
    about: content.about,
    why,
    approval: approval.by === 'second' ? roleWords(approval.roles) : null,
    approved: occasion?.approved ? `${occasion.approved.name} ${formatInstant(occasion.approved.at)} 批准` : null,
    standing: standing && {
      href: `${base}/documents/${standing.id}`,
      id: standing.id,
      number: standing.number,
      draft: standing.state === 'draft',
      mayReplace: standing.state === 'issued' && mayWithdraw(decl, c.actor, kind.name),
    },
  }
}
/** A draft of a file's document, or (base null) of a paper of a unit alone. */
export type NewDocumentData = Omit<Awaited<ReturnType<typeof readNewDocument>>, 'base'> & { base: string | null }
