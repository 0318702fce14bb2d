/** The page of one released person's file, cut to what the reader's view allows. */
import type { Sight } from '~/access/redact'
import type { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import { caseDocuments } from '~/casefile/documents/views/case-documents.server'
import { listNotes } from '~/casefile/notes/add-note.server'
import { identityQueries, type IdentityRows } from '~/casefile/read.server'
import type { CaseRow } from '~/casefile/domain'
import type { FieldGroup } from '~/audit/events'
import { doneWords } from '~/casefile/ui/done-words'
import { courseOf, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { papersOf } from '~/casefile/ui/read-papers.server'
import { visitsOf } from '~/casefile/ui/read-visits.server'
import { offersOf } from '~/casefile/documents/views/offers-of.server'
import { identityOf } from '~/casefile/ui/read-identity.server'
import { referralRows } from '~/casefile/referrals/referral-rows.server'
import { handoff } from '../domain.server'
import { handoffPapers } from '../documents.server'
import type { HandoffFacts } from '../facts'
import { readHelp } from './help.server'
import { overviewOf, overviewQueries, type OverviewRows } from './overview.server'
import { slimOf, slimQueries, type SlimRows } from './slim.server'

const tabs = ['overview', 'visits', 'help', 'papers', 'documents', 'notes', 'timeline'] as const
export type HandoffTab = (typeof tabs)[number]
export const tabOf = (url: URL): HandoffTab => tabs.find((tab) => tab === url.searchParams.get('tab')) ?? 'overview'

const groupsOf: Record<HandoffTab, FieldGroup[]> = {
  overview: ['outline', 'offence'],
  visits: ['outline', 'help'],
  help: ['outline', 'help'],
  papers: ['outline', 'papers'],
  documents: ['outline', 'papers'],
  notes: ['outline', 'help'],
  timeline: ['outline', 'timeline'],
}

type More = IdentityRows & OverviewRows & SlimRows

export async function readHandoffCase(ctx: Ctx, id: string | undefined, url: URL) {
  const tab = tabOf(url)
  const party = ctx.actor.role === 'PH'
  const { file, sight, head, work, more } = await readCaseFrame<HandoffFacts, More>(
    handoff,
    ctx,
    id,
    party ? ['outline', 'contact', 'help'] : groupsOf[tab],
    (file, { view }) =>
      ({
        ...(view === 'limited' ? slimQueries(ctx.actor, file) : identityQueries(file)),
        ...(view === 'full' && tab === 'overview' && overviewQueries(file)),
      }) as { [Name in keyof More]: Prisma.Sql },
  )
  if (sight.view === 'limited') return { view: 'limited' as const, slim: slimOf(file, more) }
  if (!work) return { view: 'status' as const, caseNo: file.caseNo, state: head.state }
  return {
    view: 'full' as const,
    tab,
    head,
    work,
    done: doneWords(handoff.kind, url),
    offers: offersOf(handoffPapers, ctx, file, url),
    ...(await identityOf(ctx, file, url, more)),
    overview: tab === 'overview' ? overviewOf(file, more) : null,
    ...(await readTab(ctx, file, sight, tab)),
  }
}
export type HandoffCaseData = Awaited<ReturnType<typeof readHandoffCase>>
export type FullCase = Extract<HandoffCaseData, { view: 'full' }>

async function readTab(ctx: Ctx, file: CaseRow, sight: Sight, tab: HandoffTab) {
  return {
    visits: tab === 'visits' ? await visitsOf(handoff.kind, ctx, file) : null,
    help: tab === 'help' ? { ...(await readHelp(ctx, file)), referrals: await referralRows(ctx, file) } : null,
    papers: tab === 'papers' ? await papersOf(handoff.kind, ctx, file) : null,
    documents: tab === 'documents' ? await caseDocuments(handoffPapers, ctx, file, sight) : null,
    notes: tab === 'notes' ? await listNotes(ctx, file) : null,
    timeline: tab === 'timeline' ? await courseOf(handoff.kind, ctx, file) : null,
  }
}
