/** What every case page shows of a file, of whatever kind: head, road, next steps, duties, proposals, counts of the tabs. */
import { inForceSql } from '~/access/in-force.server'
import { roles, type Role } from '~/access/roles'
import type { FieldGroup } from '~/audit/events'
import { judge } from '~/access/policy'
import type { Sight } from '~/access/redact'
import { Prisma } from '~/generated/prisma/client'
import { age, shortDay, type LegalDay } from '~/lib/dates'
import { readTogether } from '~/lib/db.server'
import { directory, type Directory } from '~/orgs/find-units.server'
import { displayRegion } from '~/orgs/region-names'
import type { Ctx } from '../act.server'
import type { CaseRow, Domain } from '../domain'
import type { BaseFacts, Kind } from '../kind'
import { readCase } from '../read.server'
import { openTask, openTasksQuery, type TaskLine } from '../tasks/open-tasks.server'
import { readCourse, timelineEntry, timelineQuery, type EventLine, type TimelineEntry } from '../timeline.server'
import { undoableNow } from '../undo.server'
import { sexWord } from './day-words'
import { openProposal, openProposalsQuery, type ProposalLine } from './read-proposals.server'
import { stepsNow, whoNext } from './read-steps.server'
import { roadOf, stateView } from './state-view'
import type { DutyView, EventView } from './views'

export type TabCounts = { visits: number; notes: number; papers: number; attachments: number; documents: number }
const EVENTS_SHORT = 5

type Lists = Record<string, object[]>
type Queries<More> = { [Name in keyof More]: Prisma.Sql }
type OwnerLine = { name: string; cover: string | null; until: LegalDay | null }
type FrameLists = {
  owner: OwnerLine[]
  been: { state: string }[]
  events: EventLine[]
  tasks: TaskLine[]
  proposals: ProposalLine[]
  counts: TabCounts[]
}

/**
 * Opens the file (logged) and reads the frame, and in the same statement what the page needs `more`. `work`: steps,
 * duties and course, where they belong on this post's page.
 */
export async function readCaseFrame<F extends BaseFacts, More extends Lists = Lists>(
  domain: Domain<F>,
  ctx: Ctx,
  id: string | undefined,
  groups: readonly FieldGroup[],
  more: (file: CaseRow, sight: Sight) => Queries<More> = () => ({}) as Queries<More>,
) {
  const { file, sight } = await readCase(ctx, domain.kind.name, id, groups)
  const full = sight.view === 'full'
  const works = full || mayTakePart(domain, sight)
  const [names, lists] = await Promise.all([
    directory(ctx.db),
    readTogether<FrameLists & More>(ctx.db, {
      ...headQueries(domain.kind, file, ctx.actor.today),
      ...(full ? workQueries(file) : works ? partQueries(file) : {}),
      ...more(file, sight),
    } as Queries<FrameLists & More>),
  ])
  const head = headOf(domain.kind, ctx, file, names, lists)
  const facts = works ? await factsFor(domain, ctx, file) : undefined
  return { file, sight, head, work: works ? workOf(domain, ctx, file, sight, lists, facts) : null, more: lists as More }
}

export type CaseHeadData = ReturnType<typeof headOf>
export type CaseWork = ReturnType<typeof workOf>

const offRoad = <F extends BaseFacts>(kind: Kind<F>, file: CaseRow) => !kind.road.includes(file.state)

const headQueries = <F extends BaseFacts>(kind: Kind<F>, file: CaseRow, today: LegalDay) => ({
  owner: Prisma.sql`SELECT u.name, c.name AS cover, c.until_on AS until FROM post p JOIN app_user u ON u.id = p.user_id
    LEFT JOIN LATERAL (SELECT du.name, d.until_on FROM post d JOIN app_user du ON du.id = d.user_id WHERE d.deputy_of = p.id AND ${inForceSql(today, 'd', 'du')} LIMIT 1) c ON true
    WHERE p.id = ${file.ownerPostId}::uuid`,
  ...(offRoad(kind, file) && {
    been: Prisma.sql`SELECT to_state AS state FROM case_event WHERE case_id = ${file.id}::uuid AND to_state IS NOT NULL ORDER BY seq`,
  }),
})

