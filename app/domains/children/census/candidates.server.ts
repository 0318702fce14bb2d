/** 摸底待核 in the village: each candidate with what the rule says of it, and putting several forward at once. */
import { Prisma } from '~/generated/prisma/client'
import { act, type Ctx } from '~/casefile/act.server'
import { countText, listCases } from '~/casefile/find.server'
import { ruleBook } from '~/casefile/rules.server'
import { dueWords } from '~/casefile/ui/day-words'
import { UserError } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { civilAge } from '~/people/ages'
import { maskName } from '~/people/identity'
import { child } from '../domain.server'
import { judgeEligibility } from '../rules'
import { awayParents, eligibilities, type Eligibility } from '../terms'
import { censusTask } from './census-task.server'

/** Candidates put forward, or decided, in one go. */
export const BATCH = 50

export async function readCandidates(ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const list = await listCases(ctx, 'child', {
    order: 'due',
    after: url.searchParams.get('after') ?? undefined,
    limit: BATCH,
    file: [
      Prisma.sql`c.state = 'candidate'`,
      Prisma.sql`NOT EXISTS (SELECT 1 FROM proposal w WHERE w.case_id = c.id AND w.state IN ('waiting', 'decided'))`,
    ],
    select: Prisma.sql`c.version`,
  })
  const facts = await child.facts(
    db,
    list.rows.map(({ id }) => id),
  )
  const book = await ruleBook(db)
  const p = (rule: string) => book.rule(rule, actor.today).value
  const rows = list.rows.flatMap((row) => {
    const known = facts.get(row.id)
    if (!known) return []
    const judged = judgeEligibility({ ...known, on: actor.today }, p)
    return {
      id: row.id,
      version: Number(row.extra.version),
      caseNo: row.caseNo,
      name: maskName(row.name),
      age: known.birthOn ? civilAge(known.birthOn, actor.today) : null,
      away: awayParents[known.away as keyof typeof awayParents],
      eligible: judged.eligible,
      reason: eligibilities[judged.code],
      alarm: known.alarmOn !== null,
      due: dueWords(row.nextDueOn, actor.today),
    }
  })
  const proposed = Number(url.searchParams.get('proposed') ?? 0)
  return {
    unit: actor.unit.name,
    rows,
    count: countText(list),
    next: list.next && `/children/candidates?after=${encodeURIComponent(list.next)}`,
    task: await censusTask(ctx),
    done: proposed > 0 ? `已提交 ${proposed} 名，由儿童督导员审核。` : null,
  }
}
export type CandidatesData = Awaited<ReturnType<typeof readCandidates>>

/**
 * Puts those that were ticked forward for the register (`<id>.<version>` each), one by one: its own proposal, its own event. One
 * refusal undoes all. Gives how many. Throws 403, 409, 422.
 */
export async function proposeCandidates(ctx: Ctx, ticked: readonly string[]): Promise<number> {
  const chosen = [...new Set(ticked)].flatMap((one) => {
    const [id = '', version = ''] = one.split('.')
    return isUuid(id) && /^\d{1,9}$/.test(version) ? [{ id, version: Number(version) }] : []
  })
  if (!chosen.length) throw new UserError(422, '请先勾选要列入名册的孩子。')
  if (chosen.length > BATCH) throw new UserError(422, `一次最多提交 ${BATCH} 名。`)
  for (const { id, version } of chosen) {
    const form = new FormData()
    form.set('onDay', ctx.actor.today)
    await act(child, ctx, { caseId: id, step: 'confirm', version, form })
  }
  return chosen.length
}

export const reasonWords = (code: string): string => eligibilities[code as Eligibility] ?? ''
