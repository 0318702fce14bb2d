/** 存量台账 on the real database: state, start dates, last contact; only future duties begin (DESIGN §4). */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { handoff } from '~/domains/handoff/domain.server'
import { setClock } from '~/lib/dates'
import { asSuperuser } from '../../support/database'
import { csvOf, person } from '../../casefile/import/lists'
import {
  confirmed,
  envelopes,
  filesIn,
  importDatabase,
  importer,
  upload,
  verdictsOf,
  write,
  type Importer,
} from '../../casefile/import/runs'

const HEAD = [
  '姓名',
  '性别',
  '身份证号',
  '罪名',
  '刑期',
  '重点类别',
  '乡镇',
  '状态',
  '释放日期',
  '帮教开始日',
  '最近联系日',
  '等级',
  '安置情况',
  '联系电话',
  '住址',
]
const line = (n: number, given: Record<string, string> = {}) => {
  const own: Record<string, string> = {
    姓名: person(n).name,
    性别: '男',
    身份证号: person(n).idNo,
    罪名: '盗窃罪',
    刑期: '3年',
    乡镇: '阳光新社区',
    状态: '帮教中',
    释放日期: '2024-03-01',
    帮教开始日: '2024-03-05',
    最近联系日: '2025-05-01',
    等级: 'B',
    安置情况: '务工',
    联系电话: '13800000001',
    住址: '某路1号',
    ...given,
  }
  return HEAD.map((key) => own[key] ?? '')
}
vi.setConfig({ testTimeout: 60_000 })
let clerk: Importer
beforeAll(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  await importDatabase()
  clerk = await importer('JC', '340705-JB1')
})
afterAll(() => setClock(null))

it('opens files in their state at the town’s office, with future duties only', async () => {
  const lines = [
    line(1),
    line(2, { 状态: '谢绝帮教' }),
    line(3, { 状态: '失联' }),
    line(4, { 状态: '外出', 乡镇: '西湖镇' }),
    line(5, { 状态: '已建档' }),
    line(6, { 乡镇: '顺安镇' }),
    line(7, { 状态: '期满解除' }),
    line(8, { 重点类别: '未成年犯罪' }),
  ]
  const run = await upload(clerk, csvOf(lines, HEAD), '台账.csv', 'ledger')
  expect(await verdictsOf(run)).toEqual({ create: 5, other: 1, mend: 1, vault: 1 })
  await confirmed(run)
  await write(clerk, run)
  const files = await asSuperuser<{
    id: string
    state: string
    scope_key: string
    before_system: boolean
    start: string
    end: string
    next: string
  }>(
    `SELECT c.id, c.state, c.scope_key, h.before_system, h.help_start_on::text AS start, h.help_end_on::text AS end, c.next_due_on::text AS next
     FROM case_file c JOIN handoff_file h ON h.case_id = c.id ORDER BY c.case_no`,
  )
  expect(files.map(({ state, scope_key }) => `${state} ${scope_key}`)).toEqual([
    'in_help 340705002-JO1',
    'declined 340705002-JO1',
    'unreachable 340705002-JO1',
    'away 340705100-JO1',
    'registered 340705002-JO1',
  ])
  expect(files[0]).toMatchObject({ before_system: true, start: '2024-03-05', end: '2029-03-05' })
  expect([await filesIn('support'), await envelopes()]).toEqual([1, 1])

  const tasks = await asSuperuser<{
    code: string
    due_on: string
    outcome: string | null
    note: string | null
    case_id: string
  }>(`SELECT case_id, code, due_on::text, outcome, note FROM task WHERE kind = 'handoff'`)
  const open = tasks.filter(({ outcome }) => outcome === null)
  expect(open.length).toBeGreaterThan(5)
  for (const { due_on } of open) expect(due_on >= '2026-11-23').toBe(true)
  for (const { due_on, outcome, note } of tasks.filter((task) => task.outcome !== null)) {
    expect([due_on < '2026-11-23', outcome, note]).toEqual([true, 'before_system', '系统上线前'])
  }
  expect(open.filter(({ case_id }) => case_id === files[0]!.id).map(({ code }) => code)).toContain('contact')
})

it('the facts read back give the same contact day as the file was opened with', async () => {
  const [file] = await asSuperuser<{ id: string }>(
    `SELECT id FROM case_file WHERE kind = 'handoff' AND state = 'in_help'`,
  )
  const facts = await clerk.ctx(async ({ db }) => (await handoff.facts(db, [file!.id])).get(file!.id))
  expect(facts).toMatchObject({
    helpStartedOn: '2024-03-05',
    resumedOn: '2026-11-23',
    lastContactOn: '2025-05-01',
    supportLevel: 'B',
  })
})

it('imported again nothing is created; a justice office imports its own town alone', async () => {
  const before = await filesIn('handoff')
  const office = await importer('TJ', '340705002-JO1')
  const run = await upload(
    office,
    csvOf([line(1), line(20), line(21, { 乡镇: '西湖镇' }), line(22, { 乡镇: '横埠镇' })], HEAD),
    '台账.csv',
    'ledger',
  )
  expect(await verdictsOf(run)).toEqual({ there: 1, create: 1, other: 2 })
  const notes = await asSuperuser<{ note: string }>(
    `SELECT note FROM import_row WHERE run_id = $1 AND verdict = 'other' ORDER BY seq`,
    [run],
  )
  expect(notes.map(({ note }) => note)).toEqual(['西湖镇', '枞阳县'])
  await confirmed(run)
  await write(office, run)
  expect(await filesIn('handoff')).toBe(before + 1)
})
