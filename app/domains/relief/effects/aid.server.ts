/** What the school's and the labour bureau's own steps write. Amounts are the parameters'; nobody types one. */
import type { Effect } from '~/casefile/domain'
import { dayToDb } from '~/lib/dates'
import type { ReliefFacts } from '../facts'
import { schoolAmountRule, trainingAmountRule } from '../rules'
import { keepUntil, save, userOf, type Work } from './effect.server'

/** The amount of a rule in yuan, as fen. */
const fenOf = ({ book, today }: Work, rule: string): number => Math.round(book.rule(rule, today).value * 100)

async function proposed(work: Work, amountFen: number, more: Parameters<typeof save>[1] = {}) {
  const { today, hand, facts } = work
  const user = userOf(work)
  await save(work, {
    standardFen: amountFen,
    proposedFen: amountFen,
    proposedPeriod: 'once',
    proposedOn: dayToDb(today),
    supplementEnc: null,
    // A bureau of two has one hand that takes in and looks at it, and another that decides.
    ...(user !== facts.acceptedUser && { checkedOn: dayToDb(today), checkedPost: hand.postId, checkedUser: user }),
    ...more,
  })
}

export const proposeSchool: Effect<ReliefFacts> = async (work) =>
  void (await proposed(work as Work, fenOf(work as Work, schoolAmountRule(work.facts.schoolStage!))))

export const proposeTraining: Effect<ReliefFacts> = async (given) => {
  const work = given as Work
  const { level, provedOn } = work.input
  await proposed(work, fenOf(work, trainingAmountRule(level)), {
    trainingLevel: level,
    certificateOn: dayToDb(provedOn),
  })
}

/** Recommended, and what became of it; amounts, terms and credit are the bank's and never stand here. */
const outcome =
  (decision: 'granted' | 'declined'): Effect<ReliefFacts> =>
  async (work) =>
    void (await save(work as Work, { decision, decidedOn: dayToDb((work as Work).input.onDay) }))

export const loanEffects: Record<string, Effect<ReliefFacts>> = {
  send_bank: async (work) => void (await save(work as Work, { proposedOn: dayToDb((work as Work).input.onDay) })),
  bank_granted: outcome('granted'),
  bank_declined: outcome('declined'),
  close_loan: async (work) => keepUntil(work as Work, (work as Work).today),
}
