/** The run's page and its doors: mending, mapping, confirming twice, other posts, giving up. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { loader as listLoader } from '~/routes/handoff.import'
import { action, loader } from '~/routes/handoff.import.run'
import type { RunPage } from '~/casefile/import/view-run.server'
import { setClock } from '~/lib/dates'
import { env } from '~/lib/env.server'
import { asSuperuser } from '../../support/database'
import { csvOf, HEAD, rosterRow } from './lists'
import {
  confirmed,
  filesIn,
  importDatabase,
  importer,
  read,
  runOf,
  upload,
  verdictsOf,
  write,
  type Importer,
} from './runs'

vi.setConfig({ testTimeout: 60_000 })
let clerk: Importer
let colleague: Importer
beforeAll(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  await importDatabase()
  clerk = await importer('JC', '340705-JB1')
  colleague = await importer('JC', '340705-JB1')
})
afterAll(() => setClock(null))

let n = 0
const rows = (count: number, given: Record<string, string> = {}) =>
  Array.from({ length: count }, () => rosterRow((n += 1), given))
const pageOf = async (who: Importer, run: string, query = '') =>
  (await who.get(loader, `/handoff/import/${run}${query}`, { run })).data.page as RunPage
const send = (who: Importer, run: string, form: Record<string, string>, query = '') =>
  who.post(action, `/handoff/import/${run}${query}`, form, { run })

describe('mending in place', () => {
  it('a numeric ID cell, a bad day and an unknown town are mended row by row, by the same rules', async () => {
    const [a, b, c] = [...rows(1, { 释放日期: '2026-13-01' }), ...rows(1, { 户籍乡镇: '某某乡' }), ...rows(1)]
    const run = await upload(clerk, csvOf([a!, b!, c!]), '名单.csv')
    expect(await verdictsOf(run)).toEqual({ create: 1, mend: 2 })
    const page = await pageOf(clerk, run)
    expect(page.tab).toBe('mend')
    expect(page.rows.map(({ at, fields }) => [at, ...fields.map(({ key }) => key)])).toEqual([
      ['第 2 行', 'release_due_on'],
      ['第 3 行', 'huji_town'],
    ])
    expect(page.rows[0]!.name).toMatch(/\*/)
    expect(page.rows[1]!.fields[0]!.options!.map(({ value }) => value)).toContain('铜官区西湖镇')

    const wrong = await send(clerk, run, { _intent: 'mend', seq: '1', 'cell.release_due_on': '明年' }, '?tab=mend')
    expect(wrong.location).toContain('mended=1')
    expect((await pageOf(clerk, run, '?tab=mend&mended=1')).mended).toEqual({ at: '第 2 行', sound: false })
    await send(clerk, run, { _intent: 'mend', seq: '1', 'cell.release_due_on': '2026-12-30' })
    await send(clerk, run, { _intent: 'mend', seq: '2', 'cell.huji_town': '铜官区西湖镇' })
    expect(await verdictsOf(run)).toEqual({ create: 3 })
  })

  it('the second of two rows about one person must be mended; leaving out the first settles it', async () => {
    const twin = rosterRow((n += 1))
    const run = await upload(clerk, csvOf([twin, twin]), '名单.csv')
    expect(await verdictsOf(run)).toEqual({ create: 1, mend: 1 })
    expect((await pageOf(clerk, run)).rows[0]!.fields[0]).toMatchObject({
      key: 'id_no',
      why: expect.stringContaining('与第 2 行重复'),
    })
    await send(clerk, run, { _intent: 'skip', seq: '1' })
    expect(await verdictsOf(run)).toEqual({ skip: 1, create: 1 })
    await send(clerk, run, { _intent: 'unskip', seq: '1' })
    expect(await verdictsOf(run)).toEqual({ create: 1, mend: 1 })
  })

  it('a protected row with a problem is asked about without its name; an unmarked list is asked about neutrally', async () => {
    const [hidden] = rows(1, { 重点情形: '未成年犯罪', 释放日期: '不详' })
    const run = await upload(clerk, csvOf([hidden!]), '名单.csv')
    expect(await verdictsOf(run)).toEqual({ vault_mend: 1 })
    const page = await pageOf(clerk, run)
    expect(page.apart).toMatchObject({ now: 0, mend: 1 })
    expect(page.rows[0]).toMatchObject({ name: '', idNo: '', place: '' })
    expect(JSON.stringify(page)).not.toContain(hidden![0])
    expect(JSON.stringify(page)).not.toContain(hidden![2])

    const head = HEAD.filter((label) => label !== '重点情形')
    const unmarked = rows(2).map((row) => row.slice(0, -1))
    const other = await upload(clerk, csvOf(unmarked, head), '无标注.csv')
    expect(await verdictsOf(other)).toEqual({ mend: 2 })
    const asked = await pageOf(clerk, other)
    expect(asked.rows.map(({ name, fields }) => [name, fields.map(({ key }) => key).join()])).toEqual([
      ['', 'offence_on'],
      ['', 'offence_on'],
    ])
    expect(asked.tables[0]!.questions).toEqual([expect.objectContaining({ key: 'all_adult', answer: false })])
    const columns = Object.fromEntries(
      Object.entries(asked.tables[0]!.mapping).flatMap(([key, at]) =>
        at === null ? [] : [[`column.${key}`, String(at)]],
      ),
    )
    await send(clerk, other, { _intent: 'map', table: '0', ...columns, 'answer.all_adult': 'on' })
    await read(clerk, other)
    expect(await verdictsOf(other)).toEqual({ create: 2 })
  })
})

