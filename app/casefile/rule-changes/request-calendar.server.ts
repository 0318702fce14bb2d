import { parseWithZod } from '@conform-to/zod/v4'
import iconv from 'iconv-lite'
import { z } from 'zod'
import { limitOf } from '~/access/authorise-limits.server'
import { logAccess } from '~/audit/log.server'
import { invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import { codePoints, requiredText } from '~/lib/text'
import { readNotice } from '~/orgs/holiday-notice'
import { judgeNotice } from '~/orgs/judge-notice'
import type { Ctx } from '../act.server'
import { refuseSecondChange } from './request-rule-change.server'

const TEXT = 20_000
const FILE_BYTES = 200_000
const input = z.object({
  year: z
    .string()
    .regex(/^20\d\d$/, '请填写四位年份')
    .transform(Number),
  source: requiredText(200),
  sure: z.literal('on').optional(),
})

/** A text file's content: UTF-8, or GB18030 where it is not. Throws 422 for anything that is no text or too large. */
async function textOf(file: FormDataEntryValue | null): Promise<string> {
  if (!(file instanceof Blob) || file.size === 0) return ''
  if (file.size > FILE_BYTES || !/\.(txt|csv)$/i.test('name' in file ? String(file.name) : ''))
    throw invalid({ file: ['请上传 200 KB 以内的 .txt 或 .csv 文件，或把通知正文粘贴到上面'] })
  const bytes = Buffer.from(await file.arrayBuffer())
  const utf8 = bytes.toString('utf8')
  return utf8.includes('\uFFFD') ? iconv.decode(bytes, 'gb18030') : utf8
}

/**
 * Asks for a year of the working-day calendar from the State Council's notice, pasted or as a text file. What cannot be
 * so is refused at the field, what is unusual has to be confirmed as looked at. Nothing counts before the batch of dates
 * is reviewed and confirmed. Gives the batch's id. Throws 409, 422.
 */
export async function requestCalendar(ctx: Ctx, form: FormData): Promise<string> {
  const { actor, db } = ctx
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { year, source, sure } = parsed.value
  const thisYear = Number(actor.today.slice(0, 4))
  if (year < thisYear - 1 || year > thisYear + 1)
    throw invalid({ year: [`只能载入 ${thisYear - 1} 至 ${thisYear + 1} 年的安排`] })
  const pasted = String(form.get('text') ?? '')
  if (codePoints(pasted) > TEXT) throw invalid({ text: ['内容太长，请只粘贴放假安排的正文'] })
  const text = pasted.trim() || (await textOf(form.get('file')))
  if (!text.trim()) throw invalid({ text: ['请粘贴通知正文，或上传文本文件'] })
  const statutory = (await limitOf(db, 'X.public_holidays', `${year}-01-01`)).value
  const { days, errors, warnings } = judgeNotice(readNotice(text, year), year, statutory)
  if (errors.length) throw invalid({ text: errors })
  if (warnings.length && !sure) throw invalid({ sure: [...warnings, '请对照通知原文核对；无误的，勾选后再提交'] })
  await refuseSecondChange(ctx, { year })
  const id = uuidv7()
  await db.recomputeBatch.create({
    data: { id, cause: 'calendar', year, days, source, state: 'computing', madeBy: actor.userId, madeAt: actor.now },
  })
  await enqueue(db, 'rule_change_compute', { batchId: id })
  await logAccess(db, actor, { event: 'rule_change', data: { batch: id, subject: String(year), step: 'made' } })
  return id
}
