/** The public notice as requests without a session: what it shows, to whom, how long; and the objection that anybody files. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noteObjection } from '~/domains/relief/jobs/note-objection.server'
import { readOverview } from '~/domains/relief/views/overview.server'
import { reliefTemp } from '~/domains/relief/domain.server'
import { lockCase } from '~/casefile/load-case.server'
import { setClock } from '~/lib/dates'
import { prisma } from '~/lib/db.server'
import * as listRoute from '~/routes/notices.list'
import * as oneRoute from '~/routes/notices.one'
import * as receiptRoute from '~/routes/notices.receipt'
import * as boardRoute from '~/routes/relief.notices'
import * as sheetRoute from '~/routes/relief.notices.print'
import { asWorker, at, brokenChains, inScope } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { asInDemo, ask, logged, newcomer, type Answer } from '../../support/people'
import { application, BUDGET, notices, open, openTasks, seedTown, state, take, toProposed, type Town } from './town'

type Shown = { no: string; head: string; toOn: string }
let town: Town
let first = ''

/** Files posted on the test's day come straight to the table: the verbs are tested where they stand. */
async function post(
  n: number,
  given: { from?: string; to?: string; town?: string; kind?: string; head?: string } = {},
) {
  const { from = '2026-11-23', to = '2026-11-26', kind = 'relief_temp', head = '王*' } = given
  const rows = await asSuperuser<{ notice_no: string }>(
    `INSERT INTO relief_notice (id, case_id, kind, scope_key, notice_no, type, town_code, text, text_hash, from_on, to_on, posted_at)
     SELECT gen_random_uuid(), id, kind, scope_key, 'GS-340705-2026-' || lpad((90000 + g)::text, 5, '0'), 'proposed', $2,
       jsonb_build_object('head', $3::text, 'village', '一村', 'type', '临时救助', 'persons', 2, 'amountFen', 62000, 'monthly', false, 'phone', '0562-2812345', 'window', '窗口'),
       '', $4::date, $5::date, now() FROM case_file, generate_series(1, $6::int) g WHERE id = $1 AND kind = $7 RETURNING notice_no`,
    [first, given.town ?? '340705001', head, from, to, n, kind],
  )
  return rows.map((row) => row.notice_no)
}
const drop = (numbers: string[]) => asSuperuser(`DELETE FROM relief_notice WHERE notice_no = ANY ($1)`, [numbers])
const list = async (query = '') =>
  (await ask(listRoute.loader, `/notices${query}`)).data as { notices: Shown[]; count: string; last?: Shown }
const current = async (id: string) => (await notices(id)).find((one) => one.down === null) as unknown as { no: string }
const numberOf = async (id: string) =>
  (
    await asSuperuser<{ no: string }>(
      `SELECT notice_no AS no FROM relief_notice WHERE case_id = $1 ORDER BY posted_at DESC LIMIT 1`,
      [id],
    )
  )[0]!.no
const page = (no: string) => ask(oneRoute.loader, `/notices/${no}`, { params: { no } })
const tokenOf = async (no: string) => (await page(no)).data.token as string
const said = { signer: '钱来客', phone: '13800000001', claim: '他家上个月新买了货车' }
const object = (no: string, form: Record<string, string>): Promise<Answer> =>
  ask(oneRoute.action, `/notices/${no}`, { params: { no }, form })
const objections = (id: string) =>
  asSuperuser<{ id: string; state: string; receipt: string; claim_enc: string }>(
    `SELECT id, state, receipt, claim_enc FROM relief_objection WHERE case_id = $1 ORDER BY received_at`,
    [id],
  )
const jobsOf = () =>
  asSuperuser<{ payload: { id: string } }>(
    `SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'relief_objection'`,
  )

beforeAll(async () => {
  asInDemo()
  await testDatabase()
  town = await seedTown()
  setClock('2026-11-23T12:00:00+08:00')
  first = await toProposed(town, 'relief_temp')
}, 60_000)
afterEach(async () => {
  setClock('2026-11-23T12:00:00+08:00')
  await asSuperuser(`DELETE FROM app_verification`)
})

