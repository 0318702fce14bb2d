import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { exclude, roles, type Role } from '~/access/roles'
import { coverComplaints } from '~/orgs/posts/cover-rules'
import { grantComplaints, type Holding, type NewPost } from '~/orgs/posts/post-rules'
import { certifyBy, postState } from '~/orgs/posts/post-state'
import { asSuperuser, testDatabase } from '../../support/database'

const TODAY = '2026-11-23'
const office = { code: '340705001-JO1', kind: 'justice_office', name: '西湖司法所', closed: false }
const platform = { code: '3407-PF1', kind: 'platform', name: '数据局', closed: false }
const school = { code: '340705001-SC1', kind: 'school', name: '学校', closed: false }
const grid = { code: '340705001001001-GS1', kind: 'grid_station', name: '网格', closed: false }
const holds = (role: Role, given: Partial<Holding> = {}): Holding => ({
  role,
  unitCode: '340705002-JO1',
  classCode: null,
  from: '2026-01-01',
  until: null,
  cover: false,
  ...given,
})
const complain = (
  post: Partial<NewPost>,
  holdings: Holding[] = [],
  more: { by?: string; taken?: boolean; disabled?: boolean } = {},
) =>
  grantComplaints({
    post: { role: 'TJ', unit: office, classCode: undefined, from: TODAY, until: undefined, ...post },
    person: { id: 'p', disabled: more.disabled ?? false },
    by: more.by ?? 'se',
    holdings,
    taken: more.taken ?? false,
    today: TODAY,
  })

describe('a grant', () => {
  test('in order has no complaint', () => expect(complain({})).toEqual({}))

  test.each<[string, Partial<NewPost>, Holding[], string]>([
    ['系统管理员兼安全管理员', { role: 'SE', unit: platform }, [holds('AD')], 'role'],
    ['安全管理员兼审计管理员', { role: 'AU', unit: platform }, [holds('SE')], 'role'],
    ['业务岗位给安全管理员', { role: 'TJ' }, [holds('SE')], 'role'],
    ['安全管理员给有业务岗位的人', { role: 'SE', unit: platform }, [holds('TJ')], 'role'],
    ['审计管理员给有业务岗位的人', { role: 'AU', unit: platform }, [holds('JC')], 'role'],
    [
      '封存审批人给专管员',
      { role: 'SA2', unit: { ...office, code: '340705-JB1', kind: 'justice_bureau' } },
      [holds('SC')],
      'role',
    ],
    ['同单位同岗位', {}, [holds('TJ', { unitCode: office.code })], 'role'],
    ['岗位与单位种类不合', { role: 'JC' }, [], 'unit'],
    ['已撤销的单位', { unit: { ...office, closed: true } }, [], 'unit'],
    ['班主任没有班级', { role: 'ST', unit: school }, [], 'classCode'],
    ['班级写法不对', { role: 'ST', unit: school, classCode: '三年二班' }, [], 'classCode'],
    ['不是班主任却有班级', { classCode: '2024-1' }, [], 'classCode'],
    ['昨天开始', { from: '2026-11-22' }, [], 'from'],
    ['一年以后开始', { from: '2027-11-24' }, [], 'from'],
    ['结束早于开始', { from: '2026-12-01', until: '2026-11-30' }, [], 'until'],
  ])('%s is refused at its field', (_what, post, holdings, field) => {
    expect(Object.keys(complain(post, holdings))).toEqual([field])
  })

  test('to oneself, to a disabled account, for a grid that has its worker', () => {
    expect(complain({}, [], { by: 'p' })).toHaveProperty('person')
    expect(complain({}, [], { disabled: true })).toHaveProperty('person')
    expect(complain({ role: 'GW', unit: grid }, [], { taken: true })).toHaveProperty('unit')
  })

  test('what is over before the new one begins does not exclude it, what overlaps by a day does', () => {
    const post = { role: 'SE' as Role, unit: platform, from: '2026-12-01' }
    expect(complain(post, [holds('TJ', { until: '2026-11-30' })])).toEqual({})
    expect(complain(post, [holds('TJ', { until: '2026-12-01' })])).toHaveProperty('role')
  })

  test('a teacher may have two classes, a worker two offices', () => {
    const class1 = holds('ST', { unitCode: school.code, classCode: `${school.code}-2024-1` })
    expect(complain({ role: 'ST', unit: school, classCode: '2024-2' }, [class1])).toEqual({})
    expect(complain({ role: 'ST', unit: school, classCode: '2024-1' }, [class1])).toHaveProperty('role')
    expect(complain({}, [holds('TJ', { unitCode: '340705002-JO1' })])).toEqual({})
  })
})

