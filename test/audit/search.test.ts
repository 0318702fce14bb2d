import { beforeAll, describe, expect, it } from 'vitest'
import { Prisma } from '~/generated/prisma/client'
import { findNames, linesSql, type Found } from '~/audit/search/find-lines.server'
import { readQuery, writeCursor } from '~/audit/search/query'
import { readSearch } from '~/audit/search/read-search.server'
import { roles } from '~/access/roles'
import { auditWords } from '~/domains/audit-words.server'
import { workerPrisma, type Db } from '~/lib/db.server'
import { actorOf, inScope, seedPlaces, units } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { logged, makePost, type TestPost } from '../support/people'

const auditor = actorOf('AU', '3407-JB1', { now: new Date('2026-11-23T12:00:00+08:00') })
let clerk: TestPost
let approver: TestPost

const search = (address = '', as = auditor) =>
  inScope(as, (ctx) => readSearch(ctx, new URL(`http://x/audit?${address}`), Object.keys(roles), auditWords))
const whole = 'from=2026-09-01&to=2026-11-30'

type Line = Partial<
  Record<'at' | 'event' | 'post_id' | 'user_id' | 'unit_code' | 'file_token' | 'ip' | 'request_id', string>
>
const write = (lines: Line[]) =>
  asSuperuser(
    `INSERT INTO access_log (at, event, post_id, user_id, unit_code, file_token, ip, request_id)
     SELECT at, event, post_id, user_id, unit_code, file_token, ip, request_id FROM jsonb_populate_recordset(NULL::access_log, $1)`,
    [JSON.stringify(lines)],
  )

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  await workerPrisma.$queryRaw`SELECT ensure_log_partitions('2026-08-01'::date, 5)`
  clerk = await makePost({ role: 'TJ', unit: '340705001-JO1', name: '章小燕' })
  approver = await makePost({ role: 'JA', unit: '340705-JB1', name: '宋致远' })
  const by = (post: TestPost) => ({ post_id: post.id, user_id: post.userId, unit_code: post.unit })
  await write([
    { at: '2026-09-30T02:00:00Z', event: 'read', file_token: 'token-older-file', ...by(clerk) },
    {
      at: '2026-11-17T02:00:00Z',
      event: 'read',
      file_token: 'token-aaaaaaaaaa',
      ip: '10.0.0.8',
      request_id: 'req-0001',
      ...by(clerk),
    },
    { at: '2026-11-18T02:00:00Z', event: 'reveal', file_token: 'token-aaaaaaaaaa', ...by(clerk) },
    // 20:30 in China; a Saturday; a holiday; a Sunday on which people work (make-up day of the notice for 2026).
    { at: '2026-11-18T12:30:00Z', event: 'read', file_token: 'token-bbbbbbbbbb', ...by(approver) },
    { at: '2026-11-21T03:00:00Z', event: 'read', file_token: 'token-cccccccccc', ...by(approver) },
    { at: '2026-10-01T03:00:00Z', event: 'read', file_token: 'token-dddddddddd', ...by(approver) },
    { at: '2026-09-20T03:00:00Z', event: 'read', file_token: 'token-eeeeeeeeee', ...by(approver) },
    { at: '2026-11-19T02:00:00Z', event: 'refuse', ...by(clerk) },
    { at: '2026-11-19T03:00:00Z', event: 'sign_in_failed', user_id: clerk.userId, ip: '10.0.0.9' },
    { at: '2026-11-20T03:00:00Z', event: 'authorise', ...by(approver) },
  ])
}, 60_000)

