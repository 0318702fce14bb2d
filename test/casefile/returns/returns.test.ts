/** Monthly returns: counted from the files, in different hands, locked when sent up, merged upward, sent back, corrected. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Prisma } from '~/generated/prisma/client'
import { countLines, filesOf, ofUnit } from '~/casefile/returns/count.server'
import { checksOf, type Values } from '~/casefile/returns/form'
import { reportPeriod } from '~/casefile/returns/period'
import { planReturns } from '~/casefile/returns/plan-returns.server'
import { whyNotAct } from '~/casefile/returns/state'
import { reporters } from '~/domains/menu'
import { exportSources } from '~/domains/exports.server'
import { returnForms } from '~/domains/returns.server'
import * as reports from '~/routes/reports'
import * as line from '~/routes/reports.line'
import * as one from '~/routes/reports.one'
import { now, setClock, today } from '~/lib/dates'
import { actorOf, asWorker, inScope, openAt, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { logged, makePost, newcomer, signedIn, type SignedIn } from '../../support/people'

const OFFICE = '340705001-JO1'
const SECOND = '340705002-JO1'
const form = returnForms[0]!
const month = reportPeriod('2026-11')!

type Row = Record<string, unknown>
const file = (state: string, own: Row) => ({
  state,
  openedOn: '2026-11-10',
  rows: {
    handoff_file: [
      {
        source_type: 'prison',
        key_category: [],
        needs: [],
        insurance_status: [],
        help_start_on: '2026-11-10',
        released_on: '2026-11-09',
        handed_over_at: '2026-11-10T02:00:00Z',
        at_gate: false,
        release_due_on: null,
        end_cause: null,
        ...own,
      },
    ],
  },
})

let tj: SignedIn
let tjTwo: SignedIn
let th: SignedIn
let second: SignedIn
let secondHead: SignedIn
let jc: SignedIn
let jcTwo: SignedIn
let ja: SignedIn

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  setClock('2026-12-02T09:00:00+08:00')
  ;[tj, tjTwo, th, second, secondHead, jc, jcTwo, ja] = (await Promise.all([
    newcomer('TJ', OFFICE),
    newcomer('TJ', OFFICE),
    newcomer('TH', OFFICE),
    newcomer('TJ', SECOND),
    newcomer('TH', SECOND),
    newcomer('JC', '340705-JB1'),
    newcomer('JC', '340705-JB1'),
    newcomer('JA', '340705-JB1'),
  ])) as [SignedIn, SignedIn, SignedIn, SignedIn, SignedIn, SignedIn, SignedIn, SignedIn]
  const files = await openAt('handoff', OFFICE, [
    file('in_help', {}),
    file('in_help', { key_category: ['no_home', 'no_kin', 'no_income'], at_gate: true }),
    file('declined', { handed_over_at: '2026-10-05T02:00:00Z', released_on: '2026-10-05' }),
    file('in_help', { handed_over_at: '2021-11-20T02:00:00Z', released_on: '2021-11-20' }),
    file('pre_notice', { handed_over_at: null, released_on: null, help_start_on: null, release_due_on: '2026-12-20' }),
    file('in_help', { handed_over_at: '2026-11-29T02:00:00Z', released_on: '2026-11-12' }),
  ])
  await openAt('handoff', SECOND, [file('in_help', {})])
  await asSuperuser(`UPDATE case_file SET state = 'ended', closed_on = '2026-11-20' WHERE id = $1`, [files[3]!.id])
  await asSuperuser(`UPDATE handoff_file SET end_cause = 'expired', ended_on = '2026-11-20' WHERE case_id = $1`, [
    files[3]!.id,
  ])
  await asSuperuser(
    `INSERT INTO handoff_placement (id, case_id, scope_key, type, placed_on) VALUES (gen_random_uuid(), $1, $2, 'employed', '2026-11-15')`,
    [files[0]!.id, OFFICE],
  )
  await asSuperuser(
    `INSERT INTO handoff_measure (id, case_id, scope_key, type, referred_on) VALUES (gen_random_uuid(), $1, $2, 'training', '2026-11-16'), (gen_random_uuid(), $1, $2, 'job', '2026-12-01')`,
    [files[0]!.id, OFFICE],
  )
})
afterAll(() => setClock(null))

const begin = async (who: SignedIn, period = '2026-11') => {
  const answer = await who.post(reports.action, '/reports', { form: form.code, period })
  return { ...answer, id: answer.location?.replace('/reports/', '') ?? '' }
}
const rowOf = async (id: string) =>
  (
    await asSuperuser<{ row: Row & { lines: Values; version: number; state: string } }>(
      'SELECT to_jsonb(r) AS row FROM unit_return r WHERE id = $1',
      [id],
    )
  )[0]!.row
const act = async (who: SignedIn, id: string, intent: string, more: Record<string, string> = {}) => {
  const { version, state } = await rowOf(id)
  return who.post(one.action, `/reports/${id}`, { _intent: intent, _version: String(version), state, ...more }, { id })
}
const see = (who: SignedIn, id: string) => who.get(one.loader, `/reports/${id}`, { id })

describe('the form', () => {
  test('adds up: each line has its name, each check and part its lines', () => {
    const codes = form.lines.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const { left, right } of form.checks)
      for (const code of [...left.map(([c]) => c), right]) expect(codes).toContain(code)
    for (const { of } of form.lines) if (of) expect(codes).toContain(of)
    expect(checksOf(form, { start: 2, in: 3, out: 1, end: 5 })[0]).toEqual({
      label: '在册人数',
      holds: false,
      words: '2 + 3 − 1 ≠ 5',
    })
  })

  test('the menu knows who takes part', () => {
    expect(
      [
        ...new Set(
          returnForms
            .flatMap(({ levels }) => levels)
            .flatMap(({ prepare, check, sign }) => [...prepare, ...check, ...sign]),
        ),
      ].sort(),
    ).toEqual([...reporters].sort())
  })

  test('hands differ, whatever the state', () => {
    const level = form.levels[0]!
    const me = { userId: 'a', role: 'TH' as const }
    const hands = { preparedBy: 'a', checkedBy: null, signedBy: null }
    expect(whyNotAct('check', 'draft', level, me, hands)).toContain('制表人')
    expect(whyNotAct('sign', 'checked', level, me, hands)).toContain('制表人')
    expect(whyNotAct('sign', 'draft', level, me, { ...hands, preparedBy: 'b' })).toContain('草稿')
    expect(whyNotAct('sign', 'checked', level, { userId: 'c', role: 'TJ' }, hands)).toContain('负责人')
    expect(whyNotAct('correct', 'replaced', level, { userId: 'c', role: 'TJ' }, hands)).toContain('更正版')
  })
})

describe('the numbers', () => {
  test('stock and flow add up; each number’s list holds exactly the files that it counts', async () => {
    await inScope(actorOf('TJ', OFFICE), async ({ db }) => {
      const values = (await countLines(form, db, month, ofUnit(form, OFFICE))).get(OFFICE)!
      expect(values).toMatchObject({
        start: 2,
        in: 3,
        in_must: 1,
        out: 1,
        out_expired: 1,
        end: 4,
        end_three_without: 1,
        released: 3,
        met: 2,
        must: 1,
        must_met: 1,
        state_in_help: 3,
        state_declined: 1,
        placed_employed: 1,
        placed_unplaced: 3,
        measures: 1,
        measure_training: 1,
      })
      expect(checksOf(form, values).filter(({ holds }) => !holds)).toEqual([])
      for (const one of form.lines.filter(({ rows }) => rows === 'files')) {
        const listed = await db.$queryRaw<{ n: number }[]>(
          Prisma.sql`SELECT count(*)::int AS n FROM case_file c WHERE ${await filesOf(form, one, db, month, ofUnit(form, OFFICE))}`,
        )
        expect([one.code, listed[0]!.n]).toEqual([one.code, values[one.code]])
      }
    })
  })

  test('another month counts otherwise: what came later is not there yet, what was closed later still is', async () => {
    await inScope(actorOf('TJ', OFFICE), async ({ db }) => {
      const values = (await countLines(form, db, reportPeriod('2026-10')!, ofUnit(form, OFFICE))).get(OFFICE)!
      expect(values).toMatchObject({ start: 1, in: 1, out: 0, end: 2 })
    })
  })
})

describe('the road of a return', () => {
  let id = ''

  test('is begun once, by who prepares it', async () => {
    expect((await begin(th)).status).toBe(403)
    expect((await begin(tj, '2027-01')).status).toBe(422)
    const [first, again] = [await begin(tj), await begin(tjTwo)]
    id = first.id
    expect(again.id).toBe(id)
    expect(await rowOf(id)).toMatchObject({ state: 'draft', version: 1, prepared_by: tj.userId })
  })

  test('goes through different hands, and is locked', async () => {
    expect((await act(tj, id, 'check')).status).toBe(403)
    expect((await act(th, id, 'sign')).status).toBe(403)
    expect((await act(tjTwo, id, 'check')).location).toContain('done=check')
    expect((await act(tjTwo, id, 'sign')).status).toBe(403)
    expect((await act(th, id, 'sign')).location).toContain('done=sign')
    expect((await act(th, id, 'submit')).location).toContain('done=submit')
    const row = await rowOf(id)
    expect(row).toMatchObject({ state: 'submitted', checked_by: tjTwo.userId, signed_by: th.userId })
    expect(row.sm3).toMatch(/^[0-9a-f]{64}$/)
    expect((await see(tj, id)).data.data).toMatchObject({ sound: true, state: { label: '已上报' } })
    for (const intent of ['refill', 'check', 'sign', 'submit', 'rework'])
      expect((await act(tj, id, intent)).status).toBe(403)
    expect((await logged('return')).map(({ data }) => data!.act)).toEqual(['begin', 'check', 'sign', 'submit'])
  })

  test('cannot be changed past the pages either: not by the application’s role, not its numbers, never removed', async () => {
    const raw = (sql: string) => inScope(actorOf('TJ', OFFICE), ({ db }) => db.$executeRawUnsafe(sql))
    await expect(raw(`UPDATE unit_return SET lines = '{"end": 99}' WHERE id = '${id}'`)).rejects.toThrow('locked')
    await expect(raw(`UPDATE unit_return SET state = 'draft' WHERE id = '${id}'`)).rejects.toThrow('does not go')
    await expect(raw(`UPDATE unit_return SET sm3 = NULL WHERE id = '${id}'`)).rejects.toThrow()
    await expect(raw(`DELETE FROM unit_return WHERE id = '${id}'`)).rejects.toThrow()
    await expect(asSuperuser('DELETE FROM unit_return WHERE id = $1', [id])).rejects.toThrow('never removed')
  })

  test('a form that was opened before a colleague acted is a conflict', async () => {
    const { id: other } = await begin(second)
    const stale = { _intent: 'refill', _version: '1', state: 'checked' }
    expect((await second.post(one.action, `/reports/${other}`, stale, { id: other })).status).toBe(409)
  })

  test('is corrected as a new version, which takes its place when it is sent up', async () => {
    const corrected = await act(tjTwo, id, 'correct')
    const next = /\/reports\/([0-9a-f-]{36})/.exec(corrected.location!)![1]!
    expect(await rowOf(next)).toMatchObject({ version: 2, state: 'draft', prepared_by: tjTwo.userId })
    expect((await rowOf(id)).state).toBe('submitted')
    expect((await act(tjTwo, id, 'correct')).status).toBe(409)
    await act(tj, next, 'check')
    await act(th, next, 'sign')
    await act(th, next, 'submit')
    expect((await rowOf(id)).state).toBe('replaced')
    expect((await rowOf(next)).state).toBe('submitted')
    id = next
  })

  test('each number opens what it counts, masked', async () => {
    const answer = await tj.get(line.loader, `/reports/${id}/lines/end`, { id, line: 'end' })
    const { files, value } = answer.data.data as { value: number; files: { count: string; rows: { name: string }[] } }
    expect([value, files.count, files.rows.length]).toEqual([4, '4', 4])
    expect(files.rows.every(({ name }) => name.includes('*'))).toBe(true)
    expect((await tj.get(line.loader, `/reports/${id}/lines/none`, { id, line: 'none' })).status).toBe(404)
  })

  test('the county sums what was sent up, says who is missing and why, and is told of later corrections', async () => {
    const { id: county } = await begin(jc)
    expect((await rowOf(county)).lines).toMatchObject({ start: 2, in: 3, end: 4 })
    await act(jcTwo, county, 'check')
    await act(ja, county, 'sign')
    const silent = await act(ja, county, 'submit')
    expect(silent.status).toBe(422)
    expect(JSON.stringify(silent.data)).toContain(`单位${SECOND}`)
    // The second office files now: the county must count anew.
    const { id: theirs } = await begin(second)
    await act(secondHead, theirs, 'check')
    await act(secondHead, theirs, 'sign')
    await act(secondHead, theirs, 'submit')
    const stale = await act(ja, county, 'submit', { missing: '司法所筹建中' })
    expect(JSON.stringify(stale.data)).toContain('重新取数')
    await act(jc, county, 'rework')
    await act(jc, county, 'refill', { note: '含两个所' })
    expect((await rowOf(county)).lines).toMatchObject({ start: 2, in: 4, end: 5 })
    await act(jcTwo, county, 'check')
    await act(ja, county, 'sign')
    expect((await act(ja, county, 'submit', { missing: '其余司法所筹建中' })).location).toContain('done=submit')
    expect((await rowOf(county)).missing).toContain('筹建中')

    const back = await act(jc, theirs, 'send_back', { reason: '走访人次与台账不符' })
    expect(back.location).toContain('done=send_back')
    expect(await rowOf(theirs)).toMatchObject({ state: 'returned', return_reason: '走访人次与台账不符' })
    expect((await act(jc, theirs, 'send_back', { reason: '再退' })).status).toBe(409)
    const [task] = await asSuperuser<{ role: string; due: string; done: boolean }>(
      `SELECT role, due_on::text AS due, done_at IS NOT NULL AS done FROM task WHERE code = 'return_sent_back' AND scope_key = $1`,
      [SECOND],
    )
    expect(task).toEqual({ role: 'TJ', due: '2026-12-05', done: false })
    expect((await see(jc, county)).data.data).toMatchObject({ changedBelow: true })
    expect((await see(second, theirs)).data.data).toMatchObject({ back: { reason: '走访人次与台账不符' } })
    const again = (await act(second, theirs, 'correct')).location!.slice(9, 45)
    await act(secondHead, again, 'check')
    await act(secondHead, again, 'sign')
    await act(secondHead, again, 'submit')
    const left = await asSuperuser(`SELECT 1 FROM task WHERE scope_key = $1 AND case_id IS NULL AND done_at IS NULL`, [
      SECOND,
    ])
    expect(left).toEqual([])
  })

  test('leaves as a file with its numbers as they stand, for who may read it', async () => {
    const source = exportSources.find(({ name }) => name === 'handoff.return')!
    const query = new URLSearchParams({ id })
    await inScope(actorOf('JC', '340705-JB1'), async (ctx) => {
      expect(await source.count(ctx, query)).toBe(form.lines.length)
      const [sheet] = await source.sheets(ctx, query)
      expect([...(sheet!.rows as Iterable<readonly unknown[]>)]).toContainEqual(['一、在册人员', '期末在册', 4, '人'])
      expect(sheet!.notes!.join()).toContain('2 + 3 − 1 = 4')
    })
    await expect(inScope(actorOf('JC', '340706-JB1'), (ctx) => source.sheets(ctx, query))).rejects.toMatchObject({
      status: 404,
    })
  })

  test('others see nothing of it: a neighbour, another county, whoever has no part; a draft stays in its unit', async () => {
    const { id: draft } = await begin(second, '2026-10')
    const elsewhere = await newcomer('JC', '340706-JB1')
    for (const who of [tj, elsewhere, jc]) expect((await see(who, draft)).status).toBe(404)
    expect((await see(elsewhere, id)).status).toBe(404)
    expect((await see(second, id)).status).toBe(404)
    expect((await see(jc, id)).status).toBe(200)
    for (const role of ['PH', 'LD', 'FN', 'AD', 'SE', 'AU'] as const) {
      const who = await newcomer(role, '340705-CA1')
      expect([role, (await see(who, id)).status]).toEqual([role, 403])
      expect((await begin(who)).status).toBe(403)
    }
    // Files returns of its own kind, and has no part in this one.
    const labour = await newcomer('HR', '340705-HR1')
    expect((await see(labour, id)).status).toBe(404)
    expect((await begin(labour)).status).toBe(404)
    expect((await act(second, id, 'correct')).status).toBe(404)
    expect((await act(second, draft, 'send_back', { reason: '退' })).status).toBe(403)
    const city = await signedIn(await makePost({ role: 'JX', unit: '3407-JB1' }))
    expect((await act(city, id, 'send_back', { reason: '越级退回' })).status).toBe(403)
  })
})

describe('the worker', () => {
  test('gives every unit its draft and its duty once, also those without a single file', async () => {
    setClock('2027-01-01T08:15:00+08:00')
    const plan = () => asWorker((db) => planReturns(db, [form], { today: today(), at: now() }))
    const first = await plan()
    expect(first).toEqual({ drafts: 5, duties: 9 })
    expect(await plan()).toEqual({ drafts: 0, duties: 0 })
    const [zero] = await asSuperuser<{ lines: Values; prepared_by: string | null }>(
      `SELECT lines, prepared_by FROM unit_return WHERE unit_code = '341101001-JO1' AND period = '2026-12'`,
    )
    expect(Object.values(zero!.lines).every((n) => n === 0)).toBe(true)
    expect(zero!.prepared_by).toBeNull()
    const [duty] = await asSuperuser(
      `SELECT due_on::text AS due, role FROM task WHERE code = 'monthly_return' AND scope_key = $1 AND detail = 'handoff.monthly:2026-12'`,
      [OFFICE],
    )
    expect(duty).toEqual({ due: '2027-01-05', role: 'TJ' })
    // A draft that nobody prepared is taken by the one who counts it anew, and another checks it.
    const fresh = await signedIn(tj)
    const [row] = await asSuperuser<{ id: string }>(
      `SELECT id FROM unit_return WHERE unit_code = $1 AND period = '2026-12'`,
      [OFFICE],
    )
    expect((await act(await signedIn(th), row!.id, 'check')).status).toBe(403)
    expect((await act(fresh, row!.id, 'refill')).location).toContain('done=refill')
    expect((await act(await signedIn(th), row!.id, 'check')).location).toContain('done=check')
  })
})
