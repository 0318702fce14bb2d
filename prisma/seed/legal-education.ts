/**
 * Legal education (法治教育) in the demo city: vice-principals of eleven of the twelve schools in every state, a year of their
 * lessons, a small library and some mentoring, told by the product's own verbs; each hand at its own time.
 */
import { setScope } from '~/access/scope.server'
import { act, type Ctx } from '~/casefile/act.server'
import { addMaterial, reviewOne } from '~/domains/children/legal/library/materials.server'
import { keepLegalEducation } from '~/domains/children/legal/jobs/keep-legal-education.server'
import { ruleBook } from '~/casefile/rules.server'
import { legalLesson, mentoring } from '~/domains/children/legal/domain.server'
import { nominate } from '~/domains/children/legal/open/nominate.server'
import { childrenOf, proposeMentoring } from '~/domains/children/legal/open/propose.server'
import { termEnd } from '~/domains/children/legal/rules'
import { schoolYearEnd } from '~/domains/children/rules'
import { topics } from '~/domains/children/legal/terms'
import { addDays, now, today, type LegalDay } from '~/lib/dates'
import { prisma, workerPrisma, type Db } from '~/lib/db.server'
import type { Seat } from './accounts'
import { inventPerson, makeRng, type Rng } from './people'
import { actorAt } from './relief'

/** How a school stands: its term's state, days since the term began, and the lessons' hours so far this year. */
type Plot = { state: 'serving' | 'expiring' | 'vacant' | 'appointed' | 'nominated'; began: number; hours: number[] }
const THREE_YEARS = 1096
const PLOTS: readonly (Plot | null)[] = [
  { state: 'serving', began: 440, hours: [1, 2, 1, 2] },
  { state: 'serving', began: 440, hours: [2] },
  { state: 'serving', began: 85, hours: [1, 1, 2] },
  { state: 'serving', began: 800, hours: [2, 2, 1] },
  { state: 'expiring', began: THREE_YEARS - 40, hours: [1, 1, 1, 1] },
  { state: 'serving', began: 300, hours: [2, 1] },
  { state: 'vacant', began: 500, hours: [2] },
  { state: 'appointed', began: 10, hours: [] },
  { state: 'serving', began: 450, hours: [2, 2] },
  { state: 'serving', began: 260, hours: [1, 2, 2] },
  { state: 'nominated', began: 3, hours: [] },
  null,
]
const ORGANS = { CT: ['court', '人民法院', '一级法官'], PC: ['procuratorate', '人民检察院', '二级检察官'] } as const
const OTHERS = { PS: ['police', '公安局', '四级警长'], JB: ['justice', '司法局', '一级科员'] } as const
const MATERIALS = [
  ['bullying', 'slides', '同学之间：玩笑和欺凌的界线', 'https://fazhi.example.cn/kejian/1'],
  ['fraud', 'case_story', '刷单、游戏充值骗局十例', 'https://fazhi.example.cn/anli/3'],
  ['harm', 'game', '身体的界线：小组活动方案', '教育局安全科，可借教具箱'],
  ['rights', 'slides', '遇到伤害怎样求助', 'https://fazhi.example.cn/kejian/7'],
] as const

const topicCodes = Object.keys(topics)

type Story = { db: Db; seats: readonly Seat[]; rng: Rng; hour: number }

/** Runs the verb as the post would have on the day; hours run on, so that order is kept. */
async function as<T>(story: Story, seat: Seat, on: LegalDay, verb: (ctx: Ctx) => Promise<T>): Promise<T> {
  story.hour = (story.hour + 1) % 480
  const minutes = String(story.hour % 60).padStart(2, '0')
  const actor = actorAt(seat, `${on}T${String(8 + Math.floor(story.hour / 60)).padStart(2, '0')}:${minutes}:00+08:00`)
  await setScope(story.db, actor)
  return verb({ actor, db: story.db })
}

const formOf = (fields: Record<string, string | readonly string[]>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one as string)
  return form
}
type Fields = Parameters<typeof formOf>[0]

const take =
  (domain: typeof legalLesson | typeof mentoring) =>
  (story: Story, seat: Seat, on: LegalDay, caseId: string, step: string, fields: Fields) =>
    as(story, seat, on, async (ctx) => {
      const { version } = await ctx.db.caseFile.findUniqueOrThrow({ where: { id: caseId }, select: { version: true } })
      await act(domain as never, ctx, { caseId, step, version, form: formOf(fields) })
    })
const serve = take(legalLesson)
const mentor = take(mentoring)

type Hands = { sp: Seat; ec: Seat; lv?: Seat }

/** One school's vice-principal from the nomination to today; gives the file's id. */
async function tellService(story: Story, { sp, ec, lv }: Hands, plot: Plot): Promise<string> {
  const { seats } = story
  const order = 700 + seats.indexOf(lv ?? sp)
  const person = inventPerson(makeRng(order), today(), order, [34, 55])
  const letters = (lv?.unit.split('-')[1] ?? 'CT1').slice(0, 2)
  const [organ, organName, duty] = { ...ORGANS, ...OTHERS }[letters as 'CT'] ?? ORGANS.CT
  const began = addDays(today(), -plot.began)
  const id = await as(story, sp, addDays(began, -30), (ctx) =>
    nominate(ctx, {
      school: sp.unit,
      name: lv?.userName ?? person.name,
      idNo: person.idNo,
      organ,
      organName: lv?.unitName ?? organName,
      duty,
      retired: false,
      paper: { title: '推荐函', onDay: addDays(began, -32), keptAt: '学校办公室' },
    }),
  )
  if (plot.state === 'nominated') return id
  await serve(story, ec, addDays(began, -15), id, 'appoint', { fromOn: began, untilOn: termEnd(began, 3) })
  if (plot.state === 'appointed') return id
  await serve(story, sp, began, id, 'begin', {
    onDay: began,
    trainingHours: String(8 + 2 * story.rng.below(4)),
    ...(lv && { postId: lv.postId }),
  })
  await tellLessons(story, lv ?? sp, id, plot, began)
  if (plot.state === 'vacant')
    await serve(story, sp, addDays(today(), -10), id, 'unable', { onDay: addDays(today(), -10), reason: '调离本县' })
  return id
}

