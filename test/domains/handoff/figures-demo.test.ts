/** SR-01 on the demo county; and for every role that may list: list = count = figure = export, whatever is chosen. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { judge } from '~/access/policy'
import { roles, type Role } from '~/access/roles'
import type { Ctx } from '~/casefile/act.server'
import { countCases, listCases } from '~/casefile/find.server'
import { recentPeriods } from '~/casefile/figures/period'
import { figureText } from '~/casefile/figures/rate'
import { readFigureList } from '~/casefile/figures/read-figure-list.server'
import { readFigures, type Figures } from '~/casefile/figures/read-figures.server'
import type { Pair } from '~/casefile/figures/roll-up'
import { forgetRules } from '~/casefile/rules.server'
import { checkPublicly } from '~/casefile/documents/check.server'
import { drawUpForUnit } from '~/casefile/documents/draw-up-unit.server'
import { seenDigest, thaw } from '~/casefile/documents/freeze.server'
import { issueUnitDocument } from '~/casefile/documents/issue-unit.server'
import { loadDocument } from '~/casefile/documents/load-document.server'
import { withdrawDocument } from '~/casefile/documents/withdraw.server'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import { statisticsPaper } from '~/domains/handoff/documents.server'
import { handoffFigureListExport, handoffFiguresExport } from '~/domains/handoff/exports/figures.server'
import { handoffListExport } from '~/domains/handoff/exports/list.server'
import { handoffFigures } from '~/domains/handoff/figures/handoff-figures.server'
import { handoffQuery } from '~/domains/handoff/views/list.server'
import { addDays, setClock } from '~/lib/dates'
import { forgetDirectory } from '~/orgs/find-units.server'
import { readSeats, seedAccounts, type Seat } from '../../../prisma/seed/accounts'
import { seedBase } from '../../../prisma/seed/base'
import { generateCohort } from '../../../prisma/seed/cohort'
import { makeWorld } from '../../../prisma/seed/demo'
import { seedOrg } from '../../../prisma/seed/org'
import { withOwner } from '../../../prisma/seed/owner'
import { writeLives } from '../../../prisma/seed/write-lives'
import { actorOf, inScope } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { readsBack, renderings } from './read-back'

const AT = '2026-11-23T09:00:00+08:00'
const TODAY = '2026-11-23'
let seats: Seat[] = []

beforeAll(async () => {
  setClock(AT)
  await testDatabase()
  forgetRules()
  forgetDirectory()
  await withOwner(async (db) => {
    await seedBase(db)
    await seedOrg(db)
    await seedAccounts(db, TODAY)
    seats = await readSeats(db)
    const world = makeWorld(seats)
    await writeLives(db, world, generateCohort(world).told)
  })
  await asSuperuser('ANALYZE')
}, 180_000)
afterAll(() => setClock(null))

const at = (role: Role, unit: string): Actor => {
  const seat = seats.find((one) => one.role === role && one.unit === unit)!
  const base = actorOf(role, unit, { postId: seat.postId, userId: seat.userId, now: new Date(AT) })
  return { ...base, unit: { ...base.unit, regionCode: unit.split('-')[0]! } }
}
const posts: Record<string, string> = {
  JC: '340722-JB1',
  JA: '340722-JB1',
  JX: '3407-JB1',
  TJ: '340722100-JO1',
  TH: '340722102-JO1',
}
const listers = (Object.keys(roles) as Role[]).filter((role) => judge(role, 'handoff', 'L').allowed)
const figures = (ctx: Ctx, query = '') => readFigures(handoffFigures, ctx, new URLSearchParams(query))
const shown = ({ total }: Figures) =>
  Object.fromEntries(
    handoffFigures.measures.map(({ code, form }, i) => [code, figureText(form, total[i]!.n, total[i]!.d)]),
  )

describe('the demo county', () => {
  it('prints 159/162 = 98.1% and 0/162 = 0.0% (SR-01), in all as by its ten towns', async () => {
    await inScope(at('JC', '340722-JB1'), async (ctx) => {
      const found = await figures(ctx, 'period=m36')
      expect(shown(found).reoffended).toBe('0/162 = 0.0%')
      expect(shown(found).placed_helped).toBe('159/162 = 98.1%')
      expect(found.places).toHaveLength(10)
      const sum = (part: 'n' | 'd') => found.places.reduce((all, { pairs }) => all + pairs[4]![part], 0)
      expect([sum('n'), sum('d')]).toEqual([159, 162])
      expect(found.buckets.reduce((all, { pairs }) => all + pairs[4]!.d, 0)).toBe(162)
    })
  })

  it('is the same seen from the city, down to the county and its towns', async () => {
    await inScope(at('JX', '3407-JB1'), async (ctx) => {
      const city = await figures(ctx, 'period=m36')
      expect(city.places.map(({ code }) => code)).toEqual(['340722'])
      expect(city.places[0]!.pairs).toEqual(city.total)
      const county = await figures(ctx, 'period=m36&region=340722')
      expect(county.total).toEqual(city.total)
      expect(county.places).toHaveLength(10)
    })
  })
})

describe('《安置帮教统计表》', () => {
  const address = new URL('http://here/handoff/statistics/paper?period=m36')
  const draft = async (ctx: Ctx, url = address) => {
    const read = await viewFigures(handoffFigures, ctx, url)
    return { read, ...(await drawUpForUnit(statisticsPaper, ctx, read)) }
  }
  const issue = (actor: Actor, given: { url?: URL; replaces?: string; reason?: string; seen?: string } = {}) =>
    inScope(actor, async (ctx) => {
      const { read, content } = await draft(ctx, given.url)
      return issueUnitDocument(statisticsPaper, ctx, { kind: 'handoff', read, seen: seenDigest(content), ...given })
    })
  const open = (actor: Actor, documentId: string) =>
    inScope(actor, (ctx) => loadDocument(ctx, { kind: 'handoff', caseId: undefined, documentId }))
  const jc = () => at('JC', '340722-JB1')

  it('is issued as it was shown: numbered, frozen under its hash, every number on paper and in the .docx', async () => {
    const made = await issue(jc())
    expect(made).toMatchObject({ state: 'issued', number: '枞阳司安帮统字〔2026〕第0001号' })
    const { row } = await open(jc(), made.id)
    expect(row).toMatchObject({
      caseId: null,
      unitCode: '340722-JB1',
      aboutLabel: expect.stringContaining('近 36 个月'),
    })
    const { content, intact } = thaw(row)
    expect(intact).toBe(true)
    expect(row.hash).toMatch(/^[0-9a-f]{64}$/)
    await readsBack(content)
    const { docx } = await renderings(content)
    for (const words of [
      '填报单位单位340722-JB1',
      '截止日2026年11月23日',
      '合计',
      '159/162=98.1%',
      '0/162=0.0%',
      '口径第1版',
    ])
      expect(docx).toContain(words)
    const table = content.blocks.find((block) => block.type === 'table')!
    expect(table.rows).toHaveLength(11)
    expect(await checkPublicly(row.checkCode!, { ip: '203.0.113.40', now: new Date(AT) })).toBe('valid')
  })

  it('stands once for a place, period and day; a new one replaces it with a reason', async () => {
    await expect(issue(jc())).rejects.toMatchObject({ status: 409 })
    const [first] = await asSuperuser<{ id: string }>(
      `SELECT id FROM case_document WHERE code = 'statistics' AND state = 'issued'`,
    )
    await expect(issue(jc(), { replaces: first!.id })).rejects.toMatchObject({ status: 422 })
    const second = await issue(jc(), { replaces: first!.id, reason: '更正一份档案后重新统计' })
    expect(second.number).toBe('枞阳司安帮统字〔2026〕第0002号')
    expect((await open(jc(), first!.id)).row).toMatchObject({ state: 'withdrawn', replacedBy: second.id })
    const earlier = new URL(`${address}&cutoff=2026-10-31`)
    expect((await issue(jc(), { url: earlier })).number).toBe('枞阳司安帮统字〔2026〕第0003号')
    await expect(issue(jc(), { seen: 'x', url: new URL(`${address}&cutoff=2026-10-30`) })).rejects.toMatchObject({
      status: 409,
    })
  })

  it('belongs to its unit: an office below or beside does not find it, the county acts on no paper of a town', async () => {
    const town = at('TJ', '340722100-JO1')
    const made = await issue(town)
    await expect(open(at('TJ', '340722102-JO1'), made.id)).rejects.toMatchObject({ status: 404 })
    const [countys] = await asSuperuser<{ id: string }>(
      `SELECT id FROM case_document WHERE unit_code = '340722-JB1' LIMIT 1`,
    )
    await expect(open(town, countys!.id)).rejects.toMatchObject({ status: 404 })
    expect((await open(jc(), made.id)).row.number).toBe(made.number)
    const withdraw = (actor: Actor) =>
      inScope(actor, (ctx) =>
        withdrawDocument([statisticsPaper], ctx, {
          kind: 'handoff',
          caseId: undefined,
          documentId: made.id,
          reason: '重做',
        }),
      )
    await expect(withdraw(jc())).rejects.toMatchObject({ status: 403 })
    await expect(withdraw(at('JX', '3407-JB1'))).rejects.toMatchObject({ status: 403 })
    await withdraw(town)
    expect((await open(town, made.id)).row.state).toBe('withdrawn')
  })

  it.each(Object.keys(roles) as Role[])('%s issues it when he lists, works and prints, else not', async (role) => {
    const may = ['TJ', 'TH', 'JC', 'JA'].includes(role)
    expect(statisticsPaper.roles.includes(role)).toBe(may)
    if (may) return
    const read = await inScope(jc(), (ctx) => viewFigures(handoffFigures, ctx, address))
    const given = { kind: 'handoff' as const, read, seen: '' }
    await expect(
      inScope(actorOf(role, '340722-JB1'), (ctx) => issueUnitDocument(statisticsPaper, ctx, given)),
    ).rejects.toMatchObject({ status: 403 })
  })
})

describe('somebody released twice (D1-edge-07)', () => {
  beforeAll(async () => {
    // Four people came twice; one of those was convicted again, on the later reception.
    await asSuperuser(
      `WITH pairs AS (SELECT id, lead(person_id) OVER (ORDER BY id) AS other, row_number() OVER (ORDER BY id) AS n FROM case_file WHERE kind = 'handoff')
       UPDATE case_file c SET person_id = p.other FROM pairs p WHERE p.id = c.id AND p.n IN (3, 40, 80, 120)`,
    )
    await asSuperuser(
      `INSERT INTO handoff_reoffence (id, case_id, kind, scope_key, judgment_enc, offence_on, effective_on)
       SELECT gen_random_uuid(), h.case_id, h.kind, h.scope_key, '', h.released_on + 10, h.released_on + 20
       FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM case_file WHERE kind = 'handoff') c JOIN handoff_file h ON h.case_id = c.id WHERE c.n IN (3, 4)`,
    )
  })

  it('is two receptions, one person in the rate, convicted once', async () => {
    const found = shown(await inScope(at('JC', '340722-JB1'), (ctx) => figures(ctx, 'period=m36')))
    expect(found.placed_helped).toBe('159/162 = 98.1%')
    expect(found.reoffended).toBe('1/158 = 0.6%')
  })
})

/** Every row of every sheet of a file. */
async function rowsOf(sheets: Awaited<ReturnType<typeof handoffListExport.sheets>>): Promise<(readonly unknown[])[]> {
  const rows: (readonly unknown[])[] = []
  for (const sheet of sheets) for await (const row of sheet.rows) rows.push(row)
  return rows
}

