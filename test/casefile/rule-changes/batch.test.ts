import { beforeAll, describe, expect, it } from 'vitest'
import { act } from '~/casefile/act.server'
import { applyBatch } from '~/casefile/rule-changes/apply-batch.server'
import { computeBatch } from '~/casefile/rule-changes/compute-batch.server'
import { checkDates } from '~/casefile/rule-changes/jobs.server'
import { readChange } from '~/casefile/rule-changes/read-change.server'
import { requestCalendar } from '~/casefile/rule-changes/request-calendar.server'
import { requestRuleChange } from '~/casefile/rule-changes/request-rule-change.server'
import { stepChange } from '~/casefile/rule-changes/step-change.server'
import type { Domain } from '~/casefile/domain'
import type { Kind } from '~/casefile/kind'
import { forgetRules } from '~/casefile/rules.server'
import { sweepDuties } from '~/casefile/tasks/sweep.server'
import { prisma } from '~/lib/db.server'
import {
  actorOf,
  asWorker,
  formOf,
  inScope,
  keeperOf,
  NOON,
  openAt,
  sampleDomain,
  seedPlaces,
} from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { notice2027 } from './notice'

const domain = sampleDomain()
const kinds = { support: domain.kind as unknown as Kind }
const admin = actorOf('AD', '340705-JB1')
const security = actorOf('SE', '340705-JB1')
const compute = (id: string) => asWorker((db) => computeBatch(db, kinds, id, NOON))
const apply = (id: string) => asWorker((db) => applyBatch(db, kinds, id, NOON))
const ask = (fields: Record<string, string>, rule = 'D1.register', actor = admin) =>
  inScope(actor, (ctx) => requestRuleChange(ctx, rule, formOf(fields)))
const step = (id: string, intent: string, actor = admin, note = '') =>
  inScope(actor, (ctx) => stepChange(ctx, id, formOf({ _intent: intent, note })))
const dueOf = async (caseId: string) =>
  (
    await asSuperuser<{ due: string; value: number; reason: string }>(
      `SELECT due_on::text AS due, rule_value AS value, reason FROM task WHERE case_id = $1 AND code = 'begin'`,
      [caseId],
    )
  )[0]!
const change = { value: '8', effectiveFrom: '2026-11-20', source: '皖司发〔2026〕12号' }

let files: { id: string }[] = []
beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  files = await openAt(
    'support',
    '340705001-JO1',
    [{}, {}, { openedOn: '2026-11-10', facts: undefined }, {}].map((one) =>
      'openedOn' in one
        ? {
            openedOn: one.openedOn,
            facts: { state: 'begun', openedOn: '2026-11-10', sex: 'M', birthOn: null, startedOn: null },
          }
        : {},
    ),
  )
})

