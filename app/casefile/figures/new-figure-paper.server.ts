/** The page that draws a table of figures up as a paper, and what its form does. */
import type { Context } from '~/access/guard.server'
import { notFound } from '~/lib/errors'
import { drawUpForUnit } from '../documents/draw-up-unit.server'
import { seenDigest } from '../documents/freeze.server'
import { issueUnitDocument } from '../documents/issue-unit.server'
import { checkPlace } from '../documents/views/check-place.server'
import type { NewDocumentData } from '../documents/views/new-document.server'
import { mayWithdraw } from '../documents/withdraw.server'
import { figurePaper } from './figure-paper'
import type { FigureSet } from './figure'
import { mayIssue } from './figure-issuers'
import { viewFigures } from './view-figures.server'

/** `documentsHref`: where issued documents of the kind lie. Throws 400, 404. */
export async function readNewFigurePaper(set: FigureSet, c: Context, documentsHref: string): Promise<NewDocumentData> {
  if (!mayIssue(set, c.actor.role)) throw notFound()
  const page = await viewFigures(set, c, c.url)
  const decl = figurePaper(set)
  const { content, unit, label } = await drawUpForUnit(decl, c, page)
  const standing = await c.db.caseDocument.findFirst({
    where: {
      caseId: null,
      unitCode: unit.code,
      code: decl.code,
      about: content.about,
      state: { in: ['draft', 'issued'] },
    },
  })
  return {
    base: null,
    backHref: page.backHref,
    source: '从统计填写，核对无误后制发',
    here: `${c.url.pathname}${c.url.search}`,
    trail: [{ href: page.backHref, label: set.title }, { label: decl.title }],
    title: decl.title,
    label,
    token: c.token,
    sheet: { content, standing: 'draft', qr: null, checkAt: checkPlace() },
    secrets: false,
    shown: true,
    seen: seenDigest(content),
    code: decl.code,
    about: content.about,
    why: null,
    approval: null,
    approved: null,
    standing: standing && {
      href: `${documentsHref}/${standing.id}`,
      id: standing.id,
      number: standing.number,
      draft: standing.state === 'draft',
      mayReplace: standing.state === 'issued' && mayWithdraw(decl, c.actor, set.kind),
    },
  }
}

/** 制发 of the figures that the address names; gives the address to go to. Throws 400, 403, 409, 422. */
export async function issueFigurePaper(set: FigureSet, c: Context, documentsHref: string): Promise<string> {
  const { id } = await issueUnitDocument(figurePaper(set), c, {
    kind: set.kind,
    read: await viewFigures(set, c, c.url),
    seen: c.form.get('seen'),
    replaces: c.form.get('replaces'),
    reason: c.form.get('reason'),
  })
  return `${documentsHref}/${id}?done=issued`
}
