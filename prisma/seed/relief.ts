/**
 * Relief (救助补助) in the demo city: files of two towns in every state, told by the product's own verbs in a
 * transaction of the application's role; each hand at its own time.
 */
import type { Actor } from '~/access/actor'
import { setScope } from '~/access/scope.server'
import { act } from '~/casefile/act.server'
import { applyStep } from '~/casefile/apply-step.server'
import { decide } from '~/casefile/decide.server'
import { SYSTEM } from '~/casefile/domain'
import { lockCase } from '~/casefile/load-case.server'
import { openAid, type AidKind } from '~/domains/relief/open/open-aid.server'
import { openRelief, type ReliefKind } from '~/domains/relief/open/open-relief.server'
import { reliefDomains, type ReliefName } from '~/domains/relief/views/kind-at.server'
import { accept } from '~/domains/relief/steps/inputs'
import { addDays, addMonths, dayOf, today, type LegalDay } from '~/lib/dates'
import { prisma, workerPrisma, type Db } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'
import type { Seat } from './accounts'
import { aidPlots } from './aid-plots'
import { addRows, type Runner } from './owner'
import { inventPerson, makeRng, type DemoPerson } from './people'
import { CITY, COUNTIES, villagesOf } from './places'
import { reliefPlots } from './relief-plots'
import { townOf } from './teller'

/** 低保标准 of the city: 310 yuan in 2011, raised ten times since (SR-19); fen per person and month. */
const STANDARDS: [from: LegalDay, yuan: number][] = [
  ['2011-07-01', 310],
  ['2012-07-01', 350],
  ['2014-01-01', 400],
  ['2015-07-01', 450],
  ['2017-01-01', 510],
  ['2018-07-01', 560],
  ['2020-01-01', 610],
  ['2021-07-01', 660],
  ['2023-01-01', 710],
  ['2024-07-01', 760],
]
/** How old pupils of a stage are. */
const AGES: Record<string, [number, number]> = {
  preschool: [3, 6],
  compulsory: [8, 14],
  senior: [15, 17],
  university: [18, 21],
}
/** The one in force: for the whole time that the demo's files tell of. */
const NOW_YUAN = 820
const MONTHS_IN_FORCE = 14
/** A county's money of a year; the first is what the civil windows draw on. */
const BUDGETS = [
  { order: '01', name: '困难群众救助补助资金', benefits: ['temp_relief', 'dibao'], yuan: 3_000_000 },
  { order: '02', name: '教育救助资金', benefits: ['school_aid'], yuan: 800_000 },
  { order: '03', name: '就业补助资金（培训）', benefits: ['training_subsidy'], yuan: 500_000 },
]

/** Standards and budgets: what every decision stands on. Repeatable; runs as the owner. */
export async function seedReliefBase(db: Runner): Promise<void> {
  const { rows } = await db.query('SELECT 1 FROM relief_standard LIMIT 1')
  if (rows.length) return
  await addRows(
    db,
    'relief_standard',
    [...STANDARDS, [`${addMonths(today(), -MONTHS_IN_FORCE).slice(0, 7)}-01`, NOW_YUAN] as const].map(
      ([from, yuan]) => ({
        id: uuidv7(),
        region: CITY.code,
        amount_fen: yuan * 100,
        effective_from: from,
        basis: `关于公布 ${from.slice(0, 4)} 年城乡低保标准的通知`,
        state: 'in_force',
        proposed_at: `${from}T00:00:00+08:00`,
      }),
    ),
  )
  const year = Number(today().slice(0, 4))
  await addRows(
    db,
    'relief_budget',
    COUNTIES.flatMap((county) =>
      [year - 1, year, year + 1].flatMap((one) =>
        BUDGETS.map(({ order, name, benefits, yuan }) => ({
          code: `${county.code}-${one}-${order}`,
          region: county.code,
          year: one,
          name,
          benefits,
          total_fen: yuan * 100,
        })),
      ),
    ),
  )
}

export type Stage = {
  town: string
  village: string
  budget: (on: LegalDay, order?: string) => string
  cc: Seat
  cc2: Seat
  ck: Seat
  ca: Seat
  ca2: Seat
  head: Seat
  st: Seat
  sp: Seat
  ec: Seat
  ec2: Seat
  hr: Seat
  hr2: Seat
  day: (ago: number) => LegalDay
  person: () => DemoPerson
  open: (kind: ReliefKind, ago: number, given?: Record<string, unknown>) => Promise<string>
  openAid: (seat: Seat, kind: AidKind, ago: number, given: Record<string, unknown>) => Promise<string>
  take: (seat: Seat, ago: number, id: string, step: string, fields?: Record<string, string>) => Promise<void>
  confirm: (seat: Seat, ago: number, id: string, step: string) => Promise<void>
  bySystem: (ago: number, id: string, step: string) => Promise<void>
}

const regionOf = (unit: string) => unit.slice(0, unit.indexOf('-'))

export function actorAt(seat: Seat, iso: string): Actor {
  const now = new Date(iso)
  const regionCode = regionOf(seat.unit)
  return {
    sessionId: seat.postId,
    userId: seat.userId,
    userName: seat.userName,
    postId: seat.postId,
    role: seat.role,
    classCode: null,
    unit: { code: seat.unit, name: seat.unitName, kind: 'civil_affairs', regionCode, regionName: regionCode },
    authorisedUntil: '9999-12-31',
    holders: [seat.postId, seat.unit],
    covers: [],
    coveredBy: null,
    now,
    today: dayOf(now),
    ip: '127.0.0.1',
    requestId: 'demo',
  }
}