describe('what anybody reads', () => {
  it('is what the law lists of what is posted, and nothing else', async () => {
    const answer = await ask(listRoute.loader, '/notices')
    const { notices: shown } = answer.data as { notices: Record<string, unknown>[] }
    expect(shown).toHaveLength(1)
    expect(Object.keys(shown[0]!).sort()).toEqual(
      [
        'amountFen',
        'fromOn',
        'head',
        'monthly',
        'no',
        'persons',
        'phone',
        'stage',
        'toOn',
        'type',
        'village',
        'window',
      ].sort(),
    )
    expect(shown[0]).toMatchObject({
      head: '赵*困',
      type: '临时救助',
      persons: 1,
      amountFen: 62_000,
      toOn: '2026-11-26',
    })
    expect(JSON.stringify(answer.data)).not.toMatch(/赵小困|accident|房屋被烧|1980/)
    expect(answer.headers.get('Cache-Control')).toBe('public, max-age=15')
    expect(answer.headers.get('X-Robots-Tag')).toBe('noindex')
  })
  it('comes through the one view: without a post the tables stay shut', async () => {
    expect(await prisma.$queryRaw`SELECT count(*)::int AS n FROM relief_notice`).toEqual([{ n: 0 }])
    expect(await prisma.$queryRaw`SELECT count(*)::int AS n FROM relief_objection`).toEqual([{ n: 0 }])
    const columns = await asSuperuser<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'public_notice'::regclass AND attnum > 0 ORDER BY 1`,
    )
    expect(columns.map((one) => one.name)).not.toEqual(expect.arrayContaining(['case_id']))
    await expect(prisma.$executeRaw`UPDATE public_notice SET head = 'x'`).rejects.toThrow()
  })
  it('takes itself down with the last minute of its days, and a copy outlives no day', async () => {
    const no = await numberOf(first)
    setClock('2026-11-26T23:59:55+08:00')
    const late = await ask(listRoute.loader, '/notices')
    expect((late.data as { count: string }).count).toBe('1')
    expect(late.headers.get('Cache-Control')).toBe('public, max-age=5')
    expect((await page(no)).status).toBe(200)
    setClock('2026-11-27T00:00:00+08:00')
    expect((await list()).count).toBe('0')
    const gone = await page(no)
    expect(gone.status).toBe(404)
    for (const other of ['GS-340705-2026-99999', 'x', "'; --"]) {
      const guessed = await page(other)
      expect([guessed.status, guessed.data]).toEqual([gone.status, gone.data])
    }
  })
  it('is walked page by page, never past what is current', async () => {
    const numbers = [...(await post(64)), ...(await post(3, { from: '2026-11-10', to: '2026-11-22' }).catch(() => []))]
    const old = await asSuperuser<{ no: string }>(
      `UPDATE relief_notice SET taken_down_at = now(), taken_down_why = '撤下' WHERE notice_no = $1 RETURNING notice_no AS no`,
      [numbers[0]],
    )
    const seen: string[] = []
    let after = ''
    for (let turn = 0; turn < 9; turn++) {
      const { notices: shown, last } = await list(after)
      seen.push(...shown.map((one) => one.no))
      if (!last) break
      after = `?after=${last.toOn}_${last.no}`
    }
    expect(seen).toHaveLength(64)
    expect(new Set(seen).size).toBe(64)
    expect(seen).not.toContain(old[0]!.no)
    for (const crafted of ['2026-11-22_GS-340705-2026-99999', '1900-01-01_GS-340705-2026-00000'])
      expect((await list(`?after=${crafted}`)).notices).toEqual([])
    // What is no position is none.
    expect((await list(`?after=9999_x' OR true`)).notices[0]!.no).toBe(seen[0])
    await drop(numbers)
  })
  it('is narrowed by place and programme in the address', async () => {
    const elsewhere = await post(1, { town: '340706001' })
    expect((await list('?county=340706')).notices.map((one) => one.no)).toEqual(elsewhere)
    expect((await list('?county=340705')).count).toBe('1')
    expect((await list('?county=340705&town=340706001')).count, 'a town of another county').toBe('1')
    expect((await list('?programme=relief_dibao')).count).toBe('0')
    expect((await list('?programme=nonsense&county=%27')).count).toBe('2')
    await drop(elsewhere)
  })
  it('is read so often by one address and no more', async () => {
    setClock('2026-11-23T18:00:00+08:00')
    const statuses = await Promise.all(Array.from({ length: 605 }, () => ask(listRoute.loader, '/notices')))
    expect(statuses.filter((one) => one.status === 429)).toHaveLength(5)
  })
})

