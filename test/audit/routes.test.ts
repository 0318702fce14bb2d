/** The auditor's pages as requests: who may open them, what they tell, what looking at them leaves in the log. */
import pg from 'pg'
import { ownFolder } from '../support/own-folder'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { anchorDay } from '~/audit/chain/anchors.server'
import { recordCheck } from '~/audit/chain/record-check.server'
import { roles, type Role } from '~/access/roles'
import { dayOf, now } from '~/lib/dates'
import { workerPrisma } from '~/lib/db.server'
import { loader as lost } from '~/routes/access.lost'
import { loader as chainPrint } from '~/routes/audit.chain.print'
import { loader as chain } from '~/routes/audit.chain'
import { loader as readersPrint } from '~/routes/audit.readers.print'
import { loader as readers } from '~/routes/audit.readers'
import { loader as search } from '~/routes/audit.search'
import { loader as desk } from '~/routes/desk'
import { loader as unitReaders } from '~/routes/file.readers'
import { openAt } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { logged, newcomer, seedOrg, type SignedIn } from '../support/people'
import { close, minutes, run } from './lines'

const doors = {
  '/audit': search,
  '/audit/readers': readers,
  '/audit/readers/print': readersPrint,
  '/audit/chain': chain,
  '/audit/chain/print': chainPrint,
}
let auditor: SignedIn
let clerk: SignedIn
let file: { id: string; fileToken: string }

beforeAll(async () => {
  ownFolder()
  await testDatabase()
  await seedOrg()
  await workerPrisma.$queryRaw`SELECT ensure_log_partitions(${dayOf(now())}::date, 2)`
  auditor = await newcomer('AU', '3407-JB1')
  clerk = await newcomer('TJ', '340705001-JO1')
  file = (await openAt('support', '340705001-JO1'))[0]!
  await clerk.get(unitReaders, `/support/${file.id}/readers`, { id: file.id })
})

describe('other roles', () => {
  it.each((Object.keys(roles) as Role[]).filter((role) => role !== 'AU'))('%s finds no such page', async (role) => {
    const other = await newcomer(role, '340705001-JO1')
    const nowhere = await other.get(lost, '/no-such-page')
    for (const [path, loader] of Object.entries(doors)) {
      const answer = await other.get(loader, path)
      expect([answer.status, answer.data.message], path).toEqual([nowhere.status, nowhere.data.message])
    }
  })

  it('without a session are sent to sign in', async () => {
    const { ask } = await import('../support/people')
    for (const [path, loader] of Object.entries(doors)) expect((await ask(loader, path)).location).toMatch(/^\/sign-in/)
  })
})

