import { describe, expect, it } from 'vitest'
import type { Cell } from '~/sheets/cell'
import { readLedgerRow } from '~/domains/handoff/import/read-ledger-row'

const ctx = { today: '2026-11-23', adultAge: 18 }
const text = (cells: Record<string, string>): Record<string, Cell> =>
  Object.fromEntries(
    Object.entries(cells).map(([key, own]) => [key, { text: own, kind: own === '' ? 'empty' : 'text' }]),
  )

describe('opening ledger 存量台账', () => {
  const base = { name: '张三', id_no: '340799198501254477', town: '顺安镇', state: '帮教中', released_on: '2024-05-06' }
  const read = (more: Record<string, string> = {}) => readLedgerRow(2, text({ ...base, ...more }), ctx)

  it('reads state, days, level, placement', () => {
    const row = read({
      help_start_on: '2024.5.6',
      help_end_on: '2029年5月5日',
      support_level: 'a级',
      placement_type: '外出务工',
      last_contact_on: '46300',
      phone: '138 0000 0001',
      pair_helper: '李四',
    })
    expect(row.problems).toEqual([])
    expect(row.value).toMatchObject({
      state: 'in_help',
      sex: 'M',
      released_on: '2024-05-06',
      help_start_on: '2024-05-06',
      help_end_on: '2029-05-05',
      support_level: 'A',
      placement_type: 'employed',
      last_contact_on: '2026-10-05',
      phone: '13800000001',
      pair_helper: '李四',
    })
  })

  it.each([
    ['谢绝帮教', 'declined'],
    ['外出务工', 'away'],
    ['失去联系', 'unreachable'],
    ['已建档', 'registered'],
    ['正常帮教', 'in_help'],
  ])('state %s', (own, state) => {
    expect(read({ state: own }).value.state).toBe(state)
  })

  it.each([
    ['state', '期满解除'],
    ['state', '未知状态'],
    ['state', ''],
    ['released_on', '2026-12-05'],
    ['help_start_on', '2023-01-01'],
    ['help_end_on', '2020-01-01'],
    ['last_contact_on', '2027-01-01'],
    ['support_level', '高'],
    ['placement_type', '天上'],
    ['town', ''],
  ])('%s %s must be mended', (field, own) => {
    expect(read({ [field]: own }).problems.map((problem) => problem.field)).toEqual([field])
  })
})
