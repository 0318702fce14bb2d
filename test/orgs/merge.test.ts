import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepDocument } from '~/casefile/documents/keep.server'
import { loadDocument } from '~/casefile/documents/load-document.server'
import { body, type PaperContent } from '~/casefile/documents/paper'
import { openCases } from '~/casefile/open.server'
import { prisma } from '~/lib/db.server'
import { setClock } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { directory, findUnit, forgetDirectory } from '~/orgs/find-units.server'
import { applyMerges } from '~/orgs/places/apply-merges.server'
import type { Merge } from '~/orgs/places/fit-merge.server'
import { cancelMerge, planMerge, plannedMerges } from '~/orgs/places/plan-merge.server'
import { codesIn, lookAtMerge, previewMerge } from '~/orgs/places/preview-merge.server'
import { historyOf } from '~/orgs/places/read-history.server'
import { seedBase } from '../../prisma/seed/base'
import { seedOrg } from '../../prisma/seed/org'
import { withOwner } from '../../prisma/seed/owner'
import { actorOf, asWorker, inScope, itemOf, sampleDomain } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const FROM = '340705002-JO1'
const TO = '340705001-JO1'
const OTHER = '340705003-JO1'
const domain = sampleDomain('support')
const admin = actorOf('AD', '3407-PF1')
const merge: Merge = { from: [FROM], to: TO, on: '2026-11-20', reason: '铜官区机构调整文件' }
const plan = (change: Partial<Merge> = {}, actor = admin) =>
  inScope(actor, (ctx) => planMerge(ctx, { ...merge, ...change }))
const work = (on = '2026-11-23') => applyMerges((job) => asWorker(job), on)

/** A paper that a unit issued without a file, about the same month as everybody's. */
const keepPaper = (unit: string) =>
  inScope(actorOf('TJ', unit), async (ctx) => {
    const content: PaperContent = {
      v: 1,
      code: 'month',
      title: '统计表',
      headline: '统计表',
      layout: 'list',
      number: null,
      unit: { code: unit, name: unit },
      to: null,
      caseNo: null,
      about: '2026-10',
      issuedOn: null,
      check: { by: 'public', code: null },
      blocks: [body('一人')],
    }
    const kept = await keepDocument(ctx, {
      decl: { code: 'month', title: '统计表', word: '统', approval: { by: 'none' } },
      place: { caseId: null, kind: 'support', scopeKey: unit },
      unit: (await directory(ctx.db)).units.get(unit)!,
      content,
    })
    return kept.id
  })

beforeAll(async () => {
  setClock('2026-11-23T12:00:00+08:00')
  await testDatabase()
  await withOwner(seedBase)
  await withOwner((db) => seedOrg(db, ['340705', '340706']))
  await asSuperuser(
    `INSERT INTO app_user (id, name, username, email, updated_at) VALUES ($1, '系统甲', 'admin', 'admin@local.invalid', now())`,
    [admin.userId],
  )
  await asSuperuser(
    `INSERT INTO post (id, user_id, role, unit_code, from_on) VALUES ($1, $2, 'AD', '3407-PF1', '2020-01-01')`,
    [admin.postId, admin.userId],
  )
  forgetDirectory()
})
afterAll(() => setClock(null))

