/** Both sample rosters end to end on the real database (DOMAIN §15.5, §15.6). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { setClock } from '~/lib/dates'
import { asSuperuser } from '../../support/database'
import { confirmed, envelopes, filesIn, importDatabase, importer, runOf, uploadSample, verdictsOf, write, type Importer } from '../../casefile/import/runs'

let county: Importer
let prison: Importer
beforeAll(() => setClock('2026-11-23T09:00:00+08:00'))
afterAll(() => setClock(null))
beforeEach(async () => {
  await importDatabase()
  county = await importer('JC', '340705-JB1')
  prison = await importer('PR', '34-PR1')
})

describe('the county 340705', () => {
  it('CSV', async () => {
    const run = await uploadSample(county, 'release-roster-gb18030.csv')
    console.log(await verdictsOf(run))
    console.log((await asSuperuser<any>('SELECT * FROM import_row WHERE run_id = $1 ORDER BY seq', [run])).map((r: any) => `${r.row_no} ${r.verdict} ${r.note ?? ''} ${r.problems.map((p: any) => p.field + p.why)} ${r.repeat_of ?? ''}`).join('\n'))
    await confirmed(run)
    await write(county, run)
    console.log(await verdictsOf(run), await filesIn('handoff'), await filesIn('support'), await envelopes())
  })
  it('xlsx', async () => {
    const run = await uploadSample(county, 'release-roster.xlsx')
    console.log(await verdictsOf(run))
    console.log((await asSuperuser<any>('SELECT * FROM import_row WHERE run_id = $1 ORDER BY seq', [run])).map((r: any) => `${r.row_no} ${r.verdict} ${r.note ?? ''} ${r.problems.map((p: any) => p.field + p.why)} ${r.repeat_of ?? ''}`).join('\n'))
    await confirmed(run)
    await write(county, run)
    console.log(await verdictsOf(run), await filesIn('handoff'), await filesIn('support'), await envelopes())
  })
  it('prison', async () => {
    for (const name of ['release-roster-gb18030.csv', 'release-roster.xlsx']) {
      const run = await uploadSample(prison, name)
      console.log(name, await verdictsOf(run))
      console.log((await asSuperuser<any>('SELECT * FROM import_row WHERE run_id = $1 ORDER BY seq', [run])).map((r: any) => `${r.row_no} ${r.verdict} ${r.note ?? ''} ${r.problems.map((p: any) => p.field + p.why)} ${r.repeat_of ?? ''}`).join('\n'))
      await confirmed(run)
      await write(prison, run)
      console.log(await verdictsOf(run), await filesIn('release_notice'), await filesIn('handoff'), await filesIn('support'), await envelopes())
    }
  })
})