describe('protected persons', () => {
  it('a minor stands there by number though nobody ticked anything', async () => {
    const id = await toProposed(town, 'relief_temp', { name: '孙小宝', birthOn: '2010-05-05' })
    const [notice] = await notices(id)
    expect(notice!.text.head).toMatch(/^T-340705-2026-\d{6}$/)
    expect(JSON.stringify(await list())).not.toContain('孙')
  })
  it('the database refuses a notice that names one, a whole name, or a further field', async () => {
    const id = await open(town.CC, 'relief_temp', { name: '李保保', protectedPerson: true })
    const insert = (caseId: string, text: string) =>
      asSuperuser(
        `INSERT INTO relief_notice (id, case_id, kind, scope_key, notice_no, type, town_code, text, text_hash, from_on, to_on, posted_at)
         SELECT gen_random_uuid(), id, kind, scope_key, 'GS-x' || random(), 'proposed', '340705001', $2::jsonb, '', '2026-11-23', '2026-11-26', now() FROM case_file WHERE id = $1`,
        [caseId, text],
      )
    await expect(insert(id, '{"head":"李**"}')).rejects.toThrow('by number')
    await expect(insert(first, '{"head":"赵小困"}')).rejects.toThrow('whole name')
    await expect(insert(first, '{"head":"赵**","cause":"火灾"}')).rejects.toThrow('relief_notice_fields')
  })
  it('who turns out to be one comes off at once', async () => {
    const id = await toProposed(town, 'relief_temp', { name: '周更正' })
    const no = await numberOf(id)
    expect((await page(no)).status).toBe(200)
    await asSuperuser(`UPDATE case_file SET birth_on = '2012-01-01' WHERE id = $1`, [id])
    expect((await page(no)).status).toBe(404)
    expect((await notices(id))[0]!.down).toBe('受保护人员')
    const other = await toProposed(town, 'relief_temp', { name: '吴更正' })
    await asSuperuser(`UPDATE relief_file SET protected_person = true WHERE case_id = $1`, [other])
    expect((await notices(other))[0]!.down).toBe('受保护人员')
  })
})

