/** What counts in which figure, file by file: the definitions of DOMAIN §5 and its edge cases, on the real database. */
import { beforeAll, describe, expect, it } from 'vitest'
import { Prisma } from '~/generated/prisma/client'
import { countCases } from '~/casefile/find.server'
import { readFigureList } from '~/casefile/figures/read-figure-list.server'
import { readFigures } from '~/casefile/figures/read-figures.server'
import { handoffFigures } from '~/domains/handoff/figures/handoff-figures.server'
import { connected, countsAsReoffence } from '~/domains/handoff/rules'
import { addDays, addMonths } from '~/lib/dates'
import { actorOf, inScope, seedPlaces } from '../../support/cases'
import { asSuperuser, pastTriggers, testDatabase } from '../../support/database'

const TODAY = '2026-11-23'
const OFFICE = '340705001-JO1'
const RELEASED = '2026-03-02'
const jc = actorOf('JC', '340705-JB1')

type Row = {
  /** What of case_file and handoff_file departs from somebody met at the gate, placed and helped. */
  file?: Record<string, unknown>
  own?: Record<string, unknown>
  placements?: [from: string, until: string | null][]
  group?: [from: string, until: string | null]
  visits?: string[]
  convicted?: { offenceOn: string; effectiveOn: string }
}
let made = 0

async function add(given: Row = {}): Promise<string> {
  const n = ++made
  const file = { state: 'in_help', opened_on: '2026-01-05', closed_on: null, continues_id: null, ...given.file }
  const [row] = await asSuperuser<{ id: string }>(
    `INSERT INTO case_file (id, kind, scope_key, state, case_no, neutral_no, file_token, name, pinyin, initials, sex, opened_on, closed_on, continues_id, lawful_basis)
     VALUES (gen_random_uuid(), 'handoff', $1, $2, $3, $3, $3, '某', 'mou', 'm', 'M', $4, $5, $6, 'law') RETURNING id`,
    [OFFICE, file.state, `F${n}`, file.opened_on, file.closed_on, file.continues_id],
  )
  const id = row!.id
  const own = {
    case_id: id,
    kind: 'handoff',
    scope_key: OFFICE,
    source_type: 'prison',
    key_category: [],
    needs: [],
    insurance_status: [],
    release_due_on: RELEASED,
    released_on: RELEASED,
    handed_over_at: `${RELEASED}T10:00:00+08:00`,
    at_gate: true,
    guidance_owner: '甲',
    contact_owner: '乙',
    support_owner: '丙',
    placement_type: 'employed',
    placed_on: '2026-03-12',
    placement_checked_on: '2026-03-12',
    last_contact_on: '2026-11-01',
    help_end_on: '2031-03-02',
    guardian_told: false,
    person_signed: false,
    contacts_made: 3,
    juvenile_school_records: false,
    before_system: false,
    must_pickup: false,
    ...given.own,
  }
  await asSuperuser(
    `INSERT INTO handoff_file (${Object.keys(own).join(', ')}) SELECT ${Object.keys(own).join(', ')} FROM jsonb_populate_record(NULL::handoff_file, $1)`,
    [JSON.stringify(own)],
  )
  const child = (table: string, columns: string, values: string, rows: unknown[][]) =>
    Promise.all(
      rows.map((one) =>
        asSuperuser(
          `INSERT INTO ${table} (id, case_id, kind, scope_key, ${columns}) VALUES (gen_random_uuid(), $1, 'handoff', $2, ${values})`,
          [id, OFFICE, ...one],
        ),
      ),
    )
  const placements = given.placements ?? (own.placement_type === 'unplaced' ? [] : [[own.placed_on, null]])
  await child('handoff_placement', 'type, placed_on, ended_on, verified_on', `'employed', $3, $4, $3`, placements)
  await child('handoff_group_member', 'name, member, from_on, until_on', `'某', 'village', $3, $4`, [
    given.group ?? ['2026-03-10', null],
  ])
  await child(
    'visit',
    'type, on_day, reached, present, tags, by_post_id, by_name, created_at',
    `'visit', $3, true, '{}', '{}', gen_random_uuid(), '某', now()`,
    (given.visits ?? []).map((day) => [day]),
  )
  if (given.convicted)
    await child('handoff_reoffence', 'judgment_enc, offence_on, effective_on', `'', $3, $4`, [
      [given.convicted.offenceOn, given.convicted.effectiveOn],
    ])
  return id
}

