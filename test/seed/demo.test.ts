import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isRole, roles, type Role } from '~/access/roles'
import { signIn } from '~/access/session/sign-in.server'
import { forgetRules, ruleBook } from '~/casefile/rules.server'
import { deskCounts } from '~/casefile/tasks/desk.server'
import { verifyChains } from '~/casefile/verify-chains.server'
import { handoff, releaseNotice, support } from '~/domains/handoff/domain.server'
import type { HandoffFacts } from '~/domains/handoff/facts'
import { setClock } from '~/lib/dates'
import { env } from '~/lib/env.server'
import { DEMO_PASSWORD, readSeats, type Seat } from '../../prisma/seed/accounts'
import { firstBook, seedDemo } from '../../prisma/seed/demo'
import { withOwner } from '../../prisma/seed/owner'
import { OFFICE_SLUGS } from '../../prisma/seed/states'
import { actorOf, asWorker, inScope } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { TOLD_AT, tellCity } from './told-city'

let seats: Seat[] = []
let seconds = 0

beforeAll(async () => {
  setClock(TOLD_AT)
  await testDatabase()
  forgetRules()
  const started = performance.now()
  await seedDemo()
  seconds = (performance.now() - started) / 1000
  seats = await withOwner(readSeats)
}, 120_000)
afterAll(() => setClock(null))

const counts = async () => {
  const tables = await asSuperuser<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1`,
  )
  const all = await asSuperuser<{ n: string[] }>(
    `SELECT ARRAY[${tables.map(({ name }) => `(SELECT count(*) FROM "${name}")`).join(', ')}]::text[] AS n`,
  )
  return Object.fromEntries(tables.map(({ name }, i) => [name, all[0]!.n[i]]))
}

describe('the demo city in the database', () => {
  it('is written in less than a minute, and a second run adds nothing', async () => {
    expect(seconds).toBeLessThan(60)
    const before = await counts()
    await seedDemo()
    expect(await counts()).toEqual(before)
    expect(Number(before.case_file)).toBeGreaterThan(400)
  })

  it('refuses a database with accounts of somebody else', async () => {
    await asSuperuser(
      `INSERT INTO app_user (id, name, username, email, updated_at) VALUES ('u1', '真人', 'zhenren', 'z@example.com', now())`,
    )
    await expect(seedDemo()).rejects.toThrow('not of the demo')
    await asSuperuser(`DELETE FROM app_user WHERE id = 'u1'`)
  })

  it('lists its accounts: every role at two units; people sign in with the one password', async () => {
    const accounts = JSON.parse(readFileSync(join(env.VAR_DIR, 'demo', 'accounts.json'), 'utf8')) as {
      username: string
      password: string
      posts: { role: string; unit: string }[]
    }[]
    for (const role of Object.keys(roles)) {
      expect(
        new Set(accounts.flatMap(({ posts }) => posts.filter((post) => post.role === role).map((post) => post.unit)))
          .size,
        role,
      ).toBeGreaterThanOrEqual(2)
    }
    for (const { posts } of accounts) for (const { role } of posts) expect(isRole(role)).toBe(true)
    expect(new Set(accounts.map(({ password }) => password))).toEqual(new Set([DEMO_PASSWORD]))
    const from = { ip: '127.0.0.1', requestId: 'seed' }
    for (const username of ['tj.xihu', 'jc.tongguan', 'pr.tongling'])
      expect(await signIn({ username, password: DEMO_PASSWORD }, from)).toMatchObject({ ok: true })
    expect(await signIn({ username: 'tj.xihu', password: 'Guicheng-2027' }, from)).toMatchObject({ ok: false })
  })

  it('has rules and calendar as the seeds name them', async () => {
    const book = await asWorker(ruleBook)
    expect(book.rule('D1.verify', '2026-11-23')).toEqual(firstBook().rule('D1.verify', '2026-11-23'))
    expect(book.calendar.years).toEqual(firstBook().calendar.years)
  })

  it('reads back the very facts that its duties were planned from', async () => {
    const told = new Map(tellCity().lives.map((life) => [life.file.case_no, life]))
    const rows = await asSuperuser<{ id: string; case_no: string; kind: string }>(
      'SELECT id, case_no, kind FROM case_file',
    )
    expect(rows).toHaveLength(told.size)
    for (const domain of [handoff, releaseNotice, support]) {
      const own = rows.filter((row) => row.kind === domain.kind.name)
      const facts = (await asWorker((db) =>
        domain.facts(
          db,
          own.map((row) => row.id),
        ),
      )) as Map<string, unknown>
      for (const row of own) {
        const { pairHelperPostId: helper, ...read } = facts.get(row.id) as HandoffFacts
        const { pairHelperPostId: expected, ...known } = told.get(row.case_no)!.facts as HandoffFacts
        expect(read, row.case_no).toEqual(known)
        expect(Boolean(helper)).toBe(Boolean(expected))
      }
    }
  }, 60_000)

  it('has chains that verify', async () => {
    expect(await asWorker((db) => verifyChains(db, new Date(0), 100_000))).toEqual([])
  }, 60_000)

  it('shows the next duty of each file on its row', async () => {
    const off = await asSuperuser(
      `SELECT c.case_no FROM case_file c LEFT JOIN LATERAL (SELECT min(t.due_on) AS due FROM task t WHERE t.case_id = c.id AND t.done_at IS NULL AND t.scope_key = c.scope_key) n ON true
       WHERE c.next_due_on <> coalesce(n.due, DATE '9999-12-31')`,
    )
    expect(off).toEqual([])
  })

  const desk = (seat: Seat) => {
    const base = actorOf(seat.role, seat.unit, {
      postId: seat.postId,
      userId: seat.userId,
      userName: seat.userName,
      now: new Date(TOLD_AT),
    })
    return inScope({ ...base, unit: { ...base.unit, regionCode: seat.unit.split('-')[0]! } }, deskCounts)
  }
  const at = (role: Role, where: (seat: Seat) => boolean) => seats.filter((seat) => seat.role === role && where(seat))
  const outside = (seat: Seat) => !seat.unit.startsWith('340722')

  it('gives every worker, caseworker and liaison duties that are late, due today and due this week', async () => {
    const list = [...at('TJ', outside), ...at('JC', outside), ...at('PR', (seat) => seat.username !== 'pr.tongling2')]
    expect(list.length).toBe(OFFICE_SLUGS.length + 3 + 4)
    for (const seat of list) {
      const tabs = await desk(seat)
      expect(Math.min(tabs.late, tabs.today, tabs.week), `${seat.username} ${JSON.stringify(tabs)}`).toBeGreaterThan(0)
    }
  }, 60_000)

  it('gives heads and approvers something to decide, and new files to give away', async () => {
    for (const seat of [...at('TH', outside), ...at('JA', outside)])
      expect((await desk(seat)).approvals, seat.username).toBeGreaterThan(0)
    for (const seat of at('TH', outside)) expect((await desk(seat)).assigned, seat.username).toBeGreaterThan(0)
    for (const seat of at('JC', outside)) expect((await desk(seat)).assigned, seat.username).toBeGreaterThan(0)
  }, 60_000)

  it('has referrals in every state, and late ones', async () => {
    const states = await asSuperuser<{ state: string; late: boolean }>(
      `SELECT DISTINCT state, due_on < DATE '2026-11-23' AS late FROM referral`,
    )
    expect(new Set(states.map((row) => row.state))).toEqual(
      new Set(['sent', 'accepted', 'returned', 'answered', 'withdrawn']),
    )
    expect(states.some((row) => row.state === 'sent' && row.late)).toBe(true)
  })
})
