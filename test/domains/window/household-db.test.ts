/** Households of a grid: whose they are, the limit of the grid, visits and what was promised on them. */
import { beforeAll, describe, expect, it } from 'vitest'
import { act } from '~/casefile/act.server'
import { listCases } from '~/casefile/find.server'
import { household } from '~/domains/window/domain.server'
import { openHousehold } from '~/domains/window/open/open-household.server'
import { visitHousehold } from '~/domains/window/open/visit-household.server'
import { readHouseholdList } from '~/domains/window/views/list.server'
import { readHouseholdCard } from '~/domains/window/views/household.server'
import { forgetDirectory } from '~/orgs/find-units.server'
import { setClock } from '~/lib/dates'
import { actorOf, formOf, inScope, NOON, rowOf, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'

const GRID = '340705001001001-GS1'
const gw = actorOf('GW', GRID)
const neighbour = actorOf('GW', '340705001001002-GS1')
const card = {
  name: '周全',
  sex: 'M' as const,
  address: '一组 3 号',
  membersCount: 3,
  hardship: ['dibao' as const],
  needs: ['medical' as const],
}
const openCard = (given: Partial<typeof card> = {}) => inScope(gw, (ctx) => openHousehold(ctx, { ...card, ...given }))
const visit = (id: string, fields: Record<string, string>, actor = gw) =>
  inScope(actor, (ctx) =>
    visitHousehold(ctx, {
      caseId: id,
      form: formOf({ type: 'visit', onDay: '2026-11-23', confirm: 'signed', note: '屋顶漏雨。', ...fields }),
    }),
  )
const nextOf = async (id: string) => (await rowOf(id)).next_due_on

beforeAll(async () => {
  setClock(NOON.toISOString())
  await testDatabase()
  await seedPlaces()
  forgetDirectory()
})

describe('a household', () => {
  it('is visited each quarter in hardship; the visit plans the next one', async () => {
    const id = await openCard()
    expect(await nextOf(id)).toBe('2027-02-23')
    expect(await visit(id, { tags: 'warmth', onDay: '2026-11-20' })).toBeNull()
    expect(await nextOf(id)).toBe('2027-02-20')
    const { version } = await rowOf(id)
    await inScope(gw, (ctx) =>
      act(household, ctx, { caseId: id, step: 'change', version, form: formOf({ membersCount: '4' }) }),
    )
    expect(await nextOf(id)).toBe('2027-11-20')
  })

  it('found empty keeps its date, and nobody promised anything', async () => {
    const id = await openCard()
    await visit(id, { confirm: 'absent', note: '家中无人。' })
    expect(await nextOf(id)).toBe('2027-02-23')
    await expect(visit(id, { confirm: 'absent', promised: '修屋顶', promisedMatter: 'housing' })).rejects.toMatchObject(
      { status: 422 },
    )
  })

  it('gets what was promised as a matter at the window, in its own name', async () => {
    const id = await openCard({ name: '吴用' })
    const opened = await visit(id, { promised: '帮忙申请危房改造', promisedMatter: 'housing', tags: 'service' })
    const [row] = await asSuperuser<{ name: string; scope_key: string; household_id: string }>(
      'SELECT c.name, c.scope_key, i.household_id FROM case_file c JOIN intake_file i ON i.case_id = c.id WHERE c.id = $1',
      [opened!.id],
    )
    expect(row).toEqual({ name: '吴用', scope_key: '340705001-CW1', household_id: id })
    const seen = await inScope(gw, (ctx) => readHouseholdCard(ctx, id, new URL('http://x/')))
    expect(seen.visits[0]).toMatchObject({
      confirm: '已签字确认',
      promised: '帮忙申请危房改造',
      intake: { id: opened!.id, no: opened!.caseNo },
    })
    await expect(visit(id, { promised: '再说' })).rejects.toMatchObject({ status: 422 })
  })

  it('is warned about what does not belong into the log, and taken after a second look', async () => {
    const id = await openCard()
    await expect(visit(id, { note: '老人信教，常去教会。' })).rejects.toMatchObject({ status: 422 })
    expect((await rowOf(id)).next_due_on).toBe('2027-02-23')
    await visit(id, { note: '老人信教，常去教会。', checked: 'on' })
    expect((await rowOf(id)).next_due_on).toBe('2027-02-23')
  })

  it('is its own worker’s alone: not the next grid’s, the window’s, the dispatcher’s or the office’s', async () => {
    const id = await openCard()
    for (const actor of [
      neighbour,
      actorOf('IC', '340705001-CW1'),
      actorOf('DP', '340705-GO1'),
      actorOf('TJ', '340705001-JO1'),
      actorOf('JC', '340705-JB1'),
    ]) {
      await inScope(actor, async ({ db }) => {
        expect(await db.caseFile.findFirst({ where: { id } }), actor.role).toBeNull()
        expect(await db.householdFile.findMany(), actor.role).toEqual([])
        expect(await db.householdVisit.findMany(), actor.role).toEqual([])
      })
    }
    await expect(visit(id, {}, neighbour)).rejects.toMatchObject({ status: 404 })
    expect((await inScope(neighbour, (ctx) => listCases(ctx, 'household', {}))).rows).toEqual([])
  })

  it('shows nothing of files that a member has elsewhere', async () => {
    await inScope(gw, async ({ db }) => {
      expect(await db.caseFile.findMany({ where: { kind: { notIn: ['household', 'intake'] } } })).toEqual([])
      expect(await db.handoffFile.findMany()).toEqual([])
    })
  })
})

describe('a grid (SR-11)', () => {
  it('takes its 300th and 360th household, warns above 300, and refuses the 361st', async () => {
    const fill = async (n: number) => {
      const [{ have }] = (await asSuperuser<{ have: number }>(
        `SELECT count(*)::int AS have FROM case_file WHERE kind = 'household' AND scope_key = $1 AND state = 'active'`,
        [GRID],
      )) as [{ have: number }]
      await asSuperuser(
        `INSERT INTO case_file (id, kind, scope_key, state, case_no, neutral_no, file_token, name, pinyin, initials, sex, opened_on, lawful_basis)
         SELECT gen_random_uuid(), 'household', $1, 'active', 'G' || n, 'G' || n, 'G' || n, '某', 'mou', 'm', 'M', '2026-01-01', 'law' FROM generate_series($2::int, $3::int) n`,
        [GRID, have + 1, n],
      )
      return inScope(gw, (ctx) => readHouseholdList(ctx, new URL('http://x/')))
    }
    expect(await fill(300)).toMatchObject({ held: 300, grid: null, full: false })
    await openCard()
    expect(await fill(301)).toMatchObject({ held: 301, grid: expect.stringMatching(/已超过 300 户/), full: false })
    expect(await fill(360)).toMatchObject({ held: 360, full: true })
    await expect(openCard()).rejects.toMatchObject({ status: 422 })
  })
})
