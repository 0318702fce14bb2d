/** The one window of one town and the households of one grid, in every state; desks with something to do. */
import { addDays, type LegalDay } from '~/lib/dates'
import type { HouseholdFacts, IntakeFacts } from '~/domains/window/facts'
import type { MatterCode } from '~/domains/window/terms'
import { addWorkingDays } from '~/orgs/calendar'
import type { Seat } from './accounts'
import { makeRng } from './people'
import { add, seatAt, type Life, type World } from './story'
import { visit } from './story-events'
import { take } from './story-steps'
import { makeTeller, townOf, type Teller } from './teller'
import { enrol, householdTwins, intakeTwins, sendOn, takeIn, unitDoes, type Asked, type Window } from './window-file'

const SUMMARIES: Partial<Record<MatterCode, string>> = {
  dibao: '家里三口人，主要劳力患病，想申请低保。',
  temp_relief: '住院花费大，这个月生活困难，想申请临时救助。',
  job: '想找附近的工作，愿意参加培训。',
  mediation: '和承包方为工钱有争议，请求调解。',
  school: '孩子转学插班，不知道要什么材料。',
  facilities: '村口路灯坏了两个月，晚上走路不方便。',
  request: '对征地补偿的面积有不同意见，请求核实。',
  consult: '咨询城乡居民医保怎么缴费。',
  elderly: '老人独居，想申请助餐服务。',
  housing: '屋顶漏雨，想问危房改造政策。',
  insurance: '社保断缴几年，想问怎么接上。',
  no_shelter: '外地来的，钱包丢了，今晚没有地方住。',
}
const summary = (matter: MatterCode) => SUMMARIES[matter] ?? '有事想请窗口帮忙办理。'

export function generateWindow(world: World, seed = 6262): Teller {
  const teller = makeTeller(world, makeRng(seed), 4000)
  const town = townOf('tianjinghu').code
  const county = town.slice(0, 6)
  const window: Window = {
    teller,
    ic: seatAt(world, 'IC', `${town}-CW1`),
    dp: seatAt(world, 'DP', `${county}-GO1`),
    unit: `${town}-CW1`,
  }
  const gw = seatAt(world, 'GW', `${town}001001-GS1`)
  const units = {
    cc: seatAt(world, 'CC', `${town}-CW1`),
    tj: seatAt(world, 'TJ', `${town}-JO1`),
    hr: seatAt(world, 'HR', `${county}-HR1`),
    ec: seatAt(world, 'EC', `${county}-EB1`),
    county: seatAt(world, 'IC', `${county}-GO1`),
  }
  waiting(window, gw)
  atUnits(window, units)
  answered(window, units)
  households(teller, gw)
  return teller
}

/** So many working days ago; today for 0. */
const ago = ({ teller: { world } }: Window, n: number): LegalDay =>
  n === 0 ? world.today : addWorkingDays(world.book.calendar, world.today, -n).day
const ask = (window: Window, matter: MatterCode, on: LegalDay, more: Partial<Asked> = {}) =>
  takeIn(window, { matter, on, summary: summary(matter), ...more })

/** At the window: to be routed today and late, at once, waiting for papers, filed by the grid worker. */
function waiting(window: Window, gw: Seat): void {
  const { teller, ic, dp } = window
  const { world } = teller
  ask(window, 'no_shelter', ago(window, 0))
  ask(window, 'dibao', ago(window, 0), { agent: { code: 'relative', name: '李秀芳' } })
  ask(window, 'temp_relief', ago(window, 3), { urgency: 'urgent', channel: 'phone' })
  ask(window, 'housing', ago(window, 1), { proxy: gw })
  for (const [day, items] of [
    [2, ['户口本', '近三个月收入说明']],
    [14, ['残疾证复印件']],
  ] as const) {
    const life = ask(window, day === 2 ? 'dibao' : 'disability', ago(window, day + 1))
    take(
      world,
      life,
      intakeTwins,
      'ask_supplement',
      { items: items.map((what) => ({ what })) },
      { seat: ic, on: ago(window, day) },
    )
  }
  const back = ask(window, 'elderly', ago(window, 6))
  take(
    world,
    back,
    intakeTwins,
    'ask_supplement',
    { items: [{ what: '身份证复印件' }] },
    { seat: ic, on: ago(window, 5) },
  )
  take(world, back, intakeTwins, 'supplemented', { onDay: ago(window, 1) }, { seat: ic, on: ago(window, 1) })
  const twice = ask(window, 'consult', ago(window, 4))
  take(
    world,
    twice,
    intakeTwins,
    'opened_in_error',
    { reason: '同一人同一事登记了两次。' },
    { seat: ic, on: ago(window, 4), second: { seat: dp, on: ago(window, 3) } },
  )
  const gone = ask(window, 'certificate', ago(window, 8))
  take(
    world,
    gone,
    intakeTwins,
    'withdrawn',
    { onDay: ago(window, 7), reason: '已经在网上办好。' },
    { seat: ic, on: ago(window, 7) },
  )
}

