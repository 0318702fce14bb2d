import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { asSuperuser, testDatabase, truncateAll } from '../support/database'

beforeAll(testDatabase)

describe('the application connects to its own database', () => {
  it('as a role without privileges', async () => {
    const [row] = await prisma.$queryRaw<{ who: string; db: string; super: boolean }[]>`
      SELECT current_user AS who, current_database() AS db, rolsuper OR rolbypassrls AS super
      FROM pg_roles WHERE rolname = current_user`
    expect(row).toEqual({ who: 'guicheng_app', db: new URL(env.DATABASE_URL).pathname.slice(1), super: false })
  })

  it('which truncateAll empties', async () => {
    await asSuperuser(`INSERT INTO number_series (series, last) VALUES ('probe', 1)`)
    await truncateAll()
    expect(await asSuperuser('SELECT * FROM number_series')).toEqual([])
  })
})
