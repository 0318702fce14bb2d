import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkSample } from '~/casefile/attachments/check-attachments.server'
import { attachmentFolder } from '~/casefile/attachments/stored.server'
import { sweepOrphans } from '~/casefile/attachments/sweep-attachments.server'
import { deliverWaiting } from '~/domains/children/reports/deliver-waiting.server'
import { setClock } from '~/lib/dates'
import { prisma } from '~/lib/db.server'
import * as inboxRoute from '~/routes/children.reports.inbox'
import * as deliveryFileRoute from '~/routes/children.reports.delivery.file'
import * as fileRoute from '~/routes/children.reports.file'
import * as deliveryRoute from '~/routes/children.reports.delivery'
import * as deliveryPrintRoute from '~/routes/children.reports.delivery.print'
import * as listRoute from '~/routes/children.reports'
import * as newRoute from '~/routes/children.reports.new'
import * as oneRoute from '~/routes/children.reports.one'
import * as printRoute from '~/routes/children.reports.print'
import { drawnPhoto, scannedPdf } from '../../../../prisma/seed/scan'
import { actorOf, asWorker, inScope, NOON } from '../../../support/cases'
import { asSuperuser, pastTriggers, testDatabase } from '../../../support/database'
import { asInDemo, logged, makePost, newcomer, seedOrg, signedIn, type SignedIn } from '../../../support/people'
import { ownFolder } from '../../../support/own-folder'
import { CHILD, FACTS, report, seedOffices, withFiles } from './place'

let teacher: SignedIn
let civil: SignedIn
let edu: SignedIn
let city: SignedIn
let watcher: SignedIn
beforeAll(async () => {
  asInDemo()
  ownFolder()
  await testDatabase()
  await seedOrg()
  await seedOffices()
  setClock(NOON.toISOString())
  teacher = await newcomer('ST', '340705001-SC1')
  civil = await newcomer('CA', '340705-CA1')
  edu = await newcomer('EC', '340705-EB1')
  city = await newcomer('EC', '3407-EB1')
  watcher = await newcomer('PV', '340705-PC1')
  await asSuperuser(`UPDATE app_user SET email = 'civil@example.test' WHERE id = $1`, [civil.userId])
  await asSuperuser(`UPDATE unit SET phone = '13800000008' WHERE code = '340705-EB1'`)
})

const file = (form: Record<string, string | string[]> = report(), by = teacher) =>
  by.post(newRoute.action, '/children/reports/new', form)
const idOf = (location: string | null) => /^\/children\/reports\/([\w-]+)\?done=1$/.exec(location ?? '')![1]!
const newReport = async (form?: Record<string, string | string[]>, by = teacher) =>
  idOf((await file(form, by)).location)
const copiesOf = (id: string) =>
  asSuperuser<{ id: string; to_key: string; to_role: string; state: string; token: string }>(
    'SELECT id, to_key, to_role, state, token FROM report_delivery WHERE report_id = $1 ORDER BY to_role',
    [id],
  )
const copyFor = async (id: string, role: string) => (await copiesOf(id)).find((copy) => copy.to_role === role)!.id
const own = (id: string, by = teacher) => by.get(oneRoute.loader, `/children/reports/${id}`, { id })
const open = (id: string, by: SignedIn) => by.get(deliveryRoute.loader, `/children/reports/inbox/${id}`, { id })
const answer = (id: string, by: SignedIn, form: Record<string, string>) =>
  by.post(deliveryRoute.action, `/children/reports/inbox/${id}`, form, { id })
const openTasks = (delivery: string) =>
  asSuperuser(
    'SELECT code, scope_key, role, due_on::text AS due, case_id FROM task WHERE detail = $1 AND done_at IS NULL',
    [delivery],
  )

