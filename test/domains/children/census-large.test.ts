/** A town's whole census as one file: read, judged and written by the jobs, memory flat. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { setScope } from '~/access/scope.server'
import { receiveUpload } from '~/casefile/import/receive-upload.server'
import { startWrite } from '~/casefile/import/start-write.server'
import { childrenImport } from '~/domains/children/census/adapter.server'
import { jobs } from '~/domains/jobs.server'
import { setClock } from '~/lib/dates'
import { prisma, type Db } from '~/lib/db.server'
import { forgetDirectory } from '~/orgs/find-units.server'
import { seedOrg } from '../../../prisma/seed/org'
import { withOwner } from '../../../prisma/seed/owner'
import { inventIdNo, inventName, makeRng } from '../../../prisma/seed/people'
import { TOWNS, villagesOf } from '../../../prisma/seed/places'
import { actorOf, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { makePost } from '../../support/people'

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void
/** Enough for several transactions; the whole measure, with its header the 20,000 rows that a file may have, is `CENSUS_ROWS=19999`. */
const ROWS = Number(process.env.CENSUS_ROWS ?? 1_200)
const CS = '340705100-CW1'

beforeAll(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  await testDatabase()
  await withOwner((db) => seedOrg(db, ['340705']))
  await seedPlaces()
  forgetDirectory()
}, 60_000)
afterAll(() => setClock(null))

function csv(): Buffer {
  const rng = makeRng(20_000)
  const town = TOWNS.find((one) => one.code === '340705100')!
  const villages = villagesOf(town)
  const lines = ['儿童姓名,身份证号,现住村（居）,父亲情况,母亲情况,照料人姓名,与照料人关系,就读学校,年级,班级']
  for (let n = 0; n < ROWS; n++) {
    const birth = `${2012 + (n % 9)}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (Math.floor(n / 500) % 28)).padStart(2, '0')}`
    const grade = Math.max(1, 2026 - Number(birth.slice(0, 4)) - 5)
    const cells = [inventName(rng, 'M'), inventIdNo(rng, birth, 'M', 1 + (n % 499)), villages[n % 3]!.name]
    cells.push('外出务工', n % 10 === 9 ? '在家' : '外出务工', '某奶奶', '奶奶', '西湖镇中心学校')
    lines.push([...cells, `${'一二三四五六七八九'[Math.min(grade, 9) - 1]}年级`, '2024-1'].join(','))
  }
  return Buffer.from(lines.join('\n'))
}

/** Does what was queued, as the worker would. */
async function workOff(task: string): Promise<void> {
  const [job] = await asSuperuser<{ payload: unknown }>(
    `SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = $1`,
    [task],
  )
  await jobs[task]!(job!.payload)
}

it(`${ROWS} rows run as jobs, each row judged, memory flat`, { timeout: 1_800_000 }, async () => {
  const post = await makePost({ role: 'CS', unit: CS, authorisedUntil: '2027-06-30' })
  const actor = actorOf('CS', CS, { postId: post.id, userId: post.userId })
  const form = new FormData()
  form.set('variant', 'census')
  form.set('file', new File([new Uint8Array(csv())], '摸底表.csv'))
  const scoped = <T>(work: (ctx: { actor: typeof actor; db: Db }) => Promise<T>) =>
    prisma.$transaction(async (db) => {
      await setScope(db, actor)
      return work({ actor, db })
    })
  const runId = await scoped((ctx) => receiveUpload(childrenImport, ctx, form))
  gc()
  const before = process.memoryUsage().heapUsed
  const start = Date.now()
  await workOff('import_read')
  const read = Date.now()
  expect(await asSuperuser('SELECT state, message FROM import_run WHERE id = $1', [runId])).toEqual([
    { state: 'ready', message: null },
  ])
  const verdicts = () =>
    asSuperuser<{ verdict: string; n: number }>(
      'SELECT verdict, count(*)::int AS n FROM import_row WHERE run_id = $1 GROUP BY 1 ORDER BY 1',
      [runId],
    )
  expect(await verdicts()).toEqual([{ verdict: 'create', n: ROWS }])
  const sure = new FormData()
  sure.set('expect', `${ROWS}+0`)
  await scoped((ctx) => startWrite(childrenImport, ctx, runId, sure))
  await workOff('import_write')
  const end = Date.now()
  gc()
  const grown = (process.memoryUsage().heapUsed - before) / 1024 / 1024
  console.log(`${ROWS} rows: read ${read - start} ms, written ${end - read} ms, heap +${grown.toFixed(1)} MB`)
  expect(await verdicts()).toEqual([{ verdict: 'written', n: ROWS }])
  const [made] = await asSuperuser<{ files: number; tasks: number; parties: number }>(
    `SELECT (SELECT count(*)::int FROM case_file WHERE state = 'candidate') AS files, (SELECT count(*)::int FROM task WHERE code = 'review') AS tasks,
       (SELECT count(*)::int FROM case_party WHERE part = 'class') AS parties`,
  )
  expect(made).toEqual({ files: ROWS, tasks: ROWS, parties: ROWS })
  expect(grown).toBeLessThan(60)
})
