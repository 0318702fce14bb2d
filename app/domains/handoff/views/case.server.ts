/** The page of one released person's file, cut to what the reader's view allows. */
import type { Sight } from '~/access/redact'
import type { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import type { DocumentSource } from '~/casefile/documents/declare'
import { caseDocuments, offersAfter } from '~/casefile/documents/views/case-documents.server'
import type { BaseFacts } from '~/casefile/kind'
import { listNotes } from '~/casefile/notes/add-note.server'
import { contactsOf, idNumberOf, identityQueries, type IdentityRows } from '~/casefile/read.server'
import { referralsOf } from '~/casefile/referrals/read-referrals.server'
import { referralStates, referralTypes } from '~/casefile/referrals/referral-types'
import type { CaseRow } from '~/casefile/domain'
import type { FieldGroup } from '~/audit/events'
import { doneWords } from '~/casefile/ui/done-words'
import { courseOf, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { papersOf } from '~/casefile/ui/read-papers.server'
import { visitsOf } from '~/casefile/ui/read-visits.server'
import { mayShow } from '~/casefile/ui/show-token.server'
import { directory } from '~/orgs/find-units.server'
import { displayRegion } from '~/orgs/region-names'
import { maskIdNumber, maskPhone } from '~/people/identity'
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

/** Documents that belong to the step or visit that was just done, as the address says. */
export function offersOf<F extends BaseFacts, R>(source: DocumentSource<F, R>, ctx: Ctx, file: CaseRow, url: URL) {
  const step = url.searchParams.get('done')
  if (!step || url.searchParams.has('proposed')) return []
  return offersAfter(source, { step, role: ctx.actor.role, state: file.state, id: file.id })
}

/** Identity and contacts, masked; in clear for two minutes after a reveal. */
export async function identityOf(ctx: Ctx, file: CaseRow, url: URL, rows: IdentityRows) {
  const permit = url.searchParams.get('show')
  const shown = {
    identity: mayShow(ctx.actor, permit, `${file.id}:identity`),
    contact: mayShow(ctx.actor, permit, `${file.id}:contact`),
  }
  const idNo = idNumberOf(rows)
  const { regions } = await directory(ctx.db)
  return {
    shown,
    idNo: idNo ? { masked: maskIdNumber(idNo), ...(shown.identity && { clear: idNo }) } : null,
    huji: displayRegion(regions, file.hujiCode),
    residence: displayRegion(regions, file.residenceCode),
    contacts: contactsOf(file, rows).map((contact) => ({
      id: contact.id,
      what: contact.what,
      relation: contact.relation,
      name: contact.name,
      value: {
        masked: contact.what === 'phone' ? maskPhone(contact.value) : '****',
        ...(shown.contact && { clear: contact.value }),
      },
    })),
  }
}
export type IdentityData = Awaited<ReturnType<typeof identityOf>>

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

/** Referrals of a file in words. */
export async function referralRows(ctx: Ctx, file: CaseRow) {
  const rows = await referralsOf(ctx, file)
  return rows.map(({ id, type, toUnit, sentOn, dueOn, answeredOn, state }) => ({
    id,
    label: referralTypes[type as keyof typeof referralTypes]?.label ?? type,
    toUnit,
    sentOn,
    dueOn,
    answeredOn,
    state: referralStates[state] ?? { label: state, tone: 'plain' as const },
  }))
}
export type ReferralRow = Awaited<ReturnType<typeof referralRows>>[number]
