import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isRole, roles, type Role } from '~/access/roles'
import { signIn } from '~/access/session/sign-in.server'
import { checkSample } from '~/casefile/attachments/check-attachments.server'
import { forgetRules, ruleBook } from '~/casefile/rules.server'
import { deskCounts, type DeskCounts } from '~/casefile/desk/count-desk.server'
import { planDuties } from '~/casefile/tasks/plan-duties'
import { thaw } from '~/casefile/documents/freeze.server'
import { domains } from '~/domains'
import { handoffPapers, noticePapers, statisticsPaper } from '~/domains/handoff/documents.server'
import { now, setClock } from '~/lib/dates'
import { workerPrisma } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { DEMO_PASSWORD, readSeats, type Seat } from '../../prisma/seed/accounts'
import { firstBook, seedDemo } from '../../prisma/seed/demo'
import { withOwner } from '../../prisma/seed/owner'
import { OFFICE_SLUGS } from '../../prisma/seed/states'
import { actorOf, asWorker, brokenChains, inScope } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { TOLD_AT } from './told-city'
import { describeStrangers } from './unseen'

let seats: Seat[] = []
/** Work, not time on the wall: other tests run beside this one. */
let seconds = 0

beforeAll(async () => {
  setClock(TOLD_AT)
  await testDatabase()
  forgetRules()
  const started = process.cpuUsage()
  await seedDemo()
  const { user, system } = process.cpuUsage(started)
  seconds = (user + system) / 1e6
  seats = await withOwner(readSeats)
}, 180_000)
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
  it('takes well under a minute of work, and a second run adds nothing', async () => {
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
    const from = { now: now(), ip: '127.0.0.1', requestId: 'seed' }
    for (const username of ['tj.xihu', 'jc.tongguan', 'pr.tongling'])
      expect(await signIn({ username, password: DEMO_PASSWORD }, from)).toMatchObject({ ok: true })
    expect(await signIn({ username: 'tj.xihu', password: 'Guicheng-2027' }, from)).toMatchObject({ ok: false })
  })

  it('has rules and calendar as the seeds name them', async () => {
    const book = await asWorker(ruleBook)
    expect(book.rule('D1.verify', '2026-11-23')).toEqual(firstBook().rule('D1.verify', '2026-11-23'))
    expect(book.calendar.years).toEqual(firstBook().calendar.years)
  })

  it('has open duties on the very days that the rules give for the facts as the domain reads them', async () => {
    const book = firstBook()
    for (const domain of Object.values(domains)) {
      const rows = await asSuperuser<{ id: string; case_no: string; open: string[]; past: string[] }>(
        `SELECT c.id, c.case_no, coalesce(array_agg(t.code || ' ' || t.due_on) FILTER (WHERE t.done_at IS NULL AND t.id IS NOT NULL), '{}') AS open,
           coalesce(array_agg(t.code) FILTER (WHERE t.outcome = 'before_system'), '{}') AS past
         FROM case_file c LEFT JOIN task t ON t.case_id = c.id WHERE c.kind = $1 GROUP BY c.id`,
        [domain.kind.name],
      )
      const facts = await workerPrisma.$transaction(
        (db) =>
          domain.facts(
            db,
            rows.map((row) => row.id),
          ),
        { timeout: 30_000 },
      )
      for (const row of rows) {
        // A helper's monthly contact stands with his pairing (below).
        row.open = row.open.filter((duty) => !duty.startsWith('pair_contact '))
        const codes = row.open.map((duty) => duty.split(' ')[0]!)
        const planned = planDuties(domain.kind, codes, facts.get(row.id)!, book).filter(
          (duty) => codes.includes(duty.code) || !row.past.includes(duty.code),
        )
        expect(row.open.sort(), row.case_no).toEqual(planned.map((duty) => `${duty.code} ${duty.dueOn}`).sort())
      }
    }
  }, 60_000)

  it('has a school year of calls at twelve schools, each with consent and in a slot, and bookings of the next days', async () => {
    const [year] = await asSuperuser<Record<string, number>>(
      `SELECT count(DISTINCT school_code)::int AS schools, (count(*) FILTER (WHERE state = 'done'))::int AS done, (count(*) FILTER (WHERE state = 'missed'))::int AS missed,
         (count(*) FILTER (WHERE state = 'cancelled'))::int AS cancelled, (count(*) FILTER (WHERE state = 'booked' AND starts_at < $1))::int AS unwritten,
         (count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM consent s WHERE s.case_id = k.case_id AND s.capacity = 'guardian' AND CASE k.way WHEN 'video' THEN 'video_call' ELSE 'call' END = ANY (s.scope))))::int AS without_consent,
         (count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM call_slot t WHERE t.id = k.slot_id AND t.school_code = k.school_code AND t.weekday = extract(isodow FROM k.on_day) AND k.way = ANY (t.ways) AND k.place <= t.places)))::int AS outside,
         (count(*) FILTER (WHERE state IN ('done', 'missed') AND recorded_at < starts_at))::int AS before_it,
         (SELECT count(*) FROM case_event WHERE step IN ('call_done', 'call_missed'))::int AS told
       FROM call k`,
      [TOLD_AT],
    )
    expect(year).toMatchObject({ schools: 12, without_consent: 0, outside: 0, before_it: 0 })
    expect(year!.done).toBeGreaterThan(1500)
    expect(year!.told).toBe(year!.done! + year!.missed!)
    for (const state of ['missed', 'cancelled', 'unwritten']) expect(year![state], state).toBeGreaterThan(5)
    const ahead = await asSuperuser(`SELECT DISTINCT school_code FROM call WHERE state = 'booked' AND starts_at > $1`, [
      TOLD_AT,
    ])
    expect(ahead).toHaveLength(12)
  })

  it('has pairings in every state but one, whose helpers see the child, met it as often as it says, and are awaited', async () => {
    const rows = await asSuperuser<{ county: string; state: string; late: boolean; wrong: boolean }>(
      `SELECT left(p.scope_key, 6) AS county, p.state, p.state = 'active' AND p.next_contact_on < $1::date AS late,
         (p.contacts, p.minutes) <> (SELECT count(*), coalesce(sum(minutes), 0) FROM pair_contact m WHERE m.pairing_id = p.id)
         OR (p.state = 'active') <> EXISTS (SELECT 1 FROM case_party y WHERE y.case_id = p.case_id AND y.holder = p.helper_post_id::text AND y.until_at > $1)
         OR (CASE p.state WHEN 'active' THEN p.next_contact_on END) IS DISTINCT FROM (SELECT t.due_on FROM task t WHERE t.case_id = p.case_id AND t.code = 'pair_contact' AND t.done_at IS NULL AND t.assignee_id = p.helper_post_id) AS wrong
       FROM pairing p`,
      [TOLD_AT],
    )
    expect(rows.filter(({ wrong }) => wrong)).toEqual([])
    for (const county of ['340705', '340706', '340711', '340722']) {
      const own = rows.filter((row) => row.county === county)
      expect([...new Set(own.map(({ state }) => state))].sort(), county).toEqual(['active', 'ended', 'proposed'])
      expect(
        own.some(({ late }) => late),
        county,
      ).toBe(true)
    }
  })

  it('has mandatory reports open, late and closed; none reaches the office it names', async () => {
    const copies = await asSuperuser<{ state: string; to_role: string; late: boolean; named: boolean; duties: number }>(
      `SELECT d.state, d.to_role, d.state = 'sent' AND d.acknowledge_by < $1::date AS late, d.to_key = ANY (m.named_units) AS named,
         (SELECT count(*) FROM task t WHERE t.kind = 'report' AND t.detail = d.id::text AND t.done_at IS NULL)::int AS duties
       FROM report_delivery d JOIN mandatory_report m ON m.id = d.report_id`,
      [TOLD_AT],
    )
    expect(new Set(copies.map(({ state }) => state))).toEqual(new Set(['sent', 'acknowledged', 'feedback', 'closed']))
    expect(copies.some(({ late }) => late)).toBe(true)
    expect(copies.filter(({ named }) => named)).toEqual([])
    for (const { state, to_role, duties } of copies)
      expect(duties).toBe(state === 'sent' || (to_role !== 'PV' && state !== 'closed') ? 1 : 0)
  })

  it('has relief files of each kind in every state that a day may show', async () => {
    for (const name of ['relief_temp', 'relief_dibao', 'relief_school', 'relief_training', 'relief_loan'] as const) {
      const rows = await asSuperuser<{ state: string }>('SELECT DISTINCT state FROM case_file WHERE kind = $1', [name])
      const { kind } = domains[name]
      const usual = Object.entries(kind.states).flatMap(([state, { open }]) =>
        open && state !== 'recovering' ? state : [],
      )
      expect(usual.filter((state) => !rows.some((row) => row.state === state))).toEqual(
        name === 'relief_dibao' ? ['objection'] : [],
      )
    }
    const [now] = await asSuperuser<{ n: number; first: string }>(
      `SELECT count(*)::int AS n, min(amount_fen)::text AS first FROM relief_standard WHERE state = 'in_force'`,
    )
    expect(now).toEqual({ n: 11, first: '31000' })
  })

  it('has photos and scans that verify', async () => {
    const [held] = await asSuperuser<{ photos: number; scans: number }>(
      `SELECT count(visit_id)::int AS photos, count(paper_id)::int AS scans FROM attachment WHERE inline`,
    )
    expect(held!.photos).toBeGreaterThan(5)
    expect(held!.scans).toBeGreaterThan(1)
    expect(await checkSample((work) => workerPrisma.$transaction(work), new Date(TOLD_AT))).toEqual([])
  })

  it('has papers of every sort, issued by its staff, and one that waits for its second hand', async () => {
    const papers = await asSuperuser<{ id: string; code: string; state: string; content: string; hash: string }>(
      'SELECT id, code, state, content_enc AS content, hash FROM case_document ORDER BY id',
    )
    const issued = new Set(papers.filter(({ state }) => state === 'issued').map(({ code }) => code))
    const declared = [
      ...[handoffPapers, noticePapers].flatMap(({ documents }) => documents.map(({ code }) => code)),
      statisticsPaper.code,
      'support_register',
    ]
    expect(declared.filter((code) => !issued.has(code))).toEqual([])
    expect(papers.filter(({ state }) => state === 'draft').map(({ code }) => code)).toContain('help_plan')
    for (const { id, content, hash } of papers) expect(thaw({ id, contentEnc: content, hash }).intact).toBe(true)
    // The office whose papers the browser tests issue starts without any.
    expect(await asSuperuser(`SELECT 1 FROM case_document WHERE scope_key LIKE '340705100%'`)).toEqual([])
  })

  it('has chains that verify', async () => {
    expect(await brokenChains()).toEqual([])
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
    return inScope({ ...base, unit: { ...base.unit, regionCode: seat.unit.split('-')[0]! } }, (ctx) =>
      deskCounts(domains, ctx),
    )
  }
  const at = (role: Role, where: (seat: Seat) => boolean) => seats.filter((seat) => seat.role === role && where(seat))
  const outside = (seat: Seat) => !seat.unit.startsWith('340722')

  const filled = async (list: Seat[], ...tabs: (keyof DeskCounts)[]) => {
    for (const seat of list) {
      const counts = await desk(seat)
      expect(
        tabs.filter((tab) => counts[tab] === 0),
        `${seat.username} ${JSON.stringify(counts)}`,
      ).toEqual([])
    }
  }

  it('gives every worker, caseworker and liaison duties that are late, due today and due this week', async () => {
    expect(at('TJ', outside)).toHaveLength(OFFICE_SLUGS.length)
    await filled(at('TJ', outside), 'late', 'today', 'week', 'assigned', 'inbox', 'mine')
    await filled(at('JC', outside), 'late', 'today', 'week')
    await filled(
      at('PR', (seat) => seat.username !== 'pr.tongling2'),
      'late',
      'today',
      'week',
    )
  }, 60_000)

  it('gives heads and approvers something to decide, and files to give away', async () => {
    await filled(at('TH', outside), 'approvals', 'inbox')
    await filled(at('JA', outside), 'approvals', 'inbox')
    await filled(
      at('PR', (seat) => seat.username === 'pr.tongling'),
      'approvals',
    )
  }, 60_000)

  it('shows those who receive referrals, and pair helpers, what is theirs', async () => {
    const received = (role: Role, units: string[]) => at(role, (seat) => units.includes(seat.unit))
    await filled(
      [
        ...received('HR', ['340705-HR1', '340706-HR1']),
        ...received('CC', ['340705001-CW1']),
        ...received('HM', ['3407-HH1']),
      ],
      'inbox',
    )
    await filled(at('PH', outside), 'mine')
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

describeStrangers(() => seats)
