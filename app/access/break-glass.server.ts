import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import { logAccess } from '~/audit/log.server'
import { addDays } from '~/lib/dates'
import { encrypt } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import { invalid, tooMany, UserError } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { codePoints, requiredText, toHalfWidth } from '~/lib/text'
import type { Actor } from './actor'
import { limitOf } from './authorise-limits.server'

type Ctx = { actor: Actor; db: Db }

/** Case numbers that one post may get wrong within an hour: a number must be known, not guessed. */
const MISSES_AN_HOUR = 10
const SHORTEST_REASON = 10

/** Name of this door in the log; refusals under it are counted. */
export const BREAK_GLASS = 'access.break_glass'

/** One answer for a number that does not exist and a kind that this role never reads. */
export const NOTHING_TO_OPEN = '没有可以紧急查看的档案。请核对案件号是否完整、准确。'

const input = z.object({
  caseNo: requiredText(40),
  reason: requiredText(500, { lines: true }).refine(
    (text) => codePoints(text) >= SHORTEST_REASON,
    `请写清楚是什么危险，至少 ${SHORTEST_REASON} 个字`,
  ),
  danger: z.literal('on', '请确认情况危及生命'),
})

export const reasonContext = (id: string): string => `break_glass:${id}`

/**
 * Danger to life (紧急查看): opens exactly one file, known by its whole case number, for the minutes of X.break_glass.
 * The owner's head and the own head are told by a task; it is reviewed the next day (DOMAIN §12). Throws 422, 429, and
 * 400 with one answer for absent and forbidden, which the guard logs as a refusal.
 */
export async function breakGlass({ actor, db }: Ctx, form: FormData): Promise<{ caseId: string; kind: string }> {
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const since = new Date(actor.now.getTime() - 3_600_000)
  const misses = await db.accessLog.count({
    where: { postId: actor.postId, event: 'refuse', at: { gt: since }, data: { path: ['verb'], equals: BREAK_GLASS } },
  })
  if (misses >= MISSES_AN_HOUR)
    throw tooMany('一小时内输错案件号次数过多。如有紧急情况，请立即拨打 110 或 120，并联系档案承办单位。')
  const minutes = (await limitOf(db, 'X.break_glass', actor.today)).value
  const id = uuidv7()
  const until = new Date(actor.now.getTime() + minutes * 60_000)
  const caseNo = toHalfWidth(parsed.value.caseNo).replace(/\s/g, '').toUpperCase()
  const task = {
    code: 'break_glass_review',
    trigger_on: actor.today,
    due_on: addDays(actor.today, 1),
    warn_on: actor.today,
    rule_id: 'X.break_glass',
    rule_value: minutes,
    rule_unit: 'min',
    reason: '有人以危及生命为由紧急查看了档案，须在次日复核理由是否成立。',
  }
  const tasks = [
    { ...task, id: uuidv7(), scope_key: null },
    { ...task, id: uuidv7(), scope_key: actor.unit.code },
  ]
  const reasonEnc = encrypt(parsed.value.reason, reasonContext(id))
  const [opened] = await db.$queryRaw<{ case_id: string; kind: string; file_token: string }[]>`
    SELECT * FROM break_glass_open(${caseNo}, ${id}::uuid, ${reasonEnc}, ${until}::timestamptz, ${JSON.stringify(tasks)}::jsonb)`
  if (!opened) throw new UserError(400, NOTHING_TO_OPEN)
  await logAccess(db, actor, { event: 'break_glass', fileToken: opened.file_token, purpose: 'life' })
  return { caseId: opened.case_id, kind: opened.kind }
}
