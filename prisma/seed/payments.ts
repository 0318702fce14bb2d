/**
 * Payments (发放) in the demo city, told by finance's own verbs: a month that is paid, a batch with a failure and one that came
 * back, a batch at the bank, a batch that waits to be checked.
 */
import { setScope } from '~/access/scope.server'
import { act, type Ctx } from '~/casefile/act.server'
import { applyStep } from '~/casefile/apply-step.server'
import { handOf } from '~/casefile/domain'
import { lockCase } from '~/casefile/load-case.server'
import { followPayments } from '~/domains/relief/jobs/follow-payments.server'
import { planMonths } from '~/domains/relief/jobs/plan-months.server'
import { paymentBatch } from '~/domains/relief/payment/domain.server'
import { keepPayDuty } from '~/domains/relief/payment/keep-pay-duty.server'
import { makeBatch } from '~/domains/relief/payment/make-batch.server'
import { readPayable } from '~/domains/relief/payment/views/payable.server'
import { setReserve } from '~/domains/relief/payment/views/reserves.server'
import type { Programme } from '~/domains/relief/payment/terms'
import { addDays, addMonths, dayToDb, now, today, type LegalDay } from '~/lib/dates'
import { prisma, workerPrisma, type Db } from '~/lib/db.server'
import { sm3 } from '~/lib/crypto.server'
import { uuidv7 } from '~/lib/ids.server'
import type { Seat } from './accounts'
import { TOWNS } from './places'
import { actorAt } from './relief'

type Answer = { state: 'paid' | 'failed' | 'returned'; reason: string | null }
const paid: Answer = { state: 'paid', reason: null }

const day = (ago: number): LegalDay => addDays(today(), -ago)
const monthAt = (ago: number) => day(ago).slice(0, 7)
const formOf = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

/** One finance office and its days. */
class Office {
  constructor(
    private readonly db: Db,
    private readonly seat: Seat,
  ) {}

  async #as(ago: number, clock: string): Promise<Ctx> {
    const actor = actorAt(this.seat, `${day(ago)}T${ago === 0 ? '00:10' : clock}:00+08:00`)
    await setScope(this.db, actor)
    return { actor, db: this.db }
  }

  /** Of what is due by the end of the month; undefined when nothing is. */
  async make(programme: Programme, ago: number, month: string): Promise<string | undefined> {
    const ctx = await this.#as(ago, '15:00')
    const url = new URL(`http://demo/relief/payments/new?month=${month}`)
    const due = (await readPayable(ctx, url)).groups.find((group) => group.programme === programme)
    return due?.n ? makeBatch(ctx, { programme, month }) : undefined
  }

  async step(id: string, ago: number, step: string, fields: Record<string, string> = {}): Promise<void> {
    const ctx = await this.#as(ago, '16:00')
    const { version } = await this.db.caseFile.findUniqueOrThrow({ where: { id }, select: { version: true } })
    await act(paymentBatch, ctx, { caseId: id, step, version, form: formOf(fields) })
  }

  /** The latest decision stays out: its file still waits to be paid. */
  async leaveLast(id: string, ago: number): Promise<void> {
    const { db } = await this.#as(ago, '15:30')
    const last = await db.paymentLine.findFirstOrThrow({ where: { caseId: id }, orderBy: { no: 'desc' } })
    await this.step(id, ago, 'take_out', { no: String(last.no), reason: '决定书今天才到，下一批发放' })
  }

  /** The bank's file, as the worker applies it. */
  async answer(id: string, ago: number, results: Record<number, Answer> = {}): Promise<void> {
    const { actor, db } = await this.#as(ago, '10:30')
    const lines = await db.paymentLine.findMany({ where: { caseId: id, state: 'listed' }, orderBy: { no: 'asc' } })
    const rows = lines.map(({ no, amountFen }) => ({ no, fen: amountFen, ...(results[no] ?? paid) }))
    const file = await lockCase(db, 'payment_batch', id)
    const resultId = uuidv7()
    await db.$executeRaw`SELECT settle_payments(${id}::uuid, ${JSON.stringify(rows)}::jsonb, ${day(ago)}::date)`
    await applyStep(db, paymentBatch, {
      file,
      step: 'read_back',
      input: { resultId },
      hand: handOf(actor),
      at: actor.now,
    })
    await db.paymentResult.create({
      data: {
        id: resultId,
        caseId: id,
        kind: file.kind,
        scopeKey: file.scopeKey,
        fileName: `回盘-${file.caseNo}.csv`,
        fileHash: sm3(JSON.stringify(rows)),
        resultOn: dayToDb(day(ago)),
        state: 'applied',
        rows: rows.length,
        postId: actor.postId,
        userId: actor.userId,
        userName: actor.userName,
        createdAt: actor.now,
        doneAt: actor.now,
      },
    })
  }

  async reserves(): Promise<void> {
    const ctx = await this.#as(40, '09:00')
    const county = this.seat.unit.slice(0, 6)
    for (const [at, town] of TOWNS.filter(({ code }) => code.startsWith(county)).entries())
      await setReserve(
        ctx,
        formOf({
          unit: `${town.code}-CW1`,
          name: `${town.name}财政所备用金`,
          account: `62280000${county}${String(at).padStart(5, '0')}`,
          bank: '某农商银行',
        }),
      )
  }
}

async function tell(office: Office): Promise<void> {
  await office.reserves()
  const before = await office.make('dibao', 9, addMonths(`${monthAt(0)}-01`, -1).slice(0, 7))
  if (before) {
    await office.step(before, 9, 'send', { checked: 'on' })
    await office.answer(before, 7)
    await office.step(before, 6, 'close')
  }
  const temporary = await office.make('temp_relief', 5, monthAt(5))
  if (temporary) {
    await office.leaveLast(temporary, 5)
    await office.step(temporary, 5, 'send', { checked: 'on' })
    await office.answer(temporary, 3, { 2: { state: 'failed', reason: '账号与户名不符' } })
  }
  const reserve = await office.make('reserve', 1, monthAt(1))
  if (reserve) await office.step(reserve, 1, 'send', { checked: 'on' })
}

const inOne = <T>(work: (db: Db) => Promise<T>) => prisma.$transaction(work, { maxWait: 30_000, timeout: 120_000 })
const asWorker = <T>(work: (db: Db) => Promise<T>) => workerPrisma.$transaction(work, { timeout: 120_000 })

/** Tells the batches once, behind the relief files; this month's allowances become due and wait in a new one. */
export async function seedPayments(seats: readonly Seat[]): Promise<void> {
  const payers = seats.filter((seat) => seat.role === 'FN')
  await inOne(async (db) => {
    for (const seat of payers) await tell(new Office(db, seat))
  })
  await asWorker((db) => planMonths(db, now()))
  await inOne(async (db) => {
    for (const seat of payers) await new Office(db, seat).make('dibao', 0, monthAt(0))
  })
  await asWorker(async (db) => [await followPayments(db, now()), await keepPayDuty(db, now())])
}
