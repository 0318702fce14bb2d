/** A list of deaths from another office: what it stops, what it leaves alone, and what it never tells. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { readDeathLists } from '~/domains/relief/deaths/lists.server'
import { readDeathList } from '~/domains/relief/deaths/read-list.server'
import { receiveDeaths } from '~/domains/relief/deaths/receive-list.server'
import { readDeath } from '~/domains/relief/deaths/read-row'
import { reliefTemp } from '~/domains/relief/domain.server'
import { followPayments } from '~/domains/relief/jobs/follow-payments.server'
import { readPayable } from '~/domains/relief/payment/views/payable.server'
import { setClock } from '~/lib/dates'
import { asWorker, at, inScope } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { answerAll, awardOf, granted, make, payer, PAY_DAY, step } from './purse'
import { open, openTasks, seedTown, state, type Town } from './town'

const ID = { first: '340799195001010018', second: '340799195001010034' }
let town: Town
let fn: Actor
let ck: Actor
beforeAll(async () => {
  await testDatabase()
  setClock(PAY_DAY)
  town = await seedTown()
  fn = await payer()
  ck = at(town.CK, PAY_DAY)
}, 60_000)

const follow = (iso = '2026-11-28T09:00:00+08:00') => asWorker((db) => followPayments(db, new Date(iso)))
const person = (name: string, idNo: string) => ({
  name,
  idType: 'resident',
  idNo,
  noIdReason: undefined,
  birthOn: undefined,
  sex: undefined,
})
const payable = () => inScope(fn, (ctx) => readPayable(ctx, new URL('http://x/relief/payments/new?month=2026-11')))

/** Hands a list in as a checker, and lets the worker read it. */
async function handIn(rows: string[][], who = ck) {
  const form = new FormData()
  form.set('source', '县公安局 2026 年 11 月')
  const text = [['姓名', '身份证号', '死亡日期'], ...rows].map((row) => row.join(',')).join('\r\n')
  form.set('file', new File([text], '名单.csv', { type: 'text/csv' }))
  await inScope(who, (ctx) => receiveDeaths(ctx, form))
  const [list] = await asSuperuser<{ id: string }>(`SELECT id FROM death_list WHERE state = 'waiting'`)
  await readDeathList({ listId: list!.id, postId: who.postId, userId: who.userId })
  return (await inScope(who, readDeathLists)).lists[0]!
}