/** Which numerators and denominators a file stands in: 'placed' and '/placed'. */
async function standsIn(id: string, query = 'period=2026'): Promise<string[]> {
  const found: string[] = []
  await inScope(jc, async (ctx) => {
    for (const { code } of handoffFigures.measures)
      for (const part of ['n', 'd'] as const) {
        const address = new URLSearchParams(`${query}&measure=${code}&part=${part}`)
        const { query: list } = await readFigureList(handoffFigures, ctx, address)
        const where = [...list.where!, Prisma.sql`c.id = ${id}::uuid`]
        if (await countCases(ctx, 'handoff', { ...list, where })) found.push(part === 'n' ? code : `/${code}`)
      }
  })
  return found
}
const everything = [
  'connected',
  '/connected',
  'placed',
  '/placed',
  'helped',
  '/helped',
  'placed_helped',
  '/placed_helped',
  '/reoffended',
  'days_to_placement',
  '/days_to_placement',
]
const without = (...codes: string[]) => everything.filter((code) => !codes.includes(code))

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
})

describe('the cohort', () => {
  it('holds somebody released here, in every figure that applies', async () => {
    expect(await standsIn(await add())).toEqual(everything)
  })

  it('is told by the day of release: the last day of the period is in, the next is not', async () => {
    const id = await add({ own: { released_on: '2026-03-31', handed_over_at: '2026-03-31T10:00:00+08:00' } })
    expect(await standsIn(id, 'period=2026-03')).toContain('/placed')
    expect(await standsIn(id, 'period=2026-04')).toEqual([])
    expect(await standsIn(id, 'period=2026&cutoff=2026-03-30')).toEqual([])
  })

  it.each([
    [
      'a death before the cut-off',
      { file: { state: 'terminated' }, own: { end_cause: 'death', ended_on: '2026-06-01' } },
    ],
    ['a transfer to another county', { file: { state: 'closed', closed_on: '2026-06-01' } }],
    ['a file opened in error', { file: { state: 'opened_in_error', closed_on: '2026-06-01' } }],
    [
      'a death before release (D1-edge-09)',
      {
        file: { state: 'terminated' },
        own: { released_on: null, handed_over_at: null, end_cause: 'death', ended_on: '2026-02-01' },
      },
    ],
    ['a notice not yet verified', { file: { state: 'pre_notice' }, own: { released_on: null, handed_over_at: null } }],
    [
      'a notice returned to the prison',
      { file: { state: 'returned' }, own: { released_on: null, handed_over_at: null } },
    ],
  ])('is without %s', async (_, row) => {
    expect(await standsIn(await add(row as Row))).toEqual([])
  })

  it('holds them as long as they had not died or moved: an earlier cut-off day', async () => {
    const dead = await add({ file: { state: 'terminated' }, own: { end_cause: 'death', ended_on: '2026-06-01' } })
    const moved = await add({ file: { state: 'closed', closed_on: '2026-06-01' } })
    for (const id of [dead, moved]) {
      expect(await standsIn(id, 'period=2026&cutoff=2026-05-31')).toContain('/placed')
      expect(await standsIn(id, 'period=2026&cutoff=2026-06-01')).toEqual([])
    }
  })

  it('holds who was to be released and was not met, as not connected', async () => {
    const missing = {
      released_on: null,
      handed_over_at: null,
      at_gate: false,
      placement_type: 'unplaced',
      placed_on: null,
      placement_checked_on: null,
      last_contact_on: null,
      guidance_owner: null,
    }
    const noShow = await add({ file: { state: 'no_show' }, own: missing })
    expect(await standsIn(noShow)).toEqual(['/connected', '/placed', '/helped', '/placed_helped', '/reoffended'])
    const due = (day: string) => add({ file: { state: 'await_release' }, own: { ...missing, release_due_on: day } })
    expect(await standsIn(await due(addDays(TODAY, -7)))).toEqual([]) // may still be handed over in time
    expect(await standsIn(await due(addDays(TODAY, -8)))).toContain('/connected')
    expect(await standsIn(await due(addDays(TODAY, 20)))).toEqual([])
  })
})

