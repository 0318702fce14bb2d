/** What happened to each relief file of a town: one file at every state, some with something to do today. */
import type { Stage } from './relief'

const means = (income: string) => ({
  income,
  assets: '2000.00',
  rigid: '36000.00',
  incomeStable: 'no',
  result: 'fits',
  report: '银行、社保、不动产信息核对无异常。',
})
const urgent = (on: string) => ({ object: '急诊押金和食宿', basis: '突发急病，身边没有现金', askedAt: `${on}T08:30` })

/** To the posted proposal: two days after acceptance the check, three the survey, five the proposal. */
async function proposed(
  s: Stage,
  kind: 'relief_temp' | 'relief_dibao',
  ago: number,
  given: Record<string, unknown> = {},
) {
  const id = await s.open(kind, ago, given)
  await checked(s, id, kind, ago)
  await s.take(
    s.ck,
    ago - 5,
    id,
    'propose',
    kind === 'relief_temp' ? { factor: '2', period: 'once' } : { recheckClass: 'half' },
  )
  return id
}

async function checked(s: Stage, id: string, kind: string, ago: number) {
  await s.take(s.cc, ago - 2, id, 'start_check', {
    signedOn: s.day(ago - 2),
    keptAt: '窗口档案柜 1 号',
    ...(kind === 'relief_temp' && { route: 'standard' }),
  })
  await s.take(s.cc, ago - 3, id, 'survey', {
    onDay: s.day(ago - 3),
    type: 'home',
    firstPostId: s.cc.postId,
    secondPostId: s.cc2.postId,
    result: 'true',
    findings: '家中陈设简单，一人长期患病，劳动收入不稳定。',
  })
  await s.take(s.ck, ago - 4, id, 'check_means', means(kind === 'relief_temp' ? '1200.00' : '600.00'))
}

async function granted(
  s: Stage,
  kind: 'relief_temp' | 'relief_dibao',
  ago: number,
  given: Record<string, unknown> = {},
) {
  const id = await proposed(s, kind, ago, given)
  const on = ago - (kind === 'relief_temp' ? 9 : 13)
  await s.take(s.ca, on, id, 'decide', { budgetCode: s.budget(s.day(on)), checked: 'on' })
  return { id, on }
}

const household = {
  members: [
    { name: '某甲', relation: 'spouse', ability: 'partly', income: '0' },
    { name: '某乙', relation: 'child', ability: 'pupil' },
  ],
}

async function temporary(s: Stage): Promise<void> {
  await s.open('relief_temp', 0)
  await s.open('relief_temp', 2, { cause: 'illness' })
  const late = await s.open('relief_temp', 6)
  await s.take(s.cc, 5, late, 'ask_supplement', { items: '诊断证明\n医疗费用票据' })
  const quick = await s.open('relief_temp', 1, { cause: 'accident' })
  await s.take(s.cc, 1, quick, 'quick_grant', { ...urgent(s.day(1)), amount: '310.00' })
  await s.confirm(s.head, 1, quick, 'quick_grant')
  const wanted = await s.open('relief_temp', 1, { cause: 'accident' })
  await s.take(s.cc, 1, wanted, 'quick_grant', { ...urgent(s.day(1)), amount: '500.00' })
  const first = await s.open('relief_temp', 4, { cause: 'disaster' })
  await s.take(s.cc, 4, first, 'pay_first', { ...urgent(s.day(4)), amount: '1500.00', secondPostId: s.cc2.postId })
  await s.confirm(s.head, 4, first, 'pay_first')
  const checking = await s.open('relief_temp', 8)
  await checked(s, checking, 'relief_temp', 8)
  await proposed(s, 'relief_temp', 7)
  await proposed(s, 'relief_temp', 12)
  const objected = await proposed(s, 'relief_temp', 10)
  await s.take(s.cc, 3, objected, 'note_objection', {
    source: 'public',
    receivedAt: `${s.day(3)}T10:00`,
    claim: '反映家中另有一处门面房。',
  })
  await granted(s, 'relief_temp', 14)
  const paying = await granted(s, 'relief_temp', 30)
  await s.bySystem(paying.on - 2, paying.id, 'start_paying')
  const paid = await granted(s, 'relief_temp', 60)
  await s.bySystem(paid.on - 2, paid.id, 'start_paying')
  await s.bySystem(paid.on - 4, paid.id, 'paid_up')
  const refused = await proposed(s, 'relief_temp', 20)
  await s.take(s.ca, 12, refused, 'refuse', { code: 'assets', reason: '名下有两处住房，财产超过规定。' })
  const review = await proposed(s, 'relief_temp', 25)
  await s.take(s.ca, 17, review, 'refuse', { code: 'income', reason: '家庭人均收入超过标准。' })
  await s.take(s.cc, 15, review, 'tell', { onDay: s.day(15), how: '当面送达本人' })
  await s.take(s.cc, 9, review, 'object', {
    source: 'applicant',
    receivedAt: `${s.day(9)}T09:10`,
    claim: '已经失业三个月，收入按以前的算了。',
  })
  const withdrawn = await s.open('relief_temp', 15)
  await s.take(s.cc, 13, withdrawn, 'withdrawn', { onDay: s.day(13), reason: '子女已经汇款。' })
}

