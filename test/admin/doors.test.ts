/** The system administrator's doors: who gets in, and that what stands behind them names no file and no client. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '~/access/roles'
import { uuidv7 } from '~/lib/ids.server'
import { inScope, actorOf, openAt, rowOf } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { asInDemo, makeUser, newcomer, seedOrg, type SignedIn } from '../support/people'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- a route's loader or action */
type Door = { loader?: (args: any) => Promise<unknown>; action?: (args: any) => Promise<unknown> }
const modules = import.meta.glob<Door>('../../app/routes/admin*.tsx', { eager: true })
const fileOf = (name: string) => `../../app/routes/admin${name && `.${name}`}.tsx`
const door = (name: string) => modules[fileOf(name)]!
const UNIT = '340705001-JO1'
const id = uuidv7()

/** Every address of the administrator, with the route behind it. */
const doors: [path: string, route: string, params: Record<string, string>][] = [
  ['/admin', '', {}],
  ['/admin/accounts', 'accounts', {}],
  ['/admin/accounts/new', 'accounts.new', {}],
  [`/admin/accounts/${id}`, 'accounts.one', { user: id }],
  ['/admin/organisation', 'organisation', {}],
  ['/admin/organisation/new?at=340705', 'organisation.new', {}],
  ['/admin/organisation/merge', 'organisation.merge', {}],
  ['/admin/organisation/import', 'organisation.import', {}],
  [`/admin/organisation/import/${id}`, 'organisation.import.run', { run: id }],
  ['/admin/organisation/template', 'organisation.template', {}],
  [`/admin/organisation/${UNIT}`, 'organisation.one', { code: UNIT }],
  ['/admin/rules', 'rules', {}],
  ['/admin/rules/D1.verify', 'rules.one', { rule: 'D1.verify' }],
  ['/admin/calendar', 'calendar', {}],
  ['/admin/changes', 'changes', {}],
  [`/admin/changes/${id}`, 'changes.one', { change: id }],
  ['/admin/outbox', 'outbox', {}],
]
const strangers: Role[] = ['JA', 'JC', 'TJ', 'TH', 'PR', 'LD', 'SV', 'SE', 'AU']
const open = (role: Role, path: string) => role === 'SE' && (path === '/admin' || path.startsWith('/admin/changes'))

let admin: SignedIn
let name = ''
let caseNo = ''
beforeAll(async () => {
  asInDemo()
  await testDatabase()
  await seedOrg()
  admin = await newcomer('AD', '340705-JB1')
  const [file] = await openAt('support', UNIT)
  ;({ name, case_no: caseNo } = (await rowOf(file!.id)) as unknown as { name: string; case_no: string })
})

describe('every address under /admin', () => {
  it('is in this list', () => {
    const known = new Set(doors.map(([, route]) => fileOf(route)))
    expect([...known].filter((path) => !modules[path])).toEqual([])
  })

  it.each(strangers)('refuses %s, reading and sending', async (role) => {
    const stranger = await newcomer(role, '340705-JB1')
    for (const [path, route, params] of doors) {
      const { loader, action } = door(route)
      if (open(role, path)) continue
      expect((await stranger.get(loader!, path, params)).status, path).toBe(403)
      if (action) expect((await stranger.post(action, path, { _intent: 'disable' }, params)).status, path).toBe(403)
    }
  })

  it('answers the administrator, and what is not there with 404', async () => {
    for (const [path, route, params] of doors) {
      const answer = await admin.get(door(route).loader!, path, params)
      expect(answer.status, path).toBe(path.includes(id) ? 404 : 200)
      const text = JSON.stringify(answer.data)
      expect(text, path).not.toContain(name)
      expect(text, path).not.toContain(caseNo)
    }
  })

  it.each([
    ['organisation.one', { code: `340705001-JO1' OR '1'='1` }],
    ['organisation.one', { code: '../../etc/passwd' }],
    ['organisation.one', { code: '9'.repeat(400) }],
    ['rules.one', { rule: `x'; DROP TABLE rule_param; --` }],
    ['changes.one', { change: 'not-an-id' }],
    ['accounts.one', { user: '%' }],
  ])('%s does not know forged names (%o)', async (route, params) => {
    expect((await admin.get(door(route).loader!, '/admin/x', params as Record<string, string>)).status).toBe(404)
  })
})

