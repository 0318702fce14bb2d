import { describe, expect, it } from 'vitest'
import { roles } from '~/access/roles'
import { DEMO_PASSWORD } from '../../prisma/seed/accounts'
import { demoAccounts } from '../../prisma/seed/staff'
import { orgRows } from '../../prisma/seed/org'
import { NEW_COMMUNITIES, OLD_COMMUNITIES, OLD_STREETS, TOWNS } from '../../prisma/seed/places'

const rows = orgRows()
const codes = new Set(rows.region.map((row) => row.code as string))
const units = new Set(rows.unit.map((row) => row.code as string))

describe('the demo city', () => {
  it('SR-10: 18 new communities hang directly on the district; 6 streets and 49 communities became them', () => {
    expect(NEW_COMMUNITIES).toHaveLength(18)
    for (const place of NEW_COMMUNITIES)
      expect(rows.region).toContainEqual(
        expect.objectContaining({ code: place.code, tier: 'town', parent_code: '340705', ended_on: null }),
      )
    expect(OLD_STREETS).toHaveLength(6)
    expect(OLD_COMMUNITIES).toBe(49)
    expect(rows.org_unit_change.flatMap((row) => row.from_codes)).toHaveLength(6 + 49)
  })

  it('SR-17: the county has 95 departments and 10 townships', () => {
    expect(rows.unit.filter((row) => (row.code as string).startsWith('340722-'))).toHaveLength(95)
    expect(TOWNS.filter((town) => town.code.startsWith('340722'))).toHaveLength(10)
  })

  it('SR-21: at least 62 units', () => {
    expect(rows.unit.filter((row) => row.closed_on === null).length).toBeGreaterThanOrEqual(62)
  })

  it('has no code twice, a parent for every region, a region for every unit, and codes that say their kind', () => {
    expect(codes.size).toBe(rows.region.length)
    expect(units.size).toBe(rows.unit.length)
    for (const row of rows.region) if (row.parent_code) expect(codes).toContain(row.parent_code)
    for (const row of rows.unit) {
      expect(codes).toContain(row.region_code)
      expect(row.code).toMatch(new RegExp(`^${row.region_code as string}-[A-Z]{2}\\d{1,3}$`))
    }
    for (const row of rows.org_unit_change)
      for (const code of [row.to_code, ...(row.from_codes as string[])]) expect(units).toContain(code)
  })

  it('has a justice office and a civil window in every town and new community', () => {
    for (const town of TOWNS)
      for (const letters of ['JO1', 'CW1', 'TH1', 'SC1']) expect(units).toContain(`${town.code}-${letters}`)
  })

  it('resolves the towns and prisons of the sample rosters', () => {
    const names = new Set(
      rows.region.filter((row) => row.tier === 'town' && row.ended_on === null).map((row) => row.name),
    )
    for (const name of '天井湖新社区 阳光新社区 学苑新社区 西湖镇 顺安镇 钟鸣镇 天门镇'.split(' '))
      expect(names).toContain(name)
    const prisons = rows.unit.filter((row) => row.kind === 'prison').map((row) => row.name)
    expect(prisons).toEqual(['铜陵监狱', '青山监狱', '白湖监狱', '蜀山监狱'])
  })
})

describe('the demo accounts', () => {
  it('hold every role at two units at least', () => {
    for (const role of Object.keys(roles)) {
      const at = new Set(
        demoAccounts.flatMap(({ posts }) => posts.filter((post) => post.role === role).map((post) => post.unit)),
      )
      expect(at.size, role).toBeGreaterThanOrEqual(2)
    }
  })

  it('sit at units that exist, under names that exist once, some with two posts', () => {
    expect(new Set(demoAccounts.map(({ username }) => username)).size).toBe(demoAccounts.length)
    for (const { username, posts } of demoAccounts) {
      expect(username).toMatch(/^[a-z0-9.]{2,40}$/)
      for (const { unit } of posts) expect(units).toContain(unit)
    }
    expect(demoAccounts.filter(({ posts }) => posts.length > 1).length).toBeGreaterThan(5)
  })

  it('have a password that fulfils the rules', () => {
    expect(DEMO_PASSWORD.length).toBeGreaterThanOrEqual(10)
    expect(
      [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(DEMO_PASSWORD)).length,
    ).toBeGreaterThanOrEqual(3)
  })
})
