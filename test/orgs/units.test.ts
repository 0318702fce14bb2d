import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findUnit, findUnits, forgetDirectory, regionsBelow, unitFor, unitNamed } from '~/orgs/find-units.server'
import { matchTown } from '~/orgs/match-region.server'
import { setClock } from '~/lib/dates'
import { seedBase } from '../../prisma/seed/base'
import { seedOrg } from '../../prisma/seed/org'
import { withOwner } from '../../prisma/seed/owner'
import { asWorker } from '../support/cases'
import { testDatabase } from '../support/database'

beforeAll(async () => {
  setClock('2026-11-23T12:00:00+08:00')
  await testDatabase()
  await withOwner(seedBase)
  await withOwner((db) => seedOrg(db, ['340705', '340706']))
  forgetDirectory()
})
afterAll(() => setClock(null))

describe('units and regions', () => {
  it('are found by code, kind and name; closed ones by code alone', async () => {
    await asWorker(async (db) => {
      expect(await findUnit(db, '34-PR1')).toMatchObject({ name: '铜陵监狱', kind: 'prison', closedOn: null })
      expect(await findUnit(db, '340705901-JO1')).toMatchObject({ closedOn: '2010-08-20' })
      expect(await findUnit(db, '999999-XX1')).toBeUndefined()
      const offices = await findUnits(db, 'justice_office', '340705')
      expect(offices).toHaveLength(19)
      expect(await unitNamed(db, 'prison', ' 白湖监狱 ')).toMatchObject({ code: '34-PR3' })
      expect(await unitNamed(db, 'prison', '某监狱')).toBeUndefined()
    })
  })

  it('know who is responsible for a place: there, or in the nearest region around it', async () => {
    await asWorker(async (db) => {
      expect((await unitFor(db, 'justice_office', '340705001001'))?.code).toBe('340705001-JO1')
      expect((await unitFor(db, 'justice_bureau', '340705001001'))?.code).toBe('340705-JB1')
      expect((await unitFor(db, 'correction_agency', '340706'))?.code).toBe('3407-CG1')
      expect(await unitFor(db, 'justice_bureau', '990000')).toBeUndefined()
    })
  })

  it('list what lies below a region, without what ended (SR-10)', async () => {
    await asWorker(async (db) => {
      const towns = await regionsBelow(db, '340705', 'town')
      expect(towns).toHaveLength(19)
      expect(towns.map(({ name }) => name)).not.toContain('长江路街道')
      expect(await matchTown(db, '铜官区天井湖新社区', '3407')).toMatchObject({ ok: true, code: '340705001' })
    })
  })
})