describe('an objection by anybody', () => {
  it('is on the file once however often the form is sent, holds the decision up, and gives a receipt', async () => {
    const id = await toProposed(town, 'relief_temp', { name: '郑有车' })
    const no = await numberOf(id)
    const form = { ...said, _token: await tokenOf(no) }
    const sent = await Promise.all(Array.from({ length: 4 }, () => object(no, form)))
    expect(new Set(sent.map((one) => one.location)).size).toBe(1)
    expect(sent[0]!.location).toMatch(/^\/notices\/receipt\/[0-9A-Z]{16}$/)
    const rows = await objections(id)
    expect(rows).toHaveLength(1)
    expect(rows[0]!.claim_enc).not.toContain('货车')
    // Held up from this moment, before any job has run.
    const decide = () =>
      take(at(town.CA, '2026-11-27T09:00:00+08:00'), id, 'decide', { budgetCode: BUDGET, checked: 'on' })
    await expect(decide()).rejects.toThrow('异议')
    expect((await jobsOf()).map((one) => one.payload.id)).toContain(rows[0]!.id)
    const now = new Date('2026-11-23T12:05:00+08:00')
    expect(await asWorker((db) => noteObjection(db, { id: rows[0]!.id }, now))).toBe(true)
    expect(await asWorker((db) => noteObjection(db, { id: rows[0]!.id }, now))).toBe(false)
    expect(await openTasks(id)).toMatchObject({ look_into: '2026-12-21' })
    // Whoever works on the file reads it; the household's papers do not say who.
    const seen = await inScope(town.CK, async (ctx) => {
      const facts = (await reliefTemp.facts(ctx.db, [id])).get(id)!
      return readOverview(ctx, await lockCase(ctx.db, 'relief_temp', id), facts)
    })
    expect(seen.objections[0]).toMatchObject({ claim: said.claim, from: '钱来客', phone: '13800000001' })
    const receipt = sent[0]!.location!.split('/').pop()!
    const slip = (await ask(receiptRoute.loader, sent[0]!.location!, { params: { receipt } })).data
    expect(slip).toMatchObject({ data: { no, answered: false, at: '2026-11-23 12:00' } })
    expect(JSON.stringify(slip)).not.toMatch(/钱来客|货车|138/)
    await take(at(town.CK, '2026-11-24T09:00:00+08:00'), id, 'back_to_check', { reason: '已重新调查' })
    expect((await ask(receiptRoute.loader, '/x', { params: { receipt } })).data).toMatchObject({
      data: { answered: true },
    })
    expect(await brokenChains()).toEqual([])
  })

  it('D7-edge-12: at 23:50 of the last day it counts', async () => {
    const id = await toProposed(town, 'relief_temp')
    const no = await numberOf(id)
    setClock('2026-11-26T23:50:00+08:00')
    expect((await object(no, { ...said, _token: await tokenOf(no) })).location).toMatch(/receipt/)
    expect(await objections(id)).toMatchObject([{ state: 'open' }])
  })

  it('after the last day is refused with what may be done instead, and what was typed is kept', async () => {
    const id = await toProposed(town, 'relief_temp')
    const no = await numberOf(id)
    const _token = await tokenOf(no)
    setClock('2026-11-27T00:00:01+08:00')
    const answer = await object(no, { ...said, _token })
    expect(answer.status).toBe(422)
    const { lastResult } = answer.data as { lastResult: { error: Record<string, string[]>; initialValue: unknown } }
    expect(lastResult.error['']![0]).toMatch(/24 时结束.*受理窗口.*行政复议/)
    expect(lastResult.initialValue).toMatchObject({ claim: said.claim })
    expect(await objections(id)).toEqual([])
  })

  it('is refused at its fields in Chinese, keeps what was typed, and is nothing when a machine fills it', async () => {
    const no = await numberOf(first)
    const _token = await tokenOf(no)
    const wrong = await object(no, { signer: '', phone: '123', claim: '<b>x</b>', _token })
    expect(wrong.status).toBe(422)
    const { lastResult } = wrong.data as { lastResult: { error: Record<string, string[]>; initialValue: unknown } }
    expect(lastResult.error).toMatchObject({ signer: ['请填写'], phone: [expect.stringContaining('11 位')] })
    expect(lastResult.initialValue).toMatchObject({ phone: '123' })
    expect((await object(no, { ...said, website: 'http://x', _token })).status).toBe(422)
    expect(await objections(first)).toEqual([])
  })

  it('needs the page: a forged token, another notice’s, and none are as if there were no such notice', async () => {
    const no = await numberOf(first)
    const other = await numberOf(await toProposed(town, 'relief_temp'))
    const forged: Record<string, string>[] = [{ _token: 'x' }, {}, { _token: await tokenOf(other) }]
    for (const token of forged) expect((await object(no, { ...said, ...token })).status).toBe(404)
    expect(await objections(first)).toEqual([])
  })

  it('is filed so often by one address and no more', async () => {
    const no = await numberOf(first)
    const statuses: number[] = []
    for (let n = 0; n < 8; n++)
      statuses.push((await object(no, { ...said, claim: `第${n}次`, _token: await tokenOf(no) })).status)
    expect(statuses.filter((one) => one === 302)).toHaveLength(6)
    expect(statuses.slice(6)).toEqual([429, 429])
    for (let n = 0; n < 61; n++)
      statuses.push((await ask(receiptRoute.loader, '/x', { params: { receipt: `0000000000000000` } })).status)
    expect(statuses.slice(8)).toEqual([...Array<number>(60).fill(404), 429])
  })

  it('to a decision begins the review by another approver; while it is paid it is answered there', async () => {
    const id = await toProposed(town, 'relief_temp')
    const CA = at(town.CA, '2026-11-27T09:00:00+08:00')
    await take(CA, id, 'decide', { budgetCode: BUDGET, checked: 'on' })
    setClock('2026-11-27T12:00:00+08:00')
    const no = await numberOf(id)
    expect((await page(no)).data).toMatchObject({ notice: { stage: 'decided' } })
    const send = async () => {
      await object(no, { ...said, _token: await tokenOf(no) })
      const { id: objection } = (await objections(id)).at(-1)!
      await asWorker((db) => noteObjection(db, { id: objection }, new Date('2026-11-27T12:00:00+08:00')))
    }
    await send()
    expect(await state(id)).toBe('objection')
    const CA2 = at(town.CA2, '2026-11-28T09:00:00+08:00')
    await expect(
      take(at(town.CA, '2026-11-28T09:00:00+08:00'), id, 'review_grant', { budgetCode: BUDGET, answer: '属实' }),
    ).rejects.toThrow('另一位')
    await take(CA2, id, 'review_grant', { budgetCode: BUDGET, answer: '不属实，维持' })
    await asSuperuser(`UPDATE relief_award SET state = 'in_batch' WHERE case_id = $1 AND state = 'unpaid'`, [id])
    const again = await numberOf(id)
    setClock('2026-11-28T12:00:00+08:00')
    await object(again, { ...said, _token: await tokenOf(again) })
    const last = (await objections(id)).at(-1)!
    await asWorker((db) => noteObjection(db, { id: last.id }, new Date('2026-11-28T12:00:00+08:00')))
    expect(await state(id)).toBe('decided')
    expect(await openTasks(id)).toHaveProperty('answer')
    const answer = { result: 'rejected', answer: '已核实，不属实' }
    await expect(take(at(town.CA, '2026-11-29T09:00:00+08:00'), id, 'answer_objection', answer)).rejects.toThrow(
      '另一位',
    )
    await take(at(town.CA2, '2026-11-29T09:00:00+08:00'), id, 'answer_objection', answer)
    expect((await objections(id)).map((one) => one.state)).toEqual(['rejected', 'rejected'])
    expect(await openTasks(id)).not.toHaveProperty('answer')
    await expect(take(at(town.CA2, '2026-11-29T10:00:00+08:00'), id, 'answer_objection', answer)).rejects.toThrow(
      '没有待答复',
    )
  })
})

