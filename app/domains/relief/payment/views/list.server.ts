/** The list of batches of a finance office. */
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import { countText, listCases } from '~/casefile/find.server'
import type { ListQuery } from '~/casefile/list-query'
import { commonQuery, nextHref, stateOptions } from '~/casefile/lists/list-view.server'
import { dueWords } from '~/casefile/ui/day-words'
import { stateView } from '~/casefile/ui/state-view'
import { formatFen } from '~/lib/text'
import { paymentBatchKind } from '../payment-batch.kind'
import { isProgramme, programmeWord } from '../terms'

/** The filters of the list. Budgets are looked for in the lines: from the budget to the batches that paid from it. */
export function paymentQuery(query: URLSearchParams): ListQuery {
  const programme = query.get('programme')
  const month = query.get('month') ?? ''
  const budget = query.get('budget')?.trim()
  const back = query.get('back')
  const where = [
    isProgramme(programme) ? Prisma.sql`h.programme = ${programme}` : undefined,
    /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? Prisma.sql`h.month = ${`${month}-01`}::date` : undefined,
    budget
      ? Prisma.sql`EXISTS (SELECT 1 FROM payment_line l WHERE l.case_id = c.id AND l.budget_code = ${budget})`
      : undefined,
    back ? Prisma.sql`h.failed_lines + h.returned_lines > 0` : undefined,
  ].filter((part): part is Prisma.Sql => part !== undefined)
  return {
    ...commonQuery({ searchParams: query }),
    where,
    table: 'payment_batch',
    select: Prisma.sql`h.programme, h.lines, h.total_fen::text AS total, h.paid_lines, h.failed_lines, h.returned_lines`,
  }
}

export async function readPaymentList(ctx: Ctx, url: URL) {
  const list = await listCases(ctx, 'payment_batch', paymentQuery(url.searchParams))
  return {
    rows: list.rows.map(({ extra, ...row }) => ({
      id: row.id,
      title: row.name,
      caseNo: row.caseNo,
      programme: programmeWord(String(extra.programme)),
      state: stateView(paymentBatchKind, row.state),
      lines: Number(extra.lines),
      amount: formatFen(Number(extra.total)),
      paid: Number(extra.paid_lines),
      back: Number(extra.failed_lines) + Number(extra.returned_lines),
      next: paymentBatchKind.duties[row.nextTask ?? '']?.label ?? null,
      due: dueWords(row.nextDueOn, ctx.actor.today),
    })),
    count: countText(list),
    next: nextHref(url, list.next),
    unit: ctx.actor.unit.name,
    states: stateOptions(paymentBatchKind),
    values: { order: 'due', ...Object.fromEntries(url.searchParams) } as Record<string, string>,
  }
}
export type PaymentListData = Awaited<ReturnType<typeof readPaymentList>>
