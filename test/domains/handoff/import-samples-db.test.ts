/** Both sample rosters end to end on the real database (DOMAIN §15.5, §15.6). */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { setClock } from '~/lib/dates'
import { asSuperuser } from '../../support/database'
import { logged } from '../../support/people'
import {
  confirmed,
  envelopes,
  filesIn,
  importDatabase,
  importer,
  runOf,
  uploadSample,
  verdictsOf,
  write,
  type Importer,
} from '../../casefile/import/runs'

vi.setConfig({ testTimeout: 60_000 })
const CSV = 'release-roster-gb18030.csv'
const XLSX = 'release-roster.xlsx'
const rowsOf = (runId: string) =>
  asSuperuser<{
    row_no: number
    verdict: string
    note: string | null
    repeat_of: number | null
    problems: { field: string; why: string }[]
  }>('SELECT row_no, verdict, note, repeat_of, problems FROM import_row WHERE run_id = $1 ORDER BY seq', [runId])
async function imported(who: Importer, name: string): Promise<string> {
  const run = await uploadSample(who, name)
  await confirmed(run)
  await write(who, run)
  return run
}

beforeAll(() => setClock('2026-11-23T09:00:00+08:00'))
afterAll(() => setClock(null))

describe('D1 roster, county bureau 340705', () => {
  let county: Importer
  beforeAll(async () => {
    await importDatabase()
    county = await importer('JC', '340705-JB1')
  })

  it('the dry run tells row by row and writes nothing', async () => {
    const csv = await uploadSample(county, CSV)
    expect(await verdictsOf(csv)).toEqual({ create: 2, other: 9, vault: 1 })
    const xlsx = await uploadSample(county, XLSX)
    expect(await verdictsOf(xlsx)).toEqual({ create: 15, other: 10, mend: 6, vault: 1 })
    const rows = await rowsOf(xlsx)
    expect(
      rows
        .filter(({ verdict }) => verdict === 'mend')
        .map(({ row_no, problems, repeat_of }) => [row_no, repeat_of ?? problems.map(({ field }) => field).join()]),
    ).toEqual([
      [12, 'id_no'],
      [14, 'id_no'],
      [17, 'id_no'],
      [19, 'id_no'],
      [21, 'release_due_on'],
      [25, 3],
    ])
    expect(new Set(rows.filter(({ verdict }) => verdict === 'other').map(({ note }) => note))).toEqual(
      new Set(['义安区']),
    )
    expect(await filesIn('handoff')).toBe(0)
    expect(await envelopes()).toBe(0)
  })

  it('one transaction opens the files; a second import of the same file creates nothing', async () => {
    await imported(county, CSV)
    await imported(county, XLSX)
    expect([await filesIn('handoff'), await filesIn('support'), await envelopes()]).toEqual([17, 2, 2])
    const files = await asSuperuser<{ state: string; scope_key: string; county: string; tasks: number }>(
      `SELECT c.state, c.scope_key, left(c.huji_code, 6) AS county, (SELECT count(*)::int FROM task t WHERE t.case_id = c.id AND t.code = 'verify') AS tasks FROM case_file c WHERE kind = 'handoff'`,
    )
    expect(new Set(files.map((file) => Object.values(file).join()))).toEqual(
      new Set(['pre_notice,340705-JB1,340705,1']),
    )

    const csv = await imported(county, CSV)
    const xlsx = await imported(county, XLSX)
    expect(await verdictsOf(csv)).toEqual({ there: 2, other: 9, vault_there: 1 })
    expect(await verdictsOf(xlsx)).toEqual({ there: 16, other: 10, mend: 5, vault_there: 1 })
    expect([await filesIn('handoff'), await filesIn('support'), await envelopes()]).toEqual([17, 2, 2])
    const lines = await logged('import')
    expect(lines.slice(0, 2).map(({ data }) => data)).toEqual([
      { variant: 'roster', rows: 11, created: 3 },
      { variant: 'roster', rows: 31, created: 16 },
    ])
  })

  it('D1-edge-04: a juvenile row leaves an envelope, neutral help at the town, and no other trace', async () => {
    const own = await asSuperuser<{ kind: string; scope_key: string; state: string; opened_on: string }>(
      `SELECT kind, scope_key, state FROM case_file WHERE name IN ('欧阳洋', '吴娜军')`,
    )
    expect(own.map(({ kind, scope_key, state }) => [kind, scope_key, state].join()).sort()).toEqual([
      'support,340705001-JO1,open',
      'support,340705003-JO1,open',
    ])
    const left = await asSuperuser(
      `SELECT 1 FROM import_row r JOIN import_run n ON n.id = r.run_id WHERE n.state = 'written' AND r.verdict IN ('vault', 'vault_mend')`,
    )
    expect(left).toEqual([])
    const plain = await asSuperuser<{ text: string }>(
      `SELECT (to_jsonb(r) - 'data_enc')::text || (SELECT string_agg(to_jsonb(n)::text, '') FROM import_run n) AS text FROM import_row r`,
    )
    for (const { text } of plain) expect(text).not.toMatch(/欧阳|340799/)
    const kept = await asSuperuser<{ n: number }>(
      `SELECT count(*)::int AS n FROM case_event e JOIN case_file c ON c.id = e.case_id WHERE c.kind = 'support' AND e.step <> 'open'`,
    )
    expect(kept[0]!.n).toBe(0)
  })
})

