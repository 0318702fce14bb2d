/** Contact and pairing for the education bureau: numbers of its whole range, since it sees no call and no pairing. */
import type { Ctx } from '~/casefile/act.server'
import { figureText, type Told } from '~/casefile/figures/rate'
import { ruleBook } from '~/casefile/rules.server'
import type { LegalDay } from '~/lib/dates'
import type { BesideTable } from './beside.server'
import { contactMeasures } from './child-figures.server'

type Sums = { away: number; contacted: number; registered: number; paired: number }

/** The two rates of `contactMeasures` over the same stock; 1–4 children are not told. */
export async function contactTable({ db, actor }: Ctx, day: LegalDay): Promise<BesideTable> {
  const [sums] = await db.$queryRaw<Sums[]>`SELECT * FROM child_contact_sums(${day}::date)`
  const book = await ruleBook(db)
  const limit = book.rule('X.small_cell', actor.today).value
  const told = (n: number): Told => (n > 0 && n < limit ? 'small' : n)
  const pairs: Record<string, readonly [number, number]> = {
    contact_rate: [sums!.contacted, sums!.away],
    pairing_rate: [sums!.paired, sums!.registered],
  }
  return {
    title: '联系和结对',
    rows: contactMeasures.map(({ code, label, form, words }) => ({
      code,
      label,
      value: figureText(form, told(pairs[code]![0]), told(pairs[code]![1])),
      words: `${words((rule) => book.rule(rule, day).value)}；只有合计数，小于 ${limit} 的不显示`,
    })),
  }
}
