/** Ends or renews a pairing. An ended one closes the child's page to the helper in the same transaction. */
import { logAccess } from '~/audit/log.server'
import { appendEvent } from '~/casefile/append-event.server'
import type { Ctx } from '~/casefile/act.server'
import { handOf, type CaseRow, type Hand } from '~/casefile/domain'
import { endPairHelper, grantPairHelper } from '~/casefile/pair-helper.server'
import { dayToDb, dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { conflict, invalid, refused } from '~/lib/errors'
import { endInput, read, renewInput } from '../inputs'
import { declarationHolds, whyNotUntil } from '../rules'
import { owners } from './agree-pairing.server'
import { dropContactTask } from './contact-task.server'
import { lockPairing } from './load-pairing.server'
import { tellEnded } from './tell-ended.server'
import { pairingLimits } from './propose-pairing.server'

/** Who may end it: village and town, and the school that proposed it, whoever holds that post there by now. */
export async function mayEnd({ actor, db }: Ctx, { proposedBy }: { proposedBy: string }): Promise<boolean> {
  if (owners.includes(actor.role)) return true
  if (actor.role !== 'SP') return false
  if (proposedBy === actor.postId) return true
  return (await db.post.count({ where: { id: proposedBy, role: 'SP', unitCode: actor.unit.code } })) > 0
}

/** With a reason; helper and guardian are told by the worker. Throws 403, 404, 409, 422. */
export async function endPairing(ctx: Ctx, id: string | undefined, form: FormData): Promise<void> {
  const { actor, db } = ctx
  if (![...owners, 'SP'].includes(actor.role)) throw refused('结对由提出的学校、儿童主任或者督导员结束。')
  const { why } = read(endInput, form)
  const { file, pairing } = await lockPairing(ctx, id)
  if (!(await mayEnd(ctx, pairing))) throw refused('这份结对不是本校提出的，请联系儿童主任结束。')
  if (pairing.state !== 'active') throw conflict('这份结对已经结束了，请刷新查看。')
  const hand = handOf(actor)
  // A school names nobody on a file and ends nobody's view there, but for this one.
  if (actor.role === 'SP') await db.$executeRaw`SELECT end_proposed_pairing(${pairing.id}::uuid)`
  await endPairings({ db, file, hand, at: actor.now, today: actor.today }, why)
  await logAccess(db, actor, {
    event: 'party',
    fileToken: file.fileToken,
    data: { part: 'pair_helper', view: 'limited', ended: true },
  })
  await appendEvent(db, file, {
    step: 'pair_ended',
    fromState: file.state,
    toState: file.state,
    input: { why },
    eventOn: actor.today,
    at: actor.now,
    hand,
  })
}

export type Ending = { db: Db; file: CaseRow; hand: Pick<Hand, 'postId'>; at: Date; today: LegalDay }

/** What ends with the care of a child, too: the helper's view, his task, the running pairing. The caller writes the event. */
export async function endPairings(work: Ending, why: string): Promise<void> {
  const { db, file, at, today, hand } = work
  await endPairHelper(work)
  await dropContactTask(db, file.id, hand.postId, at)
  await db.pairing.updateMany({
    where: { caseId: file.id, state: 'active' },
    data: { state: 'ended', endedOn: dayToDb(today), endWhy: why, endedBy: hand.postId },
  })
  await tellEnded(db)
}

/** At most one more year, on a fresh declaration. Throws 403, 404, 409, 422. */
export async function renewPairing(ctx: Ctx, id: string | undefined, form: FormData): Promise<void> {
  const { actor, db } = ctx
  if (!owners.includes(actor.role)) throw refused('结对由儿童主任或者督导员续期。')
  const given = read(renewInput, form)
  const { file, pairing } = await lockPairing(ctx, id)
  if (pairing.state !== 'active') throw conflict('这份结对已经结束了，请重新提出。')
  const { latest, oldest } = await pairingLimits(ctx)
  const wrong: Record<string, string[]> = {}
  const until = whyNotUntil(given.until, actor.today, latest)
  if (until) wrong.until = [until]
  else if (given.until <= dbToDay(pairing.untilOn)) wrong.until = ['新的结束日期应晚于现在的']
  if (!declarationHolds(given.declaredOn, actor.today, oldest))
    wrong.declaredOn = [`请填 ${oldest} 到今天之间签署的背景声明日期`]
  if (Object.keys(wrong).length) throw invalid(wrong)
  const hand = handOf(actor)
  await grantPairHelper({ db, file, at: actor.now, hand }, pairing.helperPostId, '结对关爱', given.until)
  await db.pairing.update({
    where: { id: pairing.id },
    data: {
      untilOn: dayToDb(given.until),
      declaredOn: dayToDb(given.declaredOn),
      declarationKeptAt: given.declarationKeptAt,
      renewals: pairing.renewals + 1,
    },
  })
  await appendEvent(db, file, {
    step: 'pair_renewed',
    fromState: file.state,
    toState: file.state,
    input: { until: given.until },
    eventOn: actor.today,
    at: actor.now,
    hand,
  })
}
