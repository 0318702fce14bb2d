/** Drawing a document up from what the file says now: a draft without number, day or code. */
import { directory, unitFor, type UnitName } from '~/orgs/find-units.server'
import { regionOfUnit } from '~/orgs/region-names'
import { notFound } from '~/lib/errors'
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'
import type { BaseFacts } from '../kind'
import { seeCase } from '../read.server'
import { declOf, type DocumentDecl, type DocumentSource, type Occasion } from './declare'
import type { PaperContent } from './paper'

const bureaus = { county: 'justice_bureau', education: 'edu_bureau' } as const

/** The unit whose name a document bears. Throws 404 when there is none. */
export async function bearer(
  { db }: Ctx,
  inNameOf: DocumentDecl<unknown>['inNameOf'],
  scopeKey: string,
): Promise<UnitName> {
  const unit =
    inNameOf === 'owner'
      ? (await directory(db)).units.get(scopeKey)
      : await unitFor(db, bureaus[inNameOf], regionOfUnit(scopeKey).slice(0, 6))
  if (!unit) throw notFound()
  return unit
}

export type DrawnUp<R> = {
  decl: DocumentDecl<R>
  /** The occasion asked for when it is there; undefined: only a look ahead. */
  occasion: Occasion | undefined
  content: PaperContent
  unit: UnitName
}

/** Draws up one document of a file. Throws 404 for an unknown code and for who does not see the file in the view needed. */
export async function drawUp<F extends BaseFacts, R>(
  source: DocumentSource<F, R>,
  ctx: Ctx,
  file: CaseRow,
  asked: { code: unknown; about: unknown },
): Promise<DrawnUp<R>> {
  const decl = declOf(source.documents, asked.code)
  if (!decl) throw notFound()
  const sight = await seeCase(ctx, file)
  if (sight.view !== decl.view) throw notFound()
  const read = await source.read(ctx, file, true)
  const occasions = decl.occasions(read)
  const about = typeof asked.about === 'string' ? asked.about : ''
  const occasion = occasions.find((one) => one.about === about) ?? (about === '' ? occasions[0] : undefined)
  if (about !== '' && !occasion) throw notFound()
  const unit = await bearer(ctx, decl.inNameOf, file.scopeKey)
  const content: PaperContent = {
    v: 1,
    code: decl.code,
    title: decl.title,
    headline: decl.headline ?? decl.title,
    layout: decl.layout,
    number: null,
    unit: { code: unit.code, name: unit.name },
    to: decl.to?.(read) ?? null,
    caseNo: file.caseNo,
    about: occasion?.about ?? '',
    issuedOn: null,
    check: { by: decl.check, code: null },
    blocks: decl.blocks(read, occasion?.about ?? ''),
  }
  return { decl, occasion, content, unit }
}
