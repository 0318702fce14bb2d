/**
 * The sums that the worker keeps (figure_sum): whatever was written, whenever it was counted, the page's figures are those
 * of the rows. And what the database lets whom see of them.
 */
import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeRng } from '../../../prisma/seed/people'
import { setScope } from '~/access/scope.server'
import { keepSums } from '~/casefile/figures/keep-sums.server'
import { periodOf } from '~/casefile/figures/period'
import { readFigures, readParts } from '~/casefile/figures/read-figures.server'
import { rollUp } from '~/casefile/figures/roll-up'
import { aliases, atOf, everyFile, population, rowColumns } from '~/casefile/figures/sql.server'
import { wholeMonths } from '~/casefile/figures/stored-sums.server'
import { forgetRules, ruleBook } from '~/casefile/rules.server'
import { figureSets } from '~/domains/figures.server'
import { handoffFigures } from '~/domains/handoff/figures/handoff-figures.server'
import { Prisma } from '~/generated/prisma/client'
import { addDays } from '~/lib/dates'
import { workerPrisma, type Db } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { transaction } from '~/lib/transaction.server'
import { actorOf, asWorker, at, inScope, NOON, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'

const set = handoffFigures
const OFFICES = ['340705001-JO1', '340705001-JO10', '340705002-JO1', '340706001-JO1', '340705-JB1', '341101001-JO1']
const posts = {
  JX: actorOf('JX', '3407-JB1'),
  JC: actorOf('JC', '340705-JB1'),
  TJ: actorOf('TJ', '340705001-JO1'),
}
const ranges = {
  JX: `h.city = '3407'`,
  JC: `h.county = '340705'`,
  TJ: `h.scope_key = '340705001-JO1'`,
}
const tiers = { JX: 'county', JC: 'town', TJ: 'scope_key' } as const
type Role = keyof typeof posts

const snapshot = <T>(work: (db: Db) => Promise<T>) =>
  workerPrisma.$transaction(work, { isolationLevel: 'RepeatableRead', timeout: 60_000 })
const keep = (now = NOON) => keepSums(snapshot, figureSets, now)

/** The figures counted from the rows alone. */
async function counted(role: Role, today: string, query: string) {
  const address = new URLSearchParams(query)
  const period = periodOf(address.get('period') ?? '2026', today)!
  const cutOff = address.get('cutoff') ?? today
  return asWorker(async (db) => {
    const here = atOf({ cutOff }, today, await ruleBook(db))
    const where = Prisma.sql`${Prisma.raw(ranges[role])} AND ${population(set, here, period)}`
    const parts = await readParts(set, db, here, tiers[role], { rows: everyFile(set), where })
    return rollUp(set, parts, period.bucket)
  })
}

async function shown(role: Role, now: Date, query: string) {
  const actor = at(posts[role], now.toISOString())
  return inScope(actor, async (ctx) => {
    const { places, buckets, total } = await readFigures(set, ctx, new URLSearchParams(query))
    return { places, buckets, total }
  })
}

const rng = makeRng(26)
const day = () => addDays('2026-11-23', -rng.below(420))
const persons: string[] = []
const files: string[] = []
const one = <T>(list: readonly T[]): T => list[rng.below(list.length)]!

async function open() {
  const released = rng.chance(85) ? day() : null
  const [row] = await asSuperuser<{ id: string }>(
    `INSERT INTO case_file (id, kind, scope_key, state, case_no, neutral_no, file_token, person_id, name, pinyin, initials, sex, opened_on, lawful_basis)
       VALUES (gen_random_uuid(), 'handoff', $1, $2, $3, $3, $3, $4::uuid, '某', 'mou', 'm', 'M', $5, 'law') RETURNING id`,
    [
      one(OFFICES),
      one(['in_help', 'verified', 'no_show', 'ended']),
      `F${files.length}`,
      one([...persons, null]),
      day(),
    ],
  )
  await asSuperuser(
    `INSERT INTO handoff_file (case_id, kind, scope_key, source_type, key_category, needs, insurance_status, release_due_on, released_on, handed_over_at, must_pickup, guidance_owner, contact_owner, support_owner)
     SELECT id, kind, scope_key, $2, '{}', '{}', '{}', $3::date, $4::date, $4::date + interval '1 day', $5, '甲', '乙', '丙' FROM case_file WHERE id = $1`,
    [
      row!.id,
      one(['prison', 'cc_lifted']),
      released ?? addDays('2026-11-23', rng.below(40) - 20),
      released,
      rng.chance(40),
    ],
  )
  files.push(row!.id)
}

/** What may happen to a file, in whatever table. */
const changes: ((id: string) => Promise<unknown>)[] = [
  () => open(),
  (id) =>
    asSuperuser(`UPDATE case_file SET state = $2, closed_on = $3 WHERE id = $1`, [
      id,
      one(['in_help', 'closed', 'opened_in_error', 'unreachable']),
      day(),
    ]),
  (id) => asSuperuser(`UPDATE case_file SET scope_key = $2 WHERE id = $1`, [id, one(OFFICES)]),
  (id) => asSuperuser(`UPDATE case_file SET person_id = $2 WHERE id = $1`, [id, one([...persons, null])]),
  (id) => asSuperuser(`UPDATE handoff_file SET released_on = $2 WHERE case_id = $1`, [id, day()]),
  (id) =>
    asSuperuser(`UPDATE handoff_file SET last_contact_on = $2, ended_on = $3, end_cause = $4 WHERE case_id = $1`, [
      id,
      day(),
      day(),
      one(['expired', 'death', null]),
    ]),
  (id) =>
    asSuperuser(`UPDATE handoff_file SET paused_on = $2, last_contact_on = '2026-11-23' WHERE case_id = $1`, [
      id,
      day(),
    ]),
  (id) =>
    asSuperuser(
      `UPDATE handoff_file SET placement_type = 'employed', placed_on = $2::date, placement_checked_on = $2::date WHERE case_id = $1`,
      [id, day()],
    ),
  (id) =>
    asSuperuser(
      `INSERT INTO handoff_placement (id, case_id, kind, scope_key, type, placed_on, ended_on, verified_on) SELECT gen_random_uuid(), id, kind, scope_key, 'employed', $2, '2026-11-20', '2026-11-01' FROM case_file WHERE id = $1`,
      [id, day()],
    ),
  (id) => asSuperuser(`DELETE FROM handoff_placement WHERE case_id = $1`, [id]),
  (id) =>
    asSuperuser(
      `INSERT INTO handoff_group_member (id, case_id, kind, scope_key, name, member, from_on) SELECT gen_random_uuid(), id, kind, scope_key, '某', 'village', $2 FROM case_file WHERE id = $1`,
      [id, day()],
    ),
  (id) =>
    asSuperuser(
      `INSERT INTO visit (id, case_id, kind, scope_key, type, on_day, reached, present, tags, by_post_id, by_name, created_at)
       SELECT gen_random_uuid(), id, kind, scope_key, 'visit', $2, true, '{}', '{}', gen_random_uuid(), '某', now() FROM case_file WHERE id = $1`,
      [id, day()],
    ),
  (id) =>
    asSuperuser(
      `INSERT INTO handoff_reoffence (id, case_id, kind, scope_key, judgment_enc, offence_on, effective_on)
       SELECT gen_random_uuid(), case_id, kind, scope_key, '', released_on + 1, released_on + 2 FROM handoff_file WHERE case_id = $1 AND released_on IS NOT NULL`,
      [id],
    ),
  (id) => asSuperuser(`UPDATE handoff_file SET help_end_on = '2031-01-01' WHERE case_id = $1`, [id]),
]
const QUERIES = [
  'period=2026',
  'period=m36',
  'period=2026-Q3',
  'period=2026-11',
  'period=2025',
  'period=2026&cutoff=2026-09-30',
]

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  for (let n = 0; n < 12; n++) {
    const [row] = await asSuperuser<{ id: string }>(
      `INSERT INTO person (id, id_type, name, pinyin, sex, birth_on) VALUES (gen_random_uuid(), 'none', '某', 'mou', 'M', '1990-01-01') RETURNING id`,
    )
    persons.push(row!.id)
  }
  for (let n = 0; n < 40; n++) await open()
}, 60_000)

