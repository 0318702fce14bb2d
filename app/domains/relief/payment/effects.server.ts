/** What the steps of a batch do: each by finance's own door in the database, which looks at everything once more. */
import type { Effect, EffectContext } from '~/casefile/domain'
import { conflict, invalid } from '~/lib/errors'
import type { PaymentFacts } from './facts'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- effects of one kind take inputs of many shapes */
type Work = EffectContext<any, PaymentFacts>
const NO_LINE = '批次里没有这个序号，或者它已经不在待发放中'

async function takeOut({ db, file, input }: Work) {
  const [row] = await db.$queryRaw<{ ok: boolean }[]>`
    SELECT take_payment_out(${file.id}::uuid, ${input.no}::int, ${input.reason}) AS ok`
  if (!row?.ok) throw invalid({ no: [NO_LINE] })
}

/** Whoever died meanwhile is held back; when nobody is left, nothing goes out. Throws 409. */
async function send({ db, file }: Work) {
  const [row] = await db.$queryRaw<{ held: number; remaining: number }[]>`
    SELECT held, remaining FROM check_payments(${file.id}::uuid)`
  if (!row?.remaining) throw conflict('批次里的领取人都需要乡镇核实，没有可以发放的。请作废这个批次。')
}

async function cancel({ db, file }: Work) {
  await db.$executeRaw`SELECT cancel_payments(${file.id}::uuid)`
}

/** The results themselves were settled in the same transaction (result/read-result.server.ts); without them nothing moves. */
async function readBack({ db, file }: Work) {
  const open = await db.paymentLine.count({ where: { caseId: file.id, state: 'listed' } })
  if (open) throw conflict('请上传银行的回盘文件，系统核对后自动登记。')
}

async function noteReturn({ db, file, input }: Work) {
  const [row] = await db.$queryRaw<{ ok: boolean }[]>`
    SELECT return_payment(${file.id}::uuid, ${input.no}::int, ${input.reason}, ${input.onDay}::date) AS ok`
  if (!row?.ok) throw invalid({ no: ['批次里没有这个序号，或者它不是发放成功的'] })
}

export const paymentEffects: Record<string, Effect<PaymentFacts>> = {
  take_out: takeOut,
  send,
  cancel,
  read_back: readBack,
  note_return: noteReturn,
}
