import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findUnit, findUnits, forgetDirectory, regionsBelow, unitFor, unitNamed } from '~/orgs/find-units.server'
import { matchTown } from '~/orgs/match-region.server'
import { mergeUnits, type Merge } from '~/orgs/merge-units.server'
import { setClock } from '~/lib/dates'
import { seedBase } from '../../prisma/seed/base'
import { seedOrg } from '../../prisma/seed/org'
import { withOwner } from '../../prisma/seed/owner'
import { actorOf, asWorker, inScope, itemOf, sampleDomain } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { openCases } from '~/casefile/open.server'

const FROM = '340705002-JO1'
const TO = '340705001-JO1'

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

describe('merging units (SR-10)', () => {
  const domain = sampleDomain('support')
  const admin = actorOf('AD', '3407-PF1')
  const merge: Merge = { from: [FROM], to: TO, on: '2026-11-20', reason: '铜官区机构调整文件' }

  it('moves files to the unit, closes the old one, keeps the change', async () => {
    const [file] = await inScope(actorOf('TJ', FROM), (ctx) => openCases(domain, ctx, [itemOf('support', FROM)]))
    expect(await inScope(admin, (ctx) => mergeUnits(ctx, merge))).toBe(1)
    const found = await inScope(actorOf('TJ', TO), ({ db }) => db.caseFile.findMany({ where: { id: file!.id } }))
    expect(found).toHaveLength(1)
    expect(await inScope(actorOf('TJ', FROM), ({ db }) => db.caseFile.count())).toBe(0)
    await asWorker(async (db) => expect(await findUnit(db, FROM)).toMatchObject({ closedOn: '2026-11-20' }))
    expect(
      await asSuperuser(`SELECT from_codes, to_code, moved FROM org_unit_change WHERE reason = $1`, [merge.reason]),
    ).toEqual([{ from_codes: [FROM], to_code: TO, moved: 1 }])
    expect(await asSuperuser(`SELECT data FROM access_log WHERE event = 'merge_unit'`)).toEqual([
      { data: { from: [FROM], to: TO, moved: 1 } },
    ])
  })

  it.each<[string, Partial<Merge>, string]>([
    ['a unit that is closed', { from: [FROM], to: TO }, 'to'],
    ['a unit of another kind', { from: ['340705003-JO1'], to: '340705-JB1' }, 'to'],
    ['a unit with itself', { from: [TO], to: TO }, 'to'],
    ['nothing', { from: [] }, 'from'],
    ['on a day to come', { from: ['340705003-JO1'], on: '2026-12-01' }, 'on'],
    ['without a reason', { from: ['340705003-JO1'], reason: ' ' }, 'reason'],
  ])('refuses %s', async (_, change, field) => {
    await expect(inScope(admin, (ctx) => mergeUnits(ctx, { ...merge, ...change }))).rejects.toMatchObject({
      status: 422,
      fieldErrors: { [field]: [expect.any(String)] },
    })
  })

  it('is for the system administrator alone, also in the database', async () => {
    for (const role of ['JA', 'SE'] as const) {
      const actor = actorOf(role, '340705-JB1')
      await expect(
        inScope(actor, (ctx) => mergeUnits(ctx, { ...merge, from: ['340705003-JO1'] })),
      ).rejects.toMatchObject({ status: 403 })
      await expect(
        inScope(
          actor,
          ({ db }) => db.$queryRaw`SELECT merge_unit(ARRAY['340705003-JO1'], ${TO}, DATE '2026-11-20', 'x')`,
        ),
      ).rejects.toThrow()
    }
  })
})
