/** What the steps on and off the register do to the database. */
import type { Effect } from '~/casefile/domain'
import { addDays, addYears, dayToDb, type LegalDay } from '~/lib/dates'
import { instantOf } from '~/ui/form-inputs'
import { endContact } from '../contact/end-contact.server'
import type { ChildFacts } from '../facts'
import { judgeEligibility, supportUntil } from '../rules'
import { keepPaper, save, type Work } from './effect.server'

async function confirm(work: Work) {
  const { facts, input, book } = work
  const judged = judgeEligibility({ ...facts, on: input.onDay }, (rule) => book.rule(rule, input.onDay).value)
  await save(work, { confirmedOn: dayToDb(input.onDay), eligibility: judged.code })
}

async function notEligible(work: Work) {
  const { input } = work
  await save(work, {
    eligibility: input.reason,
    hardshipOfferedOn: input.offer && input.offer !== 'unreached' ? dayToDb(input.onDay) : null,
    hujiOnly: input.reason === 'elsewhere',
  })
  await endViews(work, work.at)
}

/** Who was named on the file sees it until then and no longer. */
async function endViews({ db, file }: Work, until: Date): Promise<void> {
  await db.caseParty.updateMany({ where: { caseId: file.id, untilAt: { gt: until } }, data: { untilAt: until } })
}

/** The first instant after a day, in China. */
const after = (day: LegalDay) => instantOf(`${addDays(day, 1)}T00:00`)

/** D4 retention: until the 18th birthday and some years more (DOMAIN 4.10). */
async function keepUntil({ db, file, book, facts }: Work, on: LegalDay): Promise<void> {
  const value = (rule: string) => book.rule(rule, on).value
  const grown = facts.birthOn ? addYears(facts.birthOn, value('D4.hardship_age')) : on
  const from = grown > on ? grown : on
  await db.caseFile.update({
    where: { id: file.id },
    data: { retainUntil: dayToDb(addYears(from, value('D4.retention'))) },
  })
}

const leaving =
  (causeOf: (work: Work) => string): Effect<ChildFacts> =>
  async (work) => {
    const { input, eventOn } = work
    await save(work, { exitCause: causeOf(work), exitedOn: dayToDb(eventOn) })
    await endContact(work, { calls: true })
    await endViews(work, work.at)
    await keepUntil(work, eventOn)
    if (input.paper) await keepPaper(work, causeOf(work), input.paper)
  }

/** For age the register ends at once; what the school does goes on to the end of the term (D4-edge-02). */
const turn16: Effect<ChildFacts> = async (work) => {
  const { db, file, facts, eventOn, at, book } = work
  const until = supportUntil(eventOn, (rule) => book.rule(rule, eventOn).value)
  await save(work, {
    exitCause: facts.category === 'hardship' ? 'turned_18' : 'turned_16',
    exitedOn: dayToDb(eventOn),
    supportUntil: facts.schoolCode ? dayToDb(until) : null,
  })
  await db.caseParty.updateMany({
    where: { caseId: file.id, part: { in: ['school', 'class'] }, untilAt: { gt: after(until) } },
    data: { untilAt: after(until) },
  })
  await db.caseParty.updateMany({
    where: { caseId: file.id, part: { notIn: ['school', 'class'] }, untilAt: { gt: at } },
    data: { untilAt: at },
  })
  await endContact(work, { calls: false })
  await keepUntil(work, eventOn)
}

export const registerEffects: Record<string, Effect<ChildFacts>> = {
  confirm,
  not_eligible: notEligible,
  exit: leaving(({ input }) => input.cause),
  died: leaving(() => 'died'),
  moved_away: leaving(() => 'moved_away'),
  opened_in_error: async (work) => {
    await endContact(work, { calls: true })
    await endViews(work, work.at)
  },
  turn_16: turn16,
}
