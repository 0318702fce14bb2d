/** Making a batch: what is due is listed by the database, from decisions and from nothing else. */
import { parseWithZod } from '@conform-to/zod/v4'
import type { Ctx } from '~/casefile/act.server'
import { openCases } from '~/casefile/open.server'
import { addDays, addMonths, type LegalDay } from '~/lib/dates'
import { conflict, invalid } from '~/lib/errors'
import { paymentBatch } from './domain.server'
import { make } from './inputs'
import { programmeWord, type Programme } from './terms'

/** Payments of one batch: what a bank takes in one file, and half of what is read back in one. */
export const MOST_LINES = 10_000

export const lastDayOf = (month: string): LegalDay => addDays(addMonths(`${month}-01`, 1), -1)

/**
 * Opens a batch of the programme with everything due by the end of the month. Gives its id. Throws 409 when nothing can be
 * listed (already in another batch, nothing due, other hands): then no batch is left. Throws 422 for a month to come.
 */
export async function makeBatch(ctx: Ctx, given: { programme: Programme; month: string }): Promise<string> {
  const { actor, db } = ctx
  if (given.month > actor.today.slice(0, 7)) throw invalid({ month: ['还没有到的月份不能提前发放'] })
  const [opened] = await openCases(paymentBatch, ctx, [
    {
      step: 'make',
      scopeKey: actor.unit.code,
      state: 'draft',
      openedOn: actor.today,
      ownerPostId: actor.postId,
      lawfulBasis: 'statutory_duty',
      person: { name: `${given.month} ${programmeWord(given.programme)}`, sex: 'U', birthOn: null },
      rows: {
        payment_batch: [
          {
            programme: given.programme,
            month: `${given.month}-01`,
            made_on: actor.today,
            made_user: actor.userId,
            lines: 0,
            total_fen: 0,
            paid_lines: 0,
            paid_fen: 0,
            failed_lines: 0,
            returned_lines: 0,
            held_lines: 0,
          },
        ],
      },
      facts: {
        state: 'draft',
        openedOn: actor.today,
        sex: 'U',
        birthOn: null,
        madeOn: actor.today,
        sentOn: null,
        settledOn: null,
        lines: 0,
        paidLines: 0,
        reading: false,
      },
      due: ['send'],
      input: given,
    },
  ])
  const [listed] = await db.$queryRaw<
    { n: number }[]
  >`SELECT list_payments(${opened!.id}::uuid, ${MOST_LINES}::int) AS n`
  if (!listed?.n) throw conflict('没有可以列入的：可能已在别的批次里，或者还没有到发放的。请刷新页面查看。')
  return opened!.id
}

/** As a form asks for it. Throws 409, 422. */
export async function makeFromForm(ctx: Ctx, form: FormData): Promise<string> {
  const parsed = parseWithZod(form, { schema: make })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  return makeBatch(ctx, parsed.value)
}
