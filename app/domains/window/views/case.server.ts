/** The page of one matter at the window, and what a grid worker sees of a matter he filed for somebody. */
import type { FieldGroup } from '~/audit/events'
import type { Ctx } from '~/casefile/act.server'
import { caseDocuments, offersAfter } from '~/casefile/documents/views/case-documents.server'
import type { CaseRow } from '~/casefile/domain'
import { listNotes } from '~/casefile/notes/add-note.server'
import { readContacts, readIdNumber } from '~/casefile/read.server'
import { referralStates, referralTypes } from '~/casefile/referrals/referral-types'
import { referralsOf } from '~/casefile/referrals/read-referrals.server'
import { verifyChain } from '~/casefile/timeline.server'
import { doneWords } from '~/casefile/ui/done-words'
import { eventsOf, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { papersOf } from '~/casefile/ui/read-papers.server'
import type { StateView } from '~/casefile/ui/views'
import { mayShow } from '~/casefile/ui/show-token.server'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import { directory } from '~/orgs/find-units.server'
import { maskIdNumber, maskPhone } from '~/people/identity'
import { intakePapers } from '../documents.server'
import { intake } from '../domain.server'
import { agents, channels, matterLabel, replyChannels, satisfactions, urgencies } from '../terms'

const tabs = ['overview', 'papers', 'documents', 'notes', 'timeline'] as const
type Tab = (typeof tabs)[number]
const groupsOf: Record<Tab, FieldGroup[]> = {
  overview: ['outline', 'help'],
  papers: ['outline', 'papers'],
  documents: ['outline', 'papers'],
  notes: ['outline', 'help'],
  timeline: ['outline', 'timeline'],
}
const day = (date: Date | null) => date && dbToDay(date)
const word = (terms: Record<string, string>, code: string | null) => (code ? (terms[code] ?? code) : null)

export async function readIntakeCase(ctx: Ctx, id: string | undefined, url: URL) {
  const tab = tabs.find((one) => one === url.searchParams.get('tab')) ?? 'overview'
  const { file, sight, head, work } = await readCaseFrame(intake, ctx, id, groupsOf[tab])
  if (sight.view !== 'full' || !work) return { view: 'status' as const, status: await statusOf(ctx, file, head.state) }
  const step = url.searchParams.get('done')
  const proposed = url.searchParams.has('proposed')
  return {
    view: 'full' as const,
    tab,
    head,
    work,
    done: url.searchParams.get('paged') ? pagedWords(url.searchParams.get('paged')!) : doneWords(intake.kind, url),
    offers:
      step && !proposed
        ? offersAfter(intakePapers, { step, role: ctx.actor.role, state: file.state, id: file.id })
        : [],
    about: await aboutOf(ctx, file, tab),
    ...(await identityOf(ctx, file, url)),
    referrals: tab === 'overview' ? await referralRows(ctx, file) : null,
    papers: tab === 'papers' ? await papersOf(intake.kind, ctx, file) : null,
    documents: tab === 'documents' ? await caseDocuments(intakePapers, ctx, file, sight) : null,
    notes: tab === 'notes' ? await listNotes(ctx, file) : null,
    timeline:
      tab === 'timeline'
        ? { events: await eventsOf(intake.kind, ctx, file), broken: await verifyChain(ctx.db, file) }
        : null,
  }
}
export type IntakeCaseData = Awaited<ReturnType<typeof readIntakeCase>>
export type FullIntake = Extract<IntakeCaseData, { view: 'full' }>

const pagedWords = (count: string): string =>
  count === '0'
    ? '特急事项已受理。没有可以自动通知的值班人员，请立即电话联系分派员，并在这里分派。'
    : '特急事项已受理，并已通知值班分派员。不要等待，请马上分派或者转送。'

export type IntakeRow = NonNullable<Awaited<ReturnType<Ctx['db']['intakeFile']['findUnique']>>>

async function aboutOf({ db }: Ctx, file: CaseRow, tab: Tab) {
  const row = await db.intakeFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const { units } = await directory(db)
  const name = (code: string | null) => code && (units.get(code)?.name ?? code)
  const open = tab === 'overview'
  return {
    matter: matterLabel(row.matter),
    urgency: row.urgency as keyof typeof urgencies,
    urgencyLabel: word(urgencies, row.urgency)!,
    channel: word(channels, row.channel),
    replyChannel: word(replyChannels, row.replyChannel),
    summary: open ? decrypt(row.summaryEnc, `intake_summary:${file.id}`) : null,
    agent: row.agent
      ? {
          what: word(agents, row.agent)!,
          name: open && row.agentNameEnc ? decrypt(row.agentNameEnc, `intake_agent:${file.id}`) : '',
          on: day(row.authorisedOn),
          keptAt: row.authorityKeptAt,
        }
      : null,
    receivedOn: dbToDay(row.receivedOn),
    round: row.round,
    supplement: row.supplementOn && {
      on: dbToDay(row.supplementOn),
      dueOn: day(row.supplementDueOn),
      doneOn: day(row.supplementedOn),
      items: open ? itemsOf(row, file.id) : [],
    },
    main: name(row.mainUnit),
    co: row.coUnits.map((code) => name(code)).join('、'),
    binding: row.returns > 0,
    replyDueOn: dbToDay(row.replyDueOn),
    extendedOn: day(row.extendedOn),
    reply: row.replyEnc && open ? decrypt(row.replyEnc, `intake_reply:${file.id}`) : null,
    repliedOn: day(row.repliedOn),
    repliedBy: name(row.repliedUnit),
    satisfaction: word(satisfactions, row.satisfaction),
  }
}

export type SupplementItem = { what: string; why?: string }
export const itemsOf = (row: Pick<IntakeRow, 'supplementEnc'>, id: string): SupplementItem[] =>
  row.supplementEnc ? (JSON.parse(decrypt(row.supplementEnc, `intake_supplement:${id}`)) as SupplementItem[]) : []

/** Identity and contacts, masked; in clear for two minutes after a reveal. */
export async function identityOf(ctx: Ctx, file: CaseRow, url: URL) {
  const permit = url.searchParams.get('show')
  const shown = {
    identity: mayShow(ctx.actor, permit, `${file.id}:identity`),
    contact: mayShow(ctx.actor, permit, `${file.id}:contact`),
  }
  const idNo = await readIdNumber(ctx, file)
  const contacts = await readContacts(ctx, file)
  return {
    shown,
    idNo: idNo ? { masked: maskIdNumber(idNo), ...(shown.identity && { clear: idNo }) } : null,
    contacts: contacts.map((contact) => ({
      id: contact.id,
      label: `${contact.relation ? '代理人' : ''}${contact.what === 'phone' ? '电话' : '住址'}`,
      value: {
        masked: contact.what === 'phone' ? maskPhone(contact.value) : '****',
        ...(shown.contact && { clear: contact.value }),
      },
    })),
  }
}
export type IdentityData = Awaited<ReturnType<typeof identityOf>>

async function referralRows(ctx: Ctx, file: CaseRow) {
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

/** What a grid worker tells the resident: how the matter stands and what was answered; nothing of how it got there. */
async function statusOf({ db }: Ctx, file: CaseRow, state: StateView) {
  const row = await db.intakeFile.findUniqueOrThrow({ where: { caseId: file.id } })
  return {
    caseNo: file.caseNo,
    name: file.name,
    state,
    matter: matterLabel(row.matter),
    receivedOn: dbToDay(row.receivedOn),
    replyDueOn: dbToDay(row.replyDueOn),
    missing: row.supplementOn && !row.supplementedOn ? itemsOf(row, file.id) : [],
    supplementDueOn: row.supplementedOn ? null : day(row.supplementDueOn),
    reply: row.replyEnc ? decrypt(row.replyEnc, `intake_reply:${file.id}`) : null,
    repliedOn: day(row.repliedOn),
  }
}
export type IntakeStatus = Awaited<ReturnType<typeof statusOf>>
