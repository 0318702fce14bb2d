/** What follows on children's files by itself: a class's duties its teacher, the day of leaving the birthday. */
import { beforeAll, describe, expect, it } from 'vitest'
import { act } from '~/casefile/act.server'
import { correct } from '~/casefile/correct.server'
import { toCaseRow } from '~/casefile/load-case.server'
import { openTasks } from '~/casefile/tasks/open-tasks.server'
import type { Domain } from '~/casefile/domain'
import { sweepDuties } from '~/casefile/tasks/sweep.server'
import { child, guardianship } from '~/domains/children/domain.server'
import { escalateReports } from '~/domains/children/jobs/escalate-reports.server'
import { followBirthday } from '~/domains/children/jobs/follow-birthday.server'
import { proposeGuardianship } from '~/domains/children/open/propose-guardianship.server'
import { readGuardianship } from '~/domains/children/views/guardianship.server'
import { setClock, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { forgetDirectory } from '~/orgs/find-units.server'
import { confirmPost } from '~/orgs/posts/confirm-post.server'
import { endAnyPost } from '~/orgs/posts/end-any-post.server'
import { grantPost } from '~/orgs/posts/grant-post.server'
import { actorOf, asWorker, brokenChains, formOf, inScope, NOON, rowOf, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { makePost, makeUser } from '../../support/people'
import { director, holderOf, newChild, postOf, SCHOOL, supervisor } from './pupil'

const cd = director()
const se = actorOf('SE', '3407-PF1')

beforeAll(async () => {
  setClock(NOON.toISOString())
  await testDatabase()
  await seedPlaces()
  forgetDirectory()
})

const run = <T>(work: (db: Db) => Promise<T>) =>
  asWorker(async (db) => {
    await db.$executeRaw`SELECT set_config('app.now', ${NOON.toISOString()}, true)`
    return work(db)
  })
const sweep = () => sweepDuties(run, { child } as unknown as Record<string, Domain>, NOON)

describe('a class’s duties', () => {
  const pupil = async (no: string) => {
    const id = await newChild({ classCode: `${SCHOOL}-2024-${no}` })
    await asSuperuser(`UPDATE child_file SET enrolled_on = '2026-09-01' WHERE case_id = $1`, [id])
    await sweep()
    return id
  }
  const holder = async (id: string) =>
    (
      await asSuperuser<{ assignee_id: string | null }>(
        `SELECT assignee_id FROM task WHERE case_id = $1 AND role = 'ST' AND code = 'teacher_visit' AND done_at IS NULL`,
        [id],
      )
    ).map((row) => row.assignee_id)
  const teacherOf = (no: string, given: { from?: string; until?: string } = {}) =>
    makePost({ role: 'ST', unit: SCHOOL, classCode: `${SCHOOL}-2024-${no}`, ...given })

  it('go to the new teacher once his post is confirmed, and back when it ends, in the same transaction', async () => {
    const old = await teacherOf('5')
    const id = await pupil('5')
    const other = await pupil('6')
    expect(await holder(id)).toEqual([old.id])
    const head = await postOf('SP', SCHOOL, '校长')
    const joiner = await makeUser({ name: '新班主任' })
    const given = { person: joiner.userId, role: 'ST', unit: SCHOOL, classCode: '2024-5', from: '2026-11-23' } as const
    const granted = await inScope(se, (ctx) => grantPost(ctx, given))
    expect([granted.confirmed, await holder(id)]).toEqual([false, [old.id]])
    await inScope(holderOf(head), (ctx) => confirmPost(ctx, granted.id))
    expect(await holder(id)).toEqual([granted.id])
    expect(await holder(other)).toEqual([null])
    await inScope(se, (ctx) => endAnyPost(ctx, granted.id, formOf({ cause: 'left' })))
    expect(await holder(id)).toEqual([old.id])
    // Nobody is there any more: they stay in his name until the head hands them over.
    await inScope(se, (ctx) => endAnyPost(ctx, old.id, formOf({ cause: 'left' })))
    expect(await holder(id)).toEqual([old.id])
  })

  it('move on the day on which a post begins, done ones and other roles’ do not', async () => {
    const old = await teacherOf('7')
    const id = await pupil('7')
    const next = await teacherOf('7', { from: '2035-11-24' })
    expect(await holder(id)).toEqual([old.id])
    const others = () =>
      asSuperuser('SELECT code, assignee_id FROM task WHERE case_id = $1 AND role <> $2 ORDER BY code', [id, 'ST'])
    const before = await others()
    await asWorker(async (db) => {
      await db.$executeRaw`SELECT set_config('app.now', '2035-11-24T00:02:00+08:00', true)`
      await db.$queryRaw`SELECT follow_class_teacher(NULL)`
    })
    expect([await holder(id), await others()]).toEqual([[next.id], before])
    await expect(inScope(cd, ({ db }) => db.$queryRaw`SELECT follow_class_teacher(NULL)`)).rejects.toThrow(/permission/)
  })
})

describe('D4-edge-02: a corrected birthday', () => {
  const mend = async (id: string, value: LegalDay) => {
    const { version } = await rowOf(id)
    const form = formOf({ field: 'birthOn', value, reason: '核对户口簿', paper: '户口簿' })
    return inScope(cd, (ctx) => correct(child, ctx, { caseId: id, version, form }))
  }
  const days = async (id: string) =>
    (
      await asSuperuser<{ sixteen: string; exit: string; alarm: string | null }>(
        'SELECT sixteen_on::text AS sixteen, exit_due_on::text AS exit, alarm_on::text AS alarm FROM child_file WHERE case_id = $1',
        [id],
      )
    )[0]
  const birth = async (id: string) =>
    (await asSuperuser<{ b: string }>('SELECT birth_on::text AS b FROM case_file WHERE id = $1', [id]))[0]!.b
  const alarms = (id: string) =>
    asSuperuser(`SELECT 1 FROM task WHERE case_id = $1 AND code = 'alone' AND done_at IS NULL`, [id])

  it('moves the 16th birthday and the day of leaving; a child in hardship stays until 18', async () => {
    const id = await newChild()
    await mend(id, '2011-02-28')
    expect(await days(id)).toEqual({ sixteen: '2027-02-28', exit: '2027-03-01', alarm: null })
    await asSuperuser(`UPDATE child_file SET category = 'hardship' WHERE case_id = $1`, [id])
    await mend(id, '2012-02-29')
    expect(await days(id)).toEqual({ sixteen: '2028-02-29', exit: '2030-03-01', alarm: null })
    expect(await brokenChains()).toEqual([])
  })

  it('comes with a corrected ID number, by an event of its own', async () => {
    const id = await newChild()
    const { version } = await rowOf(id)
    const form = formOf({ field: 'idNo', value: '340799201202290018', reason: '录错', paper: '户口簿' })
    await inScope(cd, (ctx) => correct(child, ctx, { caseId: id, version, form }))
    expect([await birth(id), await days(id)]).toEqual([
      '2012-02-29',
      { sixteen: '2028-02-29', exit: '2028-03-01', alarm: null },
    ])
    expect((await rowOf(id)).version).toBe(version + 2)
    expect(await brokenChains()).toEqual([])
  })

  it('makes a child of eight unattended an alarm with its duty, and takes it back', async () => {
    const id = await newChild()
    await asSuperuser('UPDATE child_file SET unattended = true WHERE case_id = $1', [id])
    await mend(id, '2020-05-01')
    expect([(await days(id))!.alarm, await alarms(id)]).toMatchObject(['2026-11-23', [{}]])
    await mend(id, '2015-05-01')
    expect([(await days(id))!.alarm, await alarms(id)]).toEqual([null, []])
  })

  it('counts on the guardianship, too, which bears it from the first day', async () => {
    const id = await newChild()
    await asSuperuser(`UPDATE case_file SET state = 'danger' WHERE id = $1`, [id])
    const file = await inScope(cd, (ctx) =>
      proposeGuardianship(ctx, id, formOf({ ground: 'unable', onDay: '2026-11-23', facts: '无人照料' })),
    )
    expect(await birth(file)).toBe('2017-05-01')
    const ca = actorOf('CA', '340705-CA1')
    const seen = await inScope(ca, (ctx) => readGuardianship(ctx, file, new URL('http://x/')))
    expect(seen.head).toMatchObject({ birthOn: '2017-05-01', age: 9 })
    await mend(id, '2018-05-01')
    expect(await followBirthday(run, { caseId: id }, NOON)).toBe(1)
    expect(await followBirthday(run, { caseId: id }, NOON)).toBe(0)
    expect(await birth(file)).toBe('2018-05-01')
    // The other way round: what is corrected there counts on the child's own file.
    const { version } = await rowOf(file)
    const form = formOf({ field: 'birthOn', value: '2016-05-01', reason: '核对', paper: '户口簿' })
    await inScope(cd, (ctx) => correct(guardianship, ctx, { caseId: file, version, form }))
    await followBirthday(run, { caseId: file }, NOON)
    expect([await birth(id), (await days(id))!.exit]).toEqual(['2016-05-01', '2032-05-02'])
    expect(await brokenChains()).toEqual([])
  })

  it('that another domain’s file of the same person got counts here, by an event that names no other file', async () => {
    const [id, stranger] = [await newChild(), await newChild()]
    const [there] = await asSuperuser<{ person_id: string }>('SELECT person_id FROM case_file WHERE id = $1', [id])
    const aid = await newChild()
    await asSuperuser(`UPDATE case_file SET person_id = $2, birth_on = '2014-01-31' WHERE id = $1`, [
      aid,
      there!.person_id,
    ])
    await asSuperuser(`UPDATE case_file SET closed_on = '2026-11-01' WHERE id = $1`, [aid])
    expect(await followBirthday(run, { caseId: aid }, NOON)).toBe(1)
    expect([await birth(id), (await days(id))!.exit, await birth(stranger)]).toEqual([
      '2014-01-31',
      '2030-02-01',
      '2017-05-01',
    ])
    const [event] = await asSuperuser<{ step: string; actor_name: string; post_id: string | null }>(
      'SELECT step, actor_name, post_id FROM case_event WHERE case_id = $1 ORDER BY seq DESC LIMIT 1',
      [id],
    )
    expect(event).toEqual({ step: '$correct', actor_name: '系统', post_id: null })
    expect(await brokenChains()).toEqual([])
  })
})

describe('two hours after a danger was found', () => {
  const found = '2026-11-23T11:00:00+08:00'
  const later = (minutes: number) => new Date(Date.parse(found) + minutes * 60_000)
  const tick = (minutes: number) =>
    escalateReports(
      (work) =>
        asWorker(async (db) => {
          await db.$executeRaw`SELECT set_config('app.now', ${later(minutes).toISOString()}, true)`
          return work(db)
        }),
      later(minutes),
    )
  const inDanger = async () => {
    const id = await newChild()
    const { version } = await rowOf(id)
    const form = formOf({ foundAt: '2026-11-23T11:00', sign: 'hurt', facts: '手臂有伤' })
    await inScope(cd, (ctx) => act(child, ctx, { caseId: id, step: 'danger', version, form }))
    return id
  }
  const open = (id: string) =>
    asSuperuser<{ code: string; role: string; due: string | null }>(
      `SELECT code, role, to_char(due_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS due FROM task
       WHERE case_id = $1 AND code LIKE 'report%' AND done_at IS NULL ORDER BY code`,
      [id],
    )
  const paged = async () =>
    (await asSuperuser<{ n: number }>(`SELECT count(*)::int AS n FROM outbox WHERE template = 'work_now'`))[0]!.n

  it('the report is a duty with its hour; near it the director is reminded, after it the supervisor has it and is told, once', async () => {
    for (const [role, unit] of [
      ['CD', '340705001001-VC1'],
      ['CS', '340705001-CW1'],
      ['CA', '340705-CA1'],
    ] as const) {
      const post = await postOf(role, unit)
      await asSuperuser(`UPDATE app_user SET email = $2 WHERE id = $1`, [post.userId, `${role}@example.test`])
    }
    const id = await inDanger()
    expect(await open(id)).toEqual([{ code: 'report', role: 'CD', due: '2026-11-23 13:00' }])
    const [view] = await inScope(cd, async (ctx) =>
      openTasks(child.kind, ctx, toCaseRow(await ctx.db.caseFile.findUniqueOrThrow({ where: { id } }))),
    )
    expect(view).toMatchObject({ code: 'report', dueTime: '13:00', over: false })
    expect([await tick(90), await paged()]).toEqual([0, 0])
    expect([await tick(100), await paged()]).toEqual([1, 1])
    expect([await tick(120), await paged()]).toEqual([0, 1])
    expect((await Promise.all([tick(121), tick(121)])).reduce((sum, n) => sum + n, 0)).toBe(1)
    expect([await tick(130), await paged()]).toEqual([0, 3])
    expect(await open(id)).toMatchObject([{ code: 'report' }, { code: 'report_late', role: 'CS', due: null }])
    const cs = supervisor()
    const { version } = await rowOf(id)
    const form = formOf({ reportedAt: '2026-11-23T11:50', to: 'police' })
    await inScope(cs, (ctx) => act(child, ctx, { caseId: id, step: 'log_report', version, form }))
    expect(await open(id)).toEqual([])
    expect(await brokenChains()).toEqual([])
  })

  it('a report that is logged in time alarms nobody', async () => {
    const id = await inDanger()
    const { version } = await rowOf(id)
    const form = formOf({ reportedAt: '2026-11-23T11:50', to: 'police' })
    await inScope(cd, (ctx) => act(child, ctx, { caseId: id, step: 'log_report', version, form }))
    expect(await tick(600)).toBe(0)
    expect(await open(id)).toEqual([])
  })
})