describe('a list without a column for the prison', () => {
  const head = HEAD.filter((label) => label !== '监所')
  const without = (lines: string[][]) => lines.map((row) => row.filter((_, at) => HEAD[at] !== '监所'))
  const titled = (title: string, lines: string[][]) =>
    Buffer.concat([Buffer.from(`${title}\r\n`), csvOf(without(lines), head)])
  const columnsOf = (page: RunPage) =>
    Object.fromEntries(
      Object.entries(page.tables[0]!.mapping).flatMap(([key, at]) =>
        at === null ? [] : [[`column.${key}`, String(at)]],
      ),
    )
  const prisonAsked = (page: RunPage) => page.tables[0]!.questions.find(({ key }) => key === 'prison')

  it('takes it from the title, shows it, and lets it be corrected once for all', async () => {
    const [{ name } = { name: '' }] = await asSuperuser<{ name: string }>(
      "SELECT name FROM unit WHERE kind = 'prison' LIMIT 1",
    )
    const run = await upload(clerk, titled(`${name}2026年12月释放人员花名册`, rows(3)), '有标题.csv')
    expect(await verdictsOf(run)).toEqual({ create: 3 })
    const page = await pageOf(clerk, run)
    expect(prisonAsked(page)).toMatchObject({ fills: 'prison', answer: name })
    await send(clerk, run, { _intent: 'map', table: '0', ...columnsOf(page), 'answer.prison': ' 外省 某监狱 ' })
    await read(clerk, run)
    expect(prisonAsked(await pageOf(clerk, run))).toMatchObject({ answer: '外省 某监狱' })
    expect(await verdictsOf(run)).toEqual({ create: 3 })
  })

  it('is answered once when nothing tells it', async () => {
    const run = await upload(clerk, csvOf(without(rows(2)), head), '无监所.csv')
    expect(await verdictsOf(run)).toEqual({ mend: 2 })
    const page = await pageOf(clerk, run)
    expect(prisonAsked(page)).toMatchObject({ answer: '' })
    expect(
      (await send(clerk, run, { _intent: 'map', table: '0', ...columnsOf(page), 'answer.prison': '某监狱' })).status,
    ).toBeLessThan(400)
    await read(clerk, run)
    expect(await verdictsOf(run)).toEqual({ create: 2 })
  })
})

describe('the mapping', () => {
  it('is shown, corrected, remembered for this header and this unit, and keeps what was mended', async () => {
    const head = HEAD.map((label) => ({ 释放日期: '走的日子', 户籍乡镇: '哪里人' })[label] ?? label)
    const lines = [...rows(1), ...rows(1, { 身份证号: '340799198001011' })]
    const run = await upload(clerk, csvOf(lines, head), '怪表头.csv')
    const page = await pageOf(clerk, run)
    const { mapping } = page.tables[0]!
    expect([mapping.release_due_on, mapping.huji_town]).toEqual([null, null])
    await send(clerk, run, { _intent: 'mend', seq: '2', 'cell.id_no': rosterRow((n += 1))[2]! })

    const columns = Object.fromEntries(
      Object.entries(mapping).flatMap(([key, at]) => (at === null ? [] : [[`column.${key}`, String(at)]])),
    )
    const short = await send(clerk, run, { _intent: 'map', table: '0', ...columns })
    expect(short.status).toBe(422)
    expect(Object.keys((short.data.lastResult as { error: object }).error)).toEqual(
      expect.arrayContaining(['column.release_due_on', 'column.huji_town']),
    )
    const twice = await send(clerk, run, {
      _intent: 'map',
      table: '0',
      ...columns,
      'column.release_due_on': '5',
      'column.huji_town': '5',
    })
    expect(twice.status).toBe(422)

    await send(clerk, run, {
      _intent: 'map',
      table: '0',
      ...columns,
      'column.release_due_on': '5',
      'column.huji_town': '6',
    })
    await read(clerk, run)
    expect(await verdictsOf(run)).toEqual({ create: 2 })
    const again = await upload(colleague, csvOf(rows(1), head), '怪表头2.csv')
    expect((await pageOf(colleague, again)).tables[0]).toMatchObject({
      remembered: true,
      mapping: { release_due_on: 5, huji_town: 6 },
    })
    expect(await verdictsOf(again)).toEqual({ create: 1 })
  })
})

