/** 摸底审核 in the town: what the villages put forward, confirmed or sent back several at once, each logged by itself. */
import type { Ctx } from '~/casefile/act.server'
import { decide } from '~/casefile/decide.server'
import { readInputs } from '~/casefile/propose.server'
import { ruleBook } from '~/casefile/rules.server'
import { formatDay, dayOf } from '~/lib/dates'
import { invalid, UserError } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { civilAge } from '~/people/ages'
import { maskName } from '~/people/identity'
import { directory } from '~/orgs/find-units.server'
import { child } from '../domain.server'
import { judgeEligibility } from '../rules'
import { awayParents, eligibilities } from '../terms'
import { BATCH, reasonWords } from './candidates.server'
import { censusTask } from './census-task.server'

const STEPS = ['confirm', 'not_eligible']
const REASON_CHARS = 200

export async function readReview(ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const where = { kind: 'child', step: { in: STEPS }, state: 'waiting' }
  const waiting = await db.proposal.findMany({
    where,
    include: { case: { select: { caseNo: true, name: true, scopeKey: true } } },
    orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }],
    take: BATCH + 1,
  })
  const page = waiting.slice(0, BATCH)
  const facts = await child.facts(
    db,
    page.map(({ caseId }) => caseId),
  )
  const { units } = await directory(db)
  const book = await ruleBook(db)
  const p = (rule: string) => book.rule(rule, actor.today).value
  const rows = page.flatMap((row) => {
    const known = facts.get(row.caseId)
    if (!known) return []
    const judged = judgeEligibility({ ...known, on: actor.today }, p)
    const input = readInputs(row) as { reason?: string }
    return {
      id: row.id,
      caseId: row.caseId,
      caseNo: row.case.caseNo,
      name: maskName(row.case.name),
      unit: units.get(row.case.scopeKey)?.name ?? '',
      age: known.birthOn ? civilAge(known.birthOn, actor.today) : null,
      away: awayParents[known.away as keyof typeof awayParents],
      asked: row.step === 'confirm' ? '列入名册' : `不符合条件：${reasonWords(input.reason ?? '')}`,
      rule: `${judged.eligible ? '符合' : '不符合'}：${eligibilities[judged.code]}`,
      by: `${row.proposedName} ${formatDay(dayOf(row.proposedAt))}`,
      mine: row.proposedUser === actor.userId,
    }
  })
  const decided = Number(url.searchParams.get('decided') ?? 0)
  return {
    unit: actor.unit.name,
    rows,
    more: waiting.length > BATCH,
    task: await censusTask(ctx),
    done: decided > 0 ? `已办理 ${decided} 名，每名都记入各自的时间线。` : null,
  }
}
export type ReviewData = Awaited<ReturnType<typeof readReview>>

/**
 * Confirms or sends back the proposals that were ticked, each by its own hand and event. One refusal undoes all. Gives how many.
 * Throws 403, 404, 409, 422.
 */
export async function reviewCandidates(ctx: Ctx, form: FormData): Promise<number> {
  const chosen = [...new Set(form.getAll('proposal').map(String))].filter(isUuid)
  const answer = form.get('answer')
  const reason = String(form.get('reason') ?? '').trim()
  if (!chosen.length) throw new UserError(422, '请先勾选要审核的孩子。')
  if (chosen.length > BATCH) throw new UserError(422, `一次最多审核 ${BATCH} 名。`)
  if (answer !== 'accept' && answer !== 'return') throw invalid({ answer: ['请选择同意或者退回'] })
  if (answer === 'return' && !reason) throw invalid({ reason: ['请写明退回的理由'] })
  if ([...reason].length > REASON_CHARS) throw invalid({ reason: [`最多 ${REASON_CHARS} 个字`] })
  const rows = await ctx.db.proposal.findMany({
    where: { id: { in: chosen }, kind: 'child', step: { in: STEPS } },
    select: { id: true },
  })
  if (rows.length !== chosen.length) throw new UserError(409, '名单刚刚有变化，请刷新后重新勾选。')
  for (const proposalId of chosen)
    await decide(child, ctx, { proposalId, accept: answer === 'accept', ...(reason && { reason }) })
  return chosen.length
}