const workQueries = (file: CaseRow) => ({
  events: timelineQuery(file, EVENTS_SHORT),
  tasks: openTasksQuery(file),
  proposals: openProposalsQuery(file),
  counts: Prisma.sql`SELECT (SELECT count(*) FROM visit WHERE case_id = ${file.id}::uuid) AS visits,
    (SELECT count(*) FROM case_note WHERE case_id = ${file.id}::uuid) AS notes,
    (SELECT count(*) FROM case_paper WHERE case_id = ${file.id}::uuid) AS papers,
    (SELECT count(*) FROM case_document WHERE case_id = ${file.id}::uuid AND state <> 'withdrawn') AS documents,
    (SELECT count(*) FROM attachment WHERE case_id = ${file.id}::uuid AND removed_at IS NULL) AS attachments`,
})

/** What a school at work on the file is shown of it: its duties and proposals, not the course that others took. */
const partQueries = (file: CaseRow) => ({ tasks: openTasksQuery(file), proposals: openProposalsQuery(file) })
const NO_COUNTS: TabCounts = { visits: 0, notes: 0, papers: 0, attachments: 0, documents: 0 }

/** '程小禾（由许佳代办至 11月30日）'. */
const ownerWords = (row: OwnerLine | undefined) =>
  row && (row.cover && row.until ? `${row.name}（由${row.cover}代办至 ${shortDay(row.until)}）` : row.name)

function headOf<F extends BaseFacts>(
  kind: Kind<F>,
  { actor }: Ctx,
  file: CaseRow,
  { regions, units }: Directory,
  { owner, been }: Pick<FrameLists, 'owner' | 'been'>,
) {
  const state = stateView(kind, file.state)
  return {
    id: file.id,
    caseNo: file.caseNo,
    version: file.version,
    name: file.name,
    state,
    open: kind.states[file.state]?.open ?? false,
    sex: sexWord(file.sex),
    age: file.birthOn && age(file.birthOn, actor.today),
    birthOn: file.birthOn,
    place: displayRegion(regions, file.residenceCode ?? file.hujiCode, actor.unit.regionCode),
    owner: `承办：${[ownerWords(owner[0]), units.get(file.scopeKey)?.name].filter(Boolean).join(' · ') || '待指定'}`,
    road: roadOf(kind, file.state, offRoad(kind, file) ? been.map((one) => one.state) : []),
  }
}

/** Taking part by range: a party reads, and writes nothing here. */
export const mayWork = (sight: Sight): boolean => sight.by === 'range'

/** As mayWork, and a party whose view the kind names (a child's school): steps and visits, nothing else of the file. */
export const mayTakePart = <F extends BaseFacts>(
  { partyWorks }: Pick<Domain<F>, 'partyWorks'>,
  sight: Sight,
): boolean => mayWork(sight) || (partyWorks?.includes(sight.view) ?? false)

function workOf<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  file: CaseRow,
  sight: Sight,
  { events = [], counts, ...lists }: Omit<FrameLists, 'owner' | 'been'>,
  facts: F | undefined,
) {
  const { kind } = domain
  const last = events[0]
  const part = mayTakePart(domain, sight)
  const undone =
    mayWork(sight) && last
      ? undoableNow(domain, ctx.actor, {
          ...{ seq: last.seq, step: last.step, at: new Date(last.at) },
          ...{ postId: last.post_id, inputsEnc: last.inputs_enc },
        })
      : null
  // A school is shown its own duties, not the village's.
  const duties = lists.tasks
    .filter((row) => mayWork(sight) || row.role === ctx.actor.role)
    .map((row) => dutyView(kind, row))
    .map((duty) => ownRecord(duty, domain.recordsOf?.(ctx.actor.role)))
  const proposals = lists.proposals.map((row) => openProposal(kind, ctx, row))
  // What already waits for the second hand is not offered again.
  const proposed = new Set(proposals.map((one) => one.step))
  return {
    steps: part ? stepsNow(domain, ctx.actor, file.state, facts).filter((one) => !proposed.has(one.step)) : [],
    mayRecord: part && judge(ctx.actor.role, kind.name, 'W').allowed,
    by: duties[0]?.roleLabel ?? whoNext(kind, file.state),
    duties,
    proposals,
    recent: events.map((line) => eventView(kind, timelineEntry(kind, file, line))),
    counts: counts?.[0] ?? NO_COUNTS,
    undo: undone && 'label' in undone ? (undone.label ?? null) : null,
  }
}

