/** Requests for exports from asking to download, and everybody who tries to get a file some other way. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Excel from 'exceljs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { prisma, workerPrisma, type Db } from '~/lib/db.server'
import { setClock, now } from '~/lib/dates'
import { env } from '~/lib/env.server'
import { setScope } from '~/access/scope.server'
import { runExport } from '~/casefile/exports/run-export.server'
import { sweepExports } from '~/casefile/exports/sweep-exports.server'
import { secondRoles } from '~/casefile/exports/source'
import { exportSources } from '~/domains/exports.server'
import * as adminList from '~/routes/admin.exports'
import * as adminOne from '~/routes/admin.exports.request'
import * as list from '~/routes/exports'
import * as ask from '~/routes/exports.new'
import * as one from '~/routes/exports.request'
import * as file from '~/routes/exports.file'
import { actorOf, openAt } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { logged, makePost, newcomer, seedOrg, signedIn, type SignedIn } from '../../support/people'

const AT = '2026-11-23T09:00:00+08:00'
const reason = { purpose: 'meeting', reason: '县安置帮教工作会议用，会后收回销毁' }
const run = <T>(work: (db: Db) => Promise<T>) => workerPrisma.$transaction(work)
const make = (id: string) => runExport(run, exportSources, id, 'test')
let jc: SignedIn
let otherJc: SignedIn
let ja: SignedIn
let secondJa: SignedIn
let se: SignedIn
let otherSe: SignedIn
let jx: SignedIn

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
  setClock(AT)
  jc = await newcomer('JC', '340705-JB1')
  otherJc = await newcomer('JC', '340706-JB1')
  ja = await newcomer('JA', '340705-JB1')
  secondJa = await newcomer('JA', '340706-JB1')
  jx = await newcomer('JX', '3407-JB1')
  se = await newcomer('SE', '3407-JB1')
  otherSe = await newcomer('SE', '3411-JB1')
  await openAt('handoff', '340705001-JO1', [{}, {}, { person: bad('=HYPERLINK("http://x")') }])
  await openAt('handoff', '340706001-JO1', [{}])
})
afterAll(() => setClock(null))
beforeEach(() => setClock(AT))

const bad = (name: string) => ({
  idType: 'none' as const,
  noIdReason: '遗失',
  name,
  sex: 'M',
  birthOn: '1990-01-01',
})
const requestOf = async (id: string) =>
  (
    await asSuperuser<Record<string, never> & { state: string; message: string | null; rows_written: number | null }>(
      'SELECT * FROM export_request WHERE id = $1',
      [id],
    )
  )[0]!
const fileOf = async (id: string) =>
  (
    await asSuperuser<{ query_enc: string | null; key_enc: string | null }>(
      'SELECT query_enc, key_enc FROM export_file WHERE request_id = $1',
      [id],
    )
  )[0]!
const onDisk = (id: string) => existsSync(join(env.VAR_DIR, 'exports', id))
const idIn = (location: string | null) => /\/exports\/([0-9a-f-]{36})$/.exec(location ?? '')![1]!

/** Asked for by JC unless somebody else is named. */
async function asked(who = jc, query = ''): Promise<string> {
  const answer = await who.post(ask.action, `/exports/new?source=handoff.list${query}`, reason)
  expect(answer.data).toEqual({})
  return idIn(answer.location)
}
const approve = (who: SignedIn, id: string, given: Record<string, string> = { decision: 'approve' }) =>
  who.role === 'SE'
    ? who.post(adminOne.action, `/admin/exports/${id}`, given, { id })
    : who.post(one.action, `/exports/${id}`, given, { id })
const view = (who: SignedIn, id: string) =>
  who.role === 'SE'
    ? who.get(adminOne.loader, `/admin/exports/${id}`, { id })
    : who.get(one.loader, `/exports/${id}`, { id })
const download = (who: SignedIn, id: string) => who.get(file.loader, `/exports/${id}/file`, { id })

/** The bytes of a download, through the door. */
async function bytesOf(who: SignedIn, id: string): Promise<Buffer> {
  const request = new Request(`http://localhost:3000/exports/${id}/file`, { headers: { Cookie: who.cookie } })
  const answer = (await file.loader({ request, params: { id }, context: {} } as never)) as unknown as Response
  return Buffer.from(await answer.arrayBuffer())
}
async function sheetsOf(bytes: Buffer) {
  const book = new Excel.Workbook()
  await book.xlsx.load(bytes as never)
  return book.worksheets
}

