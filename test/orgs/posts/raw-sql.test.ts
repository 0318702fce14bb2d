/** What the database itself refuses the application's role, whatever a forgotten check in the program lets through. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '~/access/actor'
import { Prisma } from '~/generated/prisma/client'
import { prisma } from '~/lib/db.server'
import { actorOf, inScope } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { makePost, makeUser, seedOrg, type TestPost } from '../../support/people'

const HERE = '340705001-JO1'
let security: TestPost
let head: TestPost
let worker: TestPost

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
  security = await makePost({ role: 'SE', unit: '3407-PF1' })
  head = await makePost({ role: 'TH', unit: HERE })
  worker = await makePost({ role: 'TJ', unit: HERE })
})

const as = (post: TestPost): Actor => actorOf(post.role, post.unit, { userId: post.userId, postId: post.id })
const run = (post: TestPost, sql: Prisma.Sql) => inScope(as(post), ({ db }) => db.$executeRaw(sql))

type Row = {
  user: string
  role: string
  unit?: string
  by?: string
  confirmed?: boolean
  note?: string
  deputyOf?: string
  until?: string
}
const insert = ({ user, role, unit = HERE, by, confirmed = false, note, deputyOf, until }: Row) => Prisma.sql`
  INSERT INTO post (id, user_id, role, unit_code, from_on, until_on, granted_by, confirmed_at, note, deputy_of)
  VALUES (gen_random_uuid(), ${user}, ${role}, ${unit}, '2026-11-23', ${until ?? null}::date, ${by ?? null}::uuid, ${confirmed ? Prisma.sql`now()` : Prisma.sql`NULL`}, ${note ?? null}, ${deputyOf ?? null}::uuid)`
const update = (id: string, set: Prisma.Sql) => Prisma.sql`UPDATE post SET ${set} WHERE id = ${id}::uuid`

describe('a post added by SQL', () => {
  test('without a scope, by another role than SE, to oneself, under another hand, or confirmed without a reason: refused', async () => {
    const user = (await makeUser()).userId
    await expect(prisma.$executeRaw(insert({ user, role: 'TJ' }))).rejects.toThrow(/no scope/)
    await expect(run(head, insert({ user, role: 'TJ', by: head.id }))).rejects.toThrow(
      /granted by the security administrator/,
    )
    const system = await makePost({ role: 'AD', unit: '3407-PF1' })
    await expect(run(system, insert({ user, role: 'TJ', by: system.id }))).rejects.toThrow(/granted by the security/)
    await expect(run(system, insert({ user: system.userId, role: 'SE', by: system.id }))).rejects.toThrow(
      /exclude each other/,
    )
    await expect(run(security, insert({ user: security.userId, role: 'SE', by: security.id }))).rejects.toThrow(
      /his own posts/,
    )
    await expect(run(security, insert({ user, role: 'TJ', by: head.id }))).rejects.toThrow(/another hand/)
    await expect(run(security, insert({ user, role: 'TJ', by: security.id, confirmed: true }))).rejects.toThrow(
      /confirmed by another/,
    )
    expect(
      await asSuperuser('SELECT 1 FROM post WHERE user_id = ANY ($1) AND role <> $2', [
        [user, security.userId, system.userId],
        'none',
      ]),
    ).toHaveLength(2)
    await run(security, insert({ user, role: 'TJ', by: security.id }))
  })

  test.each([
    ['AD', 'SE'],
    ['SE', 'AU'],
    ['AU', 'AD'],
    ['SE', 'TJ'],
    ['JC', 'AD'],
    ['SC', 'SA2'],
  ])('%s beside %s: refused, also to the owner of the tables', async (held, wanted) => {
    const { userId: user } = await makePost({ role: held as 'TJ', unit: HERE })
    await expect(run(security, insert({ user, role: wanted, by: security.id }))).rejects.toThrow(/exclude each other/)
    await expect(
      asSuperuser(
        `INSERT INTO post (id, user_id, role, unit_code, from_on) VALUES (gen_random_uuid(), $1, $2, $3, '2026-11-23')`,
        [user, wanted, HERE],
      ),
    ).rejects.toThrow(/exclude each other/)
  })

  test('a cover of another role, another unit, without an end, by somebody who is no head: refused', async () => {
    const user = (await makeUser()).userId
    const cover = { user, deputyOf: worker.id, confirmed: true, until: '2026-11-30' }
    await expect(run(head, insert({ ...cover, role: 'TH', by: head.id }))).rejects.toThrow(/cover of the same role/)
    await expect(run(head, insert({ ...cover, role: 'TJ', unit: '340705002-JO1', by: head.id }))).rejects.toThrow(
      /cover of the same/,
    )
    await expect(run(head, insert({ ...cover, role: 'TJ', by: head.id, until: undefined }))).rejects.toThrow(
      /cover of the same/,
    )
    await expect(run(worker, insert({ ...cover, role: 'TJ', by: worker.id }))).rejects.toThrow(/cover of the same/)
    await expect(run(security, insert({ ...cover, role: 'TJ', by: security.id }))).rejects.toThrow(/cover of the same/)
    await expect(run(head, insert({ ...cover, user: head.userId, role: 'TJ', by: head.id }))).rejects.toThrow(
      /his own posts/,
    )
    await run(head, insert({ ...cover, role: 'TJ', by: head.id }))
  })
})

describe('a post changed by SQL', () => {
  test('keeps person, role, unit and begin: those columns are written once', async () => {
    for (const set of [
      Prisma.sql`role = 'SE'`,
      Prisma.sql`user_id = ${security.userId}`,
      Prisma.sql`unit_code = '340705002-JO1'`,
      Prisma.sql`from_on = '2020-01-01'`,
      Prisma.sql`deputy_of = NULL`,
      Prisma.sql`granted_by = NULL`,
    ])
      await expect(run(security, update(worker.id, set))).rejects.toThrow(/permission denied/)
    await expect(run(security, Prisma.sql`DELETE FROM post WHERE id = ${worker.id}::uuid`)).rejects.toThrow(
      /permission denied/,
    )
  })

  test('is not made longer, not confirmed by its person or by another unit, not authorised by SE', async () => {
    const joiner = await makePost({ role: 'TJ', unit: HERE, until: '2026-12-31' })
    await asSuperuser('UPDATE post SET confirmed_at = NULL WHERE id = $1', [joiner.id])
    const confirmed = (by: TestPost) => Prisma.sql`confirmed_at = now(), confirmed_by = ${by.id}::uuid`
    const other = await makePost({ role: 'TH', unit: '340705002-JO1' })
    await expect(run(other, update(joiner.id, confirmed(other)))).rejects.toThrow(/a post of others/)
    await expect(run(worker, update(joiner.id, confirmed(worker)))).rejects.toThrow(/a post of others/)
    await expect(run(joiner, update(joiner.id, confirmed(joiner)))).rejects.toThrow(/his own posts/)
    await expect(run(head, update(joiner.id, confirmed(other)))).rejects.toThrow(/another hand/)
    await expect(run(security, update(joiner.id, confirmed(security)))).rejects.toThrow(/another hand/)
    await expect(run(head, update(joiner.id, Prisma.sql`until_on = NULL`))).rejects.toThrow(/not made longer/)
    await expect(run(security, update(joiner.id, Prisma.sql`until_on = '2027-01-01'`))).rejects.toThrow(
      /not made longer/,
    )
    await expect(run(security, update(joiner.id, Prisma.sql`authorised_until = '2027-01-01'`))).rejects.toThrow(
      /authorised by the unit head/,
    )
    await run(head, update(joiner.id, confirmed(head)))
    await expect(run(head, update(joiner.id, Prisma.sql`confirmed_at = NULL`))).rejects.toThrow(/another hand/)
    await run(head, update(joiner.id, Prisma.sql`until_on = '2026-11-22'`))
  })
})

test('alarms, unit duties and failed sign-ins are for those they are for', async () => {
  await asSuperuser(`INSERT INTO reveal_alarm (at, post_id, count, most) VALUES (now(), $1, 30, 20)`, [worker.id])
  await asSuperuser(
    `INSERT INTO task (id, scope_key, kind, neutral_no, code, role, trigger_on, due_on, warn_on, rule_id, rule_value, rule_unit, reason, created_at)
     VALUES (gen_random_uuid(), $1, 'unit', 'T-1', 'recertify', 'TH', now(), now(), now(), 'X.recertify', 6, 'm', '', now())`,
    [HERE],
  )
  const count = (post: TestPost, sql: Prisma.Sql) =>
    inScope(as(post), async ({ db }) => (await db.$queryRaw<{ n: number }[]>(sql))[0]!.n)
  const alarms = Prisma.sql`SELECT count(*)::int AS n FROM reveal_alarm`
  const duties = Prisma.sql`SELECT count(*)::int AS n FROM task WHERE kind = 'unit'`
  expect(await count(security, alarms)).toBe(1)
  for (const post of [head, worker, await makePost({ role: 'AD', unit: '3407-PF1' })])
    expect(await count(post, alarms)).toBe(0)
  expect(await count(head, duties)).toBe(1)
  for (const post of [worker, security, await makePost({ role: 'TH', unit: '340705002-JO1' })])
    expect(await count(post, duties)).toBe(0)
  expect(await run(worker, Prisma.sql`UPDATE task SET done_at = now() WHERE kind = 'unit'`)).toBe(0)
  await asSuperuser(`INSERT INTO access_log (at, event, user_id) VALUES (now(), 'sign_in_failed', $1)`, [worker.userId])
  const failed = Prisma.sql`SELECT count(*)::int AS n FROM failed_sign_ins(now() - interval '1 day')`
  expect(await count(security, failed)).toBe(1)
  for (const post of [head, worker]) expect(await count(post, failed)).toBe(0)
})
