import { describe, expect, test } from 'vitest'
import { roles, type Role } from '~/access/roles'
import { headRoles, headsOf, type Held } from '~/orgs/posts/heads'
import { fits, rolesAt } from '~/orgs/posts/places'
import { orgRows } from '../../../prisma/seed/org'
import { demoAccounts } from '../../../prisma/seed/staff'

const at = (role: Role, code: string, kind: string): Held => ({ role, unit: { code, kind } })
const office = (role: Role, code = '340705001-JO1') => at(role, code, 'justice_office')
const bureau = (role: Role, code = '340705-JB1') => at(role, code, 'justice_bureau')
const heads = [
  office('TH'),
  office('TH', '340705002-JO1'),
  bureau('JA'),
  bureau('JA', '340706-JB1'),
  bureau('JX', '3407-JB1'),
]
const who = (post: Held, inOffice: readonly Held[] = heads) =>
  headsOf(post, inOffice).map((one) => `${one.role} ${one.unit.code}`)

describe('who answers for a post', () => {
  test('the head of the unit; without one the head of the unit above; for a head the one above', () => {
    expect(who(office('TJ'))).toEqual(['TH 340705001-JO1'])
    expect(who(office('TJ', '340705003-JO1'))).toEqual(['JA 340705-JB1'])
    expect(who(office('TJ', '340711003-JO1'))).toEqual(['JX 3407-JB1'])
    expect(who(office('TH'))).toEqual(['JA 340705-JB1'])
    expect(who(bureau('JA'))).toEqual(['JX 3407-JB1'])
    expect(who(bureau('JX', '3407-JB1'))).toEqual([])
  })

  test('two offices of one town are strangers to each other', () => {
    expect(who(office('TJ', '340705001-JO10'))).toEqual(['JA 340705-JB1'])
    expect(who(office('TJ', '340705001-JO10'), [office('TH', '340705001-JO1')])).toEqual([])
  })

  test('of other units: house, school, civil affairs, health, village; a pair helper belongs to the justice office', () => {
    const others = [
      at('HM', '340705-HH1', 'halfway_house'),
      at('SP', '340705001-SC1', 'school'),
      at('CA', '340705-CA1', 'civil_affairs'),
      at('CS', '340705001-CW1', 'civil_affairs'),
      at('MA', '340705-MC1', 'mh_center'),
      ...heads,
    ]
    expect(who(at('HS', '340705-HH1', 'halfway_house'), others)).toEqual(['HM 340705-HH1'])
    expect(who(at('HM', '340705-HH1', 'halfway_house'), others)).toEqual(['JA 340705-JB1'])
    expect(who(at('ST', '340705001-SC1', 'school'), others)).toEqual(['SP 340705001-SC1'])
    expect(who(at('ST', '340705002-SC1', 'school'), others)).toEqual([])
    expect(who(at('CC', '340705001-CW1', 'civil_affairs'), others)).toEqual(['CA 340705-CA1'])
    expect(who(at('VD', '340705001001-VH1', 'village_clinic'), others)).toEqual(['MA 340705-MC1'])
    expect(who(at('CD', '340705001001-VC1', 'village_committee'), others)).toEqual(['CS 340705001-CW1'])
    expect(who(at('CD', '340705002001-VC1', 'village_committee'), others)).toEqual(['CA 340705-CA1'])
    expect(who(at('PH', '340705001001-VC1', 'village_committee'), others)).toEqual(['TH 340705001-JO1'])
  })

  test.each(['AD', 'SE', 'AU', 'PR', 'SV', 'LD', 'FN', 'HR', 'GW', 'PV'] as const)(
    'nobody for %s: the security administrator confirms with a reason',
    (role) => {
      for (const kind of ['platform', 'prison', 'gov_office', 'finance', 'hr_bureau', 'grid_station', 'procuratorate'])
        expect(who(at(role, '340705-XX1', kind))).toEqual([])
    },
  )

  test('the heads are these', () => {
    expect([...headRoles].sort()).toEqual(['CA', 'CS', 'HM', 'JA', 'JX', 'MA', 'SP', 'TH'])
  })
})

describe('where a role may be', () => {
  test('every post of the demo city fits its unit', () => {
    const kinds = new Map(orgRows().unit.map((unit) => [unit.code as string, unit.kind as string]))
    const wrong = demoAccounts.flatMap(({ username, posts }) =>
      posts.flatMap(({ role, unit }) =>
        fits(role, { code: unit, kind: kinds.get(unit) ?? '' }) ? [] : `${username} ${role}`,
      ),
    )
    expect(wrong).toEqual([])
  })

  test('kind and tier both count', () => {
    expect(fits('JC', { code: '340705-JB1', kind: 'justice_bureau' })).toBe(true)
    expect(fits('JC', { code: '3407-JB1', kind: 'justice_bureau' })).toBe(false)
    expect(fits('JX', { code: '340705-JB1', kind: 'justice_bureau' })).toBe(false)
    expect(fits('CC', { code: '340705-CA1', kind: 'civil_affairs' })).toBe(false)
    expect(fits('TJ', { code: '340705-JB1', kind: 'justice_bureau' })).toBe(false)
    expect(rolesAt({ code: '3407-PF1', kind: 'platform' })).toEqual(['AD', 'SE', 'AU'])
    expect(rolesAt({ code: '340705001-JO1', kind: 'justice_office' }).sort()).toEqual(['LV', 'PH', 'TH', 'TJ'])
  })

  test('every role has a place somewhere in the demo city', () => {
    const found = new Set(
      orgRows().unit.flatMap((unit) => rolesAt({ code: String(unit.code), kind: String(unit.kind) })),
    )
    expect((Object.keys(roles) as Role[]).filter((role) => !found.has(role))).toEqual([])
  })
})
