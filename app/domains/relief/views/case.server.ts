/** The page of one relief file. */
import type { Context } from '~/access/guard.server'
import type { FieldGroup } from '~/audit/events'
import { caseDocuments } from '~/casefile/documents/views/case-documents.server'
import { offersOf } from '~/casefile/documents/views/offers-of.server'
import { listNotes } from '~/casefile/notes/add-note.server'
import { identityQueries, type IdentityRows } from '~/casefile/read.server'
import { doneWords } from '~/casefile/ui/done-words'
import { courseOf, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { identityOf } from '~/casefile/ui/read-identity.server'
import { papersOf } from '~/casefile/ui/read-papers.server'
import { visitsOf } from '~/casefile/ui/read-visits.server'
import { notFound } from '~/lib/errors'
import { reliefPapers } from '../documents.server'
import type { ReliefFacts } from '../facts'
import { reliefAt } from './kind-at.server'
import { readOverview } from './overview.server'

const tabs = ['overview', 'visits', 'papers', 'documents', 'notes', 'timeline'] as const
export type ReliefTab = (typeof tabs)[number]
const groupsOf: Record<ReliefTab, FieldGroup[]> = {
  overview: ['outline', 'help'],
  visits: ['outline', 'help'],
  papers: ['outline', 'papers'],
  documents: ['outline', 'papers'],
  notes: ['outline', 'help'],
  timeline: ['outline', 'timeline'],
}

export async function readReliefCase(c: Context) {
  const { url } = c
  const tab = tabs.find((one) => one === url.searchParams.get('tab')) ?? 'overview'
  const { domain, name } = await reliefAt(c, c.params.id, 'R')
  const { file, sight, head, work, more } = await readCaseFrame<ReliefFacts, IdentityRows>(
    domain,
    c,
    c.params.id,
    groupsOf[tab],
    identityQueries,
  )
  if (!work) throw notFound()
  const facts = (await domain.facts(c.db, [file.id])).get(file.id)!
  const papers = reliefPapers[name]
  return {
    tab,
    name,
    label: domain.kind.label,
    head,
    work,
    done: doneWords(domain.kind, url),
    offers: offersOf(papers, c, file, url),
    ...(await identityOf(c, file, url, more)),
    overview: tab === 'overview' ? await readOverview(c, file, facts) : null,
    visits: tab === 'visits' ? await visitsOf(domain.kind, c, file) : null,
    papers: tab === 'papers' ? await papersOf(domain.kind, c, file) : null,
    documents: tab === 'documents' ? await caseDocuments(papers, c, file, sight) : null,
    notes: tab === 'notes' ? await listNotes(c, file) : null,
    timeline: tab === 'timeline' ? await courseOf(domain.kind, c, file) : null,
  }
}
export type ReliefCase = Awaited<ReturnType<typeof readReliefCase>>
