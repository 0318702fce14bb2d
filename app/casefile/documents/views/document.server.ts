/** The page of one document: the paper, who did what with it, and what may be done now. */
import type { Context } from '~/access/guard.server'
import { judge } from '~/access/policy'
import { fieldBits } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import { decrypt } from '~/lib/crypto.server'
import { formatInstant } from '~/lib/dates'
import type { Standing } from '../paper'
import type { BaseFacts, Kind } from '../../kind'
import { mayShow } from '../../ui/show-token.server'
import { roleWords } from '../../ui/read-steps.server'
import type { Role } from '~/access/roles'
import { declOf, type DocumentDecl } from '../declare'
import { thaw } from '../freeze.server'
import { isOwn, loadDocument, type LoadedDocument } from '../load-document.server'
import { hasSecrets, masked } from '../mask'
import { qrOf } from '../qr.server'
import { mayWithdraw } from '../withdraw.server'
import { documentRow } from './document-row'
import { checkPlace } from './check-place.server'

const PRINTS = 100

/** What the page needs of a kind and of its declarations; of papers without a file, the kind they are listed under. */
export type PageOf = {
  kind: Pick<Kind<BaseFacts>, 'name' | 'label' | 'path'>
  documents: readonly Pick<DocumentDecl<never>, 'code' | 'roles' | 'approval' | 'shows'>[]
}

/** Where the pages of a document lie: with its file, or by itself. */
export const addressOf = ({ kind }: PageOf, loaded: LoadedDocument): { list: string; one: string } => {
  const list = loaded.file ? `${kind.path}/${loaded.file.id}/documents` : `${kind.path}/documents`
  return { list, one: `${list}/${loaded.row.id}` }
}

const logRead = (c: Context, { file, row }: LoadedDocument, fields: number) =>
  logAccess(
    c.db,
    c.actor,
    file
      ? { event: 'read', fileToken: file.fileToken, fields }
      : { event: 'document', data: { code: row.code, act: 'read' } },
  )

export async function readDocumentPage(page: PageOf, c: Context) {
  const { kind } = page
  const loaded = await loadDocument(c, { kind: kind.name, caseId: c.params.id, documentId: c.params.doc })
  const { file, row, delivered, byRange } = loaded
  const decl = declOf(page.documents, row.code)
  await logRead(c, loaded, fieldBits(decl?.shows ?? ['papers']))
  const { content, intact } = thaw(row)
  const prints = await c.db.documentPrint.findMany({
    where: { documentId: row.id },
    orderBy: { at: 'desc' },
    take: PRINTS,
  })
  const shown = file === null || mayShow(c.actor, c.url.searchParams.get('show'), `${file.id}:document`)
  const { one } = addressOf(page, loaded)
  const own = row.madeUser === c.actor.userId
  const works = isOwn(loaded, c.actor)
  return {
    ...documentRow(row),
    one,
    caseBase: file ? `${kind.path}/${file.id}` : null,
    trail: [
      { href: kind.path, label: kind.label },
      ...(file
        ? [
            { href: `${kind.path}/${file.id}`, label: file.caseNo },
            { href: `${kind.path}/${file.id}?tab=documents`, label: '文书' },
          ]
        : [{ href: `${kind.path}/documents`, label: '文书' }]),
      { label: row.title },
    ],
    token: c.token,
    sheet: {
      content: shown ? content : masked(content),
      standing: row.state as Standing,
      qr: qrOf(content),
      checkAt: checkPlace(),
    },
    intact,
    hash: row.hash,
    secrets: file !== null && hasSecrets(content.blocks),
    shown,
    delivered,
    madeAt: formatInstant(row.madeAt),
    approved: row.approvedAt && `${row.approvedName ?? ''} ${formatInstant(row.approvedAt)}`,
    withdrawn: row.withdrawnAt && {
      who: `${row.withdrawnName ?? ''} ${formatInstant(row.withdrawnAt)}`,
      reason: row.withdrawnEnc ? decrypt(row.withdrawnEnc, `document_withdrawn:${row.id}`) : '',
      replacedBy: row.replacedBy && `${one.slice(0, -row.id.length)}${row.replacedBy}`,
    },
    waits: row.state === 'draft' ? roleWords(row.secondRoles as Role[]) : null,
    mayDecide: row.state === 'draft' && works && row.secondRoles.includes(c.actor.role) && !own,
    mayTakeBack: row.state === 'draft' && works && own,
    mayWithdraw: row.state === 'issued' && works && decl !== undefined && mayWithdraw(decl, c.actor, kind.name),
    mayPrint: row.state !== 'draft' && byRange && judge(c.actor.role, kind.name, 'P').allowed,
    prints: prints.map((print) => ({
      id: print.id,
      at: formatInstant(print.at),
      by: print.byName,
      what:
        print.way === 'docx'
          ? '下载 .docx'
          : `打印 ${print.copies} 份${print.firstCopy === null ? '' : `（第 ${print.firstCopy}${print.copies > 1 ? `–${print.firstCopy + print.copies - 1}` : ''} 份）`}`,
    })),
    done: c.url.searchParams.get('done'),
  }
}
export type DocumentPageData = Awaited<ReturnType<typeof readDocumentPage>>
