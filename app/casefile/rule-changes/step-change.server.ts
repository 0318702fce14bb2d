import { logAccess } from '~/audit/log.server'
import { invalid, notFound, refused, UserError } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import { codePoints, squeeze } from '~/lib/text'
import type { Ctx } from '../act.server'

/** What is done with a batch: by the system administrator the first two, by a security administrator the others. */
export const changeSteps = {
  submitted: { role: 'AD', label: '核对无误，提请安全管理员确认' },
  withdrawn: { role: 'AD', label: '撤回' },
  confirmed: { role: 'SE', label: '确认变更' },
  returned: { role: 'SE', label: '退回' },
} as const
export type ChangeStep = keyof typeof changeSteps

const isStep = (text: string): text is ChangeStep => Object.hasOwn(changeSteps, text)
const NOTE = 200

/**
 * Takes the next step of a batch. Whoever asked for the change or passed it on does not confirm it, in no post of his; the
 * database refuses it once more. Confirmed, it is carried out by the worker. Throws 404, 403, 409, 422.
 */
export async function stepChange(ctx: Ctx, id: string | undefined, form: FormData): Promise<ChangeStep> {
  const { actor, db } = ctx
  const batch = isUuid(id) ? await db.recomputeBatch.findUnique({ where: { id } }) : null
  if (!batch) throw notFound()
  const step = String(form.get('_intent') ?? '')
  if (!isStep(step)) throw refused()
  if (changeSteps[step].role !== actor.role) throw refused()
  if (actor.role === 'SE' && [batch.madeBy, batch.submittedBy].includes(actor.userId))
    throw refused('这个变更是您自己提出或提请的，须由另一位管理员确认。')
  const note = squeeze(String(form.get('note') ?? ''))
  if (step === 'returned' && note === '') throw invalid({ note: ['请写明退回的理由'] })
  if (codePoints(note) > NOTE) throw invalid({ note: [`最多 ${NOTE} 个字`] })
  const fits = {
    submitted: ['review'],
    withdrawn: ['computing', 'review', 'submitted'],
    confirmed: ['submitted'],
    returned: ['submitted'],
  }
  if (!fits[step].includes(batch.state)) throw new UserError(409, '这一批刚刚有了新的进展，请查看最新情况。')
  await db.$executeRaw`SELECT step_recompute(${batch.id}::uuid, ${step}, ${note || null})`
  if (step === 'confirmed') await enqueue(db, 'rule_change_apply', { batchId: batch.id })
  await logAccess(db, actor, {
    event: 'rule_change',
    data: { batch: batch.id, subject: batch.ruleId ?? (batch.year === null ? 'check' : String(batch.year)), step },
  })
  return step
}
