import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '~/access/actor'
import { assignFile, colleaguesAt } from '~/casefile/assign.server'
import { deskCounts } from '~/casefile/desk/count-desk.server'
import { loadCase } from '~/casefile/load-case.server'
import { verifyChain } from '~/casefile/timeline.server'
import { domains } from '~/domains'
import { actorOf, inScope, openAt, rowOf, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'

const OFFICE = '340705001-JO1'
const [tj, second, third] = [actorOf('TJ', OFFICE), actorOf('TJ', OFFICE), actorOf('TJ', OFFICE)]
const th = actorOf('TH', OFFICE)
const elsewhere = actorOf('TJ', '340705001-JO10')
const helper = actorOf('PH', OFFICE)
const past = actorOf('TJ', OFFICE)
const everybody = [tj, second, third, th, elsewhere, helper, past]

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  for (const [n, one] of everybody.entries()) {
    await asSuperuser(`INSERT INTO app_user (id, name, username, email, updated_at) VALUES ($1, $2, $3, $4, now())`, [
      one.userId,
      `某人${n}`,
      `u${n}`,
      `u${n}@example.test`,
    ])
    await asSuperuser(
      `INSERT INTO post (id, user_id, role, unit_code, from_on, until_on) VALUES ($1, $2, $3, $4, '2026-01-01', $5)`,
      [one.postId, one.userId, one.role, one.unit.code, one === past ? '2026-11-22' : null],
    )
  }
})

const arrived = async (owner: Actor | null = null, state = 'verified') => {
  const [file] = await openAt('handoff', OFFICE, [{ due: [], state, ownerPostId: owner?.postId ?? null }])
  return file!.id
}
const assign = (actor: Actor, caseId: string, to: Actor, from = '', kind: 'handoff' | 'release_notice' = 'handoff') =>
  inScope(actor, (ctx) => assignFile(domains[kind], ctx, { caseId, to: to.postId, from }))
const ownerOf = async (id: string) => (await rowOf(id)).owner_post_id

describe('a newly arrived file', () => {
  test('is taken over with one click: holder, day and one event, and no new version', async () => {
    const id = await arrived()
    const before = await rowOf(id)
    const counts = () => inScope(tj, (ctx) => deskCounts(domains, ctx))
    const [inbox, mine] = [(await counts()).inbox, (await counts()).mine]
    await assign(tj, id, tj)
    expect(await rowOf(id)).toMatchObject({
      owner_post_id: tj.postId,
      assigned_on: '2026-11-23',
      version: before.version,
      chain_seq: 2,
    })
    expect(await counts()).toMatchObject({ inbox: inbox - 1, mine: mine + 1 })
    const whole = await inScope(tj, async (ctx) => verifyChain(ctx.db, await loadCase(ctx.db, 'handoff', id)))
    expect(whole).toBeNull()
  })

  test('is given to a colleague, who finds it among the newly assigned', async () => {
    const id = await arrived()
    const before = (await inScope(second, (ctx) => deskCounts(domains, ctx))).assigned
    await assign(th, id, second)
    expect((await inScope(second, (ctx) => deskCounts(domains, ctx))).assigned).toBe(before + 1)
  })

  test('two who take it at once: exactly one has it, the other is told', async () => {
    const id = await arrived()
    const both = await Promise.allSettled([assign(tj, id, tj), assign(second, id, second)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((one) => one.status === 'rejected')
    expect(lost!.reason).toMatchObject({ status: 409, message: '这份档案刚刚已由别人接手，请刷新查看。' })
    expect([tj.postId, second.postId]).toContain(await ownerOf(id))
  })

  test('goes to nobody of another unit, of no such role, or whose post has ended', async () => {
    const id = await arrived()
    for (const one of [elsewhere, helper, past])
      await expect(assign(tj, id, one)).rejects.toMatchObject({ status: 422 })
    expect(await ownerOf(id)).toBeNull()
    const names = await inScope(tj, (ctx) => colleaguesAt(ctx, OFFICE, 'handoff'))
    expect(names.map((one) => one.id).sort()).toEqual([tj, second, third, th].map((one) => one.postId).sort())
  })
})

describe('a file that somebody holds', () => {
  test('is given away by its holder, taken over by a colleague, moved by the head', async () => {
    const id = await arrived(tj)
    await assign(tj, id, second, tj.postId)
    await assign(third, id, third, second.postId)
    await assign(th, id, tj, third.postId)
    expect(await ownerOf(id)).toBe(tj.postId)
  })

  test('is not passed on over its holder’s head by a colleague', async () => {
    const id = await arrived(tj)
    await expect(assign(second, id, third, tj.postId)).rejects.toMatchObject({ status: 403 })
    expect(await ownerOf(id)).toBe(tj.postId)
  })

  test('a closed file, another unit’s file and a prison’s notice stay as they are', async () => {
    const closed = await arrived(null, 'ended')
    await expect(assign(tj, closed, tj)).rejects.toMatchObject({ status: 403 })
    const foreign = await arrived()
    await expect(assign(elsewhere, foreign, elsewhere)).rejects.toMatchObject({ status: 404 })
    const [notice] = await openAt('release_notice', '34-PR1', [{ due: [], state: 'sent' }])
    const pr = actorOf('PR', '34-PR1')
    await expect(assign(pr, notice!.id, pr, '', 'release_notice')).rejects.toMatchObject({ status: 403 })
  })
})