type Units = Record<'cc' | 'tj' | 'hr' | 'ec' | 'county', Seat>

/** With units: to be accepted, sent back, being handled, late, put off. */
function atUnits(window: Window, units: Units): void {
  const routed = (matter: MatterCode, to: Seat, days: number, co: string[] = []) => {
    const life = ask(window, matter, ago(window, days))
    return { life, referral: sendOn(window, life, to.unit, { on: ago(window, Math.max(0, days - 1)), co }) }
  }
  const accepted = (matter: MatterCode, to: Seat, days: number) => {
    const sent = routed(matter, to, days)
    unitDoes(window, sent.life, sent.referral, 'accept', { on: ago(window, Math.max(0, days - 2)), by: to })
    return sent
  }
  routed('mediation', units.tj, 1)
  routed('job', units.hr, 2, [units.cc.unit])
  routed('dibao', units.cc, 1)
  const back = routed('school', units.ec, 3)
  unitDoes(window, back.life, back.referral, 'return', {
    on: ago(window, 1),
    by: units.ec,
    text: '幼儿园入园由乡镇中心学校办理。',
  })
  const decided = routed('facilities', units.hr, 5)
  unitDoes(window, decided.life, decided.referral, 'return', {
    on: ago(window, 3),
    by: units.hr,
    text: '路灯不归人社。',
  })
  const again = sendOn(window, decided.life, units.county.unit, {
    on: ago(window, 2),
    again: '按分派表由县政府办公室承办。',
  })
  unitDoes(window, decided.life, again, 'accept', { on: ago(window, 1), by: units.county })
  accepted('temp_relief', units.cc, 5)
  accepted('insurance', units.hr, 16)
  accepted('legal', units.tj, 4)
  const petition = accepted('request', units.county, 20)
  const { world } = window.teller
  take(
    world,
    petition.life,
    intakeTwins,
    'tell_petitioner',
    { onDay: ago(window, 12), accepted: 'yes' },
    { seat: window.ic, on: ago(window, 12) },
  )
  const until = addDays(petition.life.facts.replyDueOn, 20)
  unitDoes(window, petition.life, petition.referral, 'extend', {
    on: ago(window, 2),
    by: units.county,
    text: '需要重新测量面积。',
    until,
  })
}