describe('in the scope of the administrator, by SQL', () => {
  it('no file, event, duty, person, message or line of the log is seen', async () => {
    const actor = actorOf('AD', '340705-JB1')
    for (const table of [
      'case_file',
      'case_event',
      'case_key',
      'case_note',
      'handoff_file',
      'support_file',
      'task',
      'person',
      'referral',
      'proposal',
      'visit',
    ])
      expect(await inScope(actor, ({ db }) => db.$queryRawUnsafe(`SELECT 1 FROM ${table}`)), table).toEqual([])
    for (const table of ['outbox', 'case_link', 'number_series', 'vault.mouth'])
      await expect(
        inScope(actor, ({ db }) => db.$queryRawUnsafe(`SELECT 1 FROM ${table}`)),
        table,
      ).rejects.toThrow(/permission denied/)
    expect(
      await inScope(actor, ({ db }) =>
        db.$queryRawUnsafe(`SELECT 1 FROM access_log WHERE post_id <> '${actor.postId}'`),
      ),
    ).toEqual([])
    await expect(
      inScope(actor, ({ db }) => db.$executeRawUnsafe(`UPDATE task SET due_on = '2030-01-01'`)),
    ).resolves.toBe(0)
  })

  it('his numbers are his alone', async () => {
    for (const role of ['JA', 'SE', 'AU', 'LD'] as const)
      for (const sql of [
        `SELECT * FROM unit_load(ARRAY['${UNIT}'])`,
        `SELECT * FROM caseload_of('x')`,
        `SELECT * FROM outbox_counts(now())`,
        `SELECT retry_outbox('mail')`,
        `SELECT * FROM provisional_duties()`,
        `SELECT rename_place('${UNIT}', 'x', NULL, '2026-11-23', 'x')::text`,
        `SELECT close_place('${UNIT}', '2026-11-23', 'x')::text`,
        `SELECT cancel_merge('${id}')`,
      ])
        await expect(
          inScope(actorOf(role, '340705-JB1'), ({ db }) => db.$queryRawUnsafe(sql)),
          `${role} ${sql}`,
        ).rejects.toThrow(/not the system administrator/)
  })
})