describe('衔接率 and 必接率', () => {
  it.each([0, 1, 7, 8, 40])('handed over %i days after release', async (days) => {
    const on = addDays(RELEASED, days)
    const id = await add({ own: { handed_over_at: `${on}T23:30:00+08:00` } })
    expect((await standsIn(id)).includes('connected')).toBe(connected(RELEASED, on, () => 7))
    expect(await standsIn(id)).toContain('/connected')
  })

  it('is by the day in China: half past midnight is the next day', async () => {
    const id = await add({ own: { handed_over_at: `${addDays(RELEASED, 8)}T00:30:00+08:00` } })
    expect(await standsIn(id)).toEqual(without('connected'))
  })

  it('counts nobody handed over after the cut-off day', async () => {
    const id = await add({ own: { handed_over_at: `${addDays(RELEASED, 5)}T10:00:00+08:00` } })
    expect(await standsIn(id, `period=2026&cutoff=${addDays(RELEASED, 4)}`)).not.toContain('connected')
    expect(await standsIn(id, `period=2026&cutoff=${addDays(RELEASED, 5)}`)).toContain('connected')
  })

  it('counts who must be met: met at the gate or not', async () => {
    const must = { key_category: ['no_home'] }
    expect(await standsIn(await add({ own: must }))).toEqual(expect.arrayContaining(['picked_up', '/picked_up']))
    const missed = await standsIn(await add({ own: { ...must, at_gate: false } }))
    expect([missed.includes('picked_up'), missed.includes('/picked_up')]).toEqual([false, true])
  })

  it('leaves out those whose hand-over was not recorded here: from before the system, from another county', async () => {
    const old = await add({ own: { handed_over_at: null, before_system: true, key_category: ['no_kin'] } })
    expect(await standsIn(old)).toEqual(without('connected', '/connected'))
    const arrived = await add({ file: { continues_id: old }, own: { handed_over_at: null } })
    expect(await standsIn(arrived)).toEqual(without('connected', '/connected'))
  })

  it('after community correction: the file opened in time; no gate to be met at', async () => {
    const lifted = { source_type: 'cc_lifted', handed_over_at: null, key_category: ['no_kin'] }
    expect(await standsIn(await add({ file: { opened_on: addDays(RELEASED, 7) }, own: lifted }))).toEqual(everything)
    expect(await standsIn(await add({ file: { opened_on: addDays(RELEASED, 8) }, own: lifted }))).toEqual(
      without('connected'),
    )
  })
})

describe('安置率, 帮教率 and both', () => {
  it('wants the placement verified and standing on the day', async () => {
    expect(await standsIn(await add({ own: { placement_checked_on: null } }))).toEqual(
      without('placed', 'placed_helped'),
    )
    const ended = await add({
      own: {
        placement_type: 'unplaced',
        placed_on: null,
        placement_checked_on: '2026-09-01',
        first_placed_on: '2026-03-12',
      },
      placements: [['2026-03-12', '2026-09-01']],
    })
    expect(await standsIn(ended)).toEqual(without('placed', 'placed_helped'))
    expect(await standsIn(ended, 'period=2026&cutoff=2026-08-31')).toContain('placed')
    expect(await standsIn(ended, 'period=2026&cutoff=2026-03-11')).not.toContain('placed')
  })

  it('wants owners, group and a contact within three months: to the day', async () => {
    const last = (day: string) => add({ own: { last_contact_on: day }, visits: [day] })
    expect(await standsIn(await last(addMonths(TODAY, -3)))).toEqual(everything)
    expect(await standsIn(await last(addDays(addMonths(TODAY, -3), -1)))).toEqual(without('helped', 'placed_helped'))
    for (const owner of ['guidance_owner', 'contact_owner', 'support_owner'])
      expect(await standsIn(await add({ own: { [owner]: null } })), owner).toEqual(without('helped', 'placed_helped'))
  })

  it('looks at the contacts and the group of an earlier day, not at later ones', async () => {
    const id = await add({ visits: ['2026-04-01', '2026-11-01'] })
    const helpedOn = async (day: string) => (await standsIn(id, `period=2026&cutoff=${day}`)).includes('helped')
    expect(await helpedOn('2026-06-30')).toBe(true)
    expect(await helpedOn('2026-07-02')).toBe(false)
    expect(await helpedOn(TODAY)).toBe(true)
    const regrouped = await add({ visits: ['2026-04-01'], group: ['2026-05-01', null] })
    expect(await standsIn(regrouped, 'period=2026&cutoff=2026-04-30')).not.toContain('helped')
  })

  it('leaves who declined in the denominator (D1-edge-08)', async () => {
    const declined = {
      placement_type: 'unplaced',
      placed_on: null,
      placement_checked_on: null,
      guidance_owner: null,
      contact_owner: null,
      support_owner: null,
    }
    expect(await standsIn(await add({ file: { state: 'declined' }, own: declined }))).toEqual([
      'connected',
      '/connected',
      '/placed',
      '/helped',
      '/placed_helped',
      '/reoffended',
    ])
  })

  it('looks at who was helped to the end on his last day', async () => {
    const over = {
      file: { state: 'ended', closed_on: '2026-08-01' },
      own: { end_cause: 'expired', ended_on: '2026-08-01', last_contact_on: '2026-07-20' },
      group: ['2026-03-10', '2026-08-01'],
      visits: ['2026-07-20'],
    } satisfies Row
    expect(await standsIn(await add(over))).toEqual(everything)
    const today = {
      file: { state: 'ended', closed_on: TODAY },
      own: { end_cause: 'expired', ended_on: TODAY },
      group: ['2026-03-10', TODAY],
    } satisfies Row
    expect(await standsIn(await add(today))).toEqual(everything)
  })
})

