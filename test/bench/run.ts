/** `npm run bench`: the built application against the floor, on a million case files. See docs/performance.md. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { withOwner } from '../../prisma/seed/owner'
import { root } from '../../server/root'
import { freePort } from '../support/ports'
import { benchDatabase, startServer, workOn, type Settings } from './database/server'
import { filesFor } from './files'
import { measure, type Stand } from './measure'
import { summarise } from './numbers'
import { readOptions } from './options'
import { askedOf, PAGES, type File, type Page } from './pages'
import { recordPage, scopesOf } from './record-pages'
import { cpuLine, headLine, lineOf, type Line } from './report'
import type { Asked } from './sides/load'
import { peakMb, startSide, stopSides, type Side } from './sides/processes'
import type { Recording } from './sides/recording'
import { casts, signInAll, USERS, type Cast } from './users'

const say = (line: string) => void process.stdout.write(`${line}\n`)
/** Different files that each user opens in turn. */
const VARIANTS = 5
/** Writes of each user in one slice. */
const WRITES = 10
/** As the product shares them out (app/lib/db.server.ts). */
const CONNECTIONS = 80

const options = readOptions(process.argv.slice(2))
const folder = resolve(root, process.env.VAR_DIR ?? 'var', 'bench')
mkdirSync(folder, { recursive: true })

const chosen = PAGES.flatMap((page) => page.casts.map((cast) => ({ page, cast, name: `${cast}/${page.name}` }))).filter(
  ({ name }) => options.only.length === 0 || options.only.some((part) => name.includes(part)),
)
const writes = (page: Page) => page.name === 'step' || page.name === 'visit'

/** What the users of one database do: requests by page, of each user. */
async function scriptOf(settings: Settings) {
  workOn(settings)
  const users = await withOwner(signInAll)
  const files = {} as Record<Cast, Awaited<ReturnType<typeof filesFor>>>
  for (const cast of casts) files[cast] = await filesFor(cast, users[cast], VARIANTS)
  const ask = (page: Page, cast: Cast, own: readonly File[][] = files[cast]): Asked[][] =>
    users[cast].map((user, at) => own[at]!.map((file) => askedOf(page, file, user)))
  // What the floor repeats must stand as it was recorded.
  const apart = Object.values(files).flatMap((own) => own.flatMap((each) => each.map(({ id }) => id)))
  /** Other files for every user and slice, as they stand now; a small database has fewer, which then come again. */
  const write = async (page: Page, cast: Cast, slice: number): Promise<Asked[][]> => {
    workOn(settings)
    return ask(page, cast, await filesFor(cast, users[cast], WRITES, { from: slice * WRITES * USERS, apart }))
  }
  return { users, ask, write }
}
type Script = Awaited<ReturnType<typeof scriptOf>>

const application = async (settings: Settings, before: string[] = []): Promise<Side> => {
  const port = await freePort()
  return startSide({
    args: [...before, 'build/host/index.js', 'web'],
    processes: before.length ? 1 : options.processes,
    port,
    settings: {
      ...settings,
      PORT: String(port),
      TRUST_PROXY: '1',
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      GUICHENG_PROCESSES: String(options.processes),
    },
  })
}

async function record(settings: Settings, script: Script) {
  const side = await application(settings, ['--import', 'tsx', '--import', './test/bench/sides/record.ts'])
  const recording: Recording = { pages: {}, scopes: {} }
  const statements = new Map<string, number>()
  for (const cast of casts) recording.scopes[cast] = scopesOf(script.users[cast])
  for (const { page, cast, name } of chosen) {
    const recorded = await recordPage(side, script.ask(page, cast))
    recording.pages[name] = recorded.page
    statements.set(name, recorded.statements)
  }
  await side.stop()
  const file = join(folder, 'recording.json')
  writeFileSync(file, JSON.stringify(recording))
  return { file, statements }
}

async function floor(settings: Settings, file: string): Promise<Side> {
  const port = await freePort()
  return startSide({
    args: ['--import', 'tsx', 'test/bench/sides/floor.ts', file, String(port)],
    processes: options.processes,
    port,
    settings: { ...settings, FLOOR_CONNECTIONS: String(Math.floor(CONNECTIONS / options.processes)) },
  })
}

const server = await startServer(folder, Number(process.env.POSTGRES_PORT ?? (await freePort())), say)
try {
  const small = options.small ? await benchDatabase(server, options.small, say) : undefined
  const smallScript = small && (await scriptOf(small))
  const settings = await benchDatabase(server, options.files, say)
  const script = await scriptOf(settings)
  say('Recording what the floor will do …')
  const { file, statements } = await record(settings, script)
  const floorSide = await floor(settings, file)
  const appSide = await application(settings)
  const smallSide = small && (await application(small))
  const postmaster = Number(readFileSync(join(server.postgres.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0])

  say(`\n${headLine()}`)
  const lines: Line[] = []
  for (const { page, cast, name } of chosen) {
    const once = writes(page)
    let used = 0
    const asks = (own: Script) => async (turn: number) =>
      once ? own.write(page, cast, used + turn) : own.ask(page, cast)
    const stands: Stand[] = [
      {
        name: 'floor',
        side: floorSide,
        once,
        requests: async () =>
          Array.from({ length: USERS }, (_, user) =>
            Array.from({ length: once ? WRITES : VARIANTS }, (_, i) => ({
              method: 'GET' as const,
              path: `/${name}/${user}/${i % VARIANTS}`,
              headers: {},
            })),
          ),
      },
      { name: 'application', side: appSide, once, requests: asks(script) },
      ...(smallSide && smallScript
        ? [{ name: 'small' as const, side: smallSide, once, requests: asks(smallScript) }]
        : []),
    ]
    for (const users of options.users) {
      const results = await measure(stands, { ...options, users, postmaster })
      used += options.rounds + 1
      const line: Line = {
        ...{ cast, page: page.name, users, statements: statements.get(name)! },
        application: summarise(results.application!),
        floor: summarise(results.floor!),
        ...(results.small && { small: summarise(results.small) }),
      }
      lines.push(line)
      say(lineOf(line))
      say(cpuLine(line))
    }
  }
  const memory = { application: peakMb(appSide.pids()), floor: peakMb(floorSide.pids()) }
  say(`\nMemory of a web process at most: application ${memory.application} MB, floor ${memory.floor} MB`)
  const report = {
    at: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    options,
    memory,
    lines,
  }
  writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(report, null, 2)}\n`)
} finally {
  await stopSides()
  await server.postgres.stop()
}