describe('writing', () => {
  it('a second click, a stale number and a repeated form write once', async () => {
    const run = await upload(clerk, csvOf(rows(3)), '名单.csv')
    const before = await filesIn('handoff')
    expect((await pageOf(clerk, run, '?confirm=1')).confirm).toBe(true)
    const stale = await send(clerk, run, { _intent: 'write', expect: '2+0' })
    expect(stale.status).toBe(409)
    const form = { _intent: 'write', expect: '3+0', _token: clerk.token() }
    expect((await send(clerk, run, form)).status).toBe(302)
    expect((await send(clerk, run, form)).status).toBe(302)
    expect((await send(clerk, run, { _intent: 'write', expect: '3+0' })).status).toBe(409)
    const queued = await asSuperuser<{ n: number }>(
      `SELECT count(*)::int AS n FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'import_write' AND j.payload->>'runId' = $1`,
      [run],
    )
    expect(queued[0]!.n).toBe(1)
    await Promise.all([write(clerk, run), write(clerk, run)])
    expect(await filesIn('handoff')).toBe(before + 3)
    expect((await send(clerk, run, { _intent: 'write', expect: '0+0' })).status).toBe(409)
    const page = await pageOf(clerk, run)
    expect(page).toMatchObject({ state: 'written', created: 3, tab: 'written' })
    expect((await pageOf(clerk, run, '?tab=written')).rows[0]!.href).toMatch(/^\/handoff\/[0-9a-f-]{36}$/)
  })

  it('two clerks with the same file: what the first wrote is there for the second', async () => {
    const lines = csvOf(rows(2))
    const [one, two] = [await upload(clerk, lines, 'a.csv'), await upload(colleague, lines, 'b.csv')]
    const before = await filesIn('handoff')
    await confirmed(one)
    await confirmed(two)
    await Promise.all([write(clerk, one), write(colleague, two)])
    expect(await filesIn('handoff')).toBe(before + 2)
    expect([await verdictsOf(one), await verdictsOf(two)]).toEqual(
      expect.arrayContaining([{ written: 2 }, { there: 2 }]),
    )
  })

  it('a post that has ended meanwhile writes nothing', async () => {
    const leaver = await importer('JC', '340705-JB1')
    const run = await upload(leaver, csvOf(rows(1)), '名单.csv')
    await confirmed(run)
    const before = await filesIn('handoff')
    await asSuperuser(`UPDATE post SET until_on = '2026-11-22' WHERE id = $1`, [leaver.id])
    await expect(write(leaver, run)).rejects.toThrow('岗位')
    expect(await filesIn('handoff')).toBe(before)
  })
})

describe('whose run it is', () => {
  it('another post’s run is as absent as none, for reading and for every door', async () => {
    const run = await upload(clerk, csvOf(rows(1)), '名单.csv')
    const nobody = '0193e000-0000-7000-8000-000000000000'
    const answers = [
      await colleague.get(loader, `/handoff/import/${run}`, { run }),
      await colleague.get(loader, `/handoff/import/${nobody}`, { run: nobody }),
    ]
    expect(answers.map(({ status, data }) => [status, data.message])).toEqual(
      [answers[0], answers[0]].map(() => [404, answers[0]!.data.message]),
    )
    for (const _intent of ['map', 'mend', 'skip', 'write', 'discard'])
      expect((await send(colleague, run, { _intent, expect: '1+0', seq: '1', table: '0' })).status).toBe(404)
    expect(
      ((await colleague.get(listLoader, '/handoff/import')).data.page as { runs: { id: string }[] }).runs.map(
        ({ id }) => id,
      ),
    ).not.toContain(run)
  })

  it('the file lies encrypted until the run is over, under a name of ours; giving up clears it', async () => {
    const [line] = rows(1)
    const run = await upload(clerk, csvOf([line!]), '../../etc/名单<b>.csv')
    const path = join(env.VAR_DIR, 'imports', run)
    expect(readFileSync(path).includes(Buffer.from(line![2]!))).toBe(false)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(existsSync(`${path}.reading`)).toBe(false)
    expect((await pageOf(clerk, run)).fileName).toBe('名单b.csv')
    expect((await send(clerk, run, { _intent: 'discard' })).location).toBe('/handoff/import')
    expect(existsSync(path)).toBe(false)
    expect(await runOf(run)).toMatchObject({ state: 'discarded', file_key_enc: null })
    expect(await verdictsOf(run)).toEqual({})
  })

  it('a file that is no roster is refused with what to do', async () => {
    const run = await upload(clerk, Buffer.from('a,b,c\r\n1,2,3'), '别的.csv')
    expect(await runOf(run)).toMatchObject({ state: 'failed', message: expect.stringContaining('没有找到花名册') })
    const broken = await upload(clerk, Buffer.from('504b0304ffff', 'hex'), '坏的.xlsx')
    expect(await runOf(broken)).toMatchObject({ state: 'failed', message: expect.stringContaining('已损坏') })
  })
})
