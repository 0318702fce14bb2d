/** The doors between units refuse foreign cases, forged rows, other tables and other states, whatever the application sends. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { eventRow } from '~/casefile/chain.server'
import { handOf } from '~/casefile/domain'
import { openCases } from '~/casefile/open.server'
import { uuidv7 } from '~/lib/ids.server'
import { actorOf, addParty, at, inScope, itemOf, NOON, openAt, rowOf, sampleDomain, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const prison = actorOf('PR', '34-PR1')
const otherPrison = actorOf('PR', '34-PR2')
const county = actorOf('JC', '340705-JB1')
const hr = actorOf('HR', '340705-HR1')
let notice = ''
let file = ''
let otherNotice = ''
let otherFile = ''

type Row = Record<string, unknown>
const TABLES = ['linked_head', 'referral_head', 'who_opened', 'break_glass_open']
/** Calls a function as the application's role in the actor's scope; objects go as JSON. */
const call = (actor: Actor, name: string, ...args: unknown[]) =>
  inScope(actor, ({ db }) => {
    const list = args.map((_, i) => `$${i + 1}${CASTS[name]?.[i] ?? '::jsonb'}`).join(', ')
    const sql = TABLES.includes(name) ? `SELECT * FROM ${name}(${list})` : `SELECT ${name}(${list})::text AS given`
    return db.$queryRawUnsafe<Row[]>(
      sql,
      ...args.map((value) => (value && typeof value === 'object' ? JSON.stringify(value) : value)),
    )
  })
const CASTS: Record<string, string[]> = {
  signal_case: ['::uuid', '::uuid', '::text', '::jsonb', '::jsonb', '::jsonb', '::text[]'],
  linked_head: ['::uuid'],
  referral_head: ['::uuid'],
  who_opened: ['::uuid', '::int'],
  answer_referral: ['::uuid', '::text', '::text', '::date', '::text', '::jsonb', '::jsonb', '::text[]'],
  touch_referral: ['::uuid', '::boolean', '::date'],
  break_glass_open: ['::text', '::uuid', '::text', '::timestamptz', '::jsonb'],
  merge_unit: ['::uuid'],
  write_linked: ['::uuid', '::text[]', '::text', '::text', '::text[]', '::jsonb', '::jsonb', '::jsonb', '::text[]'],
}

/** The next event of a file, as an honest caller would write it. */
async function nextEvent(id: string, actor: Actor, state: string, forged: Row = {}): Promise<Row> {
  const row = await rowOf(id)
  const head = {
    id,
    kind: String(row.kind),
    scopeKey: row.scope_key,
    fileToken: String(row.file_token),
    chainSeq: Number(row.chain_seq),
    chainHash: String(row.chain_hash),
  }
  return {
    ...eventRow(head, {
      step: 'told',
      fromState: row.state,
      toState: state,
      input: null,
      eventOn: '2026-11-23',
      at: NOON,
      hand: handOf(actor),
    }),
    ...forged,
  }
}
const signal = async (
  actor: Actor,
  from: string,
  to: string,
  state: string | null,
  given: { patch?: Row; forged?: Row; tasks?: Row[] } = {},
) =>
  call(
    actor,
    'signal_case',
    from,
    to,
    state,
    given.patch ?? {},
    await nextEvent(to, actor, state ?? 'same', given.forged),
    given.tasks?.length ? given.tasks : '[]',
    '{}',
  )

const deliver = (actor: Actor, linkFrom: string, scopeKey: string) =>
  inScope(actor, (ctx) =>
    openCases(
      sampleDomain('handoff'),
      ctx,
      [{ ...itemOf('handoff', scopeKey, { state: 'pre_notice', due: [] }), linkFrom }],
      'deliver',
    ),
  )

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  const notices = [
    ...(await openAt('release_notice', '34-PR1', [{ state: 'sent', due: [] }])),
    ...(await openAt('release_notice', '34-PR2', [{ state: 'sent', due: [] }])),
  ]
  notice = notices[0]!.id
  otherNotice = notices[1]!.id
  file = (await deliver(prison, notice, '340705-JB1'))[0]!.id
  otherFile = (await deliver(otherPrison, otherNotice, '340706-JB1'))[0]!.id
})