describe('figures by stored sums', () => {
  it('are those of the rows after whatever is written, counted before or after it', async () => {
    let now = NOON
    for (let turn = 0; turn < 45; turn++) {
      if (rng.chance(30)) await keep(now)
      if (rng.chance(10)) now = new Date(now.getTime() + 24 * 3_600_000)
      await one(changes)(one(files))
      const role = one(Object.keys(posts) as Role[])
      const query = one(QUERIES)
      const today = now.toISOString().slice(0, 10)
      expect(await shown(role, now, query), `${turn} ${role} ${query}`).toEqual(await counted(role, today, query))
    }
    await keep(now)
    for (const role of Object.keys(posts) as Role[])
      for (const query of QUERIES)
        expect(await shown(role, now, query), `${role} ${query}`).toEqual(
          await counted(role, now.toISOString().slice(0, 10), query),
        )
  }, 60_000)

  it('are really read from them: once counted, nothing is left to count, and a forged sum shows', async () => {
    await keep()
    expect(await keep()).toBe(0)
    const [{ marks }] = (await asSuperuser<{ marks: number }>('SELECT count(*)::int AS marks FROM figure_mark')) as [
      { marks: number },
    ]
    expect(marks).toBe(0)
    const before = await shown('JC', NOON, 'period=2026')
    await asSuperuser(
      `UPDATE figure_sum SET d[3] = d[3] + 1000 WHERE scope_key = '340705001-JO1' AND month = (SELECT max(month) FROM figure_sum WHERE scope_key = '340705001-JO1' AND n IS NOT NULL AND month BETWEEN '2026-01-01' AND '2026-11-01')`,
    )
    expect((await shown('JC', NOON, 'period=2026')).total[2]!.d).toBe(before.total[2]!.d + 1000)
    await asSuperuser(`UPDATE figure_sum SET basis = 'x'`)
    expect(await shown('JC', NOON, 'period=2026')).toEqual(before)
  })

  it('follow a change of a rule parameter that is in force, and the turn of the day', async () => {
    await keep()
    const [{ value }] = (await asSuperuser<{ value: number }>(
      `UPDATE rule_param r SET value = 400 FROM rule_param o WHERE r.rule_id = 'D1.connection' AND o.rule_id = r.rule_id AND o.effective_from = r.effective_from RETURNING o.value`,
    )) as [{ value: number }]
    forgetRules()
    expect(await shown('JX', NOON, 'period=2026')).toEqual(await counted('JX', '2026-11-23', 'period=2026'))
    await asSuperuser(`UPDATE rule_param SET value = $1 WHERE rule_id = 'D1.connection'`, [value])
    forgetRules()
    const later = new Date('2026-12-02T09:00:00+08:00')
    expect(await shown('JX', later, 'period=2026')).toEqual(await counted('JX', '2026-12-02', 'period=2026'))
  })

  it('do not miss what was written while they were counted and committed after', async () => {
    await keep()
    const id = files[0]!
    await asSuperuser(
      `UPDATE case_file SET scope_key = '340705001-JO1', state = 'in_help', closed_on = NULL WHERE id = $1`,
      [id],
    )
    await asSuperuser(
      `UPDATE handoff_file SET released_on = '2026-05-05', end_cause = NULL, ended_on = NULL, paused_on = NULL, at_gate = false, must_pickup = true, source_type = 'prison', handed_over_at = '2026-05-05T10:00:00+08:00' WHERE case_id = $1`,
      [id],
    )
    await asSuperuser(`UPDATE handoff_file SET last_contact_on = NULL WHERE scope_key = '340705001-JO1'`)
    const writer = new pg.Client({ connectionString: env.DATABASE_WORKER_URL })
    await writer.connect()
    try {
      await writer.query('BEGIN')
      await writer.query(`UPDATE handoff_file SET at_gate = NOT at_gate WHERE case_id = $1`, [id])
      const before = await shown('TJ', NOON, 'period=2026')
      expect(await keep()).toBeGreaterThan(0)
      expect(await shown('TJ', NOON, 'period=2026')).toEqual(before)
      await writer.query('COMMIT')
    } finally {
      await writer.end()
    }
    const after = await shown('TJ', NOON, 'period=2026')
    expect(after).toEqual(await counted('TJ', '2026-11-23', 'period=2026'))
    await keep()
    expect(await shown('TJ', NOON, 'period=2026')).toEqual(after)
  })
})

