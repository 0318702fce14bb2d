import { describe, expect, it } from 'vitest'
import { csvField } from '~/casefile/exports/write-csv.server'
import { checkKind } from '~/casefile/spine'
import { lineOfRef, lineRef } from '~/domains/relief/payment/line-ref'
import { paymentBatch } from '~/domains/relief/payment/domain.server'
import { judgeResult, type ResultRow } from '~/domains/relief/payment/result/judge'
import { partWord } from '~/domains/relief/payment/terms'
import type { Cell } from '~/sheets/cell'
import { ruleRows } from '../../../prisma/seed/rules'

const NO = 'FF-340705-2026-00001'
const text = (value: string): Cell => ({ text: value, kind: 'text' })
const number = (value: string): Cell => ({ text: value, kind: 'number' })
const sent = [
  { no: 1, amountFen: 62_000, account: '6217000000000000001' },
  { no: 2, amountFen: 33_000, account: '6217000000000000002' },
]
const row = (
  rowNo: number,
  no: number,
  amount: string,
  result: string,
  more: Record<string, Cell> = {},
): ResultRow => ({
  rowNo,
  cells: { ref: text(lineRef(NO, no)), amount: number(amount), result: text(result), ...more },
})
const judge = (...rows: ResultRow[]) => judgeResult(NO, sent, rows)
const faults = (...rows: ResultRow[]) => judge(...rows).faults.map((one) => [one.row, one.no, one.text])

describe('the kind', () => {
  it('is whole, without deaths and removals: it is about no person', () => {
    expect(checkKind(paymentBatch.kind, { rules: new Set(ruleRows.map((one) => one.id)) })).toEqual([])
    expect(Object.keys(paymentBatch.kind.steps)).not.toContain('died')
  })
  it('lets nothing be undone: money follows', () => {
    for (const [name, one] of Object.entries(paymentBatch.kind.steps))
      if (one.from !== 'entry') expect(one.final, name).toBe(true)
  })
})

describe('a line’s reference', () => {
  it('is the batch’s number and its own, and of no other batch', () => {
    expect(lineRef(NO, 12)).toBe(`${NO}-00012`)
    expect(lineOfRef(NO, `${NO}-00012`)).toBe(12)
    for (const other of ['', NO, `${NO}-`, `${NO}-1x`, 'FF-340705-2026-00002-00012', `${NO}1-00012`])
      expect(lineOfRef(NO, other), other).toBeNull()
  })
})

describe('a result file', () => {
  it('is taken when every line is there once with its amount, in the banks’ own words', () => {
    expect(
      judge(row(2, 2, '330', '交易失败', { reason: text('户名不符') }), row(3, 1, '620.00', '交易成功')).outcomes,
    ).toEqual([
      { no: 2, fen: 33_000, state: 'failed', reason: '户名不符' },
      { no: 1, fen: 62_000, state: 'paid', reason: null },
    ])
    expect(judge(row(2, 1, '620', '成功'), row(3, 2, '330', '退票')).outcomes[1]).toMatchObject({
      state: 'returned',
      reason: '银行没有说明原因',
    })
  })
  it('is refused with the rows named: changed, missing, extra, doubled, unclear', () => {
    expect(faults(row(2, 1, '620.01', '成功'), row(3, 2, '330', '成功'))).toEqual([
      [2, 1, '金额被改动：送出 620.00，文件里是 620.01'],
    ])
    expect(faults(row(2, 1, '620', '成功'))).toEqual([[null, 2, '缺少这一笔']])
    expect(faults(row(2, 1, '620', '成功'), row(3, 2, '330', '成功'), row(4, 3, '1', '成功'))).toEqual([
      [4, null, '多出的一行：明细编号不在这个批次送出的名单里'],
    ])
    expect(faults(row(2, 1, '620', '成功'), row(3, 2, '330', '成功'), row(4, 1, '620', '失败'))).toEqual([
      [4, 1, '重复的一行：与第 2 行是同一笔'],
    ])
    expect(faults(row(2, 1, '620', '处理中'), row(3, 2, '-330', '成功'))).toEqual([
      [2, 1, '看不懂结果，请写“成功”“失败”或“退回”'],
      [3, 2, '金额看不懂'],
    ])
    expect(judge(row(2, 1, '620', '成功')).outcomes).toEqual([])
  })
  it('is refused when it paid another account; a number that a spreadsheet cut, or a mask, says nothing', () => {
    const paidTo = (account: Cell) => faults(row(2, 1, '620', '成功', { account }), row(3, 2, '330', '成功'))
    expect(paidTo(text('6217000000000000009'))).toEqual([[2, 1, '账号与送出的不一致']])
    expect(paidTo(text('6217 0000 0000 0000 001'))).toEqual([])
    expect(paidTo(number('6217000000000000000'))).toEqual([])
    expect(paidTo(text('6217****0009'))).toEqual([])
  })
  it('does not take 不成功 for 成功', () => {
    expect(judge(row(2, 1, '620', '不成功'), row(3, 2, '330', '未成功')).outcomes.map((one) => one.state)).toEqual([
      'failed',
      'failed',
    ])
  })
})

describe('a field of a csv', () => {
  it.each([
    ['text', '=1+1', "'=1+1"],
    ['text', '＝cmd', "'＝cmd"],
    ['text', '张,"三"\n', '"张,""三""\n"'],
    ['code', '6217000000000000001', '6217000000000000001'],
    ['number', 330.5, '330.5'],
    ['text', null, ''],
  ] as const)('%s %j', (type, value, written) => expect(csvField(type, value)).toBe(written))
})

describe('a part', () => {
  it.each([
    ['2026-12', '2026年12月'],
    ['once', '一次性'],
    ['stage-2', '第 2 次'],
    ['quick', '小额快救'],
  ])('%s is %s', (part, word) => expect(partWord(part)).toBe(word))
})
