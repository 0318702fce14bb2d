import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import type { DataOf, EventName } from '~/audit/words/entry'
import { eventLabel, eventWords, isEventName, sayLine } from '~/audit/words/event-words'
import type { Names } from '~/audit/search/names.server'
import { eventsOfView, views, type ViewName } from '~/audit/search/views'
import { auditWords } from '~/domains/audit-words.server'
import { doorText } from '~/domains/door-words'

const POST = '01990000-0000-7000-8000-000000000001'
const names: Names = {
  user: () => undefined,
  post: (id) => (id === POST ? { name: '章晓燕', role: 'TJ', unit: '西湖镇司法所' } : undefined),
  unit: (code) => (code === '340705001-JO1' ? '西湖镇司法所' : undefined),
}
const words = auditWords(names)

/** Every event named in events.ts, as it is written there. */
function declared(): string[] {
  const path = 'app/audit/events.ts'
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const literals = (node: ts.TypeNode): void => {
    if (ts.isUnionTypeNode(node)) node.types.forEach(literals)
    else if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) found.push(node.literal.text)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node) && node.name.getText() === 'event' && node.type) literals(node.type)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The data of each event as it is written, where it has some. */
const samples: { [E in EventName]?: DataOf<E> } = {
  list: { kind: 'handoff', rows: 50 },
  names: { kind: 'handoff', rows: 50 },
  print: { what: 'document.help_plan', copies: 2 },
  refuse: { verb: 'handoff.step', kind: 'handoff', status: 403, reason: 'refused' },
  step: { kind: 'handoff', step: 'register' },
  open: { kind: 'support' },
  party: { part: 'one_off', view: 'limited' },
  break_glass_review: { outcome: 'justified' },
  break_glass_second: { outcome: 'agreed' },
  reveal_alarm: { count: 21, limit: 20 },
  alarm_review: { alarm: POST, outcome: 'warned' },
  sign_in: { by: 'code' },
  sign_in_failed: { reason: 'replay' },
  sign_out: { everywhere: true },
  switch_post: { role: 'TJ' },
  account: { what: 'second_factor_reset', account: POST },
  import: { variant: 'roster', rows: 31, created: 15 },
  referral: { type: 'job', state: 'sent' },
  call_slot: { what: 'add', unit: '340705001-SC1' },
  route_table: { matter: 'job', town: '340705001', unit: '340705-JB1' },
  payment_reserve: { unit: '340705001-CW1' },
  document: { code: 'handover_sheet', act: 'issue' },
  export: { request: POST, source: 'handoff.list', step: 'ask', rows: 12 },
  download: { type: 'pdf' },
  file_alarm: { problem: 'gone' },
  org_change: { what: 'add', code: '340705001-JO1' },
  org_import: { rows: 12, created: 3 },
  rule_change: { batch: POST, subject: 'D1.verify', step: 'made' },
  rule_change_applied: { batch: POST, cause: 'rule', applied: 12, doneMeanwhile: 1, changedMeanwhile: 0 },
  outbox_retry: { channel: 'sms', messages: 3 },
  report: { act: 'reporter' },
  message: { channel: 'sms', template: 'call_us', result: 'sent' },
  message_choice: { purpose: 'appointment', wanted: false },
  return: { form: 'handoff.monthly', period: '2026-10', version: 1, act: 'begin' },
  authorise: { postId: POST, until: '2027-11-22' },
  deputy: { postId: POST, until: '2026-12-01' },
  post_grant: { postId: POST, role: 'TJ', unit: '340705001-JO1', confirmed: false },
  post_confirm: { postId: POST, by: 'head' },
  post_end: { postId: POST, until: '2026-11-30', cause: 'left', sessions: 1 },
  certify: { posts: [POST] },
  handover: { from: POST, to: POST, files: 12, duties: 30 },
  merge_unit: { from: ['340705001-JO1'], to: '340705002-JO1', moved: 12 },
  audit_search: { from: '2026-11-17', to: '2026-11-23', by: { role: 'TJ', post: POST, view: 'reveals' } },
  chain_alarm: { what: ['batch', 'anchor'], faults: 2 },
  log_archive: { month: '2026-05-01', rows: 0 },
  log_archive_read: { month: '2026-05-01', rows: 12 },
}
const say = (event: string, data: unknown, fields = 0) => sayLine({ event, fields, purpose: null, data }, words)

describe('every event of the log', () => {
  it('has a label, a group and, for its data, a sentence', () => {
    const events = declared()
    expect(events.length).toBeGreaterThan(20)
    expect(events.filter((event) => !isEventName(event))).toEqual([])
    expect(Object.keys(eventWords).filter((event) => !events.includes(event))).toEqual([])
    for (const event of events) expect(eventLabel(event), event).toMatch(/^\p{Script=Han}+$/u)
  })

  it('with a sentence has a sample here', () => {
    const speaking = Object.entries(eventWords).filter(([, entry]) => 'say' in entry)
    expect(speaking.map(([event]) => event).filter((event) => !(event in samples))).toEqual([])
  })

  it.each(Object.entries(samples))('%s is told in Chinese', (event, data) => {
    const text = say(event, data)
    expect(text).toMatch(/\p{Script=Han}/u)
    expect(text).not.toMatch(/undefined|null|\[object|[a-z]{3}/)
  })

  it('is told without its data, as of older lines', () => {
    for (const event of Object.keys(eventWords)) {
      expect(() => say(event, null), event).not.toThrow()
      expect(say(event, {}), event).not.toMatch(/undefined|null/)
    }
  })

  it('names staff and units, and files by nothing', () => {
    expect(say('authorise', samples.authorise)).toBe('章晓燕（司法所工作人员 · 西湖镇司法所），至 2027-11-22')
    expect(say('merge_unit', samples.merge_unit)).toBe('西湖镇司法所 并入 340705002-JO1，12 份档案')
    expect(say('read', null, 2 | 8)).toBe('证件号码、原案信息')
    expect(say('read', null)).toBe('查看权限与查阅记录')
    expect(say('refuse', samples.refuse)).toBe('安置帮教·办理：没有权限')
    expect(say('nothing_known', { a: 1 })).toBe('')
    expect(eventLabel('nothing_known')).toBe('nothing_known')
  })
})

describe('quick views', () => {
  it.each(Object.keys(views) as ViewName[])('%s looks at some events', (view) => {
    expect(eventsOfView(view).length).toBeGreaterThan(0)
  })
})

describe('doors', () => {
  it('of the guard are all called something in Chinese', () => {
    const files = readdirSync('app/routes').map((file) => readFileSync(`app/routes/${file}`, 'utf8'))
    const doors = files.flatMap((text) => [...text.matchAll(/\baudit: '([^']+)'/g)].map((match) => match[1]!))
    expect(doors.length).toBeGreaterThan(80)
    expect([...new Set(doors)].filter((door) => /[a-z]/i.test(doorText(door)))).toEqual([])
  })

  it('that no word is known for stay readable', () => {
    expect(doorText('handoff.pickups.print')).toBe('安置帮教·接回看板·打印')
    expect(doorText('newroom.new')).toBe('newroom·登记')
  })
})
