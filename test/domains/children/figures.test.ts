/** The figures of left-behind children: the stock of a day by the rule, and sum = list = what each place has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '~/access/roles'
import { listCases } from '~/casefile/find.server'
import { readFigureList } from '~/casefile/figures/read-figure-list.server'
import { readFigures } from '~/casefile/figures/read-figures.server'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import { writeCells } from '~/casefile/figures/write-cells.server'
import { countLines, filesOf, ofUnit } from '~/casefile/returns/count.server'
import { checksOf, type ReturnForm } from '~/casefile/returns/form'
import { reportPeriod, type ReportPeriod } from '~/casefile/returns/period'
import { planReturns } from '~/casefile/returns/plan-returns.server'
import { readBeside } from '~/domains/children/figures/beside.server'
import { childFigures, childFiguresOf } from '~/domains/children/figures/child-figures.server'
import { assessmentHalf } from '~/domains/children/returns/assessment-half.server'
import { visitsQuarter } from '~/domains/children/returns/visits-quarter.server'
import { Prisma } from '~/generated/prisma/client'
import { addYears, setClock, today } from '~/lib/dates'
import * as reports from '~/routes/reports'
import * as line from '~/routes/reports.line'
import * as one from '~/routes/reports.one'
import { readSeats, seedAccounts, type Seat } from '../../../prisma/seed/accounts'
import { seedBase } from '../../../prisma/seed/base'
import { generateChildren } from '../../../prisma/seed/children'
import { makeWorld } from '../../../prisma/seed/demo'
import { seedOrg } from '../../../prisma/seed/org'
import { withOwner } from '../../../prisma/seed/owner'
import { writeLives } from '../../../prisma/seed/write-lives'
import { actorOf, asWorker, inScope } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { makePost, signedIn, type SignedIn } from '../../support/people'
import { TOLD_AT } from '../../seed/told-city'

let seats: Seat[] = []
beforeAll(async () => {
  setClock(TOLD_AT)
  await testDatabase()
  await withOwner(async (db) => {
    await seedBase(db)
    await seedOrg(db)
    await seedAccounts(db, today())
    const world = makeWorld(await readSeats(db))
    await writeLives(db, world, generateChildren(world).told)
  })
  await withOwner((db) => db.query('ANALYZE'))
  seats = await withOwner(readSeats)
}, 180_000)
afterAll(() => setClock(null))

const TODAY = '2026-11-23'
const actorAt = (username: string) => {
  const seat = seats.find((one) => one.username === username)!
  const base = actorOf(seat.role, seat.unit, { postId: seat.postId, userId: seat.userId, now: new Date(TOLD_AT) })
  const regionCode = seat.unit.split('-')[0]!
  return { ...base, unit: { ...base.unit, kind: 'x', regionCode } }
}
const look = (username: string, more: Record<string, string> = {}) => {
  const actor = actorAt(username)
  return inScope(actor, (ctx) => readFigures(childFiguresOf(actor.role), ctx, new URLSearchParams(more)))
}
/** Numerator and denominator of a measure in all. */
const of = async (username: string, code: string, more: Record<string, string> = {}) => {
  const { measures } = childFiguresOf(actorAt(username).role)
  return (await look(username, more)).total[measures.findIndex((one) => one.code === code)]!
}
const listed = (username: string, more: Record<string, string>) => {
  const actor = actorAt(username)
  return inScope(actor, async (ctx) =>
    listCases(ctx, 'child', (await readFigureList(childFiguresOf(actor.role), ctx, new URLSearchParams(more))).query),
  )
}
const newcomer = async (role: Role, unit: string) =>
  signedIn(await makePost({ role, unit, name: `${role}甲`, authorisedUntil: '2027-06-30' }))