describe('places', () => {
  const change = (form: Record<string, string>, code = UNIT) =>
    admin.post(door('organisation.one').action!, `/admin/organisation/${code}`, form, { code })

  it('with open files are not closed, whatever the form says, nor by SQL', async () => {
    const answer = await change({ _intent: 'close', on: '2026-11-23', reason: '机构改革' })
    expect(answer.status).toBe(409)
    expect(JSON.stringify(answer.data)).toMatch(/1 份在办档案/)
    await expect(
      inScope(
        actorOf('AD', '340705-JB1'),
        ({ db }) => db.$executeRaw`SELECT close_place(${UNIT}, '2026-11-23'::date, 'x')`,
      ),
    ).rejects.toThrow(/not empty/)
    expect(await asSuperuser(`SELECT closed_on FROM unit WHERE code = $1`, [UNIT])).toEqual([{ closed_on: null }])
    expect((await change({ _intent: 'close', on: '2026-11-23', reason: '机构改革' }, '340705')).status).toBe(409)
  })

  it('get new names that keep the old one findable; empty ones are closed with a reason', async () => {
    const on = '2026-01-05'
    expect((await change({ _intent: 'rename', name: '春天司法所', on, reason: '铜政〔2026〕1号' })).status).toBe(302)
    const found = await admin.get(
      door('organisation').loader!,
      `/admin/organisation?q=${encodeURIComponent(`单位${UNIT}`)}`,
    )
    expect(found.data.found).toMatchObject([
      { code: UNIT, name: '春天司法所', oldName: `单位${UNIT}` },
      { code: '340705001-JO10' },
    ])
    const made = await admin.post(door('organisation.new').action!, '/admin/organisation/new?at=340705002', {
      _intent: 'unit',
      kind: 'justice_office',
      name: '第二司法所',
    })
    expect(made.location).toBe('/admin/organisation/340705002-JO2?done=added')
    expect((await change({ _intent: 'close', on, reason: '设立有误' }, '340705002-JO2')).status).toBe(302)
    expect((await change({ _intent: 'rename', name: '再改', on, reason: 'x' }, '340705002-JO2')).status).toBe(409)
    const page = await admin.get(door('organisation.one').loader!, '/admin/organisation/340705002-JO2', {
      code: '340705002-JO2',
    })
    expect(page.data.place).toMatchObject({ ended: on, history: [{ kind: 'close', reason: '设立有误' }] })
  })

  it('refuse forms that do not fit, at the field', async () => {
    const fieldsOf = async (promise: Promise<{ status: number; data: Record<string, unknown> }>) =>
      Object.keys((await promise).data.lastResult ? ((await promise).data.lastResult as { error: object }).error : {})
    const add = (at: string, form: Record<string, string>) =>
      admin.post(door('organisation.new').action!, `/admin/organisation/new?at=${at}`, form)
    expect(await fieldsOf(change({ _intent: 'rename', name: '', on: '2026-02-30', reason: '' }))).toEqual([
      'name',
      'on',
      'reason',
    ])
    expect(await fieldsOf(change({ _intent: 'rename', name: '明天司法所', on: '2999-01-01', reason: 'x' }))).toEqual([
      'on',
    ])
    expect(await fieldsOf(add('340705', { _intent: 'region', code: '1', name: 'x' }))).toEqual(['code'])
    expect(await fieldsOf(add('340705', { _intent: 'region', code: '001', name: 'x' }))).toEqual(['code'])
    expect(await fieldsOf(add('340705', { _intent: 'unit', kind: 'secret_service', name: 'x' }))).toEqual(['kind'])
    expect(await fieldsOf(add('340705', { _intent: 'unit', kind: 'grid_station', name: 'x' }))).toEqual(['kind'])
    expect((await add('999999', { _intent: 'unit', kind: 'school', name: 'x' })).status).toBe(404)
  })

  it('of the lowest tier are grids: 360 households at most, one worker for one grid (SR-11)', async () => {
    const add = (at: string, form: Record<string, string>) =>
      admin.post(door('organisation.new').action!, `/admin/organisation/new?at=${at}`, form)
    await add('340705002', { _intent: 'region', code: '001', name: '一村' })
    const village = '340705002001'
    expect((await add(village, { _intent: 'region', code: '001', name: '第1网格', households: '361' })).status).toBe(
      422,
    )
    for (const n of ['001', '002'])
      expect((await add(village, { _intent: 'region', code: n, name: `第${n}网格`, households: '360' })).status).toBe(
        302,
      )
    const { userId } = await makeUser()
    const worker = uuidv7()
    await asSuperuser(
      `INSERT INTO post (id, user_id, role, unit_code, from_on) VALUES ($1, $2, 'GW', $3, '2026-01-01')`,
      [worker, userId, `${village}001-GS1`],
    )
    const save = (grid: string, form: Record<string, string>) =>
      change({ _intent: 'grid', households: '300', ...form }, village + grid)
    expect((await save('001', { worker })).status).toBe(302)
    expect((await save('002', { worker })).status).toBe(422)
    expect((await save('002', { worker: admin.id })).status).toBe(422)
    expect((await save('002', { households: '361' })).status).toBe(422)
    expect(await asSuperuser(`SELECT household_count, grid_worker_id FROM grid ORDER BY code`)).toEqual([
      { household_count: 300, grid_worker_id: worker },
      { household_count: 360, grid_worker_id: null },
    ])
  })
})