/** The lessons of this year, spread over its school weeks; the next one is planned. */
async function tellLessons(story: Story, by: Seat, id: string, plot: Plot, began: LegalDay): Promise<void> {
  const { rng } = story
  const from = [`${today().slice(0, 4)}-03-02`, addDays(began, 5)].sort().at(-1)!
  const until = addDays(today(), -12)
  const span = Math.max(1, (Date.parse(until) - Date.parse(from)) / 86_400_000)
  for (const [k, hours] of plot.hours.entries()) {
    const onDay = addDays(from, Math.floor((span * (k + 1)) / (plot.hours.length + 1)))
    await serve(story, by, onDay, id, 'hold_lesson', {
      onDay,
      className: rng.pick(['七年级1班', '七年级2班', '八年级1班', '五年级2班', '六年级1班']),
      topic: rng.pick(topicCodes),
      hours: String(hours),
      headCount: String(34 + rng.below(15)),
    })
  }
  if (plot.state !== 'serving') return
  await serve(story, by, today(), id, 'plan_lesson', {
    onDay: addDays(today(), 2 + rng.below(12)),
    className: rng.pick(['七年级1班', '八年级2班', '六年级2班']),
    topic: rng.pick(topicCodes),
    hours: '1',
  })
}

const NEEDS = ['peers', 'online', 'rules', 'studies', 'emotion', 'safety'] as const

/** Up to three children of the school: one proposed, one that waits to be taken on, one with talks. */
async function tellMentoring(story: Story, { sp, lv }: Hands, serviceId: string): Promise<void> {
  const children = await as(story, sp, today(), (ctx) => childrenOf(ctx))
  const book = await ruleBook(story.db)
  for (const [k, child] of children.slice(0, 3).entries()) {
    const on = addDays(today(), -60 + 10 * k)
    const id = await as(story, sp, on, (ctx) =>
      proposeMentoring(ctx, {
        childId: child.id,
        serviceId,
        className: '七年级2班',
        needs: [NEEDS[k]!, NEEDS[k + 3]!],
        contactName: '德育处 余老师',
        contactPhone: '13800000000',
      }),
    )
    if (k === 0) continue
    await mentor(story, sp, addDays(on, 6), id, 'agree', {
      guardian: '祖父',
      method: 'paper',
      signedOn: addDays(on, 5),
      keptAt: '德育处',
      asked: 'on',
      childView: '愿意每月聊一次，在图书室。',
      untilOn: schoolYearEnd(addDays(on, 6), (rule) => book.rule(rule, on).value),
    })
    if (k === 1 || !lv) continue
    await mentor(story, lv, addDays(on, 8), id, 'accept', { read: 'on' })
    await mentor(story, lv, addDays(on, 20), id, 'talk', {
      onDay: addDays(on, 20),
      length: '2',
      topic: 'online',
      nextOn: addDays(today(), 4),
    })
  }
}

async function tellLibrary(story: Story, { ec, lv }: Hands): Promise<void> {
  if (!lv) return
  const c = (ctx: Ctx, fields: Fields) => ({ ...ctx, form: formOf(fields) }) as Parameters<typeof addMaterial>[0]
  for (const [k, [topic, form, title, foundAt]] of MATERIALS.entries()) {
    const on = addDays(today(), -100 + 20 * k)
    await as(story, lv, on, (ctx) => addMaterial(c(ctx, { topic, form, title, foundAt })))
    if (k === MATERIALS.length - 1) continue
    const [made] = await as(story, ec, on, ({ db }) =>
      db.legalMaterial.findMany({ where: { state: 'proposed', title } }),
    )
    await as(story, ec, addDays(on, 3), (ctx) => reviewOne(c(ctx, { id: made!.id, verdict: 'shared' })))
  }
}

/** Tells it once: a city with services already gets none. A county's vice-principals serve at most two schools each. */
export async function seedLegalEducation(seats: readonly Seat[]): Promise<void> {
  if ((await workerPrisma.lvpService.count({ take: 1 })) > 0) return
  const places = new Map<string, number>()
  const shelves = new Set<string>()
  await prisma.$transaction(
    async (db) => {
      const story: Story = { db, seats, rng: makeRng(5201), hour: 0 }
      const heads = seats.filter((seat) => seat.role === 'SP').sort((a, b) => (a.unit < b.unit ? -1 : 1))
      for (const [k, sp] of heads.entries()) {
        const plot = PLOTS[k]
        const county = sp.unit.slice(0, 6)
        const ec = seats.find((seat) => seat.role === 'EC' && seat.unit.startsWith(county))
        if (!plot || !ec) continue
        const lv = seats.find(
          (seat) => seat.role === 'LV' && seat.unit.startsWith(county) && (places.get(seat.userId) ?? 0) < 2,
        )
        if (lv) places.set(lv.userId, (places.get(lv.userId) ?? 0) + 1)
        const hands = { sp, ec, ...(lv && { lv }) }
        const id = await tellService(story, hands, plot)
        if (!shelves.has(county)) await tellLibrary(story, hands)
        shelves.add(county)
        if (plot.state === 'serving' && lv) await tellMentoring(story, hands, id)
      }
    },
    { timeout: 120_000 },
  )
  await workerPrisma.$transaction((db) => keepLegalEducation(db, now()), { timeout: 60_000 })
}
