/** Sheets for the printer: one document in several copies, or many documents one after the other; each is logged. */
import type { Context } from '~/access/guard.server'
import type { FieldGroup } from '~/audit/events'
import { Prisma } from '~/generated/prisma/client'
import { invalid, notFound } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import type { Ctx } from '../../act.server'
import { loadCase, toCaseRow } from '../../load-case.server'
import { seeCase } from '../../read.server'
import { declOf } from '../declare'
import { thaw } from '../freeze.server'
import { loadDocument, type LoadedDocument } from '../load-document.server'
import type { Standing } from '../paper'
import { BATCH, copiesOf, logPrint, type Way } from '../print.server'
import { qrOf } from '../qr.server'
import { checkPlace } from './check-place.server'
import { addressOf, type PageOf } from './document.server'

const groupsOf =
  (page: PageOf) =>
  (code: string): readonly FieldGroup[] =>
    declOf(page.documents, code)?.shows ?? ['papers']

async function sheetsOf(page: PageOf, ctx: Ctx, loaded: readonly LoadedDocument[], way: Way, copies: number) {
  const lines = await logPrint(ctx, loaded, way, { copies, groups: groupsOf(page) })
  return loaded.flatMap(({ row }, at) => {
    const { content } = thaw(row)
    const shared = { content, standing: row.state as Standing, qr: qrOf(content), checkAt: checkPlace() }
    return lines[at]!.lines.map((copy) => ({ ...shared, copy }))
  })
}

/** One document, `?copies=` times. */
export async function readPrint(page: PageOf, c: Context) {
  const loaded = await loadDocument(c, { kind: page.kind.name, caseId: c.params.id, documentId: c.params.doc })
  const sheets = await sheetsOf(page, c, [loaded], 'print', copiesOf(c.url.searchParams.get('copies')))
  return { sheets, backHref: addressOf(page, loaded).one }
}

/** Every document of a file that stands, the oldest first. */
export async function readPrintAll(page: PageOf, c: Context) {
  const file = await loadCase(c.db, page.kind.name, c.params.id)
  const sight = await seeCase(c, file)
  if (sight.view !== 'full') throw notFound()
  const rows = await c.db.caseDocument.findMany({
    where: { caseId: file.id, state: 'issued' },
    orderBy: { issuedAt: 'asc' },
    take: BATCH,
  })
  if (rows.length === 0) throw notFound()
  const loaded = rows.map((row) => ({ file, row, delivered: false, byRange: sight.by === 'range' }))
  return {
    sheets: await sheetsOf(page, c, loaded, 'batch', 1),
    backHref: `${page.kind.path}/${file.id}?tab=documents`,
  }
}

/** Documents picked from a list by id: all of them in the scope and standing, or none is printed. */
export async function readPrintPicked(page: PageOf, c: Context, ids: readonly string[], backHref: string) {
  const picked = [...new Set(ids)]
  if (picked.length === 0) throw invalid({ doc: ['请先选中要打印的文书'] }, '请先选中要打印的文书，再打印。')
  if (picked.length > BATCH)
    throw invalid({ doc: [`一次最多打印 ${BATCH} 份`] }, `一次最多打印 ${BATCH} 份文书，请分几次打印。`)
  if (!picked.every(isUuid)) throw notFound()
  const rows = await c.db.caseDocument.findMany({ where: { id: { in: picked }, kind: page.kind.name } })
  if (rows.length !== picked.length) throw notFound()
  const files = await c.db.caseFile.findMany({ where: { id: { in: rows.flatMap((row) => row.caseId ?? []) } } })
  const ranged = await inRange(
    c,
    rows.map((row) => row.id),
  )
  const byId = new Map(files.map((file) => [file.id, toCaseRow(file)]))
  const loaded = picked.map((id): LoadedDocument => {
    const row = rows.find((one) => one.id === id)!
    return { file: row.caseId ? (byId.get(row.caseId) ?? null) : null, row, delivered: false, byRange: ranged.has(id) }
  })
  return { sheets: await sheetsOf(page, c, loaded, 'batch', 1), backHref }
}

/** Of these, which lie in the range of the post; a party of single files prints none of them. */
async function inRange({ db }: Ctx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id FROM case_document WHERE id = ANY (${[...ids]}::uuid[])
      AND kind = ANY (app_list('app.full_kinds')) AND scope_key >= app_text('app.lo') AND scope_key < app_text('app.hi')`)
  return new Set(rows.map((row) => row.id))
}