/** Makes a request look as if it was for so many rows. */
const pretend = (id: string, rows: number) =>
  asSuperuser('UPDATE export_request SET rows_asked = $2, needs_second = $2 > 200 WHERE id = $1', [id, rows])

describe('asking', () => {
  it('shows what will be in it and who approves, and wants a reason at its field', async () => {
    const { data } = await jc.get(ask.loader, '/exports/new?source=handoff.list&q=wang&state=begun')
    expect(data.page).toMatchObject({
      label: '安置帮教名单',
      rows: 0,
      needsSecond: false,
      secondOver: 200,
      keepHours: 24,
    })
    expect(JSON.stringify(data.page)).not.toContain('"about":"wang')
    const answer = await jc.post(ask.action, '/exports/new?source=handoff.list', { purpose: 'meeting', reason: ' ' })
    expect(answer.status).toBe(422)
    expect(Object.keys((answer.data.lastResult as { error: object }).error)).toEqual(['reason'])
  })

  it('is for roles that may export, of sources that exist, of rows that are there', async () => {
    for (const who of [jx, se]) expect((await who.get(ask.loader, '/exports/new?source=handoff.list')).status).toBe(403)
    expect((await who404('/exports/new?source=nothing')).status).toBe(404)
    const none = await jc.post(ask.action, '/exports/new?source=handoff.list&state=archived', reason)
    expect(none.status).toBe(409)
  })
  const who404 = (path: string) => jc.get(ask.loader, path)

  it('keeps what was searched for out of sight of approvers, and at rest encrypted', async () => {
    const [person] = await asSuperuser<{ name: string }>(`SELECT name FROM case_file WHERE county = '340705' LIMIT 1`)
    const id = await asked(jc, `&q=${encodeURIComponent(person!.name)}`)
    const seen = JSON.stringify([
      await view(se, id),
      await asSuperuser('SELECT * FROM export_request WHERE id = $1', [id]),
    ])
    expect(seen).not.toContain(person!.name)
    expect(seen).toContain('按查找词筛选')
    expect((await fileOf(id)).query_enc).not.toContain(encodeURIComponent(person!.name))
  })

  it('ends at ten open requests', async () => {
    const busy = await newcomer('JC', '340705-JB1')
    for (let i = 0; i < 10; i++) await asked(busy)
    expect((await busy.post(ask.action, '/exports/new?source=handoff.list', reason)).status).toBe(429)
  })
})

describe('up to 200 rows', () => {
  it('one approval makes the file: marked, guarded, logged, its requester’s alone', async () => {
    const id = await asked()
    expect((await download(jc, id)).status).toBe(410)
    expect((await approve(se, id)).location).toBe('/admin/exports')
    expect((await requestOf(id)).state).toBe('queued')
    expect(
      await asSuperuser(`SELECT payload FROM graphile_worker._private_jobs WHERE payload->>'requestId' = $1`, [id]),
    ).toHaveLength(1)
    await make(id)
    expect(await requestOf(id)).toMatchObject({ state: 'ready', rows_written: 3, message: null })
    expect(await fileOf(id)).toMatchObject({ query_enc: null })

    const bytes = await bytesOf(jc, id)
    const [sheet] = await sheetsOf(bytes)
    const texts = sheet!.getSheetValues().flatMap((row) => (Array.isArray(row) ? row.slice(1).map(String) : []))
    const { no } = (await requestOf(id)) as unknown as { no: string }
    const mark = `导出：${jc.name} · 单位340705-JB1 · 2026-11-23 09:00 · ${no} · 内部资料，注意保密`
    expect(texts).toContain(mark)
    expect(sheet!.headerFooter.oddHeader).toBe(`&L${mark}`)
    expect(sheet!.headerFooter.oddFooter).toContain(mark)
    expect(texts).toContain(`'=HYPERLINK("http://x")`)
    sheet!.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined()))
    expect(texts.filter((text) => text.startsWith('SH-340705'))).toHaveLength(3)
    expect(texts.some((text) => text.startsWith('SH-340706'))).toBe(false)
    expect(texts).toContain('共 3 行。')

    for (const who of [se, otherJc, ja, jx]) expect((await download(who, id)).status, who.role).toBe(404)
    const steps = (await logged('export')).filter((line) => line.data!.request === id).map((line) => line.data!.step)
    expect(steps).toEqual(['ask', 'approve', 'write', 'download'])
    expect(((await view(jc, id)).data.page as { downloads: number }).downloads).toBe(1)
  })

  it('is nothing but metadata to the security administrator', async () => {
    const id = await asked()
    await approve(se, id)
    await make(id)
    const actor = actorOf('SE', '3407-JB1', { postId: se.id, userId: se.userId })
    await prisma.$transaction(async (db) => {
      await setScope(db, actor)
      expect(await db.exportRequest.count({ where: { id } })).toBe(1)
      expect(await db.exportFile.findMany()).toEqual([])
      expect(await db.caseFile.findMany()).toEqual([])
    })
    const page = JSON.stringify((await view(se, id)).data.page)
    expect(page).toContain('县安置帮教工作会议用')
    expect(page).not.toContain('SH-340705')
  })

  it('is refused with a reason that the requester reads', async () => {
    const id = await asked()
    expect((await approve(se, id, { decision: 'refuse' })).status).toBe(422)
    await approve(se, id, { decision: 'refuse', note: '请缩小到会议所需的两个乡镇' })
    expect((await view(jc, id)).data.page).toMatchObject({
      state: { code: 'refused' },
      note: '请缩小到会议所需的两个乡镇',
    })
    expect((await approve(se, id)).status).toBe(409)
    await make(id)
    expect(onDisk(id)).toBe(false)
  })

  it('is on the lists of those concerned', async () => {
    const id = await asked()
    const ids = async (who: SignedIn, loader: never, path: string) =>
      ((await who.get(loader, path)).data.page as { rows: { id: string }[] }).rows.map((row) => row.id)
    expect(await ids(jc, list.loader as never, '/exports')).toContain(id)
    expect(await ids(otherJc, list.loader as never, '/exports')).toEqual([])
    expect(await ids(se, adminList.loader as never, '/admin/exports')).toContain(id)
    expect(await ids(otherSe, adminList.loader as never, '/admin/exports')).toEqual([])
    expect((await jc.get(adminList.loader, '/admin/exports')).status).toBe(403)
  })
})

