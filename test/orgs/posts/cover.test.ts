/** Somebody is on leave: a colleague stands in between two days, sees the files and duties, and never approves his own. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as coverDoor from '~/routes/access.cover'
import * as deskDoor from '~/routes/desk'
import * as caseDoor from '~/routes/handoff.case'
import * as postsDoor from '~/routes/posts'
import { loader as people } from '~/routes/people'
import { decide } from '~/casefile/decide.server'
import { deskCounts } from '~/casefile/desk/count-desk.server'
import { listMine } from '~/casefile/desk/list-files.server'
import type { Desk } from '~/casefile/desk/read-desk.server'
import { loadCase } from '~/casefile/load-case.server'
import { propose } from '~/casefile/propose.server'
import { domains } from '~/domains'
import { setClock } from '~/lib/dates'
import { actorOf, inScope, openAt, sampleDomain } from '../../support/cases'
import { asSuperuser, pastTriggers, testDatabase } from '../../support/database'
import {
  logged,
  makePost,
  newcomer,
  seedOrg,
  signedIn,
  type Answer,
  type SignedIn,
  type TestPost,
} from '../../support/people'

const HERE = '340705001-JO1'
let head: SignedIn
let away: SignedIn
let deputy: SignedIn

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
})
beforeEach(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  await pastTriggers(`TRUNCATE post, task, app_session, case_file CASCADE`)
  head = await newcomer('TH', HERE)
  away = await signedIn(await makePost({ role: 'TJ', unit: HERE, name: '请假的' }))
  deputy = await signedIn(await makePost({ role: 'TJ', unit: HERE, name: '代办的' }))
})
afterAll(() => setClock(null))

const arrange = (who: SignedIn, form: Record<string, string> = {}) =>
  who.post(coverDoor.action, '/access/cover', {
    _intent: 'arrange',
    covered: away.id,
    deputy: deputy.id,
    from: '2026-11-23',
    until: '2026-11-30',
    ...form,
  })
const error = (answer: Answer) =>
  JSON.stringify((answer.data.lastResult as { error?: unknown } | undefined)?.error ?? answer.data.message)
const covers = () =>
  asSuperuser<{ id: string; user_id: string; role: string; until: string }>(
    'SELECT id, user_id, role, until_on::text AS until FROM post WHERE deputy_of IS NOT NULL',
  )
const desk = async (who: SignedIn, tab = 'mine') => (await who.get(deskDoor.loader, `/?tab=${tab}`)).data.desk as Desk
const rowsOf = (page: Desk) => page.work!.sections.flatMap((section) => section.rows)
const fileOf = async (owner: TestPost) =>
  (await openAt('handoff', HERE, [{ state: 'in_help', due: [], ownerPostId: owner.id }]))[0]!.id
const asActor = (post: TestPost, postId = post.id) => actorOf(post.role, post.unit, { userId: post.userId, postId })

describe('a cover', () => {
  test('puts files and duties on the deputy’s desk, marked; tells the one who is away; ends by itself', async () => {
    const file = await fileOf(away)
    const own = await fileOf(deputy)
    await asSuperuser(
      `INSERT INTO task (id, scope_key, case_id, kind, neutral_no, code, role, assignee_id, trigger_on, due_on, warn_on, rule_id, rule_value, rule_unit, reason, created_at)
       SELECT gen_random_uuid(), scope_key, id, kind, neutral_no, 'first_talk', 'TJ', $2, now(), '2026-11-25', now(), 'D1.first_talk', 7, 'd', '', now() FROM case_file WHERE id = $1`,
      [file, away.id],
    )
    expect((await arrange(head)).location).toBe('/access/cover?done=arrange')
    const [made] = await covers()
    expect(made).toMatchObject({ user_id: deputy.userId, role: 'TJ', until: '2026-11-30' })
    expect((await logged('deputy')).at(-1)).toMatchObject({
      post_id: head.id,
      data: { postId: made!.id, until: '2026-11-30' },
    })

    const mine = await desk(deputy)
    expect(mine.cover).toEqual(['您代请假的办理至 11月30日，其档案和事项也列在下面，标有“代请假的”。'])
    expect(
      rowsOf(mine)
        .map((row) => [row.id, row.title.includes('（代请假的）')])
        .sort(),
    ).toEqual(
      [
        [file, true],
        [own, false],
      ].sort(),
    )
    expect(rowsOf(await desk(deputy, 'week'))).toMatchObject([{ title: expect.stringContaining('（代请假的）') }])
    expect((await desk(away)).cover).toEqual(['您的档案和事项由代办的代办至 11月30日。'])
    const page = (await away.get(caseDoor.loader, `/handoff/${file}`, { id: file })).data as {
      full: { head: { owner: string } }
    }
    expect(JSON.stringify(page)).toContain('请假的（由代办的代办至 11月30日）')
    // In the cover's own post it is the same desk.
    expect(rowsOf(await desk(await signedIn({ ...deputy, id: made!.id }))).map((row) => row.id)).toContain(file)

    setClock('2026-12-01T08:00:00+08:00')
    expect((await desk(await signedIn(deputy))).cover).toEqual([])
    expect(rowsOf(await desk(await signedIn(deputy))).map((row) => row.id)).toEqual([own])
    expect((await (await signedIn({ ...deputy, id: made!.id })).get(people, '/people')).location).toContain('/posts')
  })

  test('numbers and lists of the deputy’s desk agree', async () => {
    for (let n = 0; n < 3; n++) await fileOf(away)
    await arrange(head)
    const cover = { postId: away.id, name: away.name, until: '2026-11-30' }
    const actor = { ...asActor(deputy), covers: [cover] }
    await inScope(actor, async (ctx) => {
      expect((await deskCounts(domains, ctx)).mine).toBe((await listMine(domains, ctx)).rows.length)
      expect((await listMine(domains, ctx)).rows).toHaveLength(3)
    })
  })

  test('is ended early by the head: the deputy chooses another post', async () => {
    await arrange(head)
    const [made] = await covers()
    const session = await signedIn({ ...deputy, id: made!.id })
    expect((await session.get(people, '/people')).status).toBe(200)
    const stranger = await newcomer('TH', '340705002-JO1')
    const end = (who: SignedIn, post: string) => who.post(coverDoor.action, '/access/cover', { _intent: 'end', post })
    expect((await end(stranger, made!.id)).status).toBe(404)
    expect((await end(head, away.id)).status).toBe(404)
    expect((await end(head, made!.id)).status).toBe(302)
    expect((await session.get(people, '/people')).location).toContain('/posts')
    expect(((await session.get(postsDoor.loader, '/posts')).data.posts as unknown[]).length).toBe(1)
  })

  test('goes with the post it stands in for', async () => {
    await arrange(head)
    const [made] = await covers()
    const security = await newcomer('SE', '3407-PF1')
    const one = await import('~/routes/admin.posts.one')
    const end = { _intent: 'end', cause: 'left' }
    expect((await security.post(one.action, `/admin/posts/${away.id}`, end, { id: away.id })).status).toBe(302)
    expect((await covers())[0]).toMatchObject({ id: made!.id, until: '2026-11-22' })
  })

  test('of an office’s head is arranged by the county, with somebody of the office', async () => {
    const county = await newcomer('JA', '340705-JB1')
    expect((await arrange(county, { covered: head.id })).status).toBe(302)
    expect(await covers()).toMatchObject([{ user_id: deputy.userId, role: 'TH' }])
  })
})

describe('refused', () => {
  test('for another unit’s people, for oneself, twice at a time, by anybody but the head', async () => {
    const far = await makePost({ role: 'TJ', unit: '340705002-JO1' })
    expect((await arrange(head, { deputy: far.id })).status).toBe(422)
    expect((await arrange(head, { covered: far.id })).status).toBe(422)
    expect((await arrange(head, { deputy: head.id })).status).toBe(422)
    expect(error(await arrange(head, { deputy: away.id }))).toContain('不能由本人代办')
    expect((await arrange(await newcomer('TH', '340705002-JO1'))).status).toBe(422)
    for (const [role, unit] of [
      ['TJ', HERE],
      ['SE', '3407-PF1'],
      ['AD', '3407-PF1'],
    ] as const)
      expect((await arrange(await newcomer(role, unit))).status).toBe(403)
    expect(await covers()).toEqual([])
    await arrange(head)
    expect(error(await arrange(head, { from: '2026-11-30', until: '2026-12-05' }))).toContain('已经安排了代办')
    expect((await arrange(head, { from: '2026-12-01', until: '2026-12-05' })).status).toBe(302)
  })

  test('nobody approves his own proposal through a cover: not arranged while it waits, and refused afterwards', async () => {
    const domain = sampleDomain('support')
    const proposeOne = async () => {
      const [file] = await openAt('support', HERE, [{ state: 'active' }])
      await inScope(asActor(deputy), async (ctx) => {
        const row = await loadCase(ctx.db, 'support', file!.id)
        const facts = (await domain.facts(ctx.db, [row.id])).get(row.id)!
        await propose(domain, ctx, { file: row, step: 'end', input: { endOn: '2026-12-01' }, facts })
      })
      return (await asSuperuser<{ id: string }>('SELECT id FROM proposal WHERE case_id = $1', [file!.id]))[0]!.id
    }
    const county = await newcomer('JA', '340705-JB1')
    await pastTriggers('TRUNCATE proposal CASCADE')
    await proposeOne()
    expect(error(await arrange(county, { covered: head.id }))).toContain('拟办人不能审批自己的事项')
    await asSuperuser(`UPDATE proposal SET state = 'returned'`)
    expect((await arrange(county, { covered: head.id })).status).toBe(302)
    const [cover] = await covers()
    const proposal = await proposeOne()
    const asHead = actorOf('TH', HERE, { userId: deputy.userId, postId: cover!.id })
    await expect(
      inScope(asHead, (ctx) => decide(domain, ctx, { proposalId: proposal, accept: true })),
    ).rejects.toMatchObject({ status: 403 })
    const other = actorOf('TH', HERE, { userId: head.userId, postId: head.id })
    expect(await inScope(other, (ctx) => decide(domain, ctx, { proposalId: proposal, accept: true }))).toMatchObject({
      outcome: 'decided',
    })
  })
})
