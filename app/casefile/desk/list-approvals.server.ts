/** Proposals that wait for my second hand, and what became of my own. */
import { Prisma } from '~/generated/prisma/client'
import { addDays, dayOf, dbToDay, formatInstant } from '~/lib/dates'
import { maskName } from '~/people/identity'
import type { Ctx } from '../act.server'
import { isCaseId } from '../load-case.server'
import { DESK_PAGE } from '../tasks/desk.server'
import { plainDay, type DayWords } from '../ui/day-words'
import { awaitingMe, papersAwaitingMe } from './conditions.server'
import { caseHref, type Domains } from './duty-words'
import type { DeskPage, DeskRow } from './row'

type Raw = {
  id: string
  case_id: string
  kind: string
  step: string
  /** Of a document that waits for its second hand; null for a step. */
  title: string | null
  state: string
  proposed_name: string
  proposed_at: Date
  decided_name: string | null
  decided_reason: string | null
  effective_on: Date | null
  case_no: string
  name: string
}

/** Proposals (alias p) and, where `papers` (alias d) is given, documents, by their ids, which are ordered by time. */
async function page(
  ctx: Ctx,
  condition: Prisma.Sql,
  after: string | undefined,
  newestFirst: boolean,
  papers?: Prisma.Sql,
): Promise<{ raw: Raw[]; next?: string }> {
  const beyond = isCaseId(after)
    ? Prisma.sql`WHERE w.id ${Prisma.raw(newestFirst ? '<' : '>')} ${after}::uuid`
    : Prisma.empty
  const documents = papers
    ? Prisma.sql`UNION ALL SELECT d.id, d.case_id, d.kind, '', d.title, 'waiting', d.made_name, d.made_at, NULL, NULL, NULL::date, c.case_no, c.name
        FROM case_document d JOIN case_file c ON c.id = d.case_id WHERE ${papers}`
    : Prisma.empty
  const raw = await ctx.db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT * FROM (SELECT p.id, p.case_id, p.kind, p.step, NULL::text AS title, p.state, p.proposed_name, p.proposed_at, p.decided_name, p.decided_reason, p.effective_on, c.case_no, c.name
    FROM proposal p JOIN case_file c ON c.id = p.case_id WHERE ${condition} ${documents}) w ${beyond} ORDER BY w.id ${Prisma.raw(newestFirst ? 'DESC' : 'ASC')} LIMIT ${DESK_PAGE + 1}`)
  const last = raw.slice(0, DESK_PAGE).at(-1)
  return { raw: raw.slice(0, DESK_PAGE), ...(raw.length > DESK_PAGE && last ? { next: last.id } : {}) }
}

const stepLabel = (domains: Domains, row: Raw) =>
  row.title ? `制发《${row.title}》` : (domains[row.kind]?.kind.steps[row.step]?.label ?? row.step)
const effective = (row: Raw, today: string) =>
  row.effective_on ? `，${plainDay(dbToDay(row.effective_on), today)}生效` : ''

function row(domains: Domains, raw: Raw, when: DayWords, title: string, label: string): DeskRow {
  const href = caseHref(domains, raw.kind, raw.case_id)
  return {
    id: raw.id,
    when,
    name: maskName(raw.name),
    ...(href && { href, action: { href: `${href}/${raw.title ? 'documents' : 'proposal'}/${raw.id}`, label } }),
    title,
    code: raw.case_no,
  }
}

/** Waiting for my role, the oldest first. */
export async function listApprovals(domains: Domains, ctx: Ctx, after?: string): Promise<DeskPage> {
  const { today } = ctx.actor
  const { raw, next } = await page(ctx, awaitingMe(ctx), after, false, papersAwaitingMe(ctx))
  const rows = raw.map((one) => {
    const on = dayOf(one.proposed_at)
    const when: DayWords =
      on === today
        ? { text: '今天提交', tone: 'due' }
        : { text: `${plainDay(on, today)} 提交`, tone: on < addDays(today, -3) ? 'late' : 'due' }
    return row(
      domains,
      one,
      when,
      `${stepLabel(domains, one)}${effective(one, today)} · ${one.proposed_name} ${formatInstant(one.proposed_at).slice(11)} 提交`,
      '审批',
    )
  })
  return { rows, ...(next && { next }) }
}

const outcome: Record<string, DayWords> = {
  waiting: { text: '等待审批', tone: 'due' },
  decided: { text: '已批准，待生效', tone: 'done' },
  done: { text: '已批准', tone: 'done' },
  returned: { text: '已退回', tone: 'late' },
}

/** What I proposed myself, the newest first. */
export async function listProposed(domains: Domains, ctx: Ctx, after?: string): Promise<DeskPage> {
  const { today } = ctx.actor
  const { raw, next } = await page(ctx, Prisma.sql`p.proposed_by = ${ctx.actor.postId}::uuid`, after, true)
  const rows = raw.map((one): DeskRow => {
    const said = one.decided_name ? ` · ${one.decided_name}${one.state === 'returned' ? '退回' : '批准'}` : ''
    return {
      ...row(
        domains,
        one,
        outcome[one.state] ?? { text: one.state, tone: 'plain' },
        `${stepLabel(domains, one)}${effective(one, today)} · ${formatInstant(one.proposed_at)} 提交${said}`,
        '查看',
      ),
      ...(one.decided_reason && {
        why: { summary: one.state === 'returned' ? '为什么退回？' : '审批意见', text: one.decided_reason },
      }),
    }
  })
  return { rows, ...(next && { next }) }
}

/** How many proposals of mine there are, capped by the statement's limit. */
export async function countProposed({ actor, db }: Ctx): Promise<number> {
  const rows = await db.$queryRaw<
    { n: number }[]
  >`SELECT count(*)::int AS n FROM (SELECT 1 FROM proposal p WHERE p.proposed_by = ${actor.postId}::uuid LIMIT 1001) n`
  return rows[0]?.n ?? 0
}