describe('over 200 rows', () => {
  it('two approvals by two others are needed', async () => {
    const id = await asked()
    await pretend(id, 201)
    expect((await approve(ja, id)).status).toBe(404) // not yet his to see
    await approve(se, id)
    expect((await requestOf(id)).state).toBe('second')
    await make(id)
    expect((await requestOf(id)).state).toBe('second')
    expect((await view(jc, id)).data.page).toMatchObject({ awaited: [{ name: ja.name }] })
    for (const who of [secondJa, otherJc]) expect((await approve(who, id)).status, who.unit).toBe(404)
    expect((await approve(se, id)).status).toBe(403)
    expect((await approve(ja, id)).location).toBe(`/exports/${id}`)
    expect((await requestOf(id)).state).toBe('queued')
    await make(id)
    expect(await requestOf(id)).toMatchObject({
      state: 'ready',
      message: '申请时 201 人，生成时 3 人，差额是其间数据的变化。',
    })
  })

  it('nobody approves his own, and nobody is first and second', async () => {
    const both = await newcomer('JA', '340705-JB1')
    const own = await asked(both)
    await pretend(own, 300)
    expect((await approve(both, own)).status).toBe(403)
    // The two approvals cannot be one person's: the roles exclude each other.
    await expect(makePost({ role: 'SE', unit: '3407-JB1', userId: both.userId })).rejects.toThrow('exclude')
    await approve(se, own)
    expect((await approve(both, own)).status).toBe(403)
    expect((await requestOf(own)).state).toBe('second')
  })

  it('the database refuses the same, past the verbs', async () => {
    const id = await asked()
    const as = (who: SignedIn, sql: string) =>
      prisma.$transaction(async (db) => {
        await setScope(db, actorOf(who.role, who.unit, { postId: who.id, userId: who.userId }))
        return db.$queryRawUnsafe(sql)
      })
    await expect(as(jc, `SELECT decide_export('${id}', true, NULL)`)).rejects.toThrow(/same person/)
    for (const who of [otherSe, ja, otherJc])
      await expect(as(who, `SELECT decide_export('${id}', true, NULL)`), who.role).rejects.toThrow()
    await expect(as(jc, `UPDATE export_request SET state = 'queued' WHERE id = '${id}'`)).rejects.toThrow(
      /permission denied/,
    )
    await expect(as(jc, `UPDATE export_file SET key_enc = 'x'`)).rejects.toThrow(/permission denied/)
    expect(await as(otherJc, `SELECT cancel_export('${id}') AS done`)).toEqual([{ done: false }])
    expect((await requestOf(id)).state).toBe('waiting')
  })

  it('more rows than one approval allows, come meanwhile, make no file', async () => {
    const id = await asked()
    await approve(se, id)
    await asSuperuser(`UPDATE rule_param SET value = 2 WHERE rule_id = 'X.export_second_hand'`)
    const { forgetRules } = await import('~/casefile/rules.server')
    forgetRules()
    try {
      await make(id)
      const { state, message } = await requestOf(id)
      expect([state, message]).toEqual([
        'failed',
        '申请时 3 人，现在有 3 人，超过 2 须第二人批准，没有生成文件。请重新申请。',
      ])
      expect(onDisk(id)).toBe(false)
    } finally {
      await asSuperuser(`UPDATE rule_param SET value = 200 WHERE rule_id = 'X.export_second_hand'`)
      forgetRules()
    }
  })
})