describe('D1 roster, prison 34-PR1', () => {
  let prison: Importer
  beforeAll(async () => {
    await importDatabase()
    prison = await importer('PR', '34-PR1')
  })

  it('sends notices for his own people and delivers the counties’ files with them', async () => {
    const csv = await uploadSample(prison, CSV)
    expect(await verdictsOf(csv)).toEqual({ create: 4, other: 7, vault: 1 })
    expect(new Set((await rowsOf(csv)).map(({ note }) => note))).toEqual(
      new Set([null, '青山监狱', '白湖监狱', '蜀山监狱']),
    )
    await confirmed(csv)
    await write(prison, csv)
    const xlsx = await imported(prison, XLSX)
    expect((await runOf(xlsx)).state).toBe('written')
    expect([
      await filesIn('release_notice'),
      await filesIn('handoff'),
      await filesIn('support'),
      await envelopes(),
    ]).toEqual([8, 8, 1, 1])
    const pairs = await asSuperuser<{ notice: string; file: string; same: boolean; to: boolean }>(
      `SELECT a.state || ' ' || a.scope_key AS notice, b.state AS file, a.person_id = b.person_id AS same, n.to_unit = b.scope_key AS to
       FROM case_link l JOIN case_file a ON a.id = l.from_id JOIN case_file b ON b.id = l.to_id JOIN release_notice n ON n.case_id = a.id WHERE l.type = 'notice'`,
    )
    expect(pairs).toHaveLength(8)
    expect(new Set(pairs.map((pair) => Object.values(pair).join()))).toEqual(
      new Set(['sent 34-PR1,pre_notice,true,true']),
    )
    const owners = await asSuperuser<{ scope_key: string; n: number }>(
      `SELECT scope_key, count(*)::int AS n FROM case_file WHERE kind = 'handoff' GROUP BY 1 ORDER BY 1`,
    )
    expect(owners.map(({ scope_key }) => scope_key)).toEqual(['340705-JB1', '340706-JB1'])
  })

  it('a second import sends nothing, not for the protected row either, though he sees no file of hers', async () => {
    for (const name of [CSV, XLSX]) await imported(prison, name)
    expect([
      await filesIn('release_notice'),
      await filesIn('handoff'),
      await filesIn('support'),
      await envelopes(),
    ]).toEqual([8, 8, 1, 1])
  })

  it('the county then finds the delivered files there', async () => {
    const county = await importer('JC', '340705-JB1')
    const before = await verdictsOf(await uploadSample(county, CSV))
    expect(before).toEqual({ create: 1, there: 1, other: 9, vault_there: 1 })
  })
})