const DIRECTOR = 'cd.xihu'
/** A child of the director's village on the register, with its file. */
const someChild = async (more = '') =>
  (
    await asSuperuser<{ id: string }>(
      `SELECT c.id FROM case_file c JOIN child_file f ON f.case_id = c.id
       WHERE c.scope_key = $1 AND c.state = 'in_care' AND f.away = 'both' AND f.confirmed_on < '2026-01-01' ${more} ORDER BY c.id LIMIT 1`,
      [seats.find((one) => one.username === DIRECTOR)!.unit],
    )
  )[0]!.id

describe('the figures', () => {
  it('are exact for who lists the files: the sum is the list behind it, for each measure, role and cut-off day', async () => {
    for (const [username, more] of [
      [DIRECTOR, {}],
      ['cs.xihu', {}],
      ['ec.tongguan', {}],
      ['cs.xihu', { cutoff: '2026-06-30' }],
    ] as const) {
      const { total } = await look(username, more)
      expect(total[0]!.n, username).toBeGreaterThan(0)
      for (const [i, { code }] of childFiguresOf(actorAt(username).role).measures.entries())
        expect((await listed(username, { ...more, measure: code })).count, `${username} ${code}`).toBe(total[i]!.n)
    }
  }, 60_000)

  it('count the stock of the day: whoever was listed before, in any year, and had not left', async () => {
    for (const day of [TODAY, '2026-03-31']) {
      const [row] = await asSuperuser<Record<string, number>>(
        `SELECT count(*)::int AS registered, count(*) FILTER (WHERE f.confirmed_on < '2026-01-01')::int AS earlier, count(*) FILTER (WHERE f.away = 'both')::int AS alone,
           count(*) FILTER (WHERE c.birth_on > $2)::int AS young, count(*) FILTER (WHERE f.dropout_on <= $1)::int AS dropout
         FROM case_file c JOIN child_file f ON f.case_id = c.id
         WHERE c.scope_key LIKE '340705%' AND c.state <> 'opened_in_error' AND f.confirmed_on <= $1 AND (f.exited_on IS NULL OR f.exited_on > $1)`,
        [day, addYears(day, -6)],
      )
      const total = async (code: string) => of('ec.tongguan', code, { cutoff: day })
      expect(row!.earlier).toBeGreaterThan(100)
      expect((await total('registered')).n).toBe(row!.registered)
      expect((await total('age_0_5')).n).toBe(row!.young)
      expect((await total('agreement_rate')).d).toBe(row!.alone)
      expect((await total('dropout')).n).toBe(row!.dropout)
    }
    const ages = await Promise.all(['age_0_5', 'age_6_13', 'age_14_15'].map((code) => of('ec.tongguan', code)))
    const registered = await of('ec.tongguan', 'registered')
    expect(ages.reduce((sum, { n }) => sum + n, 0)).toBe(registered.n)
    const visits = await of('ec.tongguan', 'visits_in_time')
    expect(visits.d).toBeGreaterThan(visits.n)
    expect(visits.n).toBeGreaterThan(0)
  })

  it('leave out who left on the cut-off day, and keep him for the day before', async () => {
    const id = await someChild()
    const counts = async () =>
      Promise.all(['2026-11-19', '2026-11-20'].map(async (cutoff) => (await of(DIRECTOR, 'registered', { cutoff })).n))
    const [before, on] = await counts()
    await asSuperuser(`UPDATE child_file SET exited_on = '2026-11-20' WHERE case_id = $1`, [id])
    expect(await counts()).toEqual([before, on! - 1])
    await asSuperuser(`UPDATE child_file SET exited_on = NULL WHERE case_id = $1`, [id])
  })

  it('ask for a day and no period; a day that is none is refused, one to come is today', async () => {
    const { choice, buckets } = await look('cs.xihu', { period: '2019' })
    expect(choice).toMatchObject({ cutOff: TODAY, period: { label: '在册', from: '1900-01-01', to: TODAY } })
    expect(buckets).toEqual([])
    await expect(look('cs.xihu', { cutoff: '2026-02-30' })).rejects.toMatchObject({ status: 400 })
    expect((await look('cs.xihu', { cutoff: '2027-01-01' })).choice.problem).toContain('不能晚于今天')
    const page = await inScope(actorAt(DIRECTOR), (ctx) =>
      viewFigures(childFigures, ctx, new URL('http://x/children/statistics?cutoff=2026-06-30')),
    )
    expect(page).toMatchObject({ stock: true, periods: [], buckets: [], values: { cutoff: '2026-06-30' } })
    expect(page.span).toContain('在册')
    expect(page.total[0]!.nHref).toBe('/children/statistics/list?cutoff=2026-06-30&measure=registered&part=n')
  })

  it('know an agreement of a past day after its renewal, alike for every view', async () => {
    const id = await someChild(`AND EXISTS (SELECT 1 FROM child_agreement a WHERE a.case_id = c.id)`)
    await asSuperuser(
      `UPDATE child_agreement SET from_on = '2025-03-01', to_on = '2026-02-28', ended_on = NULL WHERE case_id = $1`,
      [id],
    )
    /** Does the child count, as the village and the bureau see it? */
    const holds = async (cutoff: string) => {
      const counts = async () =>
        Promise.all(
          [DIRECTOR, 'ec.tongguan'].map(async (username) => (await of(username, 'agreement_rate', { cutoff })).n),
        )
      const withIt = await counts()
      const [{ days }] = (await asSuperuser<{ days: string }>(
        `SELECT agreed_days::text AS days FROM child_file WHERE case_id = $1`,
        [id],
      )) as [{ days: string }]
      await asSuperuser(`UPDATE child_file SET agreed_days = '{}' WHERE case_id = $1`, [id])
      const without = await counts()
      await asSuperuser(`UPDATE child_file SET agreed_days = $2::datemultirange WHERE case_id = $1`, [id, days])
      return withIt.map((n, i) => n - without[i]! === 1)
    }
    // Renewed half a year late, from 1 September on.
    await asSuperuser(
      `INSERT INTO child_agreement (id, case_id, scope_key, carer_id, signed_on, from_on, to_on, signers, view_how)
       SELECT gen_random_uuid(), case_id, scope_key, carer_id, '2026-09-01', '2026-09-01', '2027-08-31', signers, view_how FROM child_agreement WHERE case_id = $1 LIMIT 1`,
      [id],
    )
    await asSuperuser(
      `UPDATE child_file SET agreement_from = '2026-09-01', agreement_to = '2027-08-31' WHERE case_id = $1`,
      [id],
    )
    expect(await holds('2026-02-28')).toEqual([true, true])
    expect(await holds('2026-06-30')).toEqual([false, false])
    expect(await holds(TODAY)).toEqual([true, true])
    // One that was replaced before its end counts to the day before the next one began.
    await asSuperuser(
      `UPDATE child_agreement SET ended_on = '2026-01-11' WHERE case_id = $1 AND from_on < '2026-01-01'`,
      [id],
    )
    expect(await holds('2026-01-10')).toEqual([true, true])
    expect(await holds('2026-01-11')).toEqual([false, false])
  })

  it('keep what a ledger told of the days before the first agreement here', async () => {
    const id = await someChild()
    await asSuperuser(`DELETE FROM child_agreement WHERE case_id = $1`, [id])
    const days = async () =>
      (
        await asSuperuser<{ days: string }>(`SELECT agreed_days::text AS days FROM child_file WHERE case_id = $1`, [id])
      )[0]!.days
    await asSuperuser(
      `UPDATE child_file SET agreement_from = '2025-01-01', agreement_to = '2025-12-31' WHERE case_id = $1`,
      [id],
    )
    expect(await days()).toBe('{[2025-01-01,2026-01-01)}')
    await asSuperuser(
      `INSERT INTO child_agreement (id, case_id, scope_key, carer_id, signed_on, from_on, to_on, signers, view_how)
       SELECT gen_random_uuid(), case_id, scope_key, gen_random_uuid(), '2025-11-01', '2025-11-01', '2026-10-31', '{father}', 'told' FROM child_file WHERE case_id = $1`,
      [id],
    )
    await asSuperuser(
      `UPDATE child_file SET agreement_from = '2025-11-01', agreement_to = '2026-10-31' WHERE case_id = $1`,
      [id],
    )
    expect(await days()).toBe('{[2025-01-01,2026-11-01)}')
  })

  it('tell contact and pairing to who has a part in them, with the list behind', async () => {
    const id = await someChild()
    const before = { contact: await of(DIRECTOR, 'contact_rate'), pairing: await of(DIRECTOR, 'pairing_rate') }
    expect(before.pairing.d).toBe((await of(DIRECTOR, 'registered')).n)
    const slot = '01999999-0000-7000-8000-000000000001'
    await asSuperuser(
      `INSERT INTO call_slot (id, school_code, weekday, from_time, to_time, places, ways, from_on, made_by, made_name, made_at)
       VALUES ($1, '340705100-SC1', 2, '16:00', '17:00', 1, '{phone}', '2026-09-01', $1, '师', now())`,
      [slot],
    )
    const call = (day: string, state: string) =>
      asSuperuser(
        `INSERT INTO call (id, case_id, scope_key, slot_id, school_code, on_day, starts_at, ends_at, place, way, state, booked_by, booked_name, booked_at, recorded_at, missed_why)
         SELECT gen_random_uuid(), id, scope_key, $2, '340705100-SC1', $3::date, $3::date, $3::date, 1, 'phone', $4, $2, '师', now(), now(), CASE WHEN $4 = 'missed' THEN 'no_answer' END
         FROM case_file WHERE id = $1`,
        [id, slot, day, state],
      )
    await asSuperuser(`DELETE FROM call WHERE case_id = $1`, [id])
    const without = await of(DIRECTOR, 'contact_rate')
    await call('2026-11-16', 'done')
    await call('2026-11-20', 'missed')
    // A week ends on the cut-off day: the 16th is one day too old on the 23rd.
    expect(await of(DIRECTOR, 'contact_rate')).toEqual(without)
    expect((await of(DIRECTOR, 'contact_rate', { cutoff: '2026-11-22' })).n).toBeGreaterThan(0)
    await call('2026-11-17', 'done')
    expect((await of(DIRECTOR, 'contact_rate')).n).toBe(without.n + 1)
    // The education bureau has no part in calls and pairing: no measure, no list, whatever the address says.
    await expect(listed('ec.tongguan', { measure: 'contact_rate' })).rejects.toMatchObject({ status: 404 })
    await expect(listed('ec.tongguan', { measure: 'pairing_rate', part: 'd' })).rejects.toMatchObject({ status: 404 })
  })

  it('give a bureau the sum of its towns, a town that of its villages, and nobody his neighbour', async () => {
    const county = await look('ec.tongguan')
    const town = await look('cs.xihu')
    const village = await look(DIRECTOR)
    expect(county.places.find((one) => one.code === '340705100')!.pairs[0]).toEqual(town.total[0])
    expect(county.total[0]!.n).toBe(county.places.reduce((n, one) => n + one.pairs[0]!.n, 0))
    expect(town.places.find((one) => one.code === village.places[0]!.code)!.pairs).toEqual(village.total)
    await expect(look('cs.xihu', { region: '340706100' })).rejects.toMatchObject({ status: 404 })
    for (const region of ['340705100', '340705100201', '340705'])
      await expect(look(DIRECTOR, { region }), region).rejects.toMatchObject({ status: 404 })
    await expect(listed(DIRECTOR, { measure: 'registered', place: '340705100201-VC1' })).rejects.toMatchObject({
      status: 404,
    })
  })
})

