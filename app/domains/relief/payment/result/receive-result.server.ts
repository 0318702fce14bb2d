/** Takes the bank's result file in: kept sealed, and read by the worker. */
import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'
import type { Ctx } from '~/casefile/act.server'
import { keepFile } from '~/casefile/import/keep-file.server'
import { takeTable } from '~/casefile/import/take-table.server'
import { lockCase } from '~/casefile/load-case.server'
import { dayToDb } from '~/lib/dates'
import { conflict, invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import { legalDay } from '~/lib/text'
import { paymentFacts } from '../facts.server'

const input = z.object({ onDay: legalDay() })

/** Throws 404, 409 (not sent, or one is being read), 422 at the field. */
export async function receiveResult(ctx: Ctx, caseId: string | undefined, form: FormData): Promise<void> {
  const { actor, db } = ctx
  const batch = await lockCase(db, 'payment_batch', caseId)
  const facts = (await paymentFacts(db, [batch.id])).get(batch.id)
  if (batch.state !== 'sent' || !facts?.sentOn) throw conflict('这个批次现在不能回盘，请刷新页面查看。')
  if (facts.reading) throw conflict('上一份回盘文件正在读取，请稍等。')
  const file = form.get('file')
  const fields = new FormData()
  fields.set('onDay', String(form.get('onDay') ?? ''))
  const parsed = parseWithZod(fields, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { onDay } = parsed.value
  if (onDay > actor.today) throw invalid({ onDay: ['日期不能晚于今天'] })
  if (onDay < facts.sentOn) throw invalid({ onDay: [`不能早于送银行的日期 ${facts.sentOn}`] })
  const { name, bytes } = await takeTable(file)
  const id = uuidv7()
  const kept = await keepFile(id, bytes)
  const { postId, userId, userName } = actor
  await db.paymentResult.create({
    data: {
      id,
      caseId: batch.id,
      kind: batch.kind,
      scopeKey: batch.scopeKey,
      fileName: name,
      ...kept,
      resultOn: dayToDb(onDay),
      postId,
      userId,
      userName,
      createdAt: actor.now,
    },
  })
  await enqueue(db, 'payment_result', { resultId: id, postId, userId })
}
