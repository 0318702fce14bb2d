/** The figures of left-behind children: what counts by the rule, and sum = list = what each place has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listCases } from '~/casefile/find.server'
import { readFigureList } from '~/casefile/figures/read-figure-list.server'
import { readFigures } from '~/casefile/figures/read-figures.server'
import { childFigures } from '~/domains/children/figures/child-figures.server'
import { addMonths, addYears, setClock, today } from '~/lib/dates'
import { readSeats, seedAccounts, type Seat } from '../../../prisma/seed/accounts'
import { seedBase } from '../../../prisma/seed/base'
import { generateChildren } from '../../../prisma/seed/children'
import { makeWorld } from '../../../prisma/seed/demo'
import { seedOrg } from '../../../prisma/seed/org'
import { withOwner } from '../../../prisma/seed/owner'
import { writeLives } from '../../../prisma/seed/write-lives'
import { actorOf, inScope } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
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
const codes = childFigures.measures.map(({ code }) => code)
const look = (username: string, more: Record<string, string> = {}) =>
  inScope(actorAt(username), (ctx) => readFigures(childFigures, ctx, new URLSearchParams({ period: 'm36', ...more })))

describe('the figures', () => {
  it('are exact for who lists the files: the sum is the list behind it, for each measure and role', async () => {
    for (const username of ['cs.xihu', 'ec.tongguan', 'ec.zongyang']) {
      const { total } = await look(username)
      expect(total[codes.indexOf('registered')]!.n, username).toBeGreaterThan(0)
      for (const [i, code] of codes.entries()) {
        const address = new URLSearchParams({ period: 'm36', measure: code })
        const list = await inScope(actorAt(username), async (ctx) =>
          listCases(ctx, 'child', (await readFigureList(childFigures, ctx, address)).query),
        )
        expect(list.count, `${username} ${code}`).toBe(total[i]!.n)
      }
    }
  }, 60_000)

  it('count what the files say: ages add up to those registered, agreements are those in force', async () => {
    const { total } = await look('ec.tongguan')
    const of = (code: string) => total[codes.indexOf(code)]!
    const [row] = await asSuperuser<Record<string, number>>(
      `SELECT count(*)::int AS registered, count(*) FILTER (WHERE f.away = 'both' AND f.agreement_to >= $1)::int AS agreed, count(*) FILTER (WHERE f.away = 'both')::int AS alone,
         count(*) FILTER (WHERE c.birth_on > $3)::int AS young, count(*) FILTER (WHERE f.dropout_on IS NOT NULL)::int AS dropout
       FROM case_file c JOIN child_file f ON f.case_id = c.id
       WHERE c.scope_key LIKE '340705%' AND c.state <> 'opened_in_error' AND f.confirmed_on > $2 AND f.exited_on IS NULL`,
      [TODAY, addMonths(TODAY, -36), addYears(TODAY, -6)],
    )
    expect(of('registered').n).toBe(row!.registered)
    expect(of('age_0_5').n).toBe(row!.young)
    expect(of('age_0_5').n + of('age_6_13').n + of('age_14_15').n).toBe(row!.registered)
    expect(of('agreement_rate')).toMatchObject({ n: row!.agreed, d: row!.alone })
    expect(of('dropout').n).toBe(row!.dropout)
    expect(of('visits_in_time').d).toBeGreaterThan(of('visits_in_time').n)
  })

  it('give a bureau the sum of its towns, and a town nothing of its neighbour', async () => {
    const county = await look('ec.tongguan')
    const town = await look('cs.xihu')
    const place = county.places.find((one) => one.code === '340705100')!
    expect(place.pairs[0]).toEqual(town.total[0])
    expect(county.total[0]!.n).toBe(county.places.reduce((n, one) => n + one.pairs[0]!.n, 0))
    await expect(look('cs.xihu', { region: '340706100' })).rejects.toMatchObject({ status: 404 })
  })
})
