/** The papers of a child's file, as the machinery takes them. */
import type { DocumentSource } from '~/casefile/documents/declare'
import type { ChildPaper } from './documents/facts'
import { childDocuments } from './documents/papers'
import { readChildPaper } from './documents/read-file.server'
import { child } from './domain.server'
import type { ChildFacts } from './facts'

export const childPapers: DocumentSource<ChildFacts, ChildPaper> = {
  domain: child,
  documents: childDocuments,
  read: readChildPaper,
}

/** Kind and declarations as the document pages take them. */
export const childPages = { kind: child.kind, documents: childDocuments }
