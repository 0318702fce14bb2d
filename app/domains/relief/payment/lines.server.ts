/** The lines of a batch: a page of them, and all of them for files. */
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import { COUNT_CAP } from '~/casefile/list-query'
import { dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { formatFen } from '~/lib/text'
import { benefitTypes } from '../terms'
import { lineRef } from './line-ref'
import { accountOf, maskAccount, nameOf } from './open-line.server'
import { isLineState, lineStates, partWord, reasonWord, type LineState } from './terms'

const PAGE = 50
const CHUNK = 1000
/** Lines that went out to the bank. */
export const LIVE: readonly LineState[] = ['listed', 'paid', 'failed', 'returned']

export const benefitWord = (code: string): string => (benefitTypes as Record<string, string>)[code] ?? code

/** A page of lines, by the filters of the address; names stand there, accounts are masked. */
export async function listLines(
  { db }: Pick<Ctx, 'db'>,
  batch: { id: string; caseNo: string },
  query: URLSearchParams,
) {
  const asked = query.get('line')
  const state = isLineState(asked) ? asked : undefined
  const after = /^\d{1,6}$/.test(query.get('after') ?? '') ? Number(query.get('after')) : 0
  const where = { caseId: batch.id, ...(state && { state }) }
  const rows = await db.paymentLine.findMany({
    where: { ...where, no: { gt: after } },
    orderBy: { no: 'asc' },
    take: PAGE + 1,
  })
  const [counted] = await db.$queryRaw<{ n: number }[]>(Prisma.sql`
    SELECT count(*)::int AS n FROM (SELECT 1 FROM payment_line l WHERE l.case_id = ${batch.id}::uuid
      ${state ? Prisma.sql`AND l.state = ${state}` : Prisma.empty} LIMIT ${COUNT_CAP + 1}) c`)
  const n = counted?.n ?? 0
  return {
    state: state ?? '',
    count: n > COUNT_CAP ? `${COUNT_CAP}+` : String(n),
    next: rows.length > PAGE ? rows[PAGE - 1]!.no : null,
    rows: rows.slice(0, PAGE).map((row) => ({
      no: row.no,
      ref: lineRef(batch.caseNo, row.no),
      name: nameOf(row),
      account: maskAccount(accountOf(row)),
      bank: row.bank,
      benefit: benefitWord(row.benefitType),
      part: partWord(row.part),
      budget: row.budgetCode,
      amount: formatFen(row.amountFen),
      dueOn: dbToDay(row.dueOn),
      state: { code: row.state as LineState, ...lineStates[row.state as LineState] },
      reason: reasonWord(row.reason),
    })),
  }
}
export type LinePage = Awaited<ReturnType<typeof listLines>>

/** Every line that went out, in keyset chunks. */
export async function* everyLine(db: Db, caseId: string) {
  for (let after = 0; ;) {
    const rows = await db.paymentLine.findMany({
      where: { caseId, state: { in: [...LIVE] }, no: { gt: after } },
      orderBy: { no: 'asc' },
      take: CHUNK,
    })
    yield* rows
    const last = rows.at(-1)
    if (rows.length < CHUNK || !last) return
    after = last.no
  }
}