describe('the auditor', () => {
  it('knows a file by the token that its unit gives him, and prints who read it', async () => {
    const given = await clerk.get(unitReaders, `/support/${file.id}/readers`, { id: file.id })
    expect(given.data.fileToken).toBe(file.fileToken)
    const page = await auditor.get(readers, `/audit/readers?token=${file.fileToken}`)
    const found = page.data.readers as { lines: { who: string; event: string }[]; people: number }
    expect(found.lines.map((line) => line.event)).toEqual(['建立档案', '查看'])
    expect(found.lines[1]).toMatchObject({ who: clerk.name, post: '司法所工作人员 · 单位340705001-JO1' })
    const paper = await auditor.get(readersPrint, `/audit/readers/print?token=${file.fileToken}`)
    expect(paper.data.readers).toMatchObject({ token: file.fileToken, printed: expect.stringContaining(auditor.name) })
    expect((await logged('print')).at(-1)).toMatchObject({
      post_id: auditor.id,
      file_token: file.fileToken,
      data: { what: 'audit.readers' },
    })
    // His own looks are in the log, and not on the list.
    expect((await logged('audit_search')).at(-1)).toMatchObject({ file_token: file.fileToken, post_id: auditor.id })
    const again = await auditor.get(readers, `/audit/readers?token=${file.fileToken}`)
    expect((again.data.readers as typeof found).lines.map((line) => line.event)).toEqual(['建立档案', '查看', '打印'])
  })

  it('gets nothing for a case number, a name, or no token at all', async () => {
    const [row] = await asSuperuser<{ case_no: string; name: string }>(
      'SELECT case_no, name FROM case_file WHERE id = $1',
      [file.id],
    )
    for (const text of [row!.case_no, row!.name]) {
      const page = await auditor.get(readers, `/audit/readers?token=${encodeURIComponent(text)}`)
      expect(page.data.readers).toBeUndefined()
      expect(page.data.problem).toContain('不能用案件号或姓名查')
    }
    expect((await auditor.get(readers, '/audit/readers')).data).toMatchObject({ typed: '' })
    expect((await auditor.get(readersPrint, '/audit/readers/print')).location).toBe('/audit/readers')
  })

  it('sees no file, no person, no case number anywhere on his pages', async () => {
    const [row] = await asSuperuser<{ case_no: string; name: string }>(
      'SELECT case_no, name FROM case_file WHERE id = $1',
      [file.id],
    )
    for (const [path, loader] of Object.entries(doors)) {
      const answer = await auditor.get(loader, `${path}?token=${file.fileToken}`)
      expect(JSON.stringify(answer.data), path).not.toMatch(new RegExp(`${row!.case_no}|${row!.name}|${file.id}`))
    }
    const page = await auditor.get(unitReaders, `/support/${file.id}/readers`, { id: file.id })
    expect(page.status).toBe(403)
  })

  it('holds an anchor against paper', async () => {
    await close(now(), Number((await asSuperuser<{ n: string }>('SELECT count(*) AS n FROM access_log'))[0]!.n))
    const anchor = await anchorDay(run, minutes(20, now()))
    const page = async (sm3: string) =>
      (await auditor.get(chain, `/audit/chain?sm3=${encodeURIComponent(sm3)}`)).data.chain as {
        anchors: unknown[]
        compared: { days: string[]; problem?: string }
      }
    const spaced = anchor!.sm3.match(/.{8}/g)!.join(' ').toUpperCase()
    expect(await page(spaced)).toMatchObject({ anchors: [{ sm3: anchor!.sm3 }], compared: { days: [anchor!.day] } })
    expect((await page(anchor!.sm3.slice(0, 16))).compared.days).toEqual([anchor!.day])
    expect((await page('0123456789abcdef')).compared.days).toEqual([])
    expect((await page('%')).compared.problem).toContain('至少')
    const paper = await auditor.get(chainPrint, '/audit/chain/print')
    expect(paper.data.sheet).toMatchObject({ anchors: [{ sm3: anchor!.sm3 }] })
    expect((await logged('print')).at(-1)).toMatchObject({ data: { what: 'audit.chain' } })
  })

  it('is told at home when something does not fit; the security administrator only that it does not', async () => {
    const security = await newcomer('SE', '3407-JB1')
    const plain = async (who: SignedIn) => (await who.get(desk, '/')).data.desk as { plain: Record<string, unknown> }
    expect((await plain(auditor)).plain.audit).toMatchObject({ status: { state: 'none' } })
    const check = { asked: 'night' as const, batches: 1, rows: 1, timelines: 0 }
    await run((db) => recordCheck(db, now(), { ...check, faults: [] }))
    expect((await plain(auditor)).plain.audit).toMatchObject({ status: { state: 'sound' } })
    expect((await plain(security)).plain.logBroken).toBe(false)
    await run((db) =>
      recordCheck(db, now(), { ...check, faults: [{ what: 'timeline', fileToken: file.fileToken, seq: 2 }] }),
    )
    expect((await plain(auditor)).plain.audit).toMatchObject({
      status: { state: 'broken', faults: 1 },
      counts: expect.arrayContaining([expect.objectContaining({ view: 'alarms', n: 1 })]),
    })
    const told = await plain(security)
    expect(told.plain.logBroken).toBe(true)
    expect(JSON.stringify(told)).not.toContain(file.fileToken)
  })
})

it.each([
  ['/audit?account=x&unit=y&from=2026-01-01', search],
  ['/audit/readers?token=token-aaaaaaaaaa', readers],
  ['/audit/chain?sm3=0123456789abcdef', chain],
])('%s takes at most eight statements', async (path, loader) => {
  const sent = vi.spyOn(pg.Client.prototype, 'query')
  expect((await auditor.get(loader, path)).status).toBe(200)
  const texts = sent.mock.calls.map(([query]) => (typeof query === 'string' ? query : (query as { text: string }).text))
  const statements = texts.filter((text) => !/^(BEGIN|COMMIT)/.test(text))
  expect(statements.length).toBeGreaterThan(3)
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(8)
})
