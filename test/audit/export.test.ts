/** The log as a file: asked for by an auditor, approved by others, made in his scope, the same lines as on the page. */
import Excel from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { runExport } from '~/casefile/exports/run-export.server'
import { exportSources } from '~/domains/exports.server'
import { dayOf, now } from '~/lib/dates'
import { workerPrisma } from '~/lib/db.server'
import * as adminOne from '~/routes/admin.exports.request'
import * as search from '~/routes/audit.search'
import * as file from '~/routes/exports.file'
import * as ask from '~/routes/exports.new'
import * as one from '~/routes/exports.request'
import { asSuperuser, testDatabase } from '../support/database'
import { newcomer, seedOrg, type SignedIn } from '../support/people'
import { run } from './lines'

const reason = { purpose: 'inspection', reason: '季度安全检查用，会后销毁' }
let auditor: SignedIn
let colleague: SignedIn
let security: SignedIn
let leader: SignedIn

const idIn = (location: string | null) => /\/exports\/([0-9a-f-]{36})$/.exec(location ?? '')![1]!
const askFor = (who: SignedIn, query: string) => who.post(ask.action, `/exports/new?source=audit.log&${query}`, reason)
const approve = (who: SignedIn, id: string) =>
  who.role === 'SE'
    ? who.post(adminOne.action, `/admin/exports/${id}`, { decision: 'approve' }, { id })
    : who.post(one.action, `/exports/${id}`, { decision: 'approve' }, { id })
const stateOf = async (id: string) =>
  (
    await asSuperuser<{ state: string; about: string }>('SELECT state, about FROM export_request WHERE id = $1', [id])
  )[0]!

/** The lines of the file, under its head, as texts. */
async function rowsOf(who: SignedIn, id: string): Promise<string[][]> {
  const answer = (await file.loader({
    request: new Request(`http://localhost:3000/exports/${id}/file`, { headers: { Cookie: who.cookie } }),
    params: { id },
    context: { nonce: 'n', requestId: 'test-request', ip: '127.0.0.1' },
  } as never)) as unknown as Response
  const book = new Excel.Workbook()
  await book.xlsx.load(await answer.arrayBuffer())
  const rows: string[][] = []
  book.worksheets[0]!.eachRow((row) =>
    rows.push((row.values as unknown[]).slice(1).map((value) => String(value ?? ''))),
  )
  const head = rows.findIndex((row) => row[0] === '日志编号')
  return rows.slice(head + 1).filter((row) => /^\d+$/.test(row[0] ?? ''))
}

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
  await workerPrisma.$queryRaw`SELECT ensure_log_partitions(${dayOf(now())}::date, 2)`
  auditor = await newcomer('AU', '3407-JB1')
  colleague = await newcomer('AU', '3407-JB1')
  security = await newcomer('SE', '3407-JB1')
  leader = await newcomer('LD', '3407-JB1')
  await asSuperuser(
    `INSERT INTO access_log (at, event, user_id, post_id, unit_code, file_token, ip)
     SELECT $3::timestamptz - n * interval '1 second', CASE WHEN n <= 5 THEN 'reveal' ELSE 'read' END, $1, $2, '3407-JB1', '-cmd|calc!A0-' || lpad(n::text, 3, '0'), '10.0.0.1' FROM generate_series(1, 260) n`,
    [colleague.userId, colleague.id, now()],
  )
})

describe('the log as a file', () => {
  it('holds the lines of the look-up, after the security administrator approved', async () => {
    const page = await auditor.get(search.loader, '/audit?event=reveal')
    expect((page.data.data as { lines: unknown[] }).lines).toHaveLength(5)
    const id = idIn((await askFor(auditor, 'event=reveal')).location)
    expect(await stateOf(id)).toEqual({ state: 'waiting', about: '事件：显示隐藏内容' })
    expect((await approve(auditor, id)).status).toBe(403)
    expect((await approve(security, id)).status).toBeLessThan(400)
    await runExport(run, exportSources, id, 'test')
    const rows = await rowsOf(auditor, id)
    expect(rows).toHaveLength(5)
    expect(rows[0]).toEqual(expect.arrayContaining([colleague.name, '显示隐藏内容', '10.0.0.1']))
    // What begins like a formula is none.
    expect(rows.every((row) => !row.some((text) => /^[=+\-@]/.test(text)))).toBe(true)
  })

  it('of over 200 lines waits for another auditor or the leader', async () => {
    for (const second of [colleague, leader]) {
      const id = idIn((await askFor(auditor, 'event=read')).location)
      await approve(security, id)
      expect((await stateOf(id)).state).toBe('second')
      expect((await approve(auditor, id)).status).toBe(403)
      expect((await approve(second, id)).status).toBeLessThan(400)
      expect((await stateOf(id)).state).toBe('queued')
      await runExport(run, exportSources, id, 'test')
      expect(await rowsOf(auditor, id)).toHaveLength(255)
    }
  })

  it('tells those who approve what was narrowed, never by what', async () => {
    const id = idIn((await askFor(auditor, `account=${encodeURIComponent(colleague.name)}&ip=10.0.0.1`)).location)
    expect((await stateOf(id)).about).toBe('指定人员，指定 IP 地址')
  })

  it('is not asked for by what cannot be looked up, and by nobody else', async () => {
    expect((await askFor(auditor, 'token=AB-340705-2026-00001')).status).toBe(409)
    expect((await askFor(auditor, 'event=break_glass')).status).toBe(409)
    for (const other of [security, leader, await newcomer('JA', '340705-JB1'), await newcomer('AD', '3407-JB1')])
      expect((await askFor(other, 'event=reveal')).status, other.role).toBe(403)
  })
})
