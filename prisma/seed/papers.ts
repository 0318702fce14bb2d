/** A few papers of the demo city, issued as its staff would: by the product's own verbs, numbered, frozen and noted on file. */
import type { Actor } from '~/access/actor'
import type { Role } from '~/access/roles'
import { setScope } from '~/access/scope.server'
import type { Ctx } from '~/casefile/act.server'
import { decideDocument } from '~/casefile/documents/approve.server'
import { declOf, type DocumentSource } from '~/casefile/documents/declare'
import { drawUp } from '~/casefile/documents/draw-up.server'
import { drawUpForUnit } from '~/casefile/documents/draw-up-unit.server'
import { seenDigest } from '~/casefile/documents/freeze.server'
import { issueDocument } from '~/casefile/documents/issue.server'
import { issueUnitDocument } from '~/casefile/documents/issue-unit.server'
import { whyNotIssue } from '~/casefile/documents/why-not'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import type { BaseFacts } from '~/casefile/kind'
import { loadCase } from '~/casefile/load-case.server'
import { handoffPapers, noticePapers, statisticsPaper, supportPapers } from '~/domains/handoff/documents.server'
import { handoffFigures } from '~/domains/handoff/figures/handoff-figures.server'
import { now, today } from '~/lib/dates'
import { prisma } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'
import type { Seat } from './accounts'
import type { Runner } from './owner'

type Source<F extends BaseFacts, R> = DocumentSource<F, R>
type Wish = {
  code: string
  role: Role
  states: readonly string[]
  /** Of the two units below, or of any unit where such files are rare. */
  anywhere?: boolean
  /** Who approves the paper itself; none: it waits. */
  second?: Role
}

/** Offices and bureaux that get some of each: one of the cohort's county, one of another. 西湖镇 is left as it came. */
const UNITS = ['340722100-JO1', '340705001-JO1', '340722-JB1', '340705-JB1']
const SPARED = '340705100'
/** Files looked at for one paper. */
const TRIES = 12

const ofHandoff: readonly Wish[] = [
  { code: 'verify_feedback', role: 'JC', states: ['verified', 'pickup_planned', 'await_release'], second: 'JA' },
  { code: 'handover_sheet', role: 'TJ', states: ['handed_over', 'registered'], anywhere: true },
  { code: 'register_sheet', role: 'TJ', states: ['registered', 'in_help'] },
  { code: 'agreement', role: 'TJ', states: ['in_help'] },
  { code: 'group_duty', role: 'TJ', states: ['in_help'] },
  { code: 'help_plan', role: 'TJ', states: ['in_help'], second: 'TH' },
  { code: 'help_plan', role: 'TJ', states: ['in_help'] },
  { code: 'visit_record', role: 'TJ', states: ['in_help'] },
  { code: 'entrust_letter', role: 'TJ', states: ['away'], anywhere: true },
  { code: 'transfer_letter', role: 'JC', states: ['transferred', 'closed'], anywhere: true },
  { code: 'end_notice', role: 'TJ', states: ['ended', 'archived'], anywhere: true },
]
const ofNotices: readonly Wish[] = [
  { code: 'release_notice', role: 'PR', states: ['sent', 'verified'], anywhere: true },
]
const ofSupport: readonly Wish[] = [
  { code: 'support_register', role: 'TJ', states: ['open', 'in_support'], anywhere: true },
]

/** Issues them once: a city that has papers already gets none. */
export async function issuePapers(db: Runner, seats: readonly Seat[]): Promise<void> {
  if ((await db.query('SELECT 1 FROM case_document LIMIT 1')).rows.length > 0) return
  await issueOf(handoffPapers, ofHandoff, db, seats)
  await issueOf(noticePapers, ofNotices, db, seats)
  await issueOf(supportPapers, ofSupport, db, seats)
  for (const unit of ['340722-JB1', '340705-JB1', '340722100-JO1']) await issueStatistics(db, seats, unit)
}