/** The people of one town and its county, and how they act on a day so long ago. Hours run on, so that order is kept. */
function stageOf(db: Db, seats: readonly Seat[], slug: string, seed: number): Stage {
  const town = townOf(slug)
  const county = town.code.slice(0, 6)
  const rng = makeRng(seed)
  const find = (role: string, unit: string, nth = 0) => {
    const found = seats.filter((seat) => seat.role === role && seat.unit === unit)[nth]
    if (!found) throw new Error(`nobody is ${role} at ${unit}`)
    return found
  }
  const window = `${town.code}-CW1`
  const bureau = `${county}-CA1`
  const school = `${town.code}-SC1`
  let minute = 0
  let order = seed
  const at = (ago: number) => {
    minute += 7
    const clock = `${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    return `${addDays(today(), -ago)}T${ago === 0 ? '00:00' : clock}:00+08:00`
  }
  const domainOf = async (id: string) => {
    const { kind } = await db.caseFile.findUniqueOrThrow({ where: { id }, select: { kind: true } })
    return reliefDomains[kind as ReliefName]
  }
  const as = async (seat: Seat, ago: number) => {
    const actor = actorAt(seat, at(ago))
    await setScope(db, actor)
    return { actor, db }
  }
  const deciders: Record<string, Seat> = {
    relief_school: find('EC', `${county}-EB1`),
    relief_training: find('HR', `${county}-HR1`),
  }
  const person = () => inventPerson(rng, today(), ++order, [24, 70])
  return {
    town: town.code,
    village: villagesOf(town)[0]!.code,
    budget: (on, order = '01') => `${county}-${on.slice(0, 4)}-${order}`,
    cc: find('CC', window),
    cc2: find('CC', window, 1),
    ck: find('CK', bureau),
    ca: find('CA', bureau),
    ca2: find('CA', bureau, 1),
    head: find('CA', window),
    st: find('ST', school),
    sp: find('SP', school),
    ec: find('EC', `${county}-EB1`),
    ec2: find('EC', `${county}-EB1`, 1),
    hr: find('HR', `${county}-HR1`),
    hr2: find('HR', `${county}-HR1`, 1),
    day: (ago) => addDays(today(), -ago),
    person,
    async open(kind, ago, given = {}) {
      minute = 0
      const ctx = await as(find('CC', window), ago)
      const one = person()
      return openRelief(
        ctx,
        kind,
        accept.parse({
          name: one.name,
          idType: 'resident',
          idNo: one.idNo,
          phone: one.phone,
          address: one.address,
          hujiCode: town.code,
          residenceCode: town.code,
          villageCode: villagesOf(town)[order % villagesOf(town).length]!.code,
          appliedOn: ctx.actor.today,
          cause: 'spending',
          need: '家庭支出超过承受能力，基本生活有困难。',
          payeeName: one.name,
          payeeAccount: `6217000000${String(order).padStart(9, '0')}`,
          payeeBank: '某银行',
          ...given,
        }),
      )
    },
    async openAid(seat, kind, ago, given) {
      minute = 0
      const ctx = await as(seat, ago)
      // A pupil is of the age of the stage; the others have worked.
      const one = inventPerson(rng, today(), ++order, AGES[String(given.stage)] ?? [24, 55])
      const { input } = reliefDomains[kind].kind.steps.accept!
      return openAid(
        ctx,
        kind,
        input.parse({
          name: one.name,
          idType: 'resident',
          idNo: one.idNo,
          phone: one.phone,
          address: one.address,
          hujiCode: town.code,
          residenceCode: town.code,
          appliedOn: ctx.actor.today,
          payeeName: one.name,
          payeeAccount: `6217000001${String(order).padStart(9, '0')}`,
          payeeBank: '某银行',
          ...given,
        }),
      )
    },
    async take(seat, ago, id, step, fields = {}) {
      const ctx = await as(seat, ago)
      const { version } = await db.caseFile.findUniqueOrThrow({ where: { id }, select: { version: true } })
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      await act(await domainOf(id), ctx, { caseId: id, step, version, form })
    },
    async confirm(seat, ago, id, step) {
      const ctx = await as(seat, ago)
      const waiting = await db.proposal.findFirstOrThrow({ where: { caseId: id, step, state: 'waiting' } })
      await decide(await domainOf(id), ctx, { proposalId: waiting.id, accept: true })
    },
    async bySystem(ago, id, step) {
      // Told in the sight of whoever decided it, who acted last.
      const { kind } = await db.caseFile.findUniqueOrThrow({ where: { id }, select: { kind: true } })
      const { actor } = await as(deciders[kind] ?? find('CA', bureau), ago)
      const file = await lockCase(db, kind, id)
      await applyStep(db, reliefDomains[kind as ReliefName], { file, step, input: {}, hand: SYSTEM, at: actor.now })
    },
  }
}

/** Two towns of two counties: nothing of the one stands on what the other does, so they are told side by side. */
const SLUGS = ['tianjinghu', 'hengbu'] as const

/** Tells the files of each town once: all of them or none. */
export async function seedRelief(seats: readonly Seat[]): Promise<void> {
  const tell = async (slug: (typeof SLUGS)[number], index: number) => {
    const told = { kind: 'relief_temp', scopeKey: `${townOf(slug).code}-CW1` }
    if ((await workerPrisma.caseFile.count({ where: told, take: 1 })) > 0) return
    await prisma.$transaction(
      async (db) => {
        const stage = stageOf(db, seats, slug, 7000 + index * 400)
        await reliefPlots(stage)
        await aidPlots(stage)
      },
      { maxWait: 30_000, timeout: 300_000 },
    )
  }
  await Promise.all(SLUGS.map(tell))
}
