import { describe, expect, it } from 'vitest'
import { matchTownName } from '~/orgs/match-region.server'
import { displayRegion, regionAt, regionOfUnit, regionPath, tierOf, type RegionName } from '~/orgs/region-names'
import { orgRows } from '../../prisma/seed/org'

const regions = new Map<string, RegionName>(
  orgRows().region.map((row) => [
    row.code as string,
    {
      code: row.code as string,
      name: row.name as string,
      shortName: row.short_name as string,
      tier: tierOf(row.code as string)!,
      ended: row.ended_on !== null,
    },
  ]),
)

describe('region names', () => {
  it('show the way from the viewer down', () => {
    expect(displayRegion(regions, '340722102200', '340722')).toMatch(/^横埠镇 \S+村$/)
    expect(displayRegion(regions, '340722102', '3407')).toBe('枞阳县 横埠镇')
    expect(displayRegion(regions, '340705001')).toBe('铜官区 天井湖新社区')
    expect(displayRegion(regions, '340705001', '340705001')).toBe('天井湖新社区')
    expect(displayRegion(regions, '3407')).toBe('铜陵市')
    expect(displayRegion(regions, null)).toBe('')
    expect(displayRegion(regions, '999999999')).toBe('999999999')
  })

  it('know tiers by the length of a code', () => {
    expect(regionPath('340705001')).toEqual(['34', '3407', '340705', '340705001'])
    expect(regionAt('340705001', 'county')).toBe('340705')
    expect(regionAt('3407', 'county')).toBeNull()
    expect(tierOf('12345')).toBeNull()
    expect(regionOfUnit('340705001-JO1')).toBe('340705001')
  })
})

describe('a town as lists write it', () => {
  it.each([
    ['天井湖新社区', '340705', '340705001'],
    ['天井湖', '340705', '340705001'],
    ['天井湖社区', '340705', '340705001'],
    ['铜官区天井湖新社区', '3407', '340705001'],
    ['安徽省铜陵市铜官区 阳光新社区', '3407', '340705002'],
    [' 西湖镇 ', '340705', '340705100'],
    ['顺安', '340706', '340706101'],
    ['铜陵市义安区顺安镇', '340706', '340706101'],
    ['枞阳县横埠镇新民村', '3407', '340722102'],
    ['枞阳镇', '340722', '340722100'],
    ['枞阳县枞阳镇', '3407', '340722100'],
    ['老洲镇', '3407', '340711102'],
    ['老洲', '340706', '340706200'],
    ['白梅', '340722', '340722200'],
  ])('%s within %s → %s', (text, within, code) => {
    expect(matchTownName(regions, text, within)).toMatchObject({ ok: true, code })
  })

  it.each([
    ['某某镇', '340705'],
    ['', '340705'],
    ['顺安镇', '340705'],
    ['义安区顺安镇', '340705'],
    ['铜官区', '340705'],
    ['长江路街道', '340705'],
  ])('%s within %s is no town there', (text, within) => {
    expect(matchTownName(regions, text, within)).toMatchObject({ ok: false, why: 'none' })
  })

  it('asks when two fit', () => {
    expect(matchTownName(regions, '老洲', '3407')).toMatchObject({
      ok: false,
      why: 'several',
      options: [{ name: '老洲乡' }, { name: '老洲镇' }],
    })
    expect(matchTownName(regions, '郊区老洲', '3407')).toMatchObject({ ok: true, name: '老洲镇' })
  })
})
