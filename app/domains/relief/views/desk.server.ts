/** The approver's desk: what waits for a decision by its day, with what the decision stands on. */
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import { decide } from '~/casefile/decide.server'
import { countText, listCases } from '~/casefile/find.server'
import { readInputs } from '~/casefile/propose.server'
import { dueWords } from '~/casefile/ui/day-words'
import { stateView } from '~/casefile/ui/state-view'
import { addYears, type LegalDay } from '~/lib/dates'
import { refused, UserError } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { formatFen } from '~/lib/text'
import { directory } from '~/orgs/find-units.server'
import { maskName } from '~/people/identity'
import type { ReliefFacts } from '../facts'
import { deciderBar, missingFor, noticeNeeded } from '../rules'
import { benefitOf, recheckResults, routes } from '../terms'
import { reliefDibao } from '../domain.server'
import { noticeComplaint } from '../steps/decision-steps'
import { budgetLeft, budgetRows, type BudgetRow } from './choices.server'
import { formulaOf } from './overview.server'
import { kindsFor, reliefDomains, type ReliefName } from './kind-at.server'

const WAITING = ['proposed', 'objection'] as const
/** Rechecks approved in one go. */
const BATCH = 50

/** What a household (the file h) got in the last twelve months: every file of the applicant and of its members, paid alone. */
const gotInYear = (today: LegalDay) => Prisma.sql`
  (SELECT coalesce(sum(a.amount_fen), 0)::int FROM (SELECT DISTINCT p.id AS person FROM case_file w
      LEFT JOIN relief_member b ON b.case_id = w.id AND b.until_on IS NULL
      JOIN person p ON p.id = w.person_id OR (b.id_mac IS NOT NULL AND p.id_mac = b.id_mac) WHERE w.id = h.case_id) w
    JOIN case_file o ON o.person_id = w.person AND o.kind LIKE 'relief%'
    JOIN relief_award a ON a.case_id = o.id AND a.state = 'paid' AND a.paid_on > ${addYears(today, -1)}::date)`

const noticeWords = (kind: string, facts: ReliefFacts, today: string): string => {
  if (facts.openObjection) return noticeNeeded(kind, facts) ? '公示期内有异议' : '不需要公示；有异议待复核'
  if (facts.noticeExempt) return '不公示（受保护人员）'
  if (!noticeNeeded(kind, facts)) return '不需要公示'
  if (!facts.noticeTo) return '没有公示'
  return facts.noticeTo < today ? '公示期满，无异议' : `公示到 ${facts.noticeTo}`
}

type Extra = {
  route: string | null
  persons: number
  proposed_fen: number | null
  standard_fen: number | null
  factor_tenths: number | null
  got: number
}

async function queueOf(ctx: Ctx, name: ReliefName, after: string | undefined) {
  const { kind, facts: read } = reliefDomains[name]
  const list = await listCases(ctx, name, {
    order: 'due',
    after,
    limit: 20,
    table: 'relief_file',
    file: [Prisma.sql`c.state IN (${Prisma.join([...WAITING])})`],
    select: Prisma.sql`h.route, h.persons, h.proposed_fen, h.standard_fen, h.factor_tenths, ${gotInYear(ctx.actor.today)} AS got`,
  })
  const ids = list.rows.map((row) => row.id)
  const facts = ids.length ? await read(ctx.db, ids) : new Map<string, ReliefFacts>()
  const { units } = await directory(ctx.db)
  const { actor } = ctx
  const rows = list.rows.flatMap((row) => {
    const known = facts.get(row.id)
    if (!known) return []
    const extra = row.extra as Extra
    const formula = formulaOf(
      name,
      {
        standardFen: extra.standard_fen,
        factorTenths: extra.factor_tenths,
        persons: extra.persons,
        proposedFen: extra.proposed_fen,
      },
      known,
    )
    return {
      id: row.id,
      name: maskName(row.name),
      caseNo: row.caseNo,
      unit: units.get(row.scopeKey)?.name ?? '',
      state: stateView(kind, row.state),
      route: routes[extra.route as keyof typeof routes] ?? null,
      persons: extra.persons,
      amount:
        extra.proposed_fen === null
          ? null
          : `${formatFen(extra.proposed_fen)} 元${name === 'relief_dibao' ? '／月' : ''}`,
      formula,
      checklist: missingFor(name, known).map(({ code, label, done }) => ({ code, label, done })),
      notice: noticeWords(name, known, actor.today),
      got: formatFen(extra.got),
      sameCause: known.sameCauseGranted,
      bar: deciderBar({ facts: known, actor }) ?? null,
      /** Why it cannot be granted yet. */
      waits: row.state === 'proposed' ? (noticeComplaint(name, known, actor.today) ?? null) : null,
      due: dueWords(row.nextDueOn, actor.today),
    }
  })
  return { name, label: kind.label, rows, count: countText(list), next: list.next }
}

