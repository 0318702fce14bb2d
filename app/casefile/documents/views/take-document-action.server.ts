/** What the forms of the document pages ask for; each gives the address to go to. */
import type { Context } from '~/access/guard.server'
import { notFound } from '~/lib/errors'
import type { BaseFacts } from '../../kind'
import { decideDocument } from '../approve.server'
import type { DocumentDecl, DocumentSource } from '../declare'
import { issueDocument } from '../issue.server'
import { withdrawDocument } from '../withdraw.server'
import type { PageOf } from './document.server'

/** 制发 or 提交批准. Throws 404, 403, 409, 422. */
export async function issueFrom<F extends BaseFacts, R>(source: DocumentSource<F, R>, c: Context): Promise<string> {
  const field = (name: string) => c.form.get(name)
  const { id, state } = await issueDocument(source, c, {
    caseId: c.params.id,
    code: field('code'),
    about: field('about'),
    seen: field('seen'),
    replaces: field('replaces'),
    reason: field('reason'),
  })
  const done = state === 'draft' ? 'submitted' : 'issued'
  return `${source.domain.kind.path}/${c.params.id}/documents/${id}?done=${done}`
}

type Acting = PageOf & {
  documents: readonly Pick<DocumentDecl<never>, 'code' | 'roles' | 'approval' | 'shows' | 'word'>[]
}

/** 批准、退回、撤回 or 作废, of a document of a file or of a unit alone. Throws 404, 403, 409, 422. */
export async function actOnDocument(page: Acting, c: Context): Promise<string> {
  const name = { kind: page.kind.name, caseId: c.params.id, documentId: c.params.doc }
  const act = c.form.get('act')
  const here = `${page.kind.path}/${c.params.id ? `${c.params.id}/` : ''}documents/${c.params.doc}`
  if (act === 'withdraw') {
    await withdrawDocument(page.documents, c, { ...name, reason: c.form.get('reason') })
    return `${here}?done=withdrawn`
  }
  if (act !== 'decide') throw notFound()
  const { outcome } = await decideDocument(page.documents, c, {
    ...name,
    accept: c.form.get('accept'),
    reason: c.form.get('reason'),
  })
  return `${here}?done=${outcome === 'issued' ? 'approved' : 'returned'}`
}