describe('exclusions', () => {
  beforeAll(testDatabase)

  test('are the same in the program and in the database, for every pair of roles', async () => {
    const names = Object.keys(roles) as Role[]
    const pairs = names.flatMap((a) => names.map((b) => ({ a, b })))
    const rows = await asSuperuser<{ a: Role; b: Role; excluded: boolean }>(
      'SELECT a, b, roles_exclude(a, b) AS excluded FROM jsonb_to_recordset($1) AS p(a text, b text)',
      [JSON.stringify(pairs)],
    )
    expect(rows.filter(({ a, b, excluded }) => excluded !== exclude(a, b))).toEqual([])
    expect(rows.filter((row) => row.excluded).length).toBe(2 * (3 + 3 * (names.length - 3)) + 2)
  })
})

describe('a cover', () => {
  const given = {
    covered: { role: 'TJ' as Role, unitCode: office.code, userId: 'away', until: null, isCover: false },
    person: { userId: 'p', ownPosts: [{ unitCode: office.code }], holdings: [] as Holding[] },
    by: 'head',
    from: TODAY,
    until: '2026-11-30',
    last: '2027-11-23',
    drafts: 0,
    today: TODAY,
  }
  const wrong = (change: object) => Object.keys(coverComplaints({ ...given, ...change }))

  test('in order has no complaint', () => expect(coverComplaints(given)).toEqual({}))
  test.each<[string, object, string]>([
    ['drafter = approver', { drafts: 1 }, 'deputy'],
    ['of oneself', { person: { ...given.person, userId: 'away' } }, 'deputy'],
    ['by the head himself', { by: 'p' }, 'deputy'],
    ['from another unit', { person: { ...given.person, ownPosts: [{ unitCode: '340705002-JO1' }] } }, 'deputy'],
    ['by somebody whose role excludes it', { person: { ...given.person, holdings: [holds('SE')] } }, 'deputy'],
    ['of a cover', { covered: { ...given.covered, isCover: true } }, 'covered'],
    ['beyond the end of the post', { covered: { ...given.covered, until: '2026-11-29' } }, 'until'],
    ['longer than allowed', { until: '2027-11-24' }, 'until'],
    ['that began yesterday', { from: '2026-11-22' }, 'from'],
  ])('%s is refused', (_what, change, field) => expect(wrong(change)).toEqual([field]))
})

describe('where a post stands', () => {
  const post = { from: '2026-11-01', until: null, confirmed: true, disabled: false }
  test.each([
    [{}, 'in_force'],
    [{ until: TODAY }, 'in_force'],
    [{ until: '2026-11-22' }, 'ended'],
    [{ from: TODAY, until: '2026-11-22' }, 'ended'],
    [{ confirmed: false }, 'awaiting'],
    [{ confirmed: false, until: '2026-11-22' }, 'ended'],
    [{ from: '2026-11-24' }, 'later'],
    [{ disabled: true }, 'disabled'],
  ] as const)('%j is %s', (given, state) => expect(postState({ ...post, ...given }, TODAY)).toBe(state))

  test('rights are certified again after six months, at the month’s end where it has no such day', () => {
    expect(certifyBy('2026-08-31', 6)).toBe('2027-02-28')
  })
})

test('when a post is in force is said in one place', () => {
  const sources = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.tsx?$/.test(path) && !path.startsWith('generated') && !path.endsWith('in-force.server.ts'),
  )
  const own = sources.filter((path) =>
    /from_on <= \$\{\w*today|fromOn: \{ lte: ((day|on|today)\b|dayToDb\(\w*\.?today)/i.test(
      readFileSync(`app/${path}`, 'utf8'),
    ),
  )
  expect(own).toEqual([])
})