describe('deliver_case', () => {
  const rows = (given: Row = {}): { case_file: Row[]; [table: string]: Row[] } => ({
    case_file: [
      {
        id: uuidv7(),
        kind: 'handoff',
        scope_key: '340705-JB1',
        state: 'pre_notice',
        case_no: uuidv7(),
        neutral_no: uuidv7(),
        file_token: uuidv7(),
        name: '某',
        pinyin: 'mou',
        initials: 'm',
        sex: 'M',
        opened_on: '2026-11-23',
        lawful_basis: 'law',
        version: 1,
        ...given,
      },
    ],
  })
  const refused = (actor: Actor, given: object) =>
    expect(call(actor, 'deliver_case', given)).rejects.toThrow(
      /42501|not deliverable|not a liaison|not an entry|another case|outside the scope/,
    )

  it('opens the county’s file, which the prison then does not see', async () => {
    await expect(call(prison, 'deliver_case', rows())).resolves.toBeDefined()
    expect(await inScope(prison, ({ db }) => db.caseFile.findMany({ where: { kind: 'handoff' } }))).toEqual([])
  })

  it('is the liaison’s alone', async () => {
    for (const role of ['JC', 'JA', 'TJ', 'AD', 'PH'] as const) await refused(actorOf(role, '340705-JB1'), rows())
  })

  it('opens in an entry state at a receiving unit alone', async () => {
    for (const given of [
      { state: 'in_help' },
      { scope_key: '34-PR2' },
      { scope_key: '340705001-JO1' },
      { scope_key: '340705-NO9' },
      { kind: 'release_notice' },
      { kind: 'placement' },
      { kind: 'support', state: 'ended', scope_key: '340705001-JO1' },
    ]) {
      await refused(prison, rows(given))
    }
    await expect(call(prison, 'deliver_case', rows({ kind: null }))).rejects.toThrow()
    await expect(
      call(prison, 'deliver_case', rows({ kind: 'support', state: 'open', scope_key: '340705001-JO1' })),
    ).resolves.toBeDefined()
    await asSuperuser(`UPDATE unit SET closed_on = '2026-01-01' WHERE code = '340705-JB1'`)
    await refused(prison, rows()).finally(() =>
      asSuperuser(`UPDATE unit SET closed_on = NULL WHERE code = '340705-JB1'`),
    )
  })

  it('writes no other table', async () => {
    for (const table of ['case_party', 'release_notice', 'person', 'proposal', 'post', 'access_log', 'visit'])
      await refused(prison, { ...rows(), [table]: [{ id: uuidv7() }] })
  })

  it('adds nothing to a file that is there already', async () => {
    const child = {
      id: uuidv7(),
      case_id: otherFile,
      kind: 'handoff',
      scope_key: '340706-JB1',
      what: 'phone',
      value_enc: '',
      added_at: '2026-11-23',
    }
    await refused(prison, { ...rows(), case_contact: [child] })
    await refused(prison, { case_contact: [child] })
    const own = rows()
    await refused(prison, {
      ...own,
      case_contact: [{ ...child, case_id: own.case_file[0]!.id, kind: 'support', scope_key: '340705-JB1' }],
    })
    await refused(prison, {
      ...own,
      task: [{ id: uuidv7(), case_id: own.case_file[0]!.id, kind: 'handoff', scope_key: '340706-JB1' }],
    })
  })

  it('links from the liaison’s own notice to the file delivered with it alone', async () => {
    const own = rows()
    const to_id = own.case_file[0]!.id
    await refused(prison, { ...own, case_link: [{ from_id: otherNotice, to_id, type: 'notice' }] })
    await refused(prison, { ...own, case_link: [{ from_id: file, to_id, type: 'notice' }] })
    await refused(prison, { ...own, case_link: [{ from_id: notice, to_id: otherFile, type: 'notice' }] })
    await refused(prison, { ...own, case_link: [{ from_id: null, to_id, type: 'notice' }] })
  })
})