type Recheck = {
  id: string
  case_id: string
  inputs: string
  user: string
  by: string
  case_no: string
  name: string
  scope_key: string
}
/** What stands beside the queue, in one statement: what is left of the budgets, and the rechecks that wait. */
async function besideOf({ db, actor }: Ctx, benefit: string, rechecks: boolean) {
  const waiting = Prisma.sql`SELECT p.id, p.case_id, p.inputs_enc AS inputs, p.proposed_user AS user, p.proposed_name AS by, c.case_no, c.name, c.scope_key
    FROM proposal p JOIN case_file c ON c.id = p.case_id
    WHERE ${rechecks} AND p.kind = 'relief_dibao' AND p.step = 'recheck' AND p.state = 'waiting' ORDER BY p.proposed_at LIMIT ${BATCH}`
  const [row] = await db.$queryRaw<{ budgets: BudgetRow[]; rechecks: Recheck[] }[]>(Prisma.sql`
    SELECT (SELECT coalesce(jsonb_agg(to_jsonb(b)), '[]') FROM (${budgetRows(actor, benefit)}) b) AS budgets,
      (SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM (${waiting}) r) AS rechecks`)
  return { budgets: row!.budgets.map(budgetLeft), rechecks: row!.rechecks }
}

async function recheckLines({ db, actor }: Ctx, rows: readonly Recheck[]) {
  const { units } = await directory(db)
  return rows.map((row) => {
    const input = readInputs({ id: row.id, inputsEnc: row.inputs }) as {
      result: keyof typeof recheckResults
      income: number
      note: string
    }
    return {
      id: row.id,
      caseId: row.case_id,
      caseNo: row.case_no,
      name: maskName(row.name),
      unit: units.get(row.scope_key)?.name ?? '',
      by: row.by,
      result: recheckResults[input.result],
      income: formatFen(input.income),
      note: input.note,
      mine: row.user === actor.userId,
    }
  })
}

export async function readDesk(ctx: Ctx, url: URL) {
  const asked = url.searchParams.get('kind')
  const mine = kindsFor(ctx.actor, 'A')
  const name = mine.find((one) => one === asked) ?? mine[0]
  if (!name) throw refused()
  const after = url.searchParams.get('after') ?? undefined
  const queue = await queueOf(ctx, name, after)
  const beside = await besideOf(ctx, benefitOf[name], name === 'relief_dibao')
  const approved = Number(url.searchParams.get('approved') ?? 0)
  return {
    unit: ctx.actor.unit.name,
    queue: {
      ...queue,
      next: queue.next ? `/relief/desk?kind=${name}&after=${encodeURIComponent(queue.next)}` : undefined,
    },
    kinds: mine.map((one) => ({ name: one, label: reliefDomains[one].kind.label, current: one === name })),
    rechecks: await recheckLines(ctx, beside.rechecks),
    budgets: beside.budgets.map((one) => ({
      code: one.code,
      name: one.name,
      left: formatFen(one.leftFen),
      total: formatFen(one.totalFen),
      low: one.leftFen * 10 < one.totalFen,
    })),
    done: approved > 0 ? `已批准 ${approved} 件复核，每件都记入各自的时间线。` : null,
  }
}
export type DeskData = Awaited<ReturnType<typeof readDesk>>

/** Approves the rechecks that were ticked, each by itself: its own event, its own hand. One refusal undoes all. Throws 403, 409, 422. */
export async function approveRechecks(ctx: Ctx, ids: readonly string[]): Promise<number> {
  const chosen = [...new Set(ids)].filter(isUuid)
  if (!chosen.length) throw new UserError(422, '请先勾选要批准的复核。')
  if (chosen.length > BATCH) throw new UserError(422, `一次最多批准 ${BATCH} 件。`)
  for (const proposalId of chosen) await decide(reliefDibao, ctx, { proposalId, accept: true })
  return chosen.length
}
