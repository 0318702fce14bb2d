/** The page of one step of one batch. */
import type { Context } from '~/access/guard.server'
import { trailOf } from '~/casefile/ui/read-forms.server'
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
  const { file, step, outlook } = await openStep(paymentBatch, c, {
    id: c.params.id,
    step: name,
    guess: doneToday(today),
  })
  const row = await c.db.paymentBatch.findUniqueOrThrow({ where: { caseId: file.id } })
  const no = c.url.searchParams.get('no') ?? ''
  return {
    step,
    outlook,
    base: `/relief/payments/${file.id}`,
    trail: [...trailOf({ label: '发放批次', path: '/relief/payments' }, file), { label: outlook.label }],
    title: file.name,
    token: c.token,
    version: file.version,
    today,
    about: { lines: row.lines, total: formatFen(Number(row.totalFen)) },
    defaults: { onDay: today, ...(/^\d{1,6}$/.test(no) && { no }) },
  }
}
export type PaymentStepData = Awaited<ReturnType<typeof readPaymentStep>>
