import { describe, expect, it } from 'vitest'
import { gridHint, judgeGrid } from '~/orgs/grids'
import { ruleRows } from '../../prisma/seed/rules'

const valueOf = (id: string) => ruleRows.find((row) => row.id === id)!.value
const limits = { warn: valueOf('X.grid_warn'), block: valueOf('X.grid_block') }

describe('size of a grid (SR-11, vector of 4.16)', () => {
  it.each([
    [0, 'ok'],
    [300, 'ok'],
    [301, 'warn'],
    [360, 'warn'],
    [361, 'block'],
  ])('%i households → %s', (households, verdict) => {
    expect(judgeGrid(households, limits)).toBe(verdict)
  })

  it('says so with the numbers', () => {
    expect(gridHint(300, limits)).toBeNull()
    expect(gridHint(301, limits)).toContain('301')
    expect(gridHint(361, limits)).toContain('不超过 360 户')
  })

  it('refuses what is no count', () => {
    expect(() => judgeGrid(-1, limits)).toThrow(RangeError)
    expect(() => judgeGrid(1.5, limits)).toThrow(RangeError)
  })
})
