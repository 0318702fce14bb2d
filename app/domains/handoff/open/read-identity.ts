/** Whether a record may stand here at all (封存). Pure. */
import type { RuleBook } from '~/casefile/deadlines/rule-book'
import type { LegalDay } from '~/lib/dates'
import { mustSeal } from '~/people/protection'
import type { OffenceInput } from '../steps/inputs-open'

type Fields = Record<string, string[]>

/**
 * Before anything is written: `open` may stand here; `protected` goes to the vault's mouth and leaves neutral help
 * behind (刑事诉讼法 286; D1-edge-04). In doubt the answer protects; contradictions come back as field errors.
 */
export function routeRecord(
  given: OffenceInput,
  who: { birthOn: LegalDay; releasedOn: LegalDay },
  book: RuleBook,
  today: LegalDay,
): 'open' | 'protected' | { fields: Fields } {
  if (given.offenceOn && given.offenceOn > today) return { fields: { offenceOn: ['犯罪日期不能晚于今天'] } }
  const routing = mustSeal(
    {
      birth: who.birthOn,
      offenceOn: given.offenceOn ?? null,
      flag: given.juvenileAtOffence === 'yes',
      sentenceMonths: given.lifeSentence ? Infinity : (given.sentenceMonths ?? null),
      releasedOn: who.releasedOn,
    },
    { maxMonths: book.rule('D5.sentence', today).value, adultAge: book.rule('D5.age', today).value },
  )
  if (routing === 'ask')
    return { fields: { offenceOn: ['犯罪日期与出生日期、释放日期或“犯罪时是否未满 18 周岁”不一致，请核对'] } }
  return routing === 'open' ? 'open' : 'protected'
}
