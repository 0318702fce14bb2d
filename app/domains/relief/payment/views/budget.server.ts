/** From the budget to the payment, each fen: what was decided of it, and where that stands. */
import type { Ctx } from '~/casefile/act.server'
import { rateText } from '~/casefile/figures/rate'
import { formatFen } from '~/lib/text'
import { programmeWord, recoveryCauses } from '../terms'

type Trace = Record<
  'total_fen' | 'decided_fen' | 'unpaid_fen' | 'batch_fen' | 'paid_fen' | 'back_fen' | 'stopped_fen' | 'n',
  bigint
> & { code: string; name: string }

type Sum = { month: number; programme: string } & Record<'sent' | 'paid' | 'paid_fen' | 'failed' | 'returned', bigint>

type Recovery = { code: string; cause: keyof typeof recoveryCauses } & Record<
  'n' | 'due_fen' | 'recovered_fen' | 'waived_fen',
  bigint
>

const YEARS_BACK = 3

export async function readBudget({ actor, db }: Ctx, url: URL) {
  const now = Number(actor.today.slice(0, 4))
  const asked = Number(url.searchParams.get('year'))
  const year = Number.isInteger(asked) && asked > now - YEARS_BACK && asked <= now + 1 ? asked : now
  const rows = await db.$queryRaw<Trace[]>`SELECT * FROM budget_trace(${year}::int)`
  const sums = await db.$queryRaw<Sum[]>`SELECT * FROM payment_sums(${year}::int)`
  const recoveries = await db.$queryRaw<Recovery[]>`SELECT * FROM recovery_sums(${year}::int)`
  const yuan = (fen: bigint) => formatFen(Number(fen))
  return {
    year,
    years: Array.from({ length: YEARS_BACK + 1 }, (_, i) => now + 1 - i),
    unit: actor.unit.name,
    payer: actor.role === 'FN',
    sums: sums.map((row) => ({
      month: row.month,
      programme: programmeWord(row.programme),
      sent: Number(row.sent),
      paid: Number(row.paid),
      amount: formatFen(Number(row.paid_fen)),
      failed: Number(row.failed),
      returned: Number(row.returned),
      rate: `${row.paid}/${row.sent} = ${rateText(Number(row.paid), Number(row.sent))}`,
    })),
    recoveries: recoveries.map((row) => ({
      code: row.code,
      cause: recoveryCauses[row.cause],
      n: Number(row.n),
      due: yuan(row.due_fen),
      recovered: yuan(row.recovered_fen),
      waived: yuan(row.waived_fen),
      left: yuan(row.due_fen - row.recovered_fen - row.waived_fen),
      open: row.due_fen > row.recovered_fen + row.waived_fen,
    })),
    rows: rows.map((row) => {
      const fen = (name: keyof Omit<Trace, 'code' | 'name'>) => Number(row[name])
      const left = fen('total_fen') - fen('decided_fen')
      return {
        code: row.code,
        name: row.name,
        n: fen('n'),
        total: formatFen(fen('total_fen')),
        decided: formatFen(fen('decided_fen')),
        unpaid: formatFen(fen('unpaid_fen')),
        batch: formatFen(fen('batch_fen')),
        paid: formatFen(fen('paid_fen')),
        back: formatFen(fen('back_fen')),
        stopped: formatFen(fen('stopped_fen')),
        left: formatFen(left),
        over: left < 0,
        /** Of what was decided nothing is lost: the four places add up to it. */
        whole: fen('unpaid_fen') + fen('batch_fen') + fen('paid_fen') + fen('back_fen') === fen('decided_fen'),
      }
    }),
  }
}
export type BudgetData = Awaited<ReturnType<typeof readBudget>>
