/** The page of one child's file, cut to what the reader's view allows: full, school, limited. */
import type { FieldGroup } from '~/audit/events'
import { type Prisma } from '~/generated/prisma/client'
import { computeHours } from '~/casefile/deadlines/hours'
import type { Ctx } from '~/casefile/act.server'
import { caseDocuments } from '~/casefile/documents/views/case-documents.server'
import { offersOf } from '~/casefile/documents/views/offers-of.server'
import { listNotes } from '~/casefile/notes/add-note.server'
import { identityQueries, type IdentityRows } from '~/casefile/read.server'
import { referralRows } from '~/casefile/referrals/referral-rows.server'
import { ruleBook } from '~/casefile/rules.server'
import { doneWords } from '~/casefile/ui/done-words'
import { courseOf, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { identityOf } from '~/casefile/ui/read-identity.server'
import { papersOf } from '~/casefile/ui/read-papers.server'
import { visitsOf } from '~/casefile/ui/read-visits.server'
import { splitName } from '~/people/identity'
import { directory } from '~/orgs/find-units.server'
import { readContactPart } from '../contact/views/contact-part.server'
import { child } from '../domain.server'
import { childPapers } from '../documents.server'
import type { ChildFacts } from '../facts'
import { schoolRecords } from '../terms'
import { aboutOf, careOf, carerOf, fullQueries, limitedQueries, schoolQueries, type FileRows } from './file-rows.server'

const tabs = ['overview', 'care', 'contact', 'visits', 'papers', 'documents', 'notes', 'timeline'] as const
export type ChildTab = (typeof tabs)[number]
const groupsOf: Record<ChildTab, FieldGroup[]> = {
  overview: ['outline', 'help'],
  care: ['outline', 'help'],
  contact: ['outline', 'help'],
  visits: ['outline', 'help'],
  papers: ['outline', 'papers'],
  documents: ['outline', 'papers'],
  notes: ['outline', 'help'],
  timeline: ['outline', 'timeline'],
}
type More = FileRows & IdentityRows

export async function readChildCase(ctx: Ctx, id: string | undefined, url: URL) {
  const tab = tabs.find((one) => one === url.searchParams.get('tab')) ?? 'overview'
  const { file, sight, head, work, more } = await readCaseFrame<ChildFacts, More>(
    child,
    ctx,
    id,
    groupsOf[tab],
    (row, { view }) =>
      ({
        ...(view === 'full'
          ? { ...fullQueries(row), ...identityQueries(row) }
          : view === 'school'
            ? { ...schoolQueries(row), contacts: identityQueries(row).contacts }
            : limitedQueries(row)),
      }) as { [Name in keyof More]: Prisma.Sql },
  )
  const about = aboutOf(file, more, await directory(ctx.db))
  if (sight.view === 'school' && work) {
    const { contacts, shown } = await identityOf(ctx, file, url, { ...more, ids: [] })
    const visits = tab === 'visits' ? await visitsOf(child.kind, ctx, file) : null
    return {
      view: 'school' as const,
      tab,
      head: { ...head, road: [] },
      work,
      about,
      done: doneWords(child.kind, url),
      contacts,
      shown,
      carer: carerOf(file, more, shown.contact),
      // The village's own notes are not the school's to read.
      contact: tab === 'contact' ? await readContactPart(ctx, file.id) : null,
      visits: visits && visits.filter((one) => schoolRecords.some((type) => child.kind.records[type] === one.label)),
    }
  }
  if (sight.view !== 'full' || !work) {
    const first = sight.by === 'party' ? splitName(file.name).given.join('') : null
    return { view: 'limited' as const, head: { ...head, name: first ?? '' }, about, until: sight.until ?? null }
  }
  const identity = await identityOf(ctx, file, url, more)
  const care = careOf(file, more, identity.shown.contact)
  return {
    view: 'full' as const,
    tab,
    head,
    work,
    about,
    care,
    report: await reportClock(ctx, care),
    carer: carerOf(file, more, identity.shown.contact),
    done: doneWords(child.kind, url),
    ...identity,
    referrals: tab === 'overview' ? await referralRows(ctx, file) : null,
    contact: tab === 'contact' ? await readContactPart(ctx, file.id) : null,
    visits: tab === 'visits' ? await visitsOf(child.kind, ctx, file) : null,
    papers: tab === 'papers' ? await papersOf(child.kind, ctx, file) : null,
    offers: offersOf(childPapers, ctx, file, url),
    documents: tab === 'documents' ? await caseDocuments(childPapers, ctx, file, sight) : null,
    notes: tab === 'notes' ? await listNotes(ctx, file) : null,
    timeline: tab === 'timeline' ? await courseOf(child.kind, ctx, file) : null,
  }
}
export type ChildCaseData = Awaited<ReturnType<typeof readChildCase>>
export type FullChild = Extract<ChildCaseData, { view: 'full' }>
export type SchoolChild = Extract<ChildCaseData, { view: 'school' }>
export type LimitedChild = Extract<ChildCaseData, { view: 'limited' }>

/** Until when the report of a danger has to be logged, while it is not. */
async function reportClock(
  { db, actor }: Ctx,
  { dangerAt, reportedAt }: { dangerAt: string | null; reportedAt: string | null },
) {
  if (!dangerAt || reportedAt) return null
  const { dueAt } = computeHours({
    book: await ruleBook(db),
    rule: 'D4.report',
    from: new Date(dangerAt),
    because: '发现危险',
  })
  return { dueAt, late: dueAt < actor.now }
}