describe('the auditor’s look-up', () => {
  it('is of the last seven days when no period is given, the newest first', async () => {
    const { query, lines, count } = await search()
    expect(query).toMatchObject({ from: '2026-11-17', to: '2026-11-23' })
    expect(lines.filter((line) => line.event !== '查询日志').map((line) => line.event)).toEqual([
      '查看',
      '常设授权',
      '登录失败',
      '被拒绝',
      '查看',
      '显示隐藏内容',
      '查看',
    ])
    expect(Number(count)).toBeGreaterThanOrEqual(7)
    expect(lines.at(-1)).toMatchObject({
      who: '章小燕',
      post: '司法所工作人员 · 单位340705001-JO1',
      token: 'token-aaaaaaaaaa',
    })
  })

  it.each([
    ['event', 'event=reveal', ['显示隐藏内容']],
    ['user name', 'account=章小燕', ['登录失败', '被拒绝', '显示隐藏内容', '查看']],
    ['role', 'role=JA', ['查看', '常设授权', '查看']],
    ['unit by its code', 'unit=340705-JB1', ['查看', '常设授权', '查看']],
    ['unit by its region', 'unit=340705001', ['被拒绝', '显示隐藏内容', '查看']],
    ['unit by its name', 'unit=单位340705001', ['被拒绝', '显示隐藏内容', '查看']],
    ['file token', 'token=token-aaaaaaaaaa', ['显示隐藏内容', '查看']],
    ['request', 'request=req-0001', ['查看']],
    ['address', 'ip=10.0.0.9', ['登录失败']],
    ['result', 'result=refused', ['登录失败', '被拒绝']],
    ['view', 'view=rights', ['常设授权']],
    ['several', 'event=read&role=TJ', ['查看']],
  ])('by %s', async (_, address, events) => {
    const { lines, problems } = await search(address)
    expect(problems).toEqual([])
    expect(lines.filter((line) => line.event !== '查询日志').map((line) => line.event)).toEqual(events)
  })

  it('of reads outside office hours knows weekends, holidays and make-up days', async () => {
    const { lines } = await search(`view=after_hours&${whole}`)
    expect(lines.map((line) => line.token)).toEqual(['token-cccccccccc', 'token-bbbbbbbbbb', 'token-dddddddddd'])
  })

  it('walks its pages by instant and number, without a gap or a double', async () => {
    await write(
      Array.from({ length: 120 }, (_, n) => ({
        at: n < 80 ? '2026-10-20T02:00:00Z' : '2026-10-21T02:00:00Z',
        event: 'open',
      })),
    )
    const seen: string[] = []
    let address = 'event=open&from=2026-10-01&to=2026-10-31'
    for (let page = 0; page < 3; page++) {
      const { lines, next, count } = await search(address)
      expect(count).toBe('120')
      seen.push(...lines.map((line) => line.id))
      expect(next === undefined).toBe(page === 2)
      address = next?.split('?')[1] ?? ''
    }
    expect(new Set(seen).size).toBe(120)
    expect(seen).toEqual([...seen].sort((a, b) => Number(b) - Number(a)))
  })

  it('counts to a thousand and then says so', async () => {
    await asSuperuser(
      `INSERT INTO access_log (at, event) SELECT '2026-09-05T02:00:00Z', 'import' FROM generate_series(1, 1200)`,
    )
    expect((await search('event=import&from=2026-09-01&to=2026-09-30')).count).toBe('1000+')
  })

  it.each(['TZ-34-2026-00001', 'AB-340705-2026-00001', '340799199001010012', '章小燕', 'abc123', "x' OR 1=1 --abcd"])(
    'by what is no token (%s) is not made, and not written down',
    async (text) => {
      const { problems, query, lines, count, values } = await search(`token=${encodeURIComponent(text)}`)
      expect(problems.join()).toContain('不能用案件号或姓名查')
      expect(query.token).toBeUndefined()
      expect([lines, count, values.token]).toEqual([[], '0', text])
      expect(JSON.stringify((await logged('audit_search')).at(-1))).not.toContain(text)
    },
  )

  it('by request or address keeps no number that may be a person’s', async () => {
    await search('request=340799199001010012')
    expect((await logged('audit_search')).at(-1)!.data).toMatchObject({ by: { request: '…' } })
    expect((await search('ip=340799199001010012')).problems.join()).toContain('IP 地址')
    expect((await search('ip=::ffff:10.0.0.9')).problems).toEqual([])
    expect((await search('ip=::1')).problems).toEqual([])
  })

  it('tells what it cannot use', async () => {
    const { problems, query } = await search(
      'from=2026-11-20&to=2026-11-01&token=安帮〔2026〕1号&ip=x;y&event=nothing&role=XX&post=1&account=谁也不是&after=9_9_9',
    )
    expect(problems).toHaveLength(5)
    expect(problems.join()).toContain('不能用案件号或姓名查')
    expect(query).toEqual({ from: '2026-11-01', to: '2026-11-01', account: '谁也不是' })
    expect((await search('from=2020-01-01&to=2026-11-01')).problems[0]).toContain('一次最多查 366 天')
  })

  it('is a line of the log itself, in codes and ids, never in typed words', async () => {
    await search(`account=章小燕&unit=单位340705001&event=reveal&token=token-aaaaaaaaaa`)
    await search('account=某个不该写的名字')
    const named = Object.keys(units).filter((code) => code.startsWith('340705001')).length
    const lines = (await logged('audit_search')).slice(-2)
    expect(lines[0]).toMatchObject({
      post_id: auditor.postId,
      file_token: 'token-aaaaaaaaaa',
      data: { from: '2026-11-17', to: '2026-11-23', by: { event: 'reveal', user: clerk.userId, unit: String(named) } },
    })
    expect(JSON.stringify(lines)).not.toMatch(/章小燕|名字|单位/)
  })
})