describe('a mandatory report', () => {
  it('is taken and sent in one step, without approval and without a standing authorisation', async () => {
    const [post] = await asSuperuser('SELECT authorised_until FROM post WHERE id = $1', [teacher.id])
    expect(post).toEqual({ authorised_until: null })
    const id = await newReport()
    expect(await copiesOf(id)).toMatchObject([
      { to_role: 'CA', to_key: '340705-CA1', state: 'sent' },
      { to_role: 'EC', to_key: '340705-EB1', state: 'sent' },
      { to_role: 'PV', to_key: '340705-PC1', state: 'sent' },
    ])
    const view = (await own(id)).data.report as Record<string, unknown>
    expect(view).toMatchObject({ state: 'sent', body: { child: CHILD, facts: FACTS, named: [] } })
    expect(view.reportNo).toMatch(/^QB-340705-2026-\d{5}$/)
    expect(view.receipt).toMatch(/^[\w-]{12}$/)
    expect(await openTasks(await copyFor(id, 'CA'))).toEqual([
      { code: 'report_acknowledge', scope_key: '340705-CA1', role: 'CA', due: '2026-11-23', case_id: null },
    ])
  })

  it('is encrypted, and pages the officers at once with a neutral text', async () => {
    const id = await newReport()
    const stored = JSON.stringify([
      await asSuperuser('SELECT * FROM mandatory_report WHERE id = $1', [id]),
      await asSuperuser('SELECT * FROM report_delivery WHERE report_id = $1', [id]),
      await asSuperuser('SELECT * FROM task'),
      await asSuperuser('SELECT * FROM access_log'),
      await asSuperuser('SELECT * FROM form_token'),
    ])
    expect(stored).not.toMatch(/程小禾|旧伤|13800000009/)
    const out = await asSuperuser<{ channel: string; template: string }>(
      `SELECT DISTINCT channel, template, data->>'unit' AS unit FROM outbox ORDER BY channel`,
    )
    expect(out).toMatchObject([
      { channel: 'mail', template: 'work_now', unit: '单位340705-CA1' },
      { channel: 'sms', template: 'work_now', unit: '单位340705-EB1' },
    ])
    expect(await asSuperuser(`SELECT key FROM graphile_worker._private_jobs WHERE key = 'outbox'`)).toHaveLength(1)
  })

  it.each([
    ['without a child', { child: '' }, 'child'],
    ['without what happened', { facts: '' }, 'facts'],
    ['without a situation', { situation: '' }, 'situation'],
    ['with a tenth situation', { situation: '10' }, 'situation'],
    ['of tomorrow', { onDay: '2026-11-24' }, 'onDay'],
    ['of no county', { county: '999999' }, 'county'],
  ])('%s is refused at the field, and nothing typed is lost', async (_, given, field) => {
    const [before] = await asSuperuser('SELECT count(*)::int AS n FROM mandatory_report')
    const answer = await file(report({ place: '校门口', ...given }))
    expect(answer.status).toBe(422)
    const { error, initialValue } = answer.data.lastResult as { error: object; initialValue: Record<string, string> }
    expect(Object.keys(error)).toContain(field)
    expect(initialValue.place).toBe('校门口')
    if (field !== 'facts') expect(initialValue.facts).toBe(FACTS)
    expect(await asSuperuser('SELECT count(*)::int AS n FROM mandatory_report')).toEqual([before])
  })

  it('takes what a link from a file brings, and whatever else stands there does not stop it', async () => {
    const id = await newReport(report({ file: 'abcdefghijkl' }))
    const odd = await newReport(report({ file: `' OR 1=1 --`, named: ['nowhere', '340705001-SC1'], phone: '' }))
    expect(await asSuperuser('SELECT linked_token FROM mandatory_report WHERE id = ANY ($1)', [[id, odd]])).toEqual(
      expect.arrayContaining([{ linked_token: 'abcdefghijkl' }, { linked_token: null }]),
    )
    expect((await own(odd)).data.report).toMatchObject({ body: { named: ['单位340705001-SC1'] } })
  })

  it('D4-edge-04: bypasses the unit that is named in it; the same office one tier up gets it', async () => {
    const id = await newReport(report({ named: ['340705-EB1', '340705001-SC1'] }))
    expect((await copiesOf(id)).map((copy) => copy.to_key)).toEqual(['340705-CA1', '3407-EB1', '340705-PC1'])
    const copy = await copyFor(id, 'EC')
    expect((await open(copy, edu)).status).toBe(404)
    expect((await open(copy, city)).data.report).toMatchObject({ body: { child: CHILD } })
    const list = (await edu.get(inboxRoute.loader, '/children/reports/inbox')).data.inbox as { rows: { id: string }[] }
    expect(list.rows.map((row) => row.id)).not.toContain(copy)
  })

  it('sent twice by one form is one report', async () => {
    const _token = teacher.token()
    const first = await file({ ...report(), _token })
    const second = await file({ ...report(), _token })
    expect(second.location).toBe(first.location)
    expect(await copiesOf(idOf(first.location))).toHaveLength(3)
  })

  it('waits where nobody is in office at any tier, says what to do, and is brought to whoever comes, once', async () => {
    const posts = (until: string | null) =>
      asSuperuser(`UPDATE post SET until_on = $1 WHERE role IN ('CA', 'EC', 'PV')`, [until])
    const bring = (iso = NOON.toISOString()) => deliverWaiting(asWorker, new Date(iso))
    await posts('2026-11-01')
    const id = await newReport(report({ named: ['340705-CA1'] }))
    const waiting = (await own(id)).data.report
    expect(waiting).toMatchObject({
      state: 'filed',
      deliveries: [],
      waiting: [
        { office: '民政', phone: null },
        { office: '教育', unit: '单位340705-EB1', phone: '13800000008' },
        { office: '检察', phone: null },
      ],
    })
    expect(await bring()).toBe(0)
    // Education has somebody again; civil affairs of the county is named in it, and nobody sits in the city's.
    await asSuperuser(`UPDATE post SET until_on = NULL WHERE id = ANY ($1)`, [[edu.id, civil.id]])
    setClock('2026-11-25T09:00:00+08:00')
    expect(await Promise.all([bring('2026-11-25T09:00:00+08:00'), bring('2026-11-25T09:00:00+08:00')])).toEqual(
      expect.arrayContaining([1, 0]),
    )
    expect(await bring('2026-11-25T10:00:00+08:00')).toBe(0)
    const copy = await copyFor(id, 'EC')
    expect(await copiesOf(id)).toMatchObject([{ to_role: 'EC', to_key: '340705-EB1' }])
    expect(await openTasks(copy)).toMatchObject([{ code: 'report_acknowledge', due: '2026-11-25' }])
    const late = await signedIn(edu)
    expect((await open(copy, late)).data.report).toMatchObject({ body: { facts: FACTS }, late: false })
    expect((await answer(copy, late, { _intent: 'reporter' })).data.reporter).toMatchObject({ phone: '13800000009' })
    expect((await own(id, await signedIn(teacher))).data.report).toMatchObject({
      state: 'sent',
      waiting: [{ office: '民政' }, { office: '检察' }],
    })
    // A report from before the reporter was kept with it.
    await pastTriggers(`UPDATE mandatory_report SET reporter_enc = NULL WHERE id = '${id}'`)
    await asSuperuser('UPDATE post SET until_on = NULL WHERE id = $1', [watcher.id])
    expect(await bring('2026-11-25T11:00:00+08:00')).toBe(1)
    const third = await answer(await copyFor(id, 'PV'), await signedIn(watcher), { _intent: 'reporter' })
    expect(third.data.reporter).toMatchObject({ name: teacher.name, unit: '单位340705001-SC1', phone: null })
    await posts(null)
    setClock(NOON.toISOString())
    await expect(
      inScope(actorOf('CA', '340705-CA1'), ({ db }) => db.$queryRaw`SELECT * FROM waiting_reports(${id}::uuid)`),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('what is sent along', () => {
  const filed = async (files: [string, Buffer][]) => {
    const answer = await teacher.post(newRoute.action, '/children/reports/new', withFiles(report(), files))
    return answer.status === 302 ? idOf(answer.location) : answer
  }
  const rowsOf = (id: string) =>
    asSuperuser<{ id: string; stored_name: string; small_name: string | null; name_enc: string; type: string }>(
      'SELECT id, stored_name, small_name, name_enc, type FROM report_attachment WHERE report_id = $1 ORDER BY no',
      [id],
    )
  const mine = (id: string, file: string, by = teacher) =>
    by.get(fileRoute.loader, `/children/reports/${id}/files/${file}`, { id, file })

  it('is sealed, hangs on the report and no file, and is read by the reporter and each office; the digest covers it', async () => {
    const id = (await filed([
      ['手臂 伤痕.jpg', await drawnPhoto(7)],
      ['诊断证明.pdf', scannedPdf('诊断证明', ['软组织挫伤'])],
    ])) as string
    const [photo, paper] = await rowsOf(id)
    expect([photo!.type, paper!.type]).toEqual(['jpeg', 'pdf'])
    expect(JSON.stringify(await asSuperuser('SELECT * FROM report_attachment'))).not.toMatch(/伤痕|诊断/)
    const sealed = readFileSync(join(attachmentFolder(), photo!.stored_name.slice(0, 2), photo!.stored_name))
    expect(sealed.subarray(0, 3).toString('hex')).not.toBe('ffd8ff')
    const report = (await own(id)).data.report as { files: { name: string }[]; body: { files: object[] } }
    expect(report.files.map((one) => one.name)).toEqual(['手臂 伤痕.jpg', '诊断证明.pdf'])
    expect(report.body.files).toHaveLength(2)
    const given = await mine(id, photo!.id)
    expect((await given.bytes!()).subarray(0, 3).toString('hex')).toBe('ffd8ff')
    expect(given.headers.get('content-security-policy')).toContain('sandbox')
    for (const [role, by] of [
      ['CA', civil],
      ['EC', edu],
      ['PV', watcher],
    ] as const) {
      const copy = await copyFor(id, role)
      const path = `/children/reports/inbox/${copy}/files/${paper!.id}`
      const answer = await by.get(deliveryFileRoute.loader, path, { id: copy, file: paper!.id })
      expect([answer.status, answer.headers.get('content-type')], role).toEqual([200, 'application/pdf'])
      expect((await open(copy, by)).data.report).toMatchObject({ files: [{}, {}] })
    }
    // In the log the reporter's look bears no token of the report, an office's does.
    const seen = await logged('report')
    expect(seen.filter((line) => line.data?.act === 'attachment').map((line) => line.file_token)).toEqual([null])
    // Nothing sweeps it away; and it is looked at by night.
    const later = new Date(Date.now() + 3 * 86_400_000)
    await sweepOrphans(asWorker, later)
    expect((await mine(id, photo!.id)).status).toBe(200)
    writeFileSync(join(attachmentFolder(), paper!.stored_name.slice(0, 2), paper!.stored_name), 'x')
    expect(await checkSample(asWorker, NOON)).toContain('changed')
    expect((await mine(id, paper!.id)).status).toBe(410)
  })

  it('of another report, of nobody, and of a cover is not there; of a refused form nothing is kept', async () => {
    const id = (await filed([['a.jpg', await drawnPhoto(3)]])) as string
    const other = await newReport()
    const [photo] = await rowsOf(id)
    expect((await mine(other, photo!.id)).status).toBe(404)
    expect((await mine(id, other)).status).toBe(404)
    const cover = await signedIn(
      await makePost({ role: 'ST', unit: '340705001-SC1', deputyOf: teacher.id, until: '2026-12-01' }),
    )
    expect((await mine(id, photo!.id, cover)).status).toBe(404)
    const stored = () => readdirSync(attachmentFolder()).flatMap((one) => readdirSync(join(attachmentFolder(), one)))
    const before = stored().length
    const bad = await teacher.post(
      newRoute.action,
      '/children/reports/new',
      withFiles(report({ child: '' }), [['b.jpg', await drawnPhoto(4)]]),
    )
    expect([bad.status, stored().length]).toEqual([422, before])
    expect(await filed([['程序.exe', Buffer.from('MZ')]])).toMatchObject({ status: 422 })
  })
})

describe('a receiving office', () => {
  it('takes note, feeds back and closes; the reporter follows, without names', async () => {
    const id = await newReport()
    const copy = await copyFor(id, 'CA')
    expect((await answer(copy, civil, { _intent: 'feedback', text: '太早' })).status).toBe(409)
    expect((await answer(copy, civil, { _intent: 'acknowledge' })).location).toBe(
      `/children/reports/inbox/${copy}?done=acknowledge`,
    )
    expect((await answer(copy, civil, { _intent: 'acknowledge' })).status).toBe(409)
    expect(await openTasks(copy)).toMatchObject([{ code: 'report_feedback', due: '2026-11-26' }])
    expect((await own(id)).data.report).toMatchObject({ state: 'acknowledged' })
    expect((await answer(copy, civil, { _intent: 'feedback', text: '' })).status).toBe(422)
    await answer(copy, civil, { _intent: 'feedback', text: '已与孩子见面，临时监护已安排。' })
    expect(await openTasks(copy)).toMatchObject([{ code: 'report_close', due: '2026-12-23' }])
    const seen = (await own(id)).data.report as { state: string; deliveries: { feedback: string | null }[] }
    expect(seen.state).toBe('feedback')
    expect(seen.deliveries[0]!.feedback).toBe('已与孩子见面，临时监护已安排。')
    expect(JSON.stringify(seen)).not.toContain(civil.name)
    expect(JSON.stringify(await asSuperuser('SELECT feedback_enc FROM report_delivery'))).not.toContain('监护')
    expect((await answer(copy, civil, { _intent: 'close', outcome: 'never' })).status).toBe(422)
    await answer(copy, civil, { _intent: 'close', outcome: 'protected' })
    expect(await openTasks(copy)).toEqual([])
    const other = await copyFor(id, 'EC')
    const steps: Record<string, string>[] = [
      { _intent: 'acknowledge' },
      { _intent: 'feedback', text: '已处理' },
      { _intent: 'close', outcome: 'helped' },
    ]
    for (const form of steps) expect((await answer(other, edu, form)).status).toBe(302)
    expect((await own(id)).data.report).toMatchObject({ state: 'closed' })
    expect((await answer(other, edu, { _intent: 'close', outcome: 'helped' })).status).toBe(409)
  })

  it('sees who reported on request alone, and that is logged', async () => {
    const id = await newReport()
    const copy = await copyFor(id, 'CA')
    const page = await open(copy, civil)
    expect(JSON.stringify(page.data)).not.toContain(teacher.name)
    expect(JSON.stringify(page.data)).not.toContain('13800000009')
    const shown = await answer(copy, civil, { _intent: 'reporter' })
    expect(shown.data.reporter).toMatchObject({ name: teacher.name, unit: '单位340705001-SC1', phone: '13800000009' })
    const token = (await copiesOf(id))[0]!.token
    const lines = (await logged('report')).filter((line) => line.file_token === token)
    expect(lines.map((line) => [line.post_id, line.data?.act])).toEqual([[civil.id, 'reporter']])
    const paper = await civil.get(deliveryPrintRoute.loader, `/children/reports/inbox/${copy}/print`, { id: copy })
    expect(paper.data).toMatchObject({ reporter: null, offices: '单位340705-CA1' })
  })

  it('of the procuratorate looks on: takes note and may close', async () => {
    const id = await newReport()
    const copy = await copyFor(id, 'PV')
    await answer(copy, watcher, { _intent: 'acknowledge' })
    expect(await openTasks(copy)).toEqual([])
    expect((await answer(copy, watcher, { _intent: 'close', outcome: 'passed_on' })).status).toBe(302)
    expect((await own(id)).data.report).toMatchObject({ state: 'feedback' })
  })

  it('is late the day after its day, and filters by it', async () => {
    const id = await newReport()
    const copy = await copyFor(id, 'EC')
    setClock('2026-11-25T09:00:00+08:00')
    const late = await signedIn(edu)
    const list = (await late.get(inboxRoute.loader, '/children/reports/inbox?late=1')).data.inbox as {
      rows: { id: string; late: boolean }[]
      count: string
    }
    expect(list.rows.every((row) => row.late)).toBe(true)
    expect(list.rows.map((row) => row.id)).toContain(copy)
    expect(list.count).toBe(String(list.rows.length))
    setClock(NOON.toISOString())
  })

  it('keeps its inbox when its unit is merged', async () => {
    const id = await newReport()
    await asSuperuser(`INSERT INTO org_unit_change (id, kind, from_codes, to_code, effective_on, reason, moved, decided_by)
      VALUES (gen_random_uuid(), 'merge', '{340705-EB1}', '3407-EB1', '2026-11-23', '', 0, gen_random_uuid())`)
    await asSuperuser(`UPDATE org_unit_change SET applied_at = now() WHERE to_code = '3407-EB1'`)
    expect((await copiesOf(id)).map((copy) => copy.to_key)).toEqual(['340705-CA1', '3407-EB1', '340705-PC1'])
    await asSuperuser(`UPDATE report_delivery SET to_key = '340705-EB1' WHERE to_key = '3407-EB1'`)
  })
})

describe('the log', () => {
  it('tells the auditor that reports are filed, and not who filed which', async () => {
    const id = await newReport()
    await own(id)
    const token = (await copiesOf(id))[0]!.token
    const lines = await asSuperuser<{ event: string; post_id: string; file_token: string | null }>(
      'SELECT event, post_id, file_token FROM access_log WHERE post_id = $1',
      [teacher.id],
    )
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.filter((line) => line.file_token)).toEqual([])
    expect(lines.map((line) => line.event)).not.toContain('open')
    const received = await copyFor(id, 'CA')
    await open(received, civil)
    expect((await logged('read')).at(-1)).toMatchObject({ post_id: civil.id, file_token: token })
  })
})

describe('nobody, as the application’s role,', () => {
  const reporter = () => actorOf('ST', '340705001-SC1', { postId: teacher.id })
  const office = () => actorOf('CA', '340705-CA1', { postId: civil.id })

  it.each(['mandatory_report', 'report_delivery', 'report_attachment'])(
    'changes, removes or adds to %s',
    async (table) => {
      await newReport()
      for (const sql of [
        `UPDATE ${table} SET token = ''`,
        `DELETE FROM ${table}`,
        `INSERT INTO ${table} SELECT * FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ])
        for (const actor of [reporter(), office()])
          await expect(
            inScope(actor, ({ db }) => db.$executeRawUnsafe(sql)),
            sql,
          ).rejects.toThrow(/permission denied/)
      await expect(prisma.$queryRawUnsafe(`SELECT * FROM ${table}`)).resolves.toEqual([])
    },
  )

  it('and the owner of the tables neither', async () => {
    for (const sql of [
      'UPDATE mandatory_report SET situation = 1',
      'DELETE FROM mandatory_report',
      'TRUNCATE mandatory_report CASCADE',
      'DELETE FROM report_delivery',
      'DELETE FROM report_attachment',
      `UPDATE report_attachment SET name_enc = ''`,
      `UPDATE report_delivery SET body_enc = ''`,
      `UPDATE report_delivery SET reporter_enc = ''`,
      `UPDATE report_delivery SET feedback_enc = 'x' WHERE feedback_enc IS NOT NULL`,
    ])
      await expect(asSuperuser(sql), sql).rejects.toThrow(/append only/)
  })

  it('files in another’s name, to no office, or to one that is named', async () => {
    const body = {
      report_no: 'x',
      receipt: 'x',
      token: 'x',
      county: '340705',
      situation: 4,
      body_enc: '',
      digest: '',
      named_units: ['340705-EB1'],
    }
    const put = (given: object, copies: object[] = [], tasks: object[] = [], actor = reporter()) =>
      inScope(
        actor,
        ({ db }) =>
          db.$executeRaw`SELECT file_report(${JSON.stringify({ id: '01990000-0000-7000-8000-000000000001', reporter_post: teacher.id, ...body, ...given })}::jsonb, ${JSON.stringify(copies)}::jsonb, ${JSON.stringify(tasks)}::jsonb, '[]')`,
      )
    const copy = {
      id: '01990000-0000-7000-8000-000000000002',
      body_enc: '',
      reporter_enc: '',
      acknowledge_by: '2026-11-24',
      feedback_by: '2026-11-26',
    }
    await expect(put({ reporter_post: civil.id })).rejects.toThrow(/another post/)
    await expect(put({ county: '3407' })).rejects.toThrow(/no county/)
    for (const to of [
      { to_key: '340705-EB1', to_role: 'EC' },
      { to_key: '340705001-SC1', to_role: 'EC' },
      { to_key: '340705-CA1', to_role: 'EC' },
      { to_key: '340706-EB1', to_role: 'EC' },
    ])
      await expect(put({}, [{ ...copy, ...to }]), to.to_key).rejects.toThrow(/not an office/)
    const mine = { ...copy, to_key: '340705-CA1', to_role: 'CA' }
    await expect(
      put({}, [mine], [{ kind: 'report', scope_key: '340705-JB1', role: 'JA', detail: copy.id }]),
    ).rejects.toThrow(/duty of nobody/)
    for (const role of ['LD', 'SV', 'FN', 'AD', 'SE', 'AU', 'PV'] as const)
      await expect(put({}, [], [], actorOf(role, '340705-GO1', { postId: teacher.id })), role).rejects.toThrow(
        /files no report/,
      )
  })

  it('answers for another office, out of turn, or with another’s duty', async () => {
    const copy = await copyFor(await newReport(), 'CA')
    const put = (step: string, actor = office(), tasks: object[] = []) =>
      inScope(
        actor,
        ({ db }) =>
          db.$executeRaw`SELECT answer_report(${copy}::uuid, ${step}, 'x', 'helped', ${JSON.stringify(tasks)}::jsonb)`,
      )
    await expect(put('acknowledge', reporter())).rejects.toThrow(/outside the scope/)
    await expect(put('acknowledge', actorOf('EC', '340705-EB1'))).rejects.toThrow(/outside the scope/)
    await expect(put('acknowledge', actorOf('CK', '340705-CA1'))).rejects.toThrow(/outside the scope/)
    await expect(put('acknowledge', actorOf('CA', '340705001-CW1'))).rejects.toThrow(/outside the scope/)
    await expect(put('close')).rejects.toThrow(/delivery is sent/)
    await expect(put('undo')).rejects.toThrow(/delivery is sent/)
    await expect(
      put('acknowledge', office(), [{ kind: 'report', scope_key: '340705-JB1', role: 'JA', detail: copy }]),
    ).rejects.toThrow(/somebody else/)
  })
})

describe('who stands in for the reporter', () => {
  it('does not see his reports', async () => {
    const id = await newReport()
    const cover = await signedIn(
      await makePost({ role: 'ST', unit: '340705001-SC1', deputyOf: teacher.id, until: '2026-12-01' }),
    )
    expect((await own(id, cover)).status).toBe(404)
    expect(((await cover.get(listRoute.loader, '/children/reports')).data.list as { rows: object[] }).rows).toEqual([])
    expect((await cover.get(printRoute.loader, `/children/reports/${id}/print`, { id })).status).toBe(404)
  })
})