describe('sums of the night', () => {
  it('tell each period as of its last day: a year and its last quarter are one stock', async () => {
    await asWorker((db) => writeCells(db, [childFigures], new Date(TOLD_AT)))
    const cells = await asSuperuser<{ region: string; period: string; n: number; day: string }>(
      `SELECT region, period, n::int, cut_off::text AS day FROM figure_cell WHERE kind = 'child' AND measure = 'registered' AND region IN ('3407', '340705')`,
    )
    const cell = (period: string, region = '340705') =>
      cells.find((one) => one.period === period && one.region === region)
    const now = (await of('ec.tongguan', 'registered')).n
    expect(cell('2026')).toMatchObject({ n: now, day: TODAY })
    expect(cell('2026-Q4')).toMatchObject({ n: now, day: TODAY })
    const june = (await of('ec.tongguan', 'registered', { cutoff: '2026-06-30' })).n
    expect(cell('2026-Q2')).toMatchObject({ n: june, day: '2026-06-30' })
    expect(cell('2026-06', '3407')!.n).toBeGreaterThanOrEqual(june)
    expect(cell('2026-06')).toBeUndefined()
  })

  it('are what the education bureau is told of contact and pairing: whole numbers of its county, none of a town', async () => {
    const rates = await asSuperuser<{ measure: string; n: number | null; d: number }>(
      `SELECT measure, n::int, d FROM figure_cell WHERE kind = 'child' AND measure IN ('contact_rate', 'pairing_rate') AND region = '340705' AND period = '2026'`,
    )
    expect(rates.map(({ measure }) => measure).sort()).toEqual(['contact_rate', 'pairing_rate'])
    const ec = actorAt('ec.tongguan')
    const rows = async (region: string) =>
      (await inScope(ec, (ctx) => readBeside(ctx, { region, day: TODAY }))).flatMap((table) => table.rows)
    const told = await rows('340705')
    // The night withholds a number also where it would tell a small one of a neighbour; the county's own is then told here.
    for (const { measure, n, d } of rates)
      expect(told.find(({ code }) => code === measure)!.value, measure).toMatch(
        new RegExp(n === null ? `<5|(?<!\\d)(?:[5-9]|\\d\\d+)/${d} = ` : `(?<!\\d)${n}/${d} = `),
      )
    expect((await rows('340705100')).map(({ code }) => code)).not.toContain('contact_rate')
    for (const username of ['cs.xihu', DIRECTOR, 'sp.xihu'])
      expect(
        await inScope(actorAt(username), ({ db }) => db.$queryRaw`SELECT * FROM child_contact_sums(${TODAY}::date)`),
      ).toEqual([{ away: 0, contacted: 0, registered: 0, paired: 0 }])
  })
})

