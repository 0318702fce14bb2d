/** Figures beside the register's: vice-principals and reports, each counted for whoever may count them and withheld from the others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { roles, type Role } from '~/access/roles'
import { readBeside } from '~/domains/children/figures/beside.server'
import { dutyYear } from '~/domains/children/returns/duty-year.server'
import { readCoverage } from '~/domains/children/legal/views/coverage.server'
import { countLines, ofUnit } from '~/casefile/returns/count.server'
import { checksOf } from '~/casefile/returns/form'
import { reportPeriod } from '~/casefile/returns/period'
import { setClock } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import * as reports from '~/routes/children.reports.statistics'
import { actorOf, inScope } from '../../support/cases'
import { asSuperuser } from '../../support/database'
import { makePost, signedIn } from '../../support/people'
import { actorFor, idNo, lesson, OTHER_SCHOOL, person, ready, SCHOOL, serving, step } from './legal'
import { seedOffices } from './reports/place'

const TODAY = '2026-11-23'
let ec: Actor

beforeAll(async () => {
  await ready()
  await seedOffices()
  const [sp, sp2, bureau, lv] = await Promise.all([
    person('SP', SCHOOL),
    person('SP', OTHER_SCHOOL),
    person('EC', '340705-EB1'),
    person('LV', '340705-JB1', { name: '石明法' }),
  ])
  const actor = (who: typeof sp) => actorFor(who, actorOf(who.role, who.unit))
  ec = actor(bureau)
  const officer = { name: '石明法', idNo: idNo('1980-04-04', 1) }
  const first = await serving({ sp: actor(sp), ec, postId: lv.id }, officer)
  const second = await serving({ sp: actor(sp2), ec, postId: lv.id }, officer)
  await step(actor(lv), first, 'hold_lesson', lesson({ hours: '3' }))
  await step(actor(lv), first, 'hold_lesson', lesson({ onDay: '2026-11-16' }))
  await step(actor(lv), second, 'hold_lesson', lesson())
})
afterAll(() => setClock(null))

const beside = (who: Actor, day = TODAY, region = who.unit.regionCode) =>
  inScope(who, (ctx) => readBeside(ctx, { region, day }))
const valueOf = async (who: Actor, code: string, day = TODAY, region?: string) =>
  (await beside(who, day, region)).flatMap(({ rows }) => rows).find((row) => row.code === code)?.value

describe('vice-principals', () => {
  it('D4-edge-07: 5 hours at one school and 2 at the other are one pair of two; the same as on the bureau’s page', async () => {
    const { figures } = await inScope(ec, (ctx) => readCoverage(ctx, new URL('http://x/?year=2026')))
    expect(figures).toMatchObject({ covered: 2, pairs: 2, met: 1 })
    expect(await valueOf(ec, 'lvp_coverage')).toContain(`${figures.covered}/${figures.schools} = `)
    expect(await valueOf(ec, 'lvp_duty')).toBe('1/2 = 50.0%')
  })

  it('of a town are those of its schools; of a day before anybody served there are none', async () => {
    expect(await valueOf(ec, 'lvp_duty', TODAY, '340705002')).toBe('0/1 = 0.0%')
    expect(await valueOf(ec, 'lvp_duty', '2026-10-01')).toBe('0/0 = —')
  })

  it('are the year’s return: schools, pairs and hours, each school by itself', async () => {
    const lines = await inScope(ec, async ({ db }) =>
      (await countLines(dutyYear, db, reportPeriod('2026')!, ofUnit(dutyYear, '340705-EB1'))).get('340705'),
    )
    const { figures } = await inScope(ec, (ctx) => readCoverage(ctx, new URL('http://x/?year=2026')))
    expect(lines).toMatchObject({
      schools: figures.schools,
      covered: 2,
      taught: 1,
      pairs: 2,
      met: 1,
      short: 1,
      from_court: 2,
      lessons: 3,
      hours: 7,
      heads: 123,
      appointed: 2,
    })
    expect(checksOf(dutyYear, lines!).filter(({ holds }) => !holds)).toEqual([])
  })

  it('are nothing of those who have no part in them', async () => {
    for (const role of ['CS', 'CD'] as const)
      expect(await beside(actorOf(role, role === 'CS' ? '340705001-CW1' : '340705001001-VC1')), role).toEqual([])
  })
})

describe('reports', () => {
  /** A report that came to an office so many days ago, and how far it got. */
  async function deliver(
    toKey: string,
    toRole: string,
    state: 'sent' | 'acknowledged' | 'feedback' | 'closed',
    on = TODAY,
  ) {
    const [id, at] = [uuidv7(), `${on}T10:00:00+08:00`]
    await asSuperuser(
      `INSERT INTO mandatory_report (id, report_no, receipt, token, county, situation, body_enc, digest, reporter_post, filed_at)
       VALUES ($1::text::uuid, $1::text, $1::text, $1::text, '340705', 4, 'x', 'x', $1::text::uuid, $2)`,
      [id, at],
    )
    const after = (states: string[], value: string) => (states.includes(state) ? value : null)
    const read = ['acknowledged', 'feedback', 'closed']
    await asSuperuser(
      `INSERT INTO report_delivery (id, report_id, report_no, receipt, token, to_key, to_role, situation, filed_at, body_enc, reporter_enc, digest, state, acknowledge_by, feedback_by,
         acknowledged_at, acknowledged_by, feedback_enc, feedback_at, feedback_post, closed_at, closed_by, outcome)
       VALUES ($1::text::uuid, $1::text::uuid, $1::text, $1::text, $1::text, $2, $3, 4, $4, 'x', 'x', 'x', $5, $6::date, $6::date + 3, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        toKey,
        toRole,
        at,
        state,
        on,
        after(read, at),
        after(read, id),
        after(['feedback', 'closed'], 'x'),
        after(['feedback', 'closed'], at),
        after(['feedback', 'closed'], id),
        after(['closed'], at),
        after(['closed'], id),
        after(['closed'], 'helped'),
      ],
    )
  }

  beforeAll(async () => {
    await deliver('340705-CA1', 'CA', 'closed', '2026-03-02')
    await deliver('340705-CA1', 'CA', 'acknowledged', '2026-11-01')
    await deliver('340705-CA1', 'CA', 'sent')
    await deliver('340705-CA1', 'CA', 'closed', '2025-12-31')
    for (let n = 0; n < 6; n++) await deliver('340706-CA1', 'CA', 'feedback')
    await deliver('3407-CA1', 'CA', 'sent')
    await deliver('340705-PC1', 'PV', 'acknowledged')
  })
  const page = async (role: Role, unit: string, query = '') => {
    const who = await signedIn(await makePost({ role, unit, authorisedUntil: '2027-06-30' }))
    const answer = await who.get(reports.loader, `/children/reports/statistics${query}`)
    return { status: answer.status, page: answer.data.page as ReturnPage }
  }
  type ReturnPage = {
    measures: { code: string; value: string }[]
    offices: { id: string; cells: Record<string, string> }[]
    problem: string | null
  }
  const told = ({ page: { measures } }: { page: ReturnPage }) =>
    Object.fromEntries(measures.map(({ code, value }) => [code, value]))

  it('of the year, for the office that received them: exact, with the rate of feedback', async () => {
    const own = await page('CA', '340705-CA1')
    expect(told(own)).toEqual({
      filed: '3',
      acknowledged: '2/3 = 66.7%',
      fed_back: '1/2 = 50.0%',
      closed: '1/3 = 33.3%',
    })
    expect(own.page.offices).toEqual([])
    expect(told(await page('CA', '340705-CA1', '?cutoff=2026-10-31'))).toMatchObject({
      filed: '1',
      fed_back: '1/1 = 100.0%',
    })
    expect(told(await page('CA', '340705-CA1', '?cutoff=2025-12-31'))).toMatchObject({ filed: '1' })
    expect((await page('CA', '340705-CA1', '?cutoff=2026-13-01')).status).toBe(400)
  })

  it('of offices below: small numbers and what would give them away are withheld', async () => {
    const city = await page('CA', '3407-CA1')
    const cells = Object.fromEntries(city.page.offices.map(({ id, cells: one }) => [id, one.filed]))
    expect(cells).toEqual({ '3407-CA1': '1', '340705-CA1': '<5', '340706-CA1': '＊' })
    expect(told(city).filed).toBe('10')
    expect(JSON.stringify(city.page)).not.toContain('66.7%')
  })

  it('of the procuratorate are its copies; it need not feed back', async () => {
    const pv = await page('PV', '340705-PC1')
    expect(told(pv)).toEqual({ filed: '1', acknowledged: '1/1 = 100.0%', closed: '0/1 = 0.0%' })
  })

  it('stand beside the register for the bureau, which sees its own copies alone', async () => {
    expect(await valueOf(ec, 'report_filed')).toBe('0')
    await deliver('340705-EB1', 'EC', 'feedback')
    expect(await valueOf(ec, 'report_filed')).toBe('1')
    expect(await valueOf(ec, 'report_fed_back')).toBe('1/1 = 100.0%')
    // Of a part of the county nothing is told: reports have no place.
    expect(await valueOf(ec, 'report_filed', TODAY, '340705001')).toBeUndefined()
  })

  it('are counted for nobody else, at no address and by no function', async () => {
    for (const role of (Object.keys(roles) as Role[]).filter((one) => !['CA', 'EC', 'PV'].includes(one)))
      expect(
        await inScope(
          actorOf(role, '340705-CA1'),
          ({ db }) => db.$queryRaw`SELECT * FROM report_counts('2000-01-01', ${TODAY}::date)`,
        ),
        role,
      ).toEqual([])
    for (const [role, unit] of [
      ['CS', '340705001-CW1'],
      ['CD', '340705001001-VC1'],
      ['LD', '340705-JB1'],
    ] as const)
      expect((await page(role, unit)).status, role).toBe(404)
    // A town's window has received none, and is told none of the county's.
    expect(told(await page('CA', '340705001-CW1'))).toMatchObject({ filed: '0' })
  })
})