/** Answered: to be asked whether they are content, closed through the last months, taken up again. */
function answered(window: Window, units: Units): void {
  const { teller, ic } = window
  const { world, rng } = teller
  const by: [MatterCode, Seat][] = [
    ['dibao', units.cc],
    ['job', units.hr],
    ['mediation', units.tj],
    ['facilities', units.county],
    ['elderly', units.cc],
  ]
  const reply = (days: number, slow: number, index: number): Life<IntakeFacts> => {
    const [matter, unit] = by[index % by.length]!
    const life = ask(window, matter, ago(window, days))
    const sent = sendOn(window, life, unit.unit, { on: ago(window, days - 1) })
    unitDoes(window, life, sent, 'accept', { on: ago(window, days - 2), by: unit })
    unitDoes(window, life, sent, 'reply', {
      on: ago(window, days - slow),
      by: unit,
      text: '已办理，并当面向申请人说明。',
    })
    return life
  }
  const close = (life: Life<IntakeFacts>, on: LegalDay, satisfaction: string) =>
    take(world, life, intakeTwins, 'close', { satisfaction }, { seat: ic, on, hour: 17 })
  reply(9, 6, 0)
  reply(12, 8, 1)
  for (let n = 0; n < 24; n++) {
    const days = 22 + n * 6
    const slow = rng.chance(85) ? 4 + rng.below(5) : 13
    const life = reply(days, slow, n)
    close(life, ago(window, days - slow - 3), rng.pick(['satisfied', 'satisfied', 'fair', 'unsatisfied', 'no_answer']))
  }
  const spot = ask(window, 'consult', ago(window, 2))
  take(
    world,
    spot,
    intakeTwins,
    'answer',
    { reply: '已说明缴费时间和地点，并给了办事指南。' },
    { seat: ic, on: ago(window, 2) },
  )
  close(spot, ago(window, 1), 'satisfied')
  const again = reply(14, 7, 2)
  close(again, ago(window, 5), 'unsatisfied')
  take(
    world,
    again,
    intakeTwins,
    'reopen',
    { onDay: ago(window, 1), reason: '对方没有按调解的结果付钱。' },
    { seat: ic, on: ago(window, 1) },
  )
}

const HOMES: { hardship: string[]; needs: string[]; members: number; visited: number[] }[] = [
  { hardship: ['dibao'], needs: ['relief', 'medical'], members: 3, visited: [150, 70] },
  { hardship: ['disability', 'dibao'], needs: ['care'], members: 2, visited: [120] },
  { hardship: ['elderly_alone'], needs: ['care', 'housing'], members: 1, visited: [88, 20] },
  { hardship: ['illness'], needs: ['medical'], members: 4, visited: [91] },
  { hardship: ['child'], needs: ['school'], members: 3, visited: [40] },
  { hardship: [], needs: ['papers'], members: 5, visited: [300] },
  { hardship: [], needs: [], members: 4, visited: [] },
  { hardship: [], needs: ['job'], members: 3, visited: [363] },
  { hardship: ['jobless'], needs: ['job'], members: 2, visited: [5] },
]
const NOTES = ['屋里收拾得整齐，药快吃完了，提醒去复诊。', '缺过冬的被子，已联系民政。', '近况良好，没有新的需要。']

/** The households of one grid: visited, to be visited, late, struck off. */
function households(teller: Teller, gw: Seat): void {
  const { world, rng } = teller
  const before = (days: number) => addDays(world.today, -days)
  for (const home of HOMES) {
    const life = enrol(teller, gw, { on: before(380), ...home })
    for (const days of home.visited) {
      visit(world, life, {
        type: 'visit',
        seat: gw,
        on: before(days),
        note: rng.pick(NOTES),
        tags: ['warmth'],
        own: { last_visit_on: before(days), visits_made: (life.own.visits_made as number) + 1 },
      })
      confirm(life)
    }
  }
  const left = enrol(teller, gw, { on: before(200), hardship: [], needs: [], members: 2 })
  take(
    world,
    left,
    householdTwins,
    'end',
    { onDay: before(10), reason: '与子女户合并。' },
    { seat: gw, on: before(10) },
  )
  const twice = enrol(teller, gw, { on: before(60), hardship: [], needs: [], members: 1 })
  const stand = world.seats.find((seat) => seat.role === 'GW' && seat.unit === gw.unit && seat.userId !== gw.userId)!
  take(
    world,
    twice,
    householdTwins,
    'opened_in_error',
    { reason: '同一户建了两次。' },
    { seat: gw, on: before(58), second: { seat: stand, on: before(57) } },
  )
}

/** The resident signed under the last visit. */
function confirm(life: Life<HouseholdFacts>): void {
  const last = life.rows.visit!.at(-1)!
  add(life, 'household_visit', {
    visit_id: last.id,
    confirm: 'signed',
    promised_enc: null,
    intake_id: null,
    intake_no: null,
  })
}