async function issueOf<F extends BaseFacts, R>(
  source: Source<F, R>,
  wishes: readonly Wish[],
  db: Runner,
  seats: readonly Seat[],
): Promise<void> {
  for (const wish of wishes) {
    const makers = seats.filter(
      ({ role, unit }) => role === wish.role && !unit.startsWith(SPARED) && (wish.anywhere || UNITS.includes(unit)),
    )
    let left = 2
    for (const maker of makers) {
      if (left === 0) break
      const files = await filesOf(db, source.domain.kind.name, wish, maker)
      for (const caseId of files)
        if (await issueOne(source, wish, { db, seats, maker, caseId })) {
          left -= 1
          break
        }
    }
  }
}

/** Files of the maker's unit, or of his county, in the states wished for, that have no such paper. */
async function filesOf(db: Runner, kind: string, wish: Wish, { unit, role }: Seat): Promise<string[]> {
  const under = role === 'JC' ? `${unit.split('-')[0]}%` : unit
  const { rows } = await db.query(
    `SELECT c.id FROM case_file c WHERE c.kind = $1 AND c.scope_key LIKE $2 AND c.scope_key NOT LIKE '${SPARED}%' AND c.state = ANY ($3)
       AND NOT EXISTS (SELECT 1 FROM case_document d WHERE d.case_id = c.id AND d.code = $4) ORDER BY c.case_no DESC LIMIT ${TRIES}`,
    [kind, under, wish.states, wish.code],
  )
  return rows.map((row) => row.id as string)
}

type Given = { db: Runner; seats: readonly Seat[]; maker: Seat; caseId: string }

/** Whether the paper could be issued: not every file has what it tells of. */
async function issueOne<F extends BaseFacts, R>(source: Source<F, R>, wish: Wish, given: Given): Promise<boolean> {
  const { db, seats, maker, caseId } = given
  const { kind } = source.domain
  const id = await asPerson(db, maker, async (ctx) => {
    const file = await loadCase(ctx.db, kind.name, caseId)
    const { content, occasion } = await drawUp(source, ctx, file, { code: wish.code, about: '' })
    const decl = declOf(source.documents, wish.code)!
    if (whyNotIssue(kind, decl, { role: maker.role, state: file.state, occasion })) return null
    const seen = seenDigest(content)
    return (await issueDocument(source, ctx, { caseId, code: wish.code, about: content.about, seen })).id
  })
  const head = wish.second && seats.find(({ role, unit }) => role === wish.second && unit === maker.unit)
  if (id && head)
    await asPerson(db, head, (ctx) =>
      decideDocument(source.documents, ctx, {
        kind: kind.name,
        caseId,
        documentId: id,
        accept: 'yes',
        reason: undefined,
      }),
    )
  return id !== null
}

async function issueStatistics(db: Runner, seats: readonly Seat[], unit: string): Promise<void> {
  const maker = seats.find((seat) => seat.unit === unit && ['JC', 'TJ'].includes(seat.role))!
  await asPerson(db, maker, async (ctx) => {
    const read = await viewFigures(handoffFigures, ctx, new URL('http://demo.invalid/?period=m36'))
    const { content } = await drawUpForUnit(statisticsPaper, ctx, read)
    return issueUnitDocument(statisticsPaper, ctx, { kind: 'handoff', read, seen: seenDigest(content) })
  })
}

/** One transaction of the application's role in the scope of a seat, as the guard opens it. */
async function asPerson<T>(db: Runner, seat: Seat, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { rows } = await db.query(
    `SELECT u.kind, u.region_code AS "regionCode", r.name AS "regionName" FROM unit u JOIN region r ON r.code = u.region_code WHERE u.code = $1`,
    [seat.unit],
  )
  const place = rows[0] as Pick<Actor['unit'], 'kind' | 'regionCode' | 'regionName'>
  const { postId, userId, userName, role } = seat
  const actor: Actor = {
    sessionId: uuidv7(),
    userId,
    userName,
    postId,
    role,
    classCode: null,
    unit: { code: seat.unit, name: seat.unitName, ...place },
    authorisedUntil: null,
    holders: [postId, seat.unit],
    covers: [],
    coveredBy: null,
    today: today(),
    now: now(),
    ip: '127.0.0.1',
    requestId: 'demo',
  }
  return prisma.$transaction(
    async (tx) => {
      await setScope(tx, actor)
      return work({ actor, db: tx })
    },
    { maxWait: 15_000, timeout: 30_000 },
  )
}