describe('a new version of a rule', () => {
  let batch = ''

  it('is later than every version, of a sensible value, with a source, and one at a time', async () => {
    const wrong = async (fields: Record<string, string>) =>
      ask({ ...change, ...fields }).then(
        () => null,
        (error: { fieldErrors?: object }) => Object.keys(error.fieldErrors ?? {}),
      )
    expect(await wrong({ effectiveFrom: '2020-01-01' })).toEqual(['effectiveFrom'])
    expect(await wrong({ effectiveFrom: '2019-05-01' })).toEqual(['effectiveFrom'])
    expect(await wrong({ value: '-3' })).toEqual(['value'])
    expect(await wrong({ value: '2.5' })).toEqual(['value'])
    expect(await wrong({ value: '99999' })).toEqual(['value'])
    expect(await wrong({ source: ' ' })).toEqual(['source'])
    expect(await wrong({ value: '5', source: '项目规则' })).toEqual(['value'])
    await expect(ask(change, 'X.no_such_rule')).rejects.toMatchObject({ status: 404 })
    batch = await ask(change)
    await expect(ask({ ...change, value: '9' })).rejects.toMatchObject({ status: 409 })
  })

  it('shows old and new dates of exactly the duties it touches, and moves nothing', async () => {
    expect(await dueOf(files[0]!.id)).toMatchObject({ due: '2026-11-30', value: 5 })
    expect(await compute(batch)).toBe(3)
    const page = await inScope(admin, (ctx) => readChange(ctx, batch, new URLSearchParams()))
    expect(page.counts).toMatchObject({ seen: 3, moved: 3, kept: 0 })
    expect(page.lines.map((line) => [line.unit, line.from, line.to, line.days])).toEqual(
      Array.from({ length: 3 }, () => ['单位340705001-JO1', '2026-11-30', '2026-12-03', 3]),
    )
    expect(await dueOf(files[0]!.id)).toMatchObject({ due: '2026-11-30' })
    expect(Object.keys(page.lines[0]!)).not.toEqual(expect.arrayContaining(['kind', 'code', 'name', 'caseId']))
    const none = await inScope(admin, (ctx) => readChange(ctx, batch, new URLSearchParams({ which: 'earlier' })))
    expect(none.lines).toEqual([])
  })

  it('is confirmed by a second person alone, also in the database', async () => {
    await expect(step(batch, 'confirmed', security)).rejects.toMatchObject({ status: 409 })
    await step(batch, 'submitted')
    await expect(step(batch, 'confirmed')).rejects.toMatchObject({ status: 403 })
    const both = actorOf('SE', '340705-JB1', { userId: admin.userId })
    await expect(step(batch, 'confirmed', both)).rejects.toMatchObject({ status: 403 })
    for (const [actor, state] of [
      [both, 'confirmed'],
      [admin, 'confirmed'],
      [actorOf('JA', '340705-JB1'), 'confirmed'],
      [security, 'applied'],
    ] as const)
      await expect(
        inScope(actor, ({ db }) => db.$executeRaw`SELECT step_recompute(${batch}::uuid, ${state}, NULL)`),
      ).rejects.toThrow(/first|administrator|batch is/)
    await expect(step(batch, 'returned', security)).rejects.toMatchObject({ fieldErrors: { note: expect.anything() } })
    expect(await apply(batch)).toBeUndefined()
    expect(await dueOf(files[0]!.id)).toMatchObject({ due: '2026-11-30' })
  })

  it('is not written past the batch: neither by a step on a file nor by the nightly sweep nor by SQL', async () => {
    await asSuperuser(
      `INSERT INTO rule_param SELECT rule_id, '2026-11-21', NULL, 9, unit, label, source FROM rule_param WHERE rule_id = 'D1.register' LIMIT 1`,
    )
    forgetRules()
    await sweepDuties(asWorker, { support: domain as unknown as Domain }, NOON)
    expect(await dueOf(files[0]!.id)).toMatchObject({ due: '2026-11-30' })
    await asSuperuser(`DELETE FROM rule_param WHERE rule_id = 'D1.register' AND effective_from = '2026-11-21'`)
    forgetRules()
    for (const role of ['AD', 'SE', 'JA'] as const)
      for (const sql of [
        `UPDATE rule_param SET value = 1`,
        `INSERT INTO rule_param SELECT rule_id, '2030-01-01', NULL, 1, unit, label, source FROM rule_param LIMIT 1`,
        `INSERT INTO workday_calendar VALUES ('2027-01-01', 'work', 'x')`,
        `UPDATE recompute_batch SET state = 'confirmed'`,
        `UPDATE recompute_line SET new_due = '2030-01-01'`,
      ])
        await expect(inScope(actorOf(role, '340705-JB1'), ({ db }) => db.$executeRawUnsafe(sql))).rejects.toThrow(
          /permission denied/,
        )
  })

  it('moves what was reviewed in one go, skips what was done or changed meanwhile, and says so', async () => {
    await inScope(keeperOf('support', '340705001-JO1'), (ctx) =>
      act(domain, ctx, { caseId: files[1]!.id, step: 'start', version: 1, form: formOf({ startedOn: '2026-11-23' }) }),
    )
    await asSuperuser(`UPDATE task SET due_on = '2026-12-15' WHERE case_id = $1 AND code = 'begin'`, [files[3]!.id])
    await step(batch, 'confirmed', security)
    expect(await apply(batch)).toEqual({ applied: 1, done: 1, changed: 1 })
    expect(await dueOf(files[0]!.id)).toEqual({
      due: '2026-12-03',
      value: 8,
      reason: '8 个工作日，自 2026-11-23（受理）次日起算，跳过 周末 2 天 → 2026-12-03，依据 皖司发〔2026〕12号',
    })
    expect(await dueOf(files[2]!.id)).toMatchObject({ due: '2026-11-17', value: 5 })
    expect(await dueOf(files[3]!.id)).toMatchObject({ due: '2026-12-15' })
    expect(
      await asSuperuser(
        `SELECT value, effective_from::text AS since, source FROM rule_param WHERE rule_id = 'D1.register' ORDER BY effective_from`,
      ),
    ).toEqual([
      { value: 5, since: '2020-01-01', source: '项目规则' },
      { value: 8, since: '2026-11-20', source: change.source },
    ])
    expect(await apply(batch)).toBeUndefined()
    const page = await inScope(security, (ctx) => readChange(ctx, batch, new URLSearchParams({ which: 'skipped' })))
    expect(page.lines.map((line) => line.outcome).sort()).toEqual(['期间已办结，跳过', '期间已变动，跳过'].sort())
    expect(
      await asSuperuser(`SELECT data->>'applied' AS n FROM access_log WHERE event = 'rule_change_applied'`),
    ).toEqual([{ n: '1' }])
    const events = await asSuperuser(`SELECT step FROM case_event WHERE case_id = $1`, [files[0]!.id])
    expect(events).toEqual([{ step: 'open' }])
    expect(await asSuperuser(`SELECT next_due_on::text AS next FROM case_file WHERE id = $1`, [files[0]!.id])).toEqual([
      { next: '2026-12-03' },
    ])
  })

  it('withdrawn or returned, changes nothing', async () => {
    const one = await ask({ ...change, effectiveFrom: '2026-11-22', value: '4' })
    await step(one, 'withdrawn')
    expect(await compute(one)).toBe(0)
    const two = await ask({ ...change, effectiveFrom: '2026-11-22', value: '4' })
    await compute(two)
    await step(two, 'submitted')
    await step(two, 'returned', security, '文号不对')
    expect(await apply(two)).toBeUndefined()
    expect(await asSuperuser(`SELECT count(*)::int AS n FROM rule_param WHERE rule_id = 'D1.register'`)).toEqual([
      { n: 2 },
    ])
  })
})

