/** The page of one step of one batch. */
import type { Context } from '~/access/guard.server'
import { stepData } from '~/casefile/ui/step-data.server'
import { openStep } from '~/casefile/ui/read-outlook.server'
import { formatFen } from '~/lib/text'
import { paymentBatch } from '../domain.server'
import type { PaymentFacts } from '../facts'

const doneToday =
  (today: string) =>
  (facts: PaymentFacts): PaymentFacts => ({
    ...facts,
    sentOn: facts.sentOn ?? today,
    settledOn: facts.settledOn ?? today,
  })

/** Throws 404, 403. */
export async function readPaymentStep(c: Context, name = c.params.step) {
  const { today } = c.actor
  const opened = await openStep(paymentBatch, c, {
    id: c.params.id,
    step: name,
    guess: doneToday(today),
  })
  const row = await c.db.paymentBatch.findUniqueOrThrow({ where: { caseId: opened.file.id } })
  const no = c.url.searchParams.get('no') ?? ''
  return {
    ...stepData({ label: '发放批次', path: '/relief/payments' }, c, opened),
    about: { lines: row.lines, total: formatFen(Number(row.totalFen)) },
    defaults: { onDay: today, ...(/^\d{1,6}$/.test(no) && { no }) },
  }
}
export type PaymentStepData = Awaited<ReturnType<typeof readPaymentStep>>