describe('list = count = figure = export', () => {
  it('all roles that may list stand in this test', () => {
    expect([...listers].sort()).toEqual(Object.keys(posts).sort())
  })

  it.each(listers)(
    'for %s, whatever period, day, measure, part, place or stretch',
    { timeout: 120_000 },
    async (role) => {
      const actor = at(role, posts[role]!)
      const choices = fc.record({
        period: fc.constantFrom(
          'm36',
          ...recentPeriods(TODAY, { years: 3, quarters: 3, months: 2 }),
          'custom&from=2024-02-10&to=2026-05-31',
        ),
        back: fc.constantFrom(0, 0, 30, 200, 500),
        measure: fc.nat({ max: handoffFigures.measures.length - 1 }),
        part: fc.constantFrom('n' as const, 'd' as const),
        of: fc.constantFrom('total' as const, 'place' as const, 'bucket' as const),
        which: fc.nat({ max: 20 }),
      })
      await fc.assert(
        fc.asyncProperty(choices, async ({ period, back, measure: i, part, of, which }) => {
          const measure = handoffFigures.measures[i]!
          const query = `period=${period}&cutoff=${addDays(TODAY, -back)}`
          await inScope(actor, async (ctx) => {
            const found = await figures(ctx, query)
            const groups: { more: string; pairs: Pair[] }[] =
              of === 'total'
                ? [{ more: '', pairs: found.total }]
                : of === 'place'
                  ? found.places.map(({ code, pairs }) => ({ more: `&place=${code}`, pairs }))
                  : found.buckets.map(({ key, pairs }) => ({ more: `&bucket=${key}`, pairs }))
            const group = groups[which % Math.max(groups.length, 1)]
            if (!group) return
            // Of days the numerator is a sum of days; its people are the denominator's.
            const figure = group.pairs[i]![measure.form === 'days' ? 'd' : part]
            const address = new URLSearchParams(`${query}&measure=${measure.code}&part=${part}${group.more}`)
            const { query: list } = await readFigureList(handoffFigures, ctx, address)
            const page = await listCases(ctx, 'handoff', { ...list, limit: 200 })
            expect(new Set(page.rows.map((row) => row.id)).size).toBe(page.rows.length)
            const numbers = {
              list: page.rows.length,
              count: page.count,
              exact: await countCases(ctx, 'handoff', list),
              asked: await handoffFigureListExport.count(ctx, address),
              exported: (await rowsOf(await handoffFigureListExport.sheets(ctx, address))).length,
            }
            expect(numbers, String(address)).toEqual({
              list: figure,
              count: figure,
              exact: figure,
              asked: figure,
              exported: figure,
            })
          })
        }),
        { numRuns: 12, seed: 3 },
      )
    },
  )

  it.each(listers)('for %s, the list of 安置帮教 with its filters', async (role) => {
    for (const filter of ['', 'state=in_help', 'level=A', 'key=must', 'due=late', 'q=wang', 'town=340722100']) {
      const query = new URLSearchParams(filter)
      await inScope(at(role, posts[role]!), async (ctx) => {
        const page = await listCases(ctx, 'handoff', { ...handoffQuery(query), limit: 200 })
        const rows = await rowsOf(await handoffListExport.sheets(ctx, query))
        expect([page.rows.length, page.count, await handoffListExport.count(ctx, query)], filter).toEqual(
          Array(3).fill(rows.length),
        )
        expect(rows.map((row) => row[3]).sort()).toEqual(page.rows.map((row) => row.caseNo).sort())
      })
    }
  })

  it('the exported table says the numbers of the page', async () => {
    await inScope(at('JC', '340722-JB1'), async (ctx) => {
      const query = new URLSearchParams('period=m36')
      const rows = await rowsOf(await handoffFiguresExport.sheets(ctx, query))
      expect(rows).toHaveLength(await handoffFiguresExport.count(ctx, query))
      const total = rows.find((row) => row[0] === '合计')!
      expect(total.slice(13, 16)).toEqual(['98.1%', 159, 162])
    })
  })
})

describe('one statement', () => {
  it('makes all figures of the page, whatever the number of places', async () => {
    const said: string[] = []
    await inScope(at('JX', '3407-JB1'), async (ctx) => {
      const db = new Proxy(ctx.db, {
        get(target, name) {
          const value = Reflect.get(target, name) as unknown
          if (name === '$queryRaw')
            return (...args: never[]) => (said.push('raw'), (value as (...all: never[]) => unknown).apply(target, args))
          return value
        },
      })
      await readFigures(handoffFigures, { ...ctx, db }, new URLSearchParams('period=m36'))
    })
    expect(said).toHaveLength(2) // room for the sums, and the sums
  })
})