describe('重新犯罪率', () => {
  it.each([
    ['after release, effective', { offenceOn: '2026-05-01', effectiveOn: '2026-10-01' }],
    ['before release', { offenceOn: RELEASED, effectiveOn: '2026-10-01' }],
    ['not effective by the day', { offenceOn: '2026-05-01', effectiveOn: '2026-11-24' }],
    ['after the help period', { offenceOn: '2031-03-03', effectiveOn: '2031-05-01' }],
  ])('a conviction for an offence %s', async (_, convicted) => {
    const id = await add({ convicted })
    const reception = { releasedOn: RELEASED, helpEndOn: '2031-03-02' }
    expect((await standsIn(id)).includes('reoffended')).toBe(countsAsReoffence(convicted, reception, TODAY))
  })

  it('suspicion and detention count for nothing, and acquittal leaves no trace in any rate (D1-edge-06)', async () => {
    const held = {
      own: { paused_on: '2026-06-15', last_contact_on: '2026-06-01' },
      visits: ['2026-06-01'],
    } satisfies Row
    expect(await standsIn(await add(held))).toEqual(everything)
  })
})

describe('average days to placement', () => {
  it('is from release to the first placement, whatever came later; before release it is none', async () => {
    await pastTriggers('TRUNCATE case_file CASCADE')
    await add({
      own: { placed_on: '2026-09-01', first_placed_on: '2026-03-12' },
      placements: [
        ['2026-03-12', '2026-09-01'],
        ['2026-09-01', null],
      ],
    })
    await add({ own: { placed_on: '2026-02-20' } })
    await add({ own: { placement_type: 'unplaced', placed_on: null, placement_checked_on: null } })
    const at = handoffFigures.measures.findIndex(({ code }) => code === 'days_to_placement')
    const { total } = await inScope(jc, (ctx) => readFigures(handoffFigures, ctx, new URLSearchParams('period=2026')))
    expect(total[at]).toEqual({ n: 10, d: 2 })
  })

  it('keeps the first placement as placements come, end, are corrected and taken back', async () => {
    const id = await add({ own: { placed_on: '2026-03-12' } })
    const after = async (sets: string) =>
      (
        await asSuperuser<{ day: string }>(
          `UPDATE handoff_file SET ${sets} WHERE case_id = $1 RETURNING first_placed_on::text AS day`,
          [id],
        )
      )[0]!.day
    expect(await after(`last_meeting_on = '2026-04-01'`)).toBe('2026-03-12')
    expect(await after(`placed_on = '2026-03-15'`)).toBe('2026-03-15') // corrected
    expect(await after(`placement_type = 'unplaced', placed_on = NULL, placement_checked_on = '2026-06-01'`)).toBe(
      '2026-03-15',
    )
    expect(
      await after(`placement_type = 'school', placed_on = '2026-06-10', placement_checked_on = '2026-06-10'`),
    ).toBe('2026-03-15')
    expect(await after(`placed_on = '2026-06-12'`)).toBe('2026-03-15') // corrected, not the first
    expect(
      await after(`placement_type = 'unplaced', placed_on = NULL, placement_checked_on = NULL, first_placed_on = NULL`),
    ).toBeNull() // taken back
  })
})