describe('the end of it', () => {
  it('a post that ended meanwhile gets no file', async () => {
    const gone = await newcomer('JC', '340705-JB1')
    const id = await asked(gone)
    await approve(se, id)
    await asSuperuser(`UPDATE post SET until_on = '2026-11-22' WHERE id = $1`, [gone.id])
    await make(id)
    expect(await requestOf(id)).toMatchObject({ state: 'failed' })
    expect((await requestOf(id)).message).toContain('岗位已停用或到期')
    expect(onDisk(id)).toBe(false)
  })

  it('taken back: at any time before it is over, and the file goes', async () => {
    const id = await asked()
    const cancel = (who: SignedIn) => who.post(one.action, `/exports/${id}`, { _intent: 'cancel' }, { id })
    expect((await cancel(otherJc)).status).toBe(404)
    await approve(se, id)
    await make(id)
    expect(onDisk(id)).toBe(true)
    await cancel(jc)
    expect((await download(jc, id)).status).toBe(410)
    await sweepExports(run, now())
    expect([onDisk(id), await fileOf(id)]).toEqual([false, { query_enc: null, key_enc: null }])
    expect((await cancel(jc)).status).toBe(409)
  })

  it('taken back while it is written: nothing stays', async () => {
    const id = await asked()
    await approve(se, id)
    const slow = exportSources.map((source) => ({
      ...source,
      sheets: async () => [
        {
          name: '慢',
          title: '慢',
          columns: [{ label: '行', type: 'number' as const }],
          rows: (async function* () {
            for (let i = 0; i < 2000; i++) {
              if (i === 700) await asSuperuser(`UPDATE export_request SET state = 'cancelled' WHERE id = $1`, [id])
              yield [i]
            }
          })(),
        },
      ],
    }))
    await runExport(run, slow, id, 'test')
    expect([(await requestOf(id)).state, onDisk(id)]).toEqual(['cancelled', false])
  })

  it('after its hours: no download, then no file and no key', async () => {
    const id = await asked()
    await approve(se, id)
    await make(id)
    setClock('2026-11-24T09:00:01+08:00')
    const late = await signedIn(jc)
    expect((await view(late, id)).data.page).toMatchObject({ state: { code: 'expired' }, mayDownload: false })
    expect((await download(late, id)).status).toBe(410)
    expect(await sweepExports(run, now())).toBeGreaterThan(0)
    expect([(await requestOf(id)).state, onDisk(id), (await fileOf(id)).key_enc]).toEqual(['expired', false, null])
  })

  it('nobody decides within a week: it lapses, and its filters are forgotten', async () => {
    const id = await asked()
    setClock('2026-12-01T00:00:00+08:00')
    const later = await signedIn(se)
    expect((await approve(later, id)).status).toBe(409)
    await sweepExports(run, now())
    expect([(await requestOf(id)).state, (await fileOf(id)).query_enc]).toEqual(['lapsed', null])
  })

  it('a changed file is not handed out', async () => {
    const id = await asked()
    await approve(se, id)
    await make(id)
    const { appendFileSync } = await import('node:fs')
    appendFileSync(join(env.VAR_DIR, 'exports', id), 'x')
    expect((await download(jc, id)).status).toBe(410)
  })
})

describe('the registry', () => {
  it('names each source once; a kind of persons under protection leaves as sums alone (DOMAIN §12)', () => {
    expect(new Set(exportSources.map((source) => source.name)).size).toBe(exportSources.length)
    const sumsOnly = ['correction_minor', 'child', 'guardianship', 'mentoring', 'medication', 'stock', 'sealing']
    for (const source of exportSources) {
      expect(source.kind !== null || source.roles !== undefined, source.name).toBe(true)
      if (sumsOnly.includes(source.kind ?? '')) expect(source.holdsNames, source.name).toBe(false)
      expect(secondRoles(source).length, source.name).toBeGreaterThan(0)
    }
  })
})
