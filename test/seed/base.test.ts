import { beforeAll, describe, expect, it } from 'vitest'
import { seedBase } from '../../prisma/seed/base'
import { withOwner } from '../../prisma/seed/owner'
import { ruleRows } from '../../prisma/seed/rules'
import { asSuperuser, testDatabase } from '../support/database'

beforeAll(testDatabase)

describe('what every installation begins with', () => {
  it('is there after the first run, and nothing that was changed is overwritten by the next', async () => {
    await withOwner(seedBase)
    const rules = await asSuperuser<{ n: number }>('SELECT count(*)::int AS n FROM rule_param')
    expect(rules[0]!.n).toBe(ruleRows.length)
    expect(await asSuperuser('SELECT year FROM workday_year ORDER BY 1')).toEqual(
      [2023, 2024, 2025, 2026].map((year) => ({ year })),
    )
    expect(await asSuperuser(`SELECT kind FROM workday_calendar WHERE day = '2026-10-10'`)).toEqual([{ kind: 'work' }])
    await asSuperuser(`UPDATE rule_param SET value = 7 WHERE rule_id = 'D1.verify'`)
    await withOwner(seedBase)
    expect(await asSuperuser(`SELECT value FROM rule_param WHERE rule_id = 'D1.verify'`)).toEqual([{ value: 7 }])
  })
})
