import { readFileSync, statSync } from 'node:fs'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  firstAdministrators,
  refuseOneInTwo,
  seedAdministrators,
  type FirstAccount,
} from '../../prisma/seed/administrators'
import { seedBase } from '../../prisma/seed/base'
import { withOwner } from '../../prisma/seed/owner'
import { firstRun, firstRunFile } from '../../server/first-run'
import { cookieOf, enter } from '../support/accounts'
import { loader as account } from '~/routes/account'
import { asSuperuser, testDatabase, truncateAll } from '../support/database'
import { ask } from '../support/people'

beforeAll(testDatabase)
beforeEach(async () => {
  await truncateAll()
  await withOwner(seedBase)
})

describe('the first run on an empty database', () => {
  test('makes the three administrators, says their passwords once, and keeps them in a file for its owner alone', async () => {
    const said: string[] = []
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => (said.push(String(line)), true))
    await firstRun()
    const once = said.length
    await firstRun()
    expect(said.length).toBe(once)
    vi.restoreAllMocks()

    const file = readFileSync(firstRunFile(), 'utf8')
    expect(statSync(firstRunFile()).mode & 0o777).toBe(0o600)
    const found = [...file.matchAll(/^ {2}(\w+) +(\S+) +(\S+)$/gm)].map(([, username, password, role]) => ({
      username,
      password,
      role,
    }))
    expect(found.map(({ username, role }) => [username, role])).toEqual([
      ['admin', '系统管理员'],
      ['security', '安全管理员'],
      ['auditor', '审计管理员'],
    ])
    for (const { username, password } of found) {
      expect(said.join('')).toContain(password)
      const entered = await enter(username!, password)
      expect(entered.location).toBe('/password?to=%2F')
      expect((await ask(account, '/account', { cookie: cookieOf(entered) })).location).toContain('/password')
    }
    expect(
      await asSuperuser(
        'SELECT p.role, p.unit_code, n.kind, count(*)::int FROM post p JOIN unit n ON n.code = p.unit_code GROUP BY 1, 2, 3 ORDER BY 1',
      ),
    ).toEqual(['AD', 'AU', 'SE'].map((role) => ({ role, unit_code: '00-PF1', kind: 'platform', count: 1 })))
    expect(await asSuperuser('SELECT count(DISTINCT user_id)::int AS n FROM post')).toEqual([{ n: 3 }])
  })

  test('does nothing where there are accounts', async () => {
    await asSuperuser(
      `INSERT INTO app_user (id, name, username, email, updated_at) VALUES ('u', '某人', 'u', 'u@local.invalid', now())`,
    )
    expect(await withOwner((db) => seedAdministrators(db))).toBeUndefined()
    expect(await asSuperuser('SELECT 1 FROM post')).toEqual([])
  })

  test('in two processes at once makes three accounts', async () => {
    const made = await Promise.all([1, 2].map(() => withOwner((db) => seedAdministrators(db))))
    expect(made.filter(Boolean)).toHaveLength(1)
    expect(await asSuperuser('SELECT 1 FROM app_user')).toHaveLength(3)
  })
})

describe('one person in two of them', () => {
  const [ad, se, au] = firstAdministrators as [FirstAccount, FirstAccount, FirstAccount]

  test.each([
    ['by user name', [ad, { ...se, username: ' Admin' }, au]],
    ['by name', [{ ...ad, name: '王建国' }, se, { ...au, name: '王建国 ' }]],
  ])('is refused %s, and nothing is made', async (_, accounts) => {
    await expect(withOwner((db) => seedAdministrators(db, accounts))).rejects.toThrow(/two administrators/)
    expect(await asSuperuser('SELECT 1 FROM app_user')).toEqual([])
  })

  test('as well as a run without one of the three', () => {
    expect(() => refuseOneInTwo([ad, se])).toThrow(/AU/)
    expect(() => refuseOneInTwo([ad, se, au])).not.toThrow()
  })
})
