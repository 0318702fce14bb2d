/** Addresses that files of every kind have. */
import { route } from '@remix-run/route-config'

/** What files of every kind have, whichever kind lives at the path: the end of the address, and its page. */
const shared = {
  visit: 'file.visit.tsx',
  note: 'file.note.tsx',
  correct: 'file.correct.tsx',
  undo: 'file.undo.tsx',
  join: 'file.join.tsx',
  reveal: 'file.reveal.tsx',
  refer: 'file.refer.tsx',
  'proposal/:proposal': 'file.proposal.tsx',
  readers: 'file.readers.tsx',
  why: 'file.why.tsx',
  access: 'file.access.tsx',
  consents: 'file.consents.tsx',
  attach: 'file.attach.tsx',
  'attachments/:attachment': 'file.attachment.tsx',
  'attachments/:attachment/file': 'file.attachment.file.ts',
} as const

/** Those of the files at one path; `without` those that the kind has no use for. */
export const fileRoutes = (path: string, without: readonly (keyof typeof shared)[] = []) =>
  Object.entries(shared)
    .filter(([end]) => !(without as readonly string[]).includes(end))
    .map(([end, file]) =>
      route(`${path}/:id/${end}`, `routes/${file}`, {
        id: `${path.replaceAll('/', '.')}.${file.replace(/\.tsx?$/, '')}`,
      }),
    )

/** The papers of one file at a path; `files` is the middle of the names of their route files. */
export const paperRoutes = (path: string, files: string) => [
  route(`${path}/:id/documents/new`, `routes/documents.${files}.new.tsx`),
  route(`${path}/:id/documents/print`, `routes/documents.${files}.print.tsx`, { id: `documents.${files}.print.all` }),
  route(`${path}/:id/documents/:doc`, `routes/documents.${files}.one.tsx`),
  route(`${path}/:id/documents/:doc/print`, `routes/documents.${files}.print.tsx`),
  route(`${path}/:id/documents/:doc/docx`, `routes/documents.${files}.docx.tsx`),
]