it('whoever is no auditor finds his own lines alone', async () => {
  const ctx = actorOf('TJ', '340705001-JO1', { postId: clerk.id, userId: clerk.userId })
  const { lines } = await search(whole, ctx)
  // Those of his post, and his sign-ins, which belong to none.
  expect(new Set(lines.map((line) => line.postId))).toEqual(new Set([clerk.id, null]))
  expect(new Set(lines.map((line) => line.who))).toEqual(new Set([clerk.name]))
  expect(lines.length).toBeGreaterThan(3)
})

describe('its plan', () => {
  type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Plan[] }
  const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)]
  const planOf = (address: string, after?: string) =>
    inScope(auditor, async ({ db }) => {
      const { query, after: cursor } = readQuery(
        new URLSearchParams(`${address}${after ? `&after=${after}` : ''}`),
        auditor.today,
        ['AU', 'TJ'],
      )
      const found: Found = await findNames(db, query)
      return explain(db, linesSql(found, cursor))
    })
  const explain = async (db: Db, sql: Prisma.Sql) => {
    const [row] = await db.$queryRaw<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(Prisma.sql`EXPLAIN (FORMAT JSON) ${sql}`)
    const nodes = flat(row!['QUERY PLAN'][0].Plan)
    return {
      parts: [
        ...new Set(
          nodes.flatMap((node) => (node['Relation Name']?.startsWith('access_log') ? node['Relation Name'] : [])),
        ),
      ],
      indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
      scansWhole: nodes.some(
        (node) => node['Node Type'] === 'Seq Scan' && node['Relation Name']?.startsWith('access_log_2'),
      ),
    }
  }

  beforeAll(async () => {
    // 120,000 lines over four months, of 400 posts at 40 units on 5,000 files.
    await asSuperuser(`INSERT INTO access_log (at, event, post_id, user_id, unit_code, file_token, ip, request_id)
      SELECT timestamptz '2026-08-01 00:00+08' + n * interval '88 s', (ARRAY['read', 'read', 'read', 'list', 'step', 'reveal', 'refuse'])[1 + n % 7],
        ('01990000-0000-7000-9000-' || lpad((n % 400)::text, 12, '0'))::uuid, 'u' || n % 400, '3407050' || lpad((n % 40)::text, 2, '0') || '-JO1',
        'tok-' || lpad((n % 5000)::text, 12, '0'), '10.1.' || n % 200 || '.1', 'req-' || n FROM generate_series(1, 120000) n`)
    await asSuperuser('ANALYZE')
  }, 60_000)

  it('of the usual week reads one month’s partition, by an index, without a sort of it all', async () => {
    const plan = await planOf('')
    expect(plan.parts).toEqual(['access_log_202611'])
    expect(plan.scansWhole).toBe(false)
    expect(plan.indexes.join()).toMatch(/at_id/)
  })

  it('of a page further on reads no later partition', async () => {
    const at = new Date('2026-09-10T02:00:00Z')
    const plan = await planOf('from=2026-08-01&to=2026-11-23', writeCursor({ at, id: 5000n }))
    expect(plan.parts.sort()).toEqual(['access_log_202608', 'access_log_202609'])
    expect(plan.scansWhole).toBe(false)
  })

  it.each([
    ['token=tok-000000000042', /file_token/],
    ['request=req-777', /request/],
    ['ip=10.1.7.1', /ip/],
    ['post=01990000-0000-7000-9000-000000000007', /post/],
    ['event=refuse', /event|at_id/],
  ])('of the whole time by %s walks an index in each month', async (filter, index) => {
    const plan = await planOf(`from=2026-08-01&to=2026-11-23&${filter}`)
    expect(plan.parts.filter((part) => part !== 'access_log_rest').length).toBe(4)
    expect(plan.scansWhole).toBe(false)
    expect(plan.indexes.join()).toMatch(index)
  })
})