describe('merging units (SR-10)', () => {
  it('shows what would move as numbers, and names no file', async () => {
    const [file] = await inScope(actorOf('TJ', FROM), (ctx) => openCases(domain, ctx, [itemOf('support', FROM)]))
    const preview = await inScope(admin, (ctx) => previewMerge(ctx, merge))
    expect(preview).toEqual({
      to: { code: TO, name: '天井湖新社区司法所' },
      from: [{ code: FROM, name: '阳光新社区司法所', files: 1, openFiles: 1, duties: 1, referrals: 0, posts: 0 }],
      total: { files: 1, openFiles: 1, duties: 1, referrals: 0, posts: 0 },
    })
    expect(JSON.stringify(preview)).not.toContain(file!.caseNo)
    await expect(inScope(actorOf('SE', '3407-PF1'), (ctx) => previewMerge(ctx, merge))).rejects.toMatchObject({
      status: 403,
    })
    const typed = new URLSearchParams({ from: ' 340705002-jo1，340705002-JO1\n', to: '340706100-JO1' })
    expect(codesIn(typed.get('from')!)).toEqual([FROM, FROM])
    expect((await inScope(admin, (ctx) => lookAtMerge(ctx, typed))).preview?.from).toHaveLength(1)
  })

  it('moves files to the unit, closes the old one, keeps the change', async () => {
    const papers = { old: await keepPaper(FROM), own: await keepPaper(TO) }
    const opens = (unit: string, documentId: string) =>
      inScope(actorOf('TJ', unit), (ctx) => loadDocument(ctx, { kind: 'support', caseId: undefined, documentId }))
    await expect(opens(TO, papers.old)).rejects.toMatchObject({ status: 404 })
    await plan()
    expect(await work()).toBe(1)
    expect(await work()).toBe(0)
    expect(await inScope(actorOf('TJ', TO), ({ db }) => db.caseFile.count())).toBe(1)
    expect(await inScope(actorOf('TJ', FROM), ({ db }) => db.caseFile.count())).toBe(0)
    // Papers of the unit itself: both stand, each with the name and the number that it was issued under.
    expect((await opens(TO, papers.old)).row).toMatchObject({ state: 'issued', unitCode: FROM, scopeKey: TO })
    expect((await opens(TO, papers.own)).row).toMatchObject({ state: 'issued', unitCode: TO })
    await expect(opens(FROM, papers.old)).rejects.toMatchObject({ status: 404 })
    await asWorker(async (db) => expect(await findUnit(db, FROM)).toMatchObject({ closedOn: '2026-11-20' }))
    const history = await inScope(admin, ({ db }) => historyOf(db, FROM))
    expect(history[0]).toMatchObject({
      kind: 'merge',
      from: [{ code: FROM }],
      to: { code: TO },
      moved: 1,
      reason: merge.reason,
    })
    expect(await asSuperuser(`SELECT data FROM access_log WHERE event = 'merge_unit'`)).toEqual([
      { data: { from: [FROM], to: TO, moved: 1 } },
    ])
  })

  it('waits for its day, can be called off till then, and is done once', async () => {
    const id = await plan({ from: [OTHER], on: '2026-12-01' })
    expect(await work()).toBe(0)
    await expect(plan({ from: [OTHER], on: '2026-12-02' })).rejects.toMatchObject({
      fieldErrors: { from: expect.anything() },
    })
    expect(await inScope(admin, plannedMerges)).toMatchObject([{ id, on: '2026-12-01', from: ['学苑新社区司法所'] }])
    await expect(inScope(actorOf('JA', '340705-JB1'), (ctx) => cancelMerge(ctx, id))).rejects.toThrow(/administrator/)
    await inScope(admin, (ctx) => cancelMerge(ctx, id))
    await expect(inScope(admin, (ctx) => cancelMerge(ctx, id))).rejects.toMatchObject({ status: 404 })
    await plan({ from: [OTHER], on: '2026-12-01' })
    setClock('2026-12-02T00:20:00+08:00')
    expect(await work('2026-12-02')).toBe(1)
    setClock('2026-11-23T12:00:00+08:00')
    expect(await prisma.unit.findUnique({ where: { code: OTHER } })).toMatchObject({ closedOn: new Date('2026-12-01') })
  })

  it('that no longer fits on its day is left, logged, and holds up no other', async () => {
    await plan({ from: ['340705004-JO1'], on: '2026-11-24' })
    await plan({ from: ['340705005-JO1'], on: '2026-11-24' })
    await asSuperuser(`UPDATE unit SET closed_on = '2026-11-22' WHERE code = '340705004-JO1'`)
    setClock('2026-11-24T12:00:00+08:00')
    expect(await work('2026-11-24')).toBe(1)
    setClock('2026-11-23T12:00:00+08:00')
    expect(await inScope(admin, plannedMerges)).toHaveLength(1)
  })

  it.each<[string, Partial<Merge>, string]>([
    ['a unit that is closed', { from: [FROM], to: TO }, 'from'],
    ['into a unit that is closed', { from: ['340705006-JO1'], to: FROM }, 'to'],
    ['a unit of another kind', { from: ['340705006-JO1'], to: '340705-JB1' }, 'from'],
    ['a unit that does not exist', { from: ['340705099-JO1'] }, 'from'],
    ['forged codes', { from: [`340705006-JO1'); DROP TABLE unit; --`] }, 'from'],
    ['a unit with itself', { from: [TO], to: TO }, 'to'],
    ['nothing', { from: [] }, 'from'],
    ['on no day', { from: ['340705006-JO1'], on: '2026-02-30' }, 'on'],
    ['in ten years', { from: ['340705006-JO1'], on: '2036-02-03' }, 'on'],
    ['without a reason', { from: ['340705006-JO1'], reason: ' ' }, 'reason'],
  ])('refuses %s', async (_, change, field) => {
    await expect(plan(change)).rejects.toMatchObject({ status: 422, fieldErrors: { [field]: [expect.any(String)] } })
  })

  it('is for the system administrator alone, also in the database', async () => {
    for (const role of ['JA', 'SE', 'AU'] as const) {
      const actor = actorOf(role, '340705-JB1')
      await expect(plan({ from: ['340705006-JO1'] }, actor)).rejects.toMatchObject({ status: 403 })
      for (const sql of [
        `INSERT INTO org_unit_change (id, from_codes, to_code, effective_on, reason, decided_by) VALUES ('${uuidv7()}', ARRAY['340705006-JO1'], '${TO}', '2026-11-20', 'x', '${actor.postId}')`,
        `UPDATE unit SET phone = '1'`,
        `INSERT INTO unit (code, region_code, kind, name) VALUES ('340705001-JO9', '340705001', 'justice_office', 'x')`,
        `INSERT INTO region (code, name, short_name, tier) VALUES ('340799', 'x', 'x', 'county')`,
        `UPDATE grid SET household_count = 1`,
      ])
        await inScope(actor, ({ db }) => db.$executeRawUnsafe(sql)).then(
          (changed) => expect(changed, sql).toBe(0),
          (error: unknown) => expect(String(error), sql).toMatch(/row-level security/),
        )
    }
    for (const sql of [
      `UPDATE unit SET closed_on = '2026-11-20'`,
      `UPDATE unit SET name = 'x'`,
      `DELETE FROM unit`,
      `UPDATE region SET name = 'x'`,
    ])
      await expect(inScope(admin, ({ db }) => db.$executeRawUnsafe(sql))).rejects.toThrow(/permission denied/)
    await expect(
      inScope(admin, ({ db }) =>
        db.$executeRawUnsafe(
          `INSERT INTO unit (code, region_code, kind, name) VALUES ('340706-JB9', '340705', 'justice_bureau', 'x')`,
        ),
      ),
    ).rejects.toThrow(/row-level security/)
    await expect(
      inScope(admin, ({ db }) =>
        db.$executeRawUnsafe(
          `INSERT INTO org_unit_change (id, from_codes, to_code, effective_on, reason, applied_at) VALUES ('${uuidv7()}', ARRAY['340705006-JO1'], '${TO}', '2026-11-20', 'x', now())`,
        ),
      ),
    ).rejects.toThrow(/row-level security/)
  })
})