describe('linked_head', () => {
  const head = async (actor: Actor, id: string) => (await call(actor, 'linked_head', id)).map((row) => row.id)
  it('tells either side of the other’s chain, and nobody else', async () => {
    expect(await head(prison, notice)).toEqual([file])
    expect(await head(county, file)).toEqual([notice])
    for (const [actor, id] of [
      [otherPrison, notice],
      [prison, file],
      [county, otherFile],
      [county, notice],
      [actorOf('JX', '3407-JB1'), file],
      [actorOf('TJ', '340705001-JO1'), file],
      [actorOf('SV', '340705-JB1'), file],
    ] as const) {
      expect(await head(actor, id), actor.role).toEqual([])
    }
  })

  it('tells a party that only reads nothing', async () => {
    const helper = actorOf('PH', '340705001-JO1')
    await addParty(file, helper.postId)
    expect(await inScope(helper, ({ db }) => db.caseFile.count({ where: { id: file } }))).toBe(1)
    expect(await head(helper, file)).toEqual([])
  })

  it('is not led astray by a temporary table of the same name', async () => {
    const seen = await inScope(otherPrison, async ({ db }) => {
      await db.$executeRawUnsafe('CREATE TEMP TABLE case_link (from_id uuid, to_id uuid, type text) ON COMMIT DROP')
      await db.$executeRawUnsafe(`INSERT INTO pg_temp.case_link VALUES ('${otherNotice}', '${file}', 'notice')`)
      return db.$queryRawUnsafe<Row[]>(`SELECT id FROM linked_head('${otherNotice}')`)
    }).catch((error: unknown) =>
      String(error).includes('permission denied') ? [{ id: otherFile }] : Promise.reject(error),
    )
    expect(seen).toEqual([{ id: otherFile }])
  })
})

