/** What has to come back of money paid after a death (D7-edge-10) or for false papers (D7-edge-06), and what became of it. */
import { Prisma } from '~/generated/prisma/client'
import type { Effect, EffectResult } from '~/casefile/domain'
import { dayToDb } from '~/lib/dates'
import { conflict, invalid } from '~/lib/errors'
import { formatFen } from '~/lib/text'
import type { ReliefFacts } from '../facts'
import { keepPaper, keepUntil, save, secret, type Work } from './effect.server'

/** Days of death that files know: their own, else the person's. Gives case_id, died_on. */
export const deathDays = Prisma.sql`
  SELECT f.case_id, f.ended_on AS died_on FROM relief_file f WHERE f.end_cause = 'death' AND f.ended_on IS NOT NULL
  UNION ALL SELECT f.case_id, p.died_on FROM person p JOIN case_file c ON c.person_id = p.id JOIN relief_file f ON f.case_id = c.id
    WHERE p.died_on IS NOT NULL AND f.end_cause IS DISTINCT FROM 'death'`

/** Notes each payment of the file that came after the death, once. */
const claim = ({ db, file, today }: Work) =>
  db.$executeRaw(Prisma.sql`
  INSERT INTO relief_recovery (award_id, case_id, kind, scope_key, due_fen, died_on, found_on)
  SELECT a.id, a.case_id, a.kind, a.scope_key, a.amount_fen, d.died_on, ${today}::date
  FROM relief_award a JOIN (${deathDays}) d ON d.case_id = a.case_id
  WHERE a.case_id = ${file.id}::uuid AND paid_out(a) AND a.paid_on > d.died_on ON CONFLICT (award_id) DO NOTHING`)

async function paidAfterDeath(work: Work) {
  await claim(work)
}

async function noteDeath(work: Work) {
  await save(work, { endedOn: dayToDb(work.input.diedOn), endCause: 'death' })
  await keepPaper(work, 'death', work.input.paper)
  await claim(work)
}

const openClaims = ({ db, file }: Work) =>
  db.$queryRaw<{ id: string; left: number }[]>`
    SELECT v.award_id AS id, v.due_fen - v.recovered_fen - v.waived_fen AS left FROM relief_recovery v JOIN relief_award a ON a.id = v.award_id
    WHERE v.case_id = ${file.id}::uuid AND v.due_fen > v.recovered_fen + v.waived_fen ORDER BY a.paid_on, v.award_id FOR UPDATE OF v`

/** Nothing is left to come back: the file is closed again, kept from today. */
async function over(work: Work): Promise<EffectResult> {
  await keepUntil(work, work.today)
  return { state: 'died' }
}

/** Counts what came back against the earliest payments first; gives what is left to come back, below nought when it was too much. */
async function countBack(work: Work): Promise<number> {
  const { input, db } = work
  const claims = await openClaims(work)
  let rest: number = input.amount
  for (const { id, left } of claims) {
    const taken = Math.min(rest, left)
    if (taken === 0) break
    await db.reliefRecovery.update({
      where: { awardId: id },
      data: { recoveredFen: { increment: taken }, lastOn: dayToDb(input.onDay) },
    })
    rest -= taken
  }
  return claims.reduce((sum, { left }) => sum + left, 0) - input.amount
}

async function recoverPaid(work: Work): Promise<EffectResult | undefined> {
  const left = await countBack(work)
  if (left < 0) throw conflict()
  await keepPaper(work, 'recovered', work.input.paper)
  return left === 0 ? over(work) : undefined
}

/** The months whose payments were obtained with false papers, each noted once, and what came back of them. */
async function recovered(work: Work) {
  const { input, db, file, today } = work
  const month = (day: string) => `${day.slice(0, 7)}-01`
  await db.$executeRaw(Prisma.sql`
    INSERT INTO relief_recovery (award_id, case_id, kind, scope_key, cause, due_fen, found_on)
    SELECT a.id, a.case_id, a.kind, a.scope_key, 'false_papers', a.amount_fen, ${today}::date FROM relief_award a
    WHERE a.case_id = ${file.id}::uuid AND paid_out(a) AND a.month BETWEEN ${month(input.from)}::date AND ${month(input.to)}::date
    ON CONFLICT (award_id) DO NOTHING`)
  const left = await countBack(work)
  if (left < 0)
    throw invalid({ amount: [`这些月份发放的，待追回的只有 ${formatFen(input.amount + left)} 元，不能多收`] })
}

/** What is left of the claims comes back no more, with the reason and the paper. */
async function waiveRest(work: Work) {
  await work.db
    .$executeRaw`UPDATE relief_recovery SET waived_fen = due_fen - recovered_fen, last_on = ${work.today}::date,
      waived_enc = ${secret(work, 'waived', work.input.reason)}
    WHERE case_id = ${work.file.id}::uuid AND due_fen > recovered_fen + waived_fen`
  await keepPaper(work, 'written_off', work.input.paper)
}

async function writeOff(work: Work): Promise<EffectResult> {
  await waiveRest(work)
  return over(work)
}

/** Whoever dies while money is to come back: the claim stands, and the file with it. */
export const stillOwed = async (work: Work): Promise<EffectResult | undefined> =>
  (await openClaims(work)).length ? { state: 'recovering' } : undefined

/** What the bank sent back of it is back: counted as recovered, and paid to nobody again. */
async function bankReturned(work: Work): Promise<EffectResult | undefined> {
  const { db, file, at, today } = work
  await db.$executeRaw`UPDATE relief_recovery v SET recovered_fen = v.due_fen - v.waived_fen, last_on = ${today}::date
    FROM relief_award a WHERE v.case_id = ${file.id}::uuid AND a.id = v.award_id AND a.state = 'returned'`
  await db.reliefAward.updateMany({
    where: { caseId: file.id, state: 'returned' },
    data: { state: 'stopped', stateAt: at, stateReason: '领取人去世' },
  })
  return (await openClaims(work)).length ? undefined : over(work)
}

export const recoveryEffects: Record<string, Effect<ReliefFacts>> = {
  paid_after_death: paidAfterDeath,
  note_death: noteDeath,
  recover_paid: recoverPaid,
  recovered,
  write_off: writeOff,
  waive_rest: waiveRest,
  bank_returned: bankReturned,
}
