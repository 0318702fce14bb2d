import { notFound } from '~/lib/errors'
import { directory, type UnitName } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import type { UnitDocumentDecl } from './declare'
import type { PaperContent } from './paper'

export type UnitDraft = { content: PaperContent; unit: UnitName; label: string }

/** Draws up a document of the actor's own unit from what was read: a draft without number, day or code. Throws 404. */
export async function drawUpForUnit<R>(decl: UnitDocumentDecl<R>, ctx: Ctx, read: R): Promise<UnitDraft> {
  const unit = (await directory(ctx.db)).units.get(ctx.actor.unit.code)
  if (!unit) throw notFound()
  const { about, label } = decl.occasion(read)
  const content: PaperContent = {
    v: 1,
    code: decl.code,
    title: decl.title,
    headline: decl.title,
    layout: decl.layout,
    number: null,
    unit: { code: unit.code, name: unit.name },
    to: null,
    caseNo: null,
    about,
    issuedOn: null,
    check: { by: decl.check, code: null },
    blocks: decl.blocks(read),
  }
  return { content, unit, label }
}