async function allowance(s: Stage): Promise<void> {
  await s.open('relief_dibao', 1, household)
  const supplement = await s.open('relief_dibao', 9)
  await s.take(s.cc, 8, supplement, 'ask_supplement', { items: '居住证复印件' })
  const checking = await s.open('relief_dibao', 10, household)
  await checked(s, checking, 'relief_dibao', 10)
  await proposed(s, 'relief_dibao', 9, household)
  await proposed(s, 'relief_dibao', 16, household)
  await proposed(s, 'relief_dibao', 20, { protectedPerson: true })
  await granted(s, 'relief_dibao', 18, household)
  for (const ago of [200, 215]) {
    const paying = await granted(s, 'relief_dibao', ago, household)
    await s.bySystem(paying.on - 2, paying.id, 'start_paying')
    await s.take(s.ck, 2, paying.id, 'recheck', {
      onDay: s.day(2),
      result: 'keep',
      income: '600.00',
      recheckClass: 'half',
      note: '入户核实，情况没有变化。',
    })
  }
  const due = await granted(s, 'relief_dibao', 195, household)
  await s.bySystem(due.on - 2, due.id, 'start_paying')
  const adjusted = await granted(s, 'relief_dibao', 120, household)
  await s.bySystem(adjusted.on - 2, adjusted.id, 'start_paying')
  await s.take(s.ck, 6, adjusted.id, 'recheck', {
    onDay: s.day(6),
    result: 'change',
    income: '1200.00',
    recheckClass: 'half',
    note: '找到零工，收入增加。',
  })
  await s.confirm(s.ca, 5, adjusted.id, 'recheck')
  await s.take(s.cc, 4, adjusted.id, 'hear', { onDay: s.day(4), said: '同意，找到了零工。' })
  await s.take(s.ca, 2, adjusted.id, 'adjust', { from: s.day(0), reason: '家庭收入增加。' })
  const ended = await granted(s, 'relief_dibao', 150, household)
  await s.bySystem(ended.on - 2, ended.id, 'start_paying')
  await s.take(s.cc, 12, ended.id, 'hear', { onDay: s.day(12), said: '没有意见。' })
  await s.take(s.ca, 10, ended.id, 'end', { cause: 'over_line', from: s.day(0), reason: '人均收入超过标准。' })
  const refused = await proposed(s, 'relief_dibao', 30, household)
  await s.take(s.ca, 20, refused, 'refuse', { code: 'no_cooperation', reason: '两次预约入户未能配合。' })
}

export async function reliefPlots(s: Stage): Promise<void> {
  await temporary(s)
  await allowance(s)
}
