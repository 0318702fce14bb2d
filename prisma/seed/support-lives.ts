/** Neutral help (帮扶服务): people without any origin on file, in every state. */
import { supportKind, type SupportFacts } from '~/domains/handoff/support.kind'
import { encrypt } from '~/lib/crypto.server'
import { addDays, type LegalDay } from '~/lib/dates'
import { readSupport } from './handoff-read'
import { PLANS, TALKS } from './handoff-texts'
import { keepPaper } from './twin-parts'
import { back } from './helped'
import { inventPerson } from './people'
import type { Place } from './places'
import { open, type Life, type World } from './story'
import { take, type TwinContext, type Twins } from './story-steps'
import { visit } from './story-events'
import { castOf, keep, type Teller } from './teller'
import { TIMINGS, triggerFor } from './triggers'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- the inputs of one kind's steps have many shapes */
type Work = TwinContext<SupportFacts, any>

const closing = (cause: string) => (work: Work) => {
  keepPaper(work, cause, work.input.paper)
  return { own: { ended_on: work.eventOn, end_cause: cause } }
}
const firstHand = ({ life, seat }: Work) =>
  life.file.owner_post_id === null && seat?.role === 'TJ' ? { ownerPostId: seat.postId } : {}

const twins: Twins<SupportFacts> = {
  start: (work) => ({
    own: {
      needs: work.input.needs,
      plan_enc: encrypt(work.input.plan, `support_plan:${work.life.id}`),
      started_on: work.life.facts.startedOn ?? work.input.onDay,
    },
    ...firstHand(work),
  }),
  end: closing('no_need'),
  died: closing('death'),
  moved_away: closing('moved_away'),
  withdrawn: closing('withdrawn'),
}

const NEEDS = [['job'], ['school'], ['training', 'job'], ['family'], ['papers']]

function begin(
  teller: Teller,
  town: Place,
  on: LegalDay,
): { life: Life<SupportFacts>; cast: ReturnType<typeof castOf>; world: World } {
  const { world, rng } = teller
  const order = ++teller.order
  const cast = castOf(world, town, order)
  const needs = rng.pick(NEEDS)
  const life = open(world, supportKind, {
    step: 'open',
    state: 'open',
    seat: cast.tj,
    on,
    scopeKey: cast.tj.unit,
    person: inventPerson(rng, world.today, order, [18, 40]),
    read: readSupport,
    due: ['first_talk'],
    input: { needs },
    own: { needs, started_on: null, plan_enc: null, ended_on: null, end_cause: null },
    hujiCode: cast.village,
    residenceCode: town.code,
    ownerPostId: cast.tj.postId,
    lawfulBasis: 'consent',
  })
  keep(teller, life)
  return { life, cast, world }
}

/** Files of one office in every state that ends well or waits. */
export function supportPlots(teller: Teller, town: Place, index: number): void {
  const { world, rng } = teller
  begin(teller, town, triggerFor(world, 'D1.first_talk', TIMINGS[index % TIMINGS.length]!))
  const helped = (ago: number) => {
    const on = back(teller, ago)
    const { life, cast } = begin(teller, town, on)
    const talkOn = addDays(on, 3)
    visit(world, life, { type: 'first_talk', seat: cast.tj, on: talkOn, note: rng.pick(TALKS) })
    take(
      world,
      life,
      twins,
      'start',
      { onDay: talkOn, needs: ['job'], plan: rng.pick(PLANS) },
      { seat: cast.tj, on: talkOn },
    )
    for (let next = addDays(talkOn, 84); next < world.today; next = addDays(next, 84))
      visit(world, life, { type: 'call', seat: cast.tj, on: next, note: '电话联系，近况良好。' })
    return { life, cast }
  }
  const day = (n: number) => back(teller, n)
  helped(100 + index * 9)
  if (index % 3 === 0) {
    const { life, cast } = begin(teller, town, day(40))
    take(world, life, twins, 'decline', { onDay: day(35), note: '本人表示暂不需要。' }, { seat: cast.tj, on: day(35) })
    const gone = helped(150)
    take(
      world,
      gone.life,
      twins,
      'moved_away',
      { movedOn: day(3), to: '外省', paper: { title: '户口迁移证明', onDay: day(3), keptAt: '司法所档案柜一' } },
      { seat: gone.cast.tj, on: day(3), second: { seat: gone.cast.th, on: day(2) } },
    )
  }
  if (index % 3 === 1) {
    const { life, cast } = begin(teller, town, day(90))
    for (const ago of [80, 60, 45])
      visit(world, life, { type: 'call', seat: cast.tj, on: day(ago), reached: false, note: '无人接听。' })
    take(world, life, twins, 'unreachable', { onDay: day(40), note: '三次未联系上。' }, { seat: cast.tj, on: day(40) })
    const twice = begin(teller, town, day(12))
    take(
      world,
      twice.life,
      twins,
      'opened_in_error',
      { reason: '与另一份服务登记重复。' },
      { seat: twice.cast.tj, on: day(11), second: { seat: twice.cast.th, on: day(10) } },
    )
  }
  if (index % 3 === 2) {
    const done = helped(200)
    take(
      world,
      done.life,
      twins,
      'end',
      { onDay: day(6), reason: '已稳定就业，本人不再需要。' },
      { seat: done.cast.tj, on: day(6), second: { seat: done.cast.th, on: day(5) } },
    )
    const lost = helped(160)
    take(
      world,
      lost.life,
      twins,
      'died',
      { diedOn: day(9), paper: { title: '死亡证明复印件', onDay: day(8), keptAt: '司法所档案柜一' } },
      { seat: lost.cast.tj, on: day(8), second: { seat: lost.cast.th, on: day(7) } },
    )
  } else {
    const asked = helped(130)
    take(
      world,
      asked.life,
      twins,
      'end',
      { onDay: day(1), reason: '本人已就业，不再需要。' },
      { seat: asked.cast.tj, on: day(1), second: 'waiting' },
    )
  }
}