describe('signal_case', () => {
  const refused = (given: Promise<unknown>) =>
    expect(given).rejects.toThrow(
      /42501|40001|outside the scope|no such signal|not deliverable|chain moved|another|linked file/,
    )

  it('between linked files: state, named columns, one event', async () => {
    await signal(county, file, notice, 'verified', { patch: { verify_result: 'match', replied_on: '2026-11-23' } })
    expect(await rowOf(notice)).toMatchObject({ state: 'verified', chain_seq: 2, version: 2 })
    expect(
      await asSuperuser('SELECT verify_result, replied_on::text FROM release_notice WHERE case_id = $1', [notice]),
    ).toEqual([{ verify_result: 'match', replied_on: '2026-11-23' }])
  })

  it('is refused to whoever does not hold the sending file', async () => {
    for (const actor of [
      otherPrison,
      actorOf('JC', '340706-JB1'),
      actorOf('JX', '3407-JB1'),
      actorOf('TJ', '340705001-JO1'),
      prison,
    ])
      await refused(signal(actor, file, notice, 'returned'))
  })

  it('is refused to a file that is not linked', async () => {
    await refused(signal(county, file, otherNotice, 'returned'))
    await refused(signal(county, file, otherFile, 'in_help'))
    await refused(signal(county, file, file, 'in_help'))
  })

  it('carries only the states and columns of its direction', async () => {
    await refused(signal(county, file, notice, 'sent'))
    await refused(signal(prison, notice, file, 'in_help'))
    await refused(signal(prison, notice, file, 'pre_notice'))
    for (const column of ['to_unit', 'sentence_months', 'case_id', 'scope_key', 'signed_by'])
      await refused(signal(county, file, notice, null, { patch: { [column]: 'x' } }))
    for (const column of ['verify_result', 'help_end_on', 'responsible_town', 'scope_key'])
      await refused(signal(prison, notice, file, null, { patch: { [column]: '2026-01-01' } }))
  })

  it.each<[string, Row]>([
    ['another chain', { prev_hash: 'x' }],
    ['a later place', { seq: 9 }],
    ['another file', { case_id: uuidv7() }],
    ['another unit', { scope_key: '34-PR2' }],
    ['another kind', { kind: 'handoff' }],
    ['another post', { post_id: uuidv7() }],
    ['nobody', { post_id: null }],
  ])('refuses an event of %s', async (_, forged) => {
    await refused(signal(county, file, notice, null, { forged }))
  })

  it('refuses duties of another file, unit or kind', async () => {
    const task = {
      id: uuidv7(),
      case_id: notice,
      kind: 'release_notice',
      scope_key: '34-PR1',
      neutral_no: 'T',
      code: 'x',
      role: 'PR',
      occurrence: 1,
      trigger_on: '2026-11-23',
      due_on: '2026-12-01',
      warn_on: '2026-11-30',
      rule_id: 'x',
      rule_value: 1,
      rule_unit: 'd',
      reason: '',
      created_at: '2026-11-23',
      provisional: false,
    }
    for (const forged of [{ case_id: otherNotice }, { case_id: null }, { scope_key: '34-PR2' }, { kind: 'handoff' }])
      await refused(signal(county, file, notice, null, { tasks: [{ ...task, ...forged }] }))
    await expect(signal(county, file, notice, null, { tasks: [task] })).resolves.toBeDefined()
    expect(await rowOf(notice)).toMatchObject({ next_due_on: '2026-12-01' })
  })

  it('its inner part is nobody’s to call', async () => {
    await expect(
      call(county, 'write_linked', notice, '{sent}', 'closed', 'release_notice', '{}', '{}', '{}', '[]', '{}'),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('who_opened', () => {
  it('tells those who may open the file, and nobody else', async () => {
    await inScope(
      county,
      async ({ db }) =>
        void (await db.$executeRawUnsafe(
          `SELECT log_access('read', (SELECT file_token FROM case_file WHERE id = '${file}'), 1, NULL, '', '', NULL)`,
        )),
    )
    expect((await call(county, 'who_opened', file, 10)).length).toBeGreaterThan(0)
    for (const actor of [
      prison,
      actorOf('JC', '340706-JB1'),
      actorOf('AU', '340705-JB1'),
      actorOf('TJ', '340705001-JO1'),
    ])
      expect(await call(actor, 'who_opened', file, 10)).toEqual([])
  })
})

describe('referrals', () => {
  const referral = (given: Row = {}): Row => ({
    id: uuidv7(),
    neutral_no: uuidv7(),
    type: 'job',
    from_case_id: file,
    from_kind: 'handoff',
    from_key: '340705-JB1',
    from_unit: '340705-JB1',
    to_key: '340705-HR1',
    subject: '一窗转介',
    fields_enc: '',
    sent_on: '2026-11-23',
    sent_by: county.postId,
    state: 'sent',
    ...given,
  })
  const sent = async (given: Row = {}) => {
    const row = referral(given)
    await call(county, 'deliver_referral', row)
    return String(row.id)
  }
  const refused = (given: Promise<unknown>) =>
    expect(given).rejects.toThrow(
      /42501|40001|outside the scope|not deliverable|referral is|no such answer|chain moved|another|linked file/,
    )
  const answer = async (actor: Actor, id: string, state: string, given: { caseState?: string; forged?: Row } = {}) =>
    call(
      actor,
      'answer_referral',
      id,
      state,
      null,
      '2026-11-23',
      given.caseState ?? null,
      await nextEvent(file, actor, 'x', given.forged),
      '[]',
      '{}',
    )

  it('are sent from a file of one’s own, by one’s own unit, to a unit that is there', async () => {
    await expect(sent()).resolves.toBeDefined()
    for (const given of [
      { from_case_id: otherFile, from_key: '340706-JB1' },
      { from_case_id: null },
      { from_key: '340705001-JO1' },
      { from_unit: '340705-CA1' },
      { to_key: '340705-NO9' },
      { state: 'answered' },
      { from_kind: 'support' },
    ])
      await refused(sent(given))
    for (const actor of [prison, actorOf('JC', '340706-JB1'), actorOf('JX', '3407-JB1'), hr])
      await refused(call(actor, 'deliver_referral', referral({ from_unit: actor.unit.code })))
  })

  it('are answered by the unit and role they are addressed to, once', async () => {
    const id = await sent()
    for (const actor of [
      actorOf('HR', '340705-CA1'),
      actorOf('CC', '340705-HR1'),
      actorOf('JC', '340705-HR1'),
      county,
      actorOf('SV', '340705-HR1'),
    ]) {
      await refused(answer(actor, id, 'accepted'))
      expect(await call(actor, 'referral_head', id), actor.role).toEqual([])
    }
    await answer(hr, id, 'answered')
    await refused(answer(hr, id, 'accepted'))
    await refused(answer(hr, id, 'answered'))
  })

  it('move the sender’s file only when they are a transfer that is under way', async () => {
    await refused(answer(hr, await sent(), 'accepted', { caseState: 'closed' }))
    const receiver = actorOf('JC', '340706-JB1')
    const id = await sent({ type: 'transfer', to_key: '340706-JB1' })
    await refused(answer(receiver, id, 'accepted', { caseState: 'closed' }))
    await asSuperuser(`UPDATE case_file SET state = 'transferred' WHERE id = $1`, [file])
    await refused(answer(receiver, id, 'accepted', { caseState: 'ended' }))
    await refused(answer(receiver, id, 'accepted', { caseState: 'closed', forged: { post_id: county.postId } }))
    await refused(answer(receiver, id, 'accepted', { caseState: 'closed', forged: { case_id: otherFile } }))
    await answer(receiver, id, 'accepted', { caseState: 'closed' })
    expect(await rowOf(file)).toMatchObject({ state: 'closed', closed_on: '2026-11-23' })
    await asSuperuser(`UPDATE case_file SET state = 'pre_notice', closed_on = NULL WHERE id = $1`, [file])
  })

  it('are withdrawn and chased by the sender alone, before the answer', async () => {
    const id = await sent()
    for (const actor of [hr, actorOf('JC', '340706-JB1'), actorOf('JX', '3407-JB1')])
      await refused(call(actor, 'touch_referral', id, true, '2026-11-23'))
    await call(county, 'touch_referral', id, false, '2026-11-23')
    await call(county, 'touch_referral', id, true, '2026-11-23')
    await refused(call(county, 'touch_referral', id, true, '2026-11-23'))
    await refused(answer(hr, id, 'accepted'))
  })

  it('are seen by sender and receiver, and written by nobody past the functions', async () => {
    const id = await sent()
    const seen = (actor: Actor) => inScope(actor, ({ db }) => db.referral.count({ where: { id } }))
    expect([
      await seen(county),
      await seen(hr),
      await seen(actorOf('HR', '340705-CA1')),
      await seen(actorOf('CC', '340705-HR1')),
      await seen(prison),
      await seen(actorOf('JC', '340706-JB1')),
    ]).toEqual([1, 1, 0, 0, 0, 0])
    await expect(inScope(county, ({ db }) => db.$executeRaw`UPDATE referral SET state = 'answered'`)).rejects.toThrow(
      /permission denied/,
    )
  })
})

describe('break_glass_open', () => {
  const minutes = (n: number) => new Date(NOON.getTime() + n * 60_000).toISOString()
  const open = (actor: Actor, caseNo: string, until = minutes(30)) =>
    call(actor, 'break_glass_open', caseNo, uuidv7(), '理由', until, '[]')
  const caseNo = async () => String((await rowOf(otherFile)).case_no)

  it('opens one file of a kind that the role knows, for reading, until its time is up', async () => {
    const stranger = actorOf('TJ', '340705001-JO1')
    expect(await open(stranger, await caseNo())).toMatchObject([{ case_id: otherFile, kind: 'handoff' }])
    expect(await inScope(stranger, ({ db }) => db.caseFile.count({ where: { kind: 'handoff' } }))).toBe(1)
    expect(
      await inScope(stranger, ({ db }) => db.$executeRaw`UPDATE case_file SET name = 'x' WHERE kind = 'handoff'`),
    ).toBe(0)
    await expect(call(stranger, 'signal_case', otherFile, otherNotice, null, {}, {}, '[]', '{}')).rejects.toThrow(
      /outside the scope/,
    )
    expect(
      await inScope(at(stranger, minutes(30)), ({ db }) => db.caseFile.count({ where: { kind: 'handoff' } })),
    ).toBe(0)
  })

  it('opens no more than the role sees of such files', async () => {
    const helper = actorOf('PH', '340705001-JO1')
    await open(helper, await caseNo())
    expect(await asSuperuser('SELECT view FROM case_party WHERE holder = $1', [helper.postId])).toEqual([
      { view: 'limited' },
    ])
  })

  it('gives nothing for a guessed number, a foreign kind or a long time', async () => {
    const before = await asSuperuser('SELECT count(*) FROM break_glass')
    expect(await open(county, 'SH-340706-2026-99999')).toEqual([])
    expect(await open(county, '%')).toEqual([])
    for (const role of ['PR', 'HR', 'SV', 'AD', 'SE', 'LD'] as const)
      expect(await open(actorOf(role, '340706-JB1'), await caseNo()), role).toEqual([])
    expect(await open(county, await caseNo(), minutes(32))).toEqual([])
    expect(await asSuperuser('SELECT count(*) FROM break_glass')).toEqual(before)
  })
})

describe('without a scope', () => {
  it('no number of people is matched', async () => {
    await expect(asSuperuser(`BEGIN; SET LOCAL ROLE guicheng_app; SELECT person_match('[]'); COMMIT`)).rejects.toThrow(
      /no scope/,
    )
    await expect(call(actorOf('JX', '3407-JB1'), 'person_match', '[]')).rejects.toThrow()
  })
})

describe('merge_unit', () => {
  /** A decided merge of today, past every policy. */
  const decided = async (from: string, to: string) =>
    (
      await asSuperuser<{ id: string }>(
        `INSERT INTO org_unit_change (id, from_codes, to_code, effective_on, reason) VALUES (gen_random_uuid(), $1::text[], $2, '2026-11-23', '合并') RETURNING id`,
        [from, to],
      )
    )[0]!.id

  it('is the system administrator’s, of open units of one kind', async () => {
    const admin = actorOf('AD', '340705-JB1')
    for (const role of ['JA', 'SE', 'AU', 'JX'] as const)
      await expect(
        call(actorOf(role, '340705-JB1'), 'merge_unit', await decided('{340705002-JO1}', '340705001-JO1')),
      ).rejects.toThrow(/administrator/)
    for (const [from, to] of [
      ['{340705001-JO1}', '340705001-JO1'],
      ['{340705-HR1}', '340705001-JO1'],
      ['{340705-NO9}', '340705001-JO1'],
      ['{340705002-JO1}', '340705-NO9'],
    ] as const) {
      await expect(call(admin, 'merge_unit', await decided(from, to))).rejects.toThrow(/units do not fit/)
    }
    await expect(call(admin, 'merge_unit', '01990000-0000-7000-8000-000000000009')).rejects.toThrow(/no merge of today/)
  })

  it('takes files, parties named by the unit, reviews and posts along, and what it sent and had imported', async () => {
    const id = (await openAt('support', '340705002-JO1'))[0]!.id
    await asSuperuser(
      `INSERT INTO referral (id, neutral_no, type, from_case_id, from_kind, from_key, from_unit, to_key, subject, fields_enc, sent_on, sent_by, state)
       SELECT gen_random_uuid(), 'ZJ-merged-' || s, 'training', $1, 'support', '340705002-JO1', '340705002-JO1', '340705-HR1', '甲', '', '2026-11-02', gen_random_uuid(), s FROM unnest(ARRAY['sent', 'answered']) s`,
      [id],
    )
    await asSuperuser(`INSERT INTO import_seen SELECT * FROM jsonb_populate_record(NULL::import_seen, $1)`, [
      JSON.stringify({ post_unit: '340705002-JO1', key_mac: 'merged' }),
    ])
    await addParty(otherFile, '340705002-JO1')
    await asSuperuser(
      `INSERT INTO break_glass (id, file_token, post_id, reason, started_at, until_at, owner_unit) VALUES (gen_random_uuid(), 'merged', gen_random_uuid(), '', now(), now(), '340705002-JO1')`,
    )
    await expect(
      call(actorOf('AD', '340705-JB1'), 'merge_unit', await decided('{340705002-JO1}', '340705001-JO1')),
    ).resolves.toEqual([{ given: '1' }])
    expect(await rowOf(id)).toMatchObject({ scope_key: '340705001-JO1' })
    expect(
      await asSuperuser(`SELECT holder FROM case_party WHERE case_id = $1 AND holder ~ 'JO1'`, [otherFile]),
    ).toEqual([{ holder: '340705001-JO1' }])
    expect(await asSuperuser(`SELECT owner_unit FROM break_glass WHERE file_token = 'merged'`)).toEqual([
      { owner_unit: '340705001-JO1' },
    ])
    // Whoever waits for an answer is the heir; who had one, stays named as it was.
    expect(
      await asSuperuser(`SELECT from_unit, from_key FROM referral WHERE neutral_no LIKE 'ZJ-merged%' ORDER BY state`),
    ).toEqual([
      { from_unit: '340705002-JO1', from_key: '340705001-JO1' },
      { from_unit: '340705001-JO1', from_key: '340705001-JO1' },
    ])
    expect(await asSuperuser(`SELECT post_unit FROM import_seen WHERE key_mac = 'merged' ORDER BY 1`)).toEqual([
      { post_unit: '340705001-JO1' },
      { post_unit: '340705002-JO1' },
    ])
  })
})