describe('the returns', () => {
  const WINDOW = '340705100-CW1'
  const quarter = reportPeriod('2026-Q3')!
  const half = reportPeriod('2026-H1')!
  const linesOf = (form: ReturnForm, period: ReportPeriod) =>
    inScope(actorAt('cs.xihu'), async ({ db }) => {
      const values = (await countLines(form, db, period, ofUnit(form, WINDOW))).get('340705100')!
      for (const line of form.lines.filter(({ rows }) => rows === 'files')) {
        const [counted] = await db.$queryRaw<{ n: number }[]>(
          Prisma.sql`SELECT count(*)::int AS n FROM case_file c WHERE ${await filesOf(form, line, db, period, ofUnit(form, WINDOW))}`,
        )
        expect([line.code, counted!.n]).toEqual([line.code, values[line.code]])
      }
      expect(checksOf(form, values).filter(({ holds }) => !holds)).toEqual([])
      return values
    })

  it('of a quarter count the register as the figures do, and visits by their day', async () => {
    const values = await linesOf(visitsQuarter, quarter)
    const [row] = await asSuperuser<Record<string, number>>(
      `SELECT count(*) FILTER (WHERE v.type = 'home_visit')::int AS home, count(*) FILTER (WHERE v.type = 'school_home')::int AS school
       FROM visit v JOIN case_file c ON c.id = v.case_id WHERE c.kind = 'child' AND c.town = '340705100' AND v.reached AND v.on_day BETWEEN '2026-07-01' AND '2026-09-30'`,
    )
    expect(values).toMatchObject({ made_home_visit: row!.home, made_school_home: row!.school })
    expect(values.end).toBe((await of('cs.xihu', 'registered', { cutoff: '2026-09-30' })).n)
    expect(values.visit_due).toBeGreaterThan(0)
    expect(values.visit_in_time).toBeGreaterThan(0)
  })

  it('of half a year count assessments due and made, levels, dangers', async () => {
    const values = await linesOf(assessmentHalf, half)
    expect(values.end).toBe((await of('cs.xihu', 'registered', { cutoff: '2026-06-30' })).n)
    expect(values.assess_due).toBeGreaterThan(0)
    expect(values.level_good! + values.level_weak!).toBeGreaterThan(0)
  })

  it('go through other hands: the supervisor counts, civil affairs sign, who sees no child of it', async () => {
    const cs = await newcomer('CS', WINDOW)
    const ca = await newcomer('CA', WINDOW)
    const county = await newcomer('CA', '340705-CA1')
    const began = await cs.post(reports.action, '/reports', { form: visitsQuarter.code, period: '2026-Q3' })
    const id = began.location!.replace('/reports/', '')
    expect((await cs.post(reports.action, '/reports', { form: visitsQuarter.code, period: '2026-09' })).status).toBe(
      422,
    )
    const state = async () =>
      (await asSuperuser<{ state: string }>(`SELECT state FROM unit_return WHERE id = $1`, [id]))[0]!.state
    const act = async (who: SignedIn, intent: string) =>
      (await who.post(one.action, `/reports/${id}`, { _intent: intent, _version: '1', state: await state() }, { id }))
        .status
    expect(await act(cs, 'check')).toBe(403)
    expect(await act(ca, 'refill')).toBe(403)
    for (const intent of ['check', 'sign', 'submit']) expect([intent, await act(ca, intent)]).toEqual([intent, 302])
    expect(await state()).toBe('submitted')
    const seen = async (who: SignedIn) =>
      (await who.get(one.loader, `/reports/${id}`, { id })).data.data as {
        lines: { code: string; value: number; opens: boolean }[]
      }
    expect((await seen(cs)).lines.find(({ code }) => code === 'end')!.opens).toBe(true)
    expect((await seen(county)).lines.some(({ opens }) => opens)).toBe(false)
    for (const [who, status] of [
      [cs, 200],
      [ca, 404],
      [county, 404],
    ] as const)
      expect((await who.get(line.loader, `/reports/${id}/lines/end`, { id, line: 'end' })).status).toBe(status)
    const up = await county.post(reports.action, '/reports', { form: visitsQuarter.code, period: '2026-Q3' })
    const [sum] = await asSuperuser<{ lines: Record<string, number> }>(`SELECT lines FROM unit_return WHERE id = $1`, [
      up.location!.replace('/reports/', ''),
    ])
    expect(sum!.lines.end).toBe((await seen(county)).lines.find(({ code }) => code === 'end')!.value)
    for (const role of ['CD', 'EC', 'SP'] as const)
      expect(
        (await (await newcomer(role, role === 'EC' ? '340705-EB1' : WINDOW)).get(one.loader, `/reports/${id}`, { id }))
          .status,
        role,
      ).not.toBe(200)
  })

  it('are made ready by the worker in the month after their period alone, with a duty of their own', async () => {
    const plan = (day: string) =>
      asWorker((db) => planReturns(db, [visitsQuarter, assessmentHalf], { today: day, at: new Date(TOLD_AT) }))
    expect(await plan('2026-11-03')).toEqual({ drafts: 0, duties: 0 })
    const made = await plan('2026-10-02')
    expect(made.drafts).toBeGreaterThan(5)
    expect(made.duties).toBeGreaterThan(made.drafts)
    expect(await plan('2026-10-05')).toEqual({ drafts: 0, duties: 0 })
    const [duty] = await asSuperuser<Record<string, string>>(
      `SELECT due_on::text AS due, role, kind, neutral_no AS no FROM task WHERE code = 'quarterly_return' AND scope_key = '340705001-CW1'`,
    )
    expect(duty).toEqual({ due: '2026-10-10', role: 'CS', kind: 'guardianship', no: 'JB-2026Q3' })
  })
})
