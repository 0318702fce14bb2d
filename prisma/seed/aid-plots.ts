/** What happened to each file of school aid, training subsidy and recommended loan of a town: one at every state. */
import type { AidKind } from '~/domains/relief/open/open-aid.server'
import type { Stage } from './relief'

const pupil = (given: Record<string, unknown> = {}) => ({
  category: 'dibao',
  stage: 'compulsory',
  need: '家庭享受低保，寄宿生活费负担重。',
  contactName: '某家长',
  contactRelation: 'parent',
  contactPhone: '13900000021',
  payeeRelation: 'guardian',
  ...given,
})
const trainee = (trade: string) => ({ trade, need: '参加培训后取得证书，申请补贴。' })
const borrower = { need: '准备在镇上开一家小吃店，缺启动资金。' }

type Course = { kind: AidKind; ago: number; given: Record<string, unknown> }

/** To the opinion that waits for the decision. */
async function proposed(s: Stage, { kind, ago, given }: Course) {
  const school = kind === 'relief_school'
  const id = await s.openAid(school ? s.st : s.hr, kind, ago, given)
  await s.take(school ? s.sp : s.hr, ago - 3, id, 'propose', {
    basis: school ? '低保证信息核对一致。' : '证书编号核对无误。',
    ...(school ? { category: String(given.category) } : { level: 'junior', provedOn: s.day(ago + 10) }),
  })
  return id
}

async function granted(s: Stage, course: Course) {
  const id = await proposed(s, course)
  const school = course.kind === 'relief_school'
  const on = course.ago - 6
  await s.take(school ? s.ec : s.hr2, on, id, 'decide', {
    budgetCode: s.budget(s.day(on), school ? '02' : '03'),
    checked: 'on',
  })
  return { id, on }
}

async function everyState(
  s: Stage,
  kind: 'relief_school' | 'relief_training',
  given: (nth: number) => Record<string, unknown>,
) {
  const school = kind === 'relief_school'
  const [clerk, first] = school ? [s.sp, s.ec] : [s.hr, s.hr2]
  await s.openAid(school ? s.st : s.hr, kind, 2, given(0))
  const supplement = await s.openAid(clerk, kind, 8, given(1))
  await s.take(clerk, 7, supplement, 'ask_supplement', { items: school ? '监护人银行卡复印件' : '培训结业证明' })
  await proposed(s, { kind, ago: 6, given: given(2) })
  await proposed(s, { kind, ago: 12, given: given(3) })
  await granted(s, { kind, ago: 12, given: given(4) })
  const paying = await granted(s, { kind, ago: 25, given: given(5) })
  await s.bySystem(paying.on - 2, paying.id, 'start_paying')
  const paid = await granted(s, { kind, ago: 50, given: given(6) })
  await s.bySystem(paid.on - 2, paid.id, 'start_paying')
  await s.bySystem(paid.on - 4, paid.id, 'paid_up')
  const refused = await proposed(s, { kind, ago: 20, given: given(7) })
  await s.take(first, 14, refused, 'refuse', { code: 'no_hardship', reason: '不属于规定的对象。' })
  const review = await proposed(s, { kind, ago: 30, given: given(8) })
  await s.take(first, 24, review, 'refuse', { code: 'other', reason: '提交的材料与登记不一致。' })
  await s.take(clerk, 22, review, 'tell', { onDay: s.day(22), how: '当面送达本人' })
  await s.take(clerk, 10, review, 'object', {
    source: 'applicant',
    receivedAt: `${s.day(10)}T09:10`,
    claim: '材料已经更正，请重新审查。',
  })
}

async function loans(s: Stage): Promise<void> {
  const open = (ago: number) => s.openAid(s.hr, 'relief_loan', ago, borrower)
  await open(2)
  const checked = async (ago: number) => {
    const id = await open(ago)
    await s.take(s.hr, ago - 2, id, 'check_eligible', { eligible: 'on' })
    return id
  }
  const sent = async (ago: number) => {
    const id = await checked(ago)
    await s.take(s.hr, ago - 4, id, 'send_bank', { onDay: s.day(ago - 4), bank: '某银行支行' })
    return id
  }
  await checked(6)
  await sent(14)
  await s.take(s.hr, 8, await sent(40), 'bank_granted', { onDay: s.day(8) })
  await s.take(s.hr, 12, await sent(45), 'bank_declined', { onDay: s.day(12) })
  const closed = await sent(80)
  await s.take(s.hr, 40, closed, 'bank_granted', { onDay: s.day(40) })
  await s.take(s.hr, 30, closed, 'close_loan', { onDay: s.day(30) })
}

const STAGES = ['compulsory', 'senior', 'preschool', 'university']
const TRADES = ['cook', 'electrician', 'welder', 'elder_care', 'housekeeper']

export async function aidPlots(s: Stage): Promise<void> {
  await everyState(s, 'relief_school', (nth) => pupil({ stage: STAGES[nth % STAGES.length] }))
  await everyState(s, 'relief_training', (nth) => trainee(TRADES[nth % TRADES.length]!))
  await loans(s)
}
