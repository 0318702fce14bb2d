/** A receiving office takes note of a report, tells the reporter what came of it, and closes it. */
import { parseWithZod } from '@conform-to/zod/v4'
import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import { computeDue } from '~/casefile/deadlines/compute'
import { nextNeutralNos } from '~/casefile/numbers.server'
import { ruleBook } from '~/casefile/rules.server'
import { encrypt } from '~/lib/crypto.server'
import { dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { conflict, invalid, refused } from '~/lib/errors'
import { dutyRow, type ReportDuty } from './duty-row.server'
import { deliveryToMe } from './read-delivery.server'
import { feedbackInput } from './report-input'
import { answersOf, type Answer } from './rules'
import { outcomes } from './situations'

type Ctx = { actor: Actor; db: Db }
const MOVED = '这份报告刚刚处理过，请刷新查看。'

/** `_intent` of the form says which. Throws 404, 409 when it moved on, 422. */
export async function answerReport(ctx: Ctx, id: string | undefined, form: FormData): Promise<Answer> {
  const { actor, db } = ctx
  const row = await deliveryToMe(ctx, id)
  const step = form.get('_intent')
  if (step !== 'acknowledge' && step !== 'feedback' && step !== 'close') throw refused()
  if (!answersOf(row).includes(step)) throw conflict(MOVED)
  const text = step === 'feedback' ? feedbackOf(form) : null
  const outcome = step === 'close' ? outcomeOf(form) : null
  const enc = text && encrypt(text, `report_feedback:${row.id}`)
  const next = await nextDuty(ctx, row, step)
  await db.$executeRaw`SELECT answer_report(${row.id}::uuid, ${step}, ${enc}, ${outcome}, ${JSON.stringify(next)}::jsonb)`.catch(
    (error: unknown) => {
      throw error instanceof Error && /delivery is /.test(error.message) ? conflict(MOVED) : error
    },
  )
  await logAccess(db, actor, { event: 'report', fileToken: row.token, data: { act: step } })
  return step
}

function feedbackOf(form: FormData): string {
  const parsed = parseWithZod(form, { schema: feedbackInput })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  return parsed.value.text
}

function outcomeOf(form: FormData): string {
  const outcome = form.get('outcome')
  if (typeof outcome !== 'string' || !Object.hasOwn(outcomes, outcome)) throw invalid({ outcome: ['请选择处理结果'] })
  return outcome
}

type Row = Awaited<ReturnType<typeof deliveryToMe>>

/** What is to be done after it: feed back (clock of the day of filing), then close. The procuratorate only looks on. */
async function nextDuty({ actor, db }: Ctx, row: Row, step: Answer) {
  if (row.toRole === 'PV' || step === 'close') return []
  const [code, rule, from]: [ReportDuty, string, string] =
    step === 'acknowledge'
      ? ['report_feedback', 'D4.report_feedback', dayOf(row.filedAt)]
      : ['report_close', 'D4.report_close', actor.today]
  const because = step === 'acknowledge' ? '收到强制报告' : '反馈'
  const due = computeDue({ book: await ruleBook(db), rule, from, roll: 'none', because })
  const [neutralNo] = await nextNeutralNos(db, [row.toKey], actor.today)
  return [dutyRow(code, { id: row.id, to_key: row.toKey, to_role: row.toRole }, due, neutralNo!, actor)]
}
