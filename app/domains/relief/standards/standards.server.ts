/** 低保标准 by version: proposed by the checker, put in force by the approver as one reviewed batch (DOMAIN §11, SR-19). */
import { z } from 'zod'
import { Prisma } from '~/generated/prisma/client'
import type { Context } from '~/access/guard.server'
import type { Ctx } from '~/casefile/act.server'
import { caseScope } from '~/access/scope.server'
import { parseWithZod } from '@conform-to/zod/v4'
import { addDays, dayToDb, dbToDay } from '~/lib/dates'
import { conflict, invalid, notFound, refused } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import { formatFen } from '~/lib/text'
import { legalDay, requiredText } from '~/lib/text'
import { maskName } from '~/people/identity'
import { fen } from '../steps/fields'

const proposal = z.object({ amount: fen(), effectiveFrom: legalDay(), basis: requiredText(100) })
/** Rows of the batch that the page shows; all of them count. */
const SHOWN = 50

type Affected = { id: string; case_no: string; name: string; before: number; after: number }

/** Every household in 发放中 of my range with its amount now and by the new standard. */
const affectedSql = ({ actor }: Ctx, amountFen: number) => Prisma.sql`
  SELECT c.id, c.case_no, c.name, f.decided_fen AS before, greatest(0, ${amountFen} * f.persons - coalesce(m.income_fen, 0))::int AS after
  FROM case_file c JOIN relief_file f ON f.case_id = c.id JOIN relief_means m ON m.case_id = c.id
  WHERE ${caseScope(actor, 'relief_dibao')} AND c.state = 'paying' AND f.decided_fen IS NOT NULL AND f.standard_fen IS DISTINCT FROM ${amountFen}`

/** What a proposed standard would change: how many households, the sums before and after, the first rows. */
async function batchOf(ctx: Ctx, amountFen: number) {
  const [sum] = await ctx.db.$queryRaw<{ n: number; before: number; after: number }[]>(
    Prisma.sql`SELECT count(*)::int AS n, coalesce(sum(before), 0)::int AS before, coalesce(sum(after), 0)::int AS after FROM (${affectedSql(ctx, amountFen)}) a`,
  )
  const rows = await ctx.db.$queryRaw<Affected[]>(
    Prisma.sql`${affectedSql(ctx, amountFen)} ORDER BY c.id LIMIT ${SHOWN}`,
  )
  return { n: sum!.n, before: sum!.before, after: sum!.after, rows }
}

export async function readStandards(c: Context) {
  const { actor, db } = c
  const county = actor.unit.regionCode.slice(0, 6)
  const rows = await db.reliefStandard.findMany({
    where: { region: { in: [county, county.slice(0, 4)] } },
    orderBy: [{ effectiveFrom: 'desc' }, { proposedAt: 'desc' }],
    take: 40,
  })
  const waiting = rows.find((row) => row.state === 'proposed')
  const batch = waiting && (await batchOf(c, waiting.amountFen))
  const words = { proposed: '等待批准', in_force: '已批准', rejected: '未批准' } as Record<string, string>
  return {
    unit: actor.unit.name,
    token: c.token,
    today: actor.today,
    mayPropose: actor.role === 'CK' && !waiting,
    versions: rows.map((row) => ({
      id: row.id,
      amount: formatFen(row.amountFen),
      from: dbToDay(row.effectiveFrom),
      basis: row.basis,
      state: words[row.state] ?? row.state,
      hands: [row.proposedName, row.approvedName].filter(Boolean).join(' → '),
    })),
    waiting: waiting &&
      batch && {
        id: waiting.id,
        amount: formatFen(waiting.amountFen),
        from: dbToDay(waiting.effectiveFrom),
        by: waiting.proposedName ?? '',
        mayDecide: actor.role === 'CA' && waiting.proposedUser !== actor.userId,
        ready: dbToDay(waiting.effectiveFrom) <= actor.today,
        households: batch.n,
        before: formatFen(batch.before),
        after: formatFen(batch.after),
        rows: batch.rows.map((row) => ({
          id: row.id,
          caseNo: row.case_no,
          name: maskName(row.name),
          before: formatFen(row.before),
          after: formatFen(row.after),
        })),
      },
  }
}
export type StandardsData = Awaited<ReturnType<typeof readStandards>>

/** Throws 403, 409, 422. */
async function propose({ actor, db, form }: Context): Promise<void> {
  if (actor.role !== 'CK') throw refused()
  const parsed = parseWithZod(form, { schema: proposal })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { amount, effectiveFrom, basis } = parsed.value
  const region = actor.unit.regionCode
  if (amount === 0) throw invalid({ amount: ['标准应大于零'] })
  if (effectiveFrom > addDays(actor.today, 366)) throw invalid({ effectiveFrom: ['生效日距今超过一年，请核对'] })
  const there = await db.reliefStandard.findFirst({ where: { region, state: 'proposed' }, select: { id: true } })
  if (there) throw conflict('已有一个标准等待批准，先办完再提。')
  const same = await db.reliefStandard.findFirst({
    where: { region, effectiveFrom: dayToDb(effectiveFrom), state: 'in_force' },
    select: { id: true },
  })
  if (same) throw invalid({ effectiveFrom: ['这一天已有生效的标准'] })
  await db.reliefStandard.create({
    data: {
      region,
      amountFen: amount,
      effectiveFrom: dayToDb(effectiveFrom),
      basis,
      proposedUser: actor.userId,
      proposedName: actor.userName,
      proposedAt: actor.now,
    },
  })
}

/** Puts it in force, or not: another hand. The households follow in the worker, each with its own event. Throws 403, 404, 409. */
async function decideOn(c: Context, accept: boolean): Promise<void> {
  const { actor, db, form } = c
  const id = String(form.get('id') ?? '')
  if (actor.role !== 'CA') throw refused()
  const row = isUuid(id) ? await db.reliefStandard.findFirst({ where: { id } }) : null
  if (!row) throw notFound()
  if (row.state !== 'proposed') throw conflict('这个标准已经由别人办理过了，请刷新查看结果。')
  if (row.proposedUser === actor.userId) throw refused('提出人不能批准自己提出的标准。')
  const from = dbToDay(row.effectiveFrom)
  if (accept && from > actor.today) throw conflict(`这个标准从 ${from} 起生效，到时再批准，各户一并调整。`)
  const batch = await batchOf(c, row.amountFen)
  const { count } = await db.reliefStandard.updateMany({
    where: { id, state: 'proposed' },
    data: {
      state: accept ? 'in_force' : 'rejected',
      approvedUser: actor.userId,
      approvedName: actor.userName,
      approvedAt: actor.now,
      ...(accept && { households: batch.n, beforeFen: batch.before, afterFen: batch.after }),
    },
  })
  if (count !== 1) throw conflict()
  if (accept) await enqueue(db, 'relief_standard', { id })
}

/** What the page's forms do. Throws 403, 404, 409, 422. */
export async function actOnStandards(c: Context): Promise<void> {
  const intent = c.form.get('_intent')
  if (intent === 'propose') return propose(c)
  if (intent === 'approve') return decideOn(c, true)
  if (intent === 'reject') return decideOn(c, false)
  throw refused('没有这个操作。')
}
