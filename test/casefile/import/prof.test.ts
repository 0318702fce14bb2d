import { beforeAll, it } from 'vitest'
import { Session } from 'node:inspector/promises'
import { writeFileSync } from 'node:fs'
import { setClock } from '~/lib/dates'
import { rosterRow, workbookOf } from './lists'
import { confirmed, importDatabase, importer, upload, write, type Importer } from './runs'
let county: Importer
beforeAll(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  await importDatabase()
  county = await importer('JC', '340705-JB1')
})
it('prof', { timeout: 180_000 }, async () => {
  const bytes = await workbookOf(Array.from({ length: 1500 }, (_, n) => rosterRow(n)))
  const s = new Session(); s.connect()
  await s.post('Profiler.enable'); await s.post('Profiler.start')
  const t = Date.now()
  const run = await upload(county, bytes, 'a.xlsx')
  const t2 = Date.now()
  const a = await s.post('Profiler.stop')
  writeFileSync('/tmp/read.cpuprofile', JSON.stringify(a.profile))
  await s.post('Profiler.start')
  await confirmed(run); await write(county, run)
  console.log(t2 - t, Date.now() - t2)
  const b = await s.post('Profiler.stop')
  writeFileSync('/tmp/write.cpuprofile', JSON.stringify(b.profile))
})