describe('a list of deaths', () => {
  it('holds back what is still to be paid, tells the window, and takes it back when it was wrong', async () => {
    const file = await granted(town, person('钱先故', ID.first))
    expect((await payable()).groups).toMatchObject([{ n: 1, barred: [] }])
    expect(
      await handIn([
        ['钱先故', ID.first, '2026-11-26'],
        ['无此人', ID.second, '2026-11-01'],
      ]),
    ).toMatchObject({
      state: { label: '已登记' },
      rows: 2,
      message: null,
    })
    expect((await payable()).groups).toMatchObject([{ n: 0, barred: [{ bar: 'dead', n: 1 }] }])
    await follow()
    expect(Object.keys(await openTasks(file))).toContain('mend_payment')
    expect(await state(file)).toBe('decided')
    await handIn([['钱先故', ID.first, '健在']])
    expect((await payable()).groups).toMatchObject([{ n: 1, barred: [] }])
  }, 30_000)

  it('finds what was paid after the death, and stops nothing that is under way', async () => {
    const id = await make(fn)
    await step(fn, id, 'send')
    const [line] = await asSuperuser<{ case_id: string }>(
      `SELECT a.case_id FROM relief_award a WHERE a.batch_id = $1`,
      [id],
    )
    await handIn([['钱先故', ID.first, '2026-11-26']])
    expect(await awardOf(line!.case_id)).toMatchObject({ state: 'in_batch' })
    await answerAll(fn, id)
    expect(await awardOf(line!.case_id)).toMatchObject({ state: 'paid', paid_on: '2026-11-27' })
  })

  it('counts by number and name together, and not for whoever has no relief in the county', async () => {
    const file = await granted(town, person('孙在世', ID.second))
    await handIn([['孙某', ID.second, '2026-11-26']])
    const dead = () =>
      asSuperuser(
        `SELECT 1 FROM person p JOIN case_file c ON c.person_id = p.id WHERE c.id = $1 AND p.died_on IS NOT NULL`,
        [file],
      )
    expect(await dead()).toEqual([])
    await asSuperuser(`UPDATE case_file SET kind = kind WHERE id = $1`, [file])
    const elsewhere = { ...ck, unit: { ...ck.unit, code: '340706-CA1', regionCode: '340706' } }
    await inScope(
      elsewhere,
      ({ db }) => db.$executeRaw`SELECT note_deaths(jsonb_build_array(jsonb_build_object('id_mac',
      (SELECT id_mac FROM person WHERE false), 'name', '孙在世', 'died_on', '2026-11-26')))`,
    )
    expect(await dead()).toEqual([])
  })

  it('is remembered for whoever has no relief yet: an application finds it, tells the window, and pays nothing', async () => {
    const FUTURE = '340799195001010050'
    await handIn([['赵未申', FUTURE, '2026-11-20']])
    const kept = await asSuperuser<{ county: string; id_mac: string }>('SELECT * FROM death_note')
    expect(JSON.stringify(kept)).not.toContain(FUTURE)
    for (const who of [ck, town.CC, town.CA, fn])
      await expect(inScope(who, ({ db }) => db.deathNote.count())).rejects.toThrow(/permission denied/)
    const named = (name: string) => open(town.CC, 'relief_temp', person(name, FUTURE))
    const file = await named('赵未申')
    expect(await openTasks(file)).toHaveProperty('verify_death')
    const known = async () => (await inScope(town.CC, ({ db }) => reliefTemp.facts(db, [file]))).get(file)!.personDiedOn
    expect(await known()).toBe('2026-11-20')
    // It was wrong: the next list says so, and the duty is over with the next look.
    await handIn([['赵未申', FUTURE, '健在']])
    expect(await asSuperuser(`SELECT 1 FROM death_note WHERE name = '赵未申'`)).toEqual([])
    expect(await known()).toBeNull()
  })

  it('that was known before the application bars its payment, and the window looks into it', async () => {
    const EARLY = '340799195001010093'
    await handIn([['吴先知', EARLY, '2026-11-10']])
    const before = (await payable()).groups.flatMap((one) => one.barred).filter((one) => one.bar === 'dead')
    const file = await granted(town, person('吴先知', EARLY))
    const after = (await payable()).groups.flatMap((one) => one.barred).filter((one) => one.bar === 'dead')
    const count = (list: { n: number }[]) => list.reduce((sum, one) => sum + one.n, 0)
    expect(count(after) - count(before)).toBe(1)
    expect(await state(file)).toBe('decided')
  }, 30_000)

  it('of another county, or under another name, says nothing here; a name put right does', async () => {
    const OTHER = '340799195001010077'
    await handIn([['周换名', OTHER, '2026-11-20']])
    await asSuperuser(`INSERT INTO death_note (county, id_mac, name, died_on, noted_at)
      SELECT '340706', id_mac, '周某', died_on, noted_at FROM death_note WHERE name = '周换名'`)
    const file = await open(town.CC, 'relief_temp', person('周某', OTHER))
    const dead = async () =>
      (
        await asSuperuser<{ d: string | null }>(
          'SELECT p.died_on::text AS d FROM person p JOIN case_file c ON c.person_id = p.id WHERE c.id = $1',
          [file],
        )
      )[0]!.d
    expect(await dead()).toBeNull()
    await asSuperuser(`UPDATE case_file SET name = '周换名' WHERE id = $1`, [file])
    expect(await dead()).toBe('2026-11-20')
  })

  it('is refused whole with its rows named, and none of it is kept', async () => {
    const list = await handIn([
      ['李错行', '340799195001010019', '2026-11-26'],
      ['钱先故', ID.first, '2027-01-01'],
    ])
    expect(list).toMatchObject({ state: { label: '没有采用' }, message: expect.stringContaining('2 处') })
    expect(list.faults.map(({ row }) => row)).toEqual([2, 3])
    const kept = await asSuperuser(`SELECT to_jsonb(d)::text AS row FROM death_list d`)
    expect(JSON.stringify(kept)).not.toMatch(/钱先故|李错行|3407991950/)
  })

  it('is handed in by the county’s checker alone, and seen by that office', async () => {
    for (const who of [town.CC, town.CA, town.HEAD, fn])
      await expect(inScope(who, ({ db }) => db.$executeRaw`SELECT note_deaths('[]'::jsonb)`)).rejects.toThrow(/checker/)
    for (const who of [town.CC, town.CA, fn]) expect(await inScope(who, ({ db }) => db.deathList.count())).toBe(0)
    const told = await inScope(
      ck,
      ({ db }) => db.$queryRaw<{ note_deaths: unknown }[]>`SELECT note_deaths('[]'::jsonb)::text AS note_deaths`,
    )
    expect(told).toEqual([{ note_deaths: '' }])
  })
})

it('a row says its name, number and day, or what is wrong with it', () => {
  const text = (value: string) => ({ text: value, kind: 'text' as const })
  const row = (name: string, id: string, day: string) =>
    readDeath(5, { name: text(name), id_no: text(id), died_on: text(day) }, '2026-11-27')
  expect(row('钱先故', ID.first, '2026年11月26日').death).toEqual({
    name: '钱先故',
    idNo: ID.first,
    diedOn: '2026-11-26',
  })
  expect(row('钱先故', ID.first, '健在').death).toMatchObject({ diedOn: null })
  expect(row('', ID.first, '2026-11-26').faults).toEqual([{ row: 5, text: '没有姓名' }])
  expect(row('钱先故', ID.first, '1949-12-31').faults).toEqual([{ row: 5, text: '死亡日期早于出生日期' }])
})