describe('months that lie in a period as a whole', () => {
  it.each([
    ['2026-01-01', '2026-12-31', '2026-11-23', ['2026-01-01', '2026-11-01']],
    ['2023-11-24', '2026-11-23', '2026-11-23', ['2023-12-01', '2026-11-01']],
    ['2026-03-10', '2026-05-30', '2026-11-23', ['2026-04-01', '2026-04-01']],
    ['2026-03-01', '2026-05-31', '2026-11-23', ['2026-03-01', '2026-05-01']],
    ['2026-03-02', '2026-03-30', '2026-11-23', ['2026-04-01', '2026-02-01']],
  ])('%s to %s as of %s', (from, to, cutOff, months) => {
    expect(wholeMonths({ from, to }, cutOff)).toEqual(months)
  })
})

describe('the database', () => {
  it('marks at every table that a definition looks at', async () => {
    for (const one of figureSets.filter(({ kept }) => kept)) {
      const here = atOf({ cutOff: '2026-11-22' }, '2026-11-23', await asWorker(ruleBook))
      const { text } = Prisma.sql`${one.cohort({ ...here, ...aliases })} ${rowColumns(one, here)}`
      const named = [...text.matchAll(/(?:FROM|JOIN) (\w+)/g)].map((match) => match[1]!)
      for (const table of new Set([...named, one.table, 'case_file'])) {
        const rows = await asSuperuser<{ name: string }>(
          `SELECT tgname AS name FROM pg_trigger WHERE tgrelid = $1::regclass AND tgname LIKE $2 AND tgenabled = 'O' ORDER BY 1`,
          [table, `mark_${one.kind}_of_%`],
        )
        expect(
          rows.map(({ name }) => name),
          table,
        ).toEqual(['changed', 'come', 'gone'].map((what) => `mark_${one.kind}_of_${table}_${what}`))
      }
    }
  })

  it('shows the sums of the range to those who see its rows in full, and to nobody else', async () => {
    await keep()
    const keys = (who: ReturnType<typeof actorOf>) =>
      inScope(who, async ({ db }) => {
        const rows = await db.$queryRaw<{ key: string }[]>`SELECT DISTINCT scope_key AS key FROM figure_sum ORDER BY 1`
        return rows.map(({ key }) => key)
      })
    expect(await keys(posts.TJ)).toEqual(['340705001-JO1'])
    for (const key of await keys(posts.JC)) expect(key).toMatch(/^340705/)
    for (const role of ['PH', 'LD', 'SV', 'PR', 'AU', 'AD'] as const)
      expect(await keys(actorOf(role, '340705-JB1')), role).toEqual([])
    for (const statement of [
      `UPDATE figure_sum SET n = '{}'`,
      `DELETE FROM figure_mark`,
      `INSERT INTO figure_mark (kind, scope_key, month) VALUES ('handoff', '340705001-JO1', '2026-01-01')`,
      `INSERT INTO figure_person (kind, scope_key, month, person_id) VALUES ('handoff', '340705001-JO1', '2026-01-01', gen_random_uuid())`,
    ])
      await expect(
        transaction(async (db) => {
          await setScope(db, posts.JC)
          await db.$executeRawUnsafe(statement)
        }),
        statement,
      ).rejects.toThrow(/permission denied/)
  })
})