/** The facts that bar somebody from a step; read only where a step looks at them. */
const factsFor = async <F extends BaseFacts>({ kind, facts }: Domain<F>, { db }: Ctx, file: CaseRow) =>
  Object.values(kind.steps).some((decl) => decl.barred) ? (await facts(db, [file.id])).get(file.id) : undefined

function dutyView<F extends BaseFacts>(kind: Kind<F>, row: TaskLine): DutyView {
  const { role, ...task } = openTask(kind, row)
  return { ...task, roleLabel: roles[role as Role] ?? role }
}

/** A duty that waits for a record which this role does not make leads nowhere for it. */
function ownRecord(duty: DutyView, records: Record<string, string> | undefined): DutyView {
  if (!records || !duty.record || duty.record.split(' ').some((type) => Object.hasOwn(records, type))) return duty
  const { record: _, ...rest } = duty
  return rest
}

/** Steps that another unit's file told this one. */
const fromElsewhere: Record<string, string> = {
  resend: '监所补正后重发',
  sign: '监所签字',
  planned: '已定接回方案',
  change_release: '监所变更释放日',
}

/** The whole course of a file, and where its chain breaks (null: nowhere). */
export async function courseOf<F extends BaseFacts>(
  kind: Kind<F>,
  ctx: Ctx,
  file: CaseRow,
): Promise<{ events: EventView[]; broken: number | null }> {
  const { entries, broken } = await readCourse(kind, ctx, file)
  return { events: entries.map((entry) => eventView(kind, entry)), broken }
}

export const eventsOf = async <F extends BaseFacts>(kind: Kind<F>, ctx: Ctx, file: CaseRow): Promise<EventView[]> =>
  (await courseOf(kind, ctx, file)).events

export function eventView<F extends BaseFacts>(kind: Kind<F>, entry: TimelineEntry): EventView {
  const moved = entry.toState && entry.fromState !== entry.toState ? kind.states[entry.toState]?.label : undefined
  const reason = reasonOf(entry.input)
  const note = [moved && `状态变为“${moved}”`, filesOf(entry.input), reason].filter(Boolean).join('；')
  return {
    id: String(entry.seq),
    seq: entry.seq,
    at: entry.at,
    label:
      entry.label === entry.step
        ? (kind.states[entry.step]?.label ?? fromElsewhere[entry.step] ?? '对方单位办理')
        : entry.label,
    who: entry.who ?? '系统',
    unit: entry.unit ?? '',
    ...(note && { note }),
  }
}

function reasonOf(input: unknown): string | undefined {
  if (!input || typeof input !== 'object') return undefined
  const { reason, document, title, number } = input as Record<string, unknown>
  const paper = typeof document === 'string' && `《${String(title)}》${typeof number === 'string' ? ` ${number}` : ''}`
  const words = [paper, typeof reason === 'string' && reason && `理由：${reason}`].filter(Boolean).join('；')
  return words || undefined
}

function filesOf(input: unknown): string | undefined {
  const files = input && typeof input === 'object' && 'files' in input ? input.files : undefined
  return Array.isArray(files) && files.length ? `附件 ${files.length} 个` : undefined
}
