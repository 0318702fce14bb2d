/** The papers of the one window, as the machinery takes them. */
import type { DocumentSource } from '~/casefile/documents/declare'
import { readIntakePaper } from './documents/read.server'
import type { IntakePaper } from './documents/facts'
import { intakeDocuments } from './documents/intake'
import { intake } from './domain.server'
import type { IntakeFacts } from './facts'

export const intakePapers: DocumentSource<IntakeFacts, IntakePaper> = {
  domain: intake,
  documents: intakeDocuments,
  read: readIntakePaper,
}

/** Kind and declarations as the document pages take them. */
export const intakePages = { kind: intake.kind, documents: intakeDocuments }