describe('the nightly look', () => {
  it('lays what stands on another day than the rules before the administrator, once, and computes it anew', async () => {
    expect(await checkDates(asWorker, kinds, NOON)).toBe(1)
    expect(await checkDates(asWorker, kinds, NOON)).toBe(1)
    const found = await asSuperuser<{ id: string; state: string; moved: number }>(
      `SELECT id, state, moved FROM recompute_batch WHERE cause = 'check'`,
    )
    expect(found).toMatchObject([{ state: 'review', moved: 1 }])
    await step(found[0]!.id, 'submitted')
    expect(await checkDates(asWorker, kinds, NOON)).toBe(0)
    await step(found[0]!.id, 'confirmed', security)
    expect(await checkDates(asWorker, kinds, NOON)).toBe(0)
    expect(await dueOf(files[3]!.id)).toMatchObject({ due: '2026-12-03' })
    expect(await asSuperuser(`SELECT count(*)::int AS n FROM recompute_batch WHERE cause = 'check'`)).toEqual([
      { n: 1 },
    ])
  })
})

describe('a year of the calendar', () => {
  const load = (fields: Record<string, string>) =>
    inScope(admin, (ctx) =>
      requestCalendar(ctx, formOf({ year: '2027', source: '国办发明电〔2026〕1号', text: notice2027, ...fields })),
    )

  it('is refused with the lines that cannot be so', async () => {
    const errors = (fields: Record<string, string>) =>
      load(fields).then(
        () => ({}),
        (error: { fieldErrors: Record<string, string[]> }) => error.fieldErrors,
      )
    expect(Object.keys(await errors({ text: '' }))).toEqual(['text'])
    expect(((await errors({ year: '2026' })) as Record<string, string[]>).text?.join()).toMatch(
      /星期.*可能粘贴了别的年份/,
    )
    expect(Object.keys(await errors({ year: '2031' }))).toEqual(['year'])
    expect(
      ((await errors({ text: notice2027.replace('1月1日', '1月32日') })) as Record<string, string[]>).text?.join(),
    ).toMatch(/第 1 行/)
    expect(Object.keys(await errors({ text: notice2027.replace('2月20日（周六）', '') }))).toEqual(['sure'])
  })

  it('turns provisional dates into certain ones, and moves those behind days off', async () => {
    const opened = await openAt('support', '340706001-JO1', [
      {
        openedOn: '2026-12-28',
        facts: { state: 'begun', openedOn: '2026-12-28', sex: 'M', birthOn: null, startedOn: null },
      },
    ])
    const id = opened[0]!.id
    expect(await dueOf(id)).toMatchObject({ due: '2027-01-07', reason: expect.stringContaining('暂定') })
    const batch = await load({})
    await compute(batch)
    const page = await inScope(admin, (ctx) => readChange(ctx, batch, new URLSearchParams()))
    expect(page.lines).toMatchObject([{ from: '2027-01-07', to: '2027-01-08', firm: true }])
    expect(page.days.length).toBeGreaterThan(20)
    await step(batch, 'submitted')
    await step(batch, 'confirmed', security)
    expect(await apply(batch)).toEqual({ applied: 1, done: 0, changed: 0 })
    const after = await dueOf(id)
    expect(after.due).toBe('2027-01-08')
    expect(after.reason).toContain('元旦 2027-01-01 至 2027-01-03')
    expect(after.reason).not.toContain('暂定')
    expect(await prisma.workdayYear.findUnique({ where: { year: 2027 } })).toMatchObject({
      source: '国办发明电〔2026〕1号',
    })
    expect(await asSuperuser(`SELECT count(*)::int AS n FROM workday_calendar WHERE day < '2027-01-01'`)).toEqual([
      { n: 39 },
    ])
  })
})
