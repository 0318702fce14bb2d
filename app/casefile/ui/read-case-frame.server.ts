/** What every case page shows of a file, of whatever kind: head, road, next steps, duties, proposals, counts of the tabs. */
import { inForceSql } from '~/access/in-force.server'
import { roles, type Role } from '~/access/roles'
import type { FieldGroup } from '~/audit/events'
import { judge } from '~/access/policy'
import type { Sight } from '~/access/redact'
import { Prisma } from '~/generated/prisma/client'
import { age, dbToDay, shortDay, type LegalDay } from '~/lib/dates'
import { directory } from '~/orgs/find-units.server'
import { displayRegion } from '~/orgs/region-names'
import type { Ctx } from '../act.server'
import type { CaseRow, Domain } from '../domain'
import type { BaseFacts, Kind } from '../kind'
import { readCase } from '../read.server'
import { openTasks } from '../tasks/open-tasks.server'
import { readTimeline } from '../timeline.server'
import { undoable } from '../undo.server'
import { sexWord } from './day-words'
import { openProposals } from './read-proposals.server'
import { stepsNow, whoNext } from './read-steps.server'
import { roadOf, stateView } from './state-view'
import type { DutyView, EventView } from './views'

export type TabCounts = { visits: number; notes: number; papers: number; attachments: number; documents: number }
const EVENTS_SHORT = 5

/** Opens the file (logged) and reads the frame. `full`: whether steps, duties and course belong on this post's page. */
export async function readCaseFrame<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  id: string | undefined,
  groups: readonly FieldGroup[],
) {
  const { file, sight } = await readCase(ctx, domain.kind.name, id, groups)
  const head = await headOf(domain.kind, ctx, file)
  if (sight.view !== 'full') return { file, sight, head, work: null }
  return { file, sight, head, work: await workOf(domain, ctx, file, sight) }
}

export type CaseHeadData = Awaited<ReturnType<typeof headOf>>

async function headOf<F extends BaseFacts>(kind: Kind<F>, { actor, db }: Ctx, file: CaseRow) {
  const { regions, units } = await directory(db)
  const owner = file.ownerPostId ? await ownerWords(db, file.ownerPostId, actor.today) : undefined
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
    owner: `承办：${[owner, units.get(file.scopeKey)?.name].filter(Boolean).join(' · ') || '待指定'}`,
    road: roadOf(kind, file.state, kind.road.includes(file.state) ? [] : await statesBeen(db, file)),
  }
}

/** '程小禾（由许佳代办至 11月30日）'. */
async function ownerWords(db: Ctx['db'], postId: string, today: LegalDay): Promise<string | undefined> {
  const [row] = await db.$queryRaw<{ name: string; cover: string | null; until: Date | null }[]>(Prisma.sql`
    SELECT u.name, c.name AS cover, c.until_on AS until FROM post p JOIN app_user u ON u.id = p.user_id
    LEFT JOIN LATERAL (SELECT du.name, d.until_on FROM post d JOIN app_user du ON du.id = d.user_id WHERE d.deputy_of = p.id AND ${inForceSql(today, 'd', 'du')} LIMIT 1) c ON true
    WHERE p.id = ${postId}::uuid`)
  return (
    row && (row.cover && row.until ? `${row.name}（由${row.cover}代办至 ${shortDay(dbToDay(row.until))}）` : row.name)
  )
}

async function statesBeen(db: Ctx['db'], file: CaseRow): Promise<string[]> {
  const rows = await db.caseEvent.findMany({
    where: { caseId: file.id },
    select: { toState: true },
    orderBy: { seq: 'asc' },
  })
  return rows.flatMap((row) => row.toState ?? [])
}

/** Taking part by range: a party reads, and writes nothing here. */
export const mayWork = (sight: Sight): boolean => sight.by === 'range'

async function workOf<F extends BaseFacts>(domain: Domain<F>, ctx: Ctx, file: CaseRow, sight: Sight) {
  const undone = mayWork(sight) ? await undoable(domain, ctx, file) : null
  const duties = await dutiesOf(domain.kind, ctx, file)
  const proposals = await openProposals(domain.kind, ctx, file)
  // What already waits for the second hand is not offered again.
  const proposed = new Set(proposals.map((one) => one.step))
  return {
    steps: mayWork(sight) ? stepsNow(domain, ctx.actor, file.state).filter((one) => !proposed.has(one.step)) : [],
    mayRecord: mayWork(sight) && judge(ctx.actor.role, domain.kind.name, 'W').allowed,
    by: duties[0]?.roleLabel ?? whoNext(domain.kind, file.state),
    duties,
    proposals,
    recent: await eventsOf(domain.kind, ctx, file, EVENTS_SHORT),
    counts: await tabCounts(ctx, file),
    undo: undone && 'label' in undone ? (undone.label ?? null) : null,
  }
}

export async function dutiesOf<F extends BaseFacts>(kind: Kind<F>, ctx: Ctx, file: CaseRow): Promise<DutyView[]> {
  const tasks = await openTasks(kind, ctx, file)
  return tasks.map(({ role, ...task }) => ({ ...task, roleLabel: roles[role as Role] ?? role }))
}

/** Steps that another unit's file told this one. */
const fromElsewhere: Record<string, string> = {
  resend: '监所补正后重发',
  sign: '监所签字',
  planned: '已定接回方案',
  change_release: '监所变更释放日',
}

export async function eventsOf<F extends BaseFacts>(
  kind: Kind<F>,
  ctx: Ctx,
  file: CaseRow,
  limit?: number,
): Promise<EventView[]> {
  const entries = await readTimeline(kind, ctx, file, limit)
  return entries.map((entry) => {
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
  })
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

async function tabCounts({ db }: Ctx, file: CaseRow): Promise<TabCounts> {
  const rows = await db.$queryRaw<TabCounts[]>(Prisma.sql`SELECT
    (SELECT count(*) FROM visit WHERE case_id = ${file.id}::uuid)::int AS visits,
    (SELECT count(*) FROM case_note WHERE case_id = ${file.id}::uuid)::int AS notes,
    (SELECT count(*) FROM case_paper WHERE case_id = ${file.id}::uuid)::int AS papers,
    (SELECT count(*) FROM case_document WHERE case_id = ${file.id}::uuid AND state <> 'withdrawn')::int AS documents,
    (SELECT count(*) FROM attachment WHERE case_id = ${file.id}::uuid AND removed_at IS NULL)::int AS attachments`)
  return rows[0] ?? { visits: 0, notes: 0, papers: 0, attachments: 0, documents: 0 }
}