describe('the sheet for the village’s board', () => {
  it('holds what is posted there, and printing it is logged; another town finds nothing', async () => {
    const clerk = await newcomer('CC', '340705001-CW1')
    const board = (await clerk.get(boardRoute.loader, '/relief/notices')).data as { data: { count: number } }
    expect(board.data.count).toBeGreaterThan(0)
    const no = await numberOf(first)
    const sheet = await clerk.get(sheetRoute.loader, `/relief/notices/print?village=340705001001`)
    expect(sheet.data).toMatchObject({ data: { village: expect.stringContaining('一村') } })
    expect((await clerk.get(sheetRoute.loader, `/relief/notices/print?no=${no}`)).data).toMatchObject({
      data: { number: no },
    })
    expect(await logged('print')).not.toEqual([])
    const other = await newcomer('CC', '340705002-CW1')
    expect(((await other.get(boardRoute.loader, '/relief/notices')).data as typeof board).data.count).toBe(0)
    for (const query of [`no=${no}`, 'village=340705001001', ''])
      expect((await other.get(sheetRoute.loader, `/relief/notices/print?${query}`)).status).toBe(404)
    const stranger = await newcomer('TJ', '340705001-JO1')
    expect((await stranger.get(boardRoute.loader, '/relief/notices')).status).toBe(403)
  })
})

it('the application form’s own words never reach a notice', async () => {
  expect(application().need).toBe('房屋被烧，没有住处')
  expect(JSON.stringify(await list())).not.toContain('房屋')
  expect(await current(first)).toBeDefined()
})
