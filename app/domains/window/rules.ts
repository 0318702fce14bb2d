/** The rules of the one window (DOMAIN 4.4) and of the household log (4.6). Pure: facts, parameters and days in, answers out. */
import { computeDue, type Due } from '~/casefile/deadlines/compute'
import type { RuleBook } from '~/casefile/deadlines/rule-book'
import type { LegalDay } from '~/lib/dates'
import { addDays } from '~/lib/dates'
import { addWorkingDays } from '~/orgs/calendar'
import { cannotWait, isPetition, type Urgency } from './terms'

/** A matter that cannot wait is 特急, whatever was ticked. */
export const urgencyOf = (matter: string, given: Urgency): Urgency => (cannotWait(matter) ? 'immediate' : given)

export type Timed = { matter: string; urgency: string }

/** The rule of the reply: petitions by the regulation (信访工作条例 34), other matters by how urgent they are. */
export function replyRule({ matter, urgency }: Timed): string {
  if (isPetition(matter)) return 'X.intake_reply_petition'
  if (urgency === 'immediate') return 'X.intake_reply_immediate'
  return urgency === 'urgent' ? 'X.intake_reply_urgent' : 'X.intake_reply'
}

/** When it must be routed: at once when it cannot wait. */
export const dispatchRule = ({ urgency }: Pick<Timed, 'urgency'>): string =>
  urgency === 'immediate' ? 'X.intake_dispatch_now' : 'X.intake_dispatch'

export type Clock = Timed & {
  /** The day the period runs from: received, or reopened. */
  clockOn: LegalDay
  /** While papers were missing the clock stood still. */
  supplementOn?: LegalDay | null
  supplementedOn?: LegalDay | null
}

/** The day by which to reply, with the pause for missing papers. */
export function replyDue(book: RuleBook, clock: Clock): Due {
  const paused = clock.supplementOn && clock.supplementedOn && clock.supplementOn >= clock.clockOn
  return computeDue({
    book,
    rule: replyRule(clock),
    from: clock.clockOn,
    roll: 'agency',
    because: '受理',
    ...(paused && { pauses: [{ from: clock.supplementOn!, to: clock.supplementedOn! }] }),
  })
}

/** The most that a reply may be put off: 30 days for a petition (条例 34), else as the project's rule says. */
export function latestReply(book: RuleBook, matter: string, due: LegalDay): { on: LegalDay; days: number } {
  const { value, unit } = book.rule(isPetition(matter) ? 'X.intake_extend_petition' : 'X.intake_extend', due)
  return { on: unit === 'wd' ? addWorkingDays(book.calendar, due, value).day : addDays(due, value), days: value }
}

/** The last day on which a unit may object to being named for a petition (条例 23); null for other matters. */
export const objectionUntil = (book: RuleBook, matter: string, routedOn: LegalDay): LegalDay | null =>
  isPetition(matter) ? computeDue({ book, rule: 'X.intake_objection', from: routedOn, roll: 'agency' }).dueOn : null

/** The last day on which the applicant may have the matter taken up again. */
export const reopenUntil = (repliedOn: LegalDay, days: number): LegalDay => addDays(repliedOn, days)

/** How often a household is visited: those in hardship each quarter, others yearly. */
export const visitRule = (hardship: readonly string[]): string =>
  hardship.length > 0 ? 'X.household_hardship' : 'X.household_other'

/**
 * Words that do not belong into the log (DOMAIN 4.6): religion, opinions on government, neighbours' conduct; and whether
 * somebody was in prison, in correction or is in treatment, which a grid worker never learns and never writes down.
 */
const unwanted: readonly [RegExp, string][] = [
  [/信教|宗教|教会|教徒|信佛|信主|礼拜|邪教/, '不写信仰'],
  [/政治|党派|政见|思想动态|对政府|对干部|骂政府|发牢骚|上访|闹访/, '不写对政府的看法'],
  [/邻居.{0,6}(吵|骂|偷|赌|懒|坏|作风|乱)|隔壁.{0,6}(吵|骂|偷|赌|懒|坏|作风|乱)|说邻居|街坊/, '不写邻居的言行'],
  [/坐过牢|坐牢|服刑|刑满|劳改|劳教|社区矫正|缓刑|精神病|吸毒|前科|案底/, '不写处罚、矫正和疾病经历'],
]

/** What to tell whoever wrote it; nothing when all is well. It warns and does not block: the writer decides after a second look. */
export function logWarning(text: string | undefined): string | undefined {
  const found = text ? unwanted.filter(([words]) => words.test(text)).map(([, what]) => what) : []
  return found.length
    ? `民情档案${found.join('，')}。里面像是有这些内容，请删去；核对后确实没有的，勾选“已核对”再提交。`
    : undefined
}
