/**
 * 归程 on somebody else's PostgreSQL: Debian's server, set up by prisma/roles.sql as the README says, the application
 * behind PgBouncer in transaction mode, with far fewer server connections than it opens, and a streaming replica that lists,
 * figures and exports read on. Run: npm run scale. Everything is on loopback, in a folder of its own, and gone at the end.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { root } from '../../server/root'
import { startDemo } from '../support/demo'
import { freePort } from '../support/ports'
import { bouncer } from './bouncer'
import { primary, psql, replica, until } from './cluster'
import { readsOnReplica } from './replica'
import { caseNumbers, fileLinks, Visitor } from './visitor'

const POOL = 6
const ROUNDS = 40
const secret = () => randomBytes(18).toString('base64url')
const passwords = { superuser: secret(), owner: secret(), app: secret(), worker: secret(), vault: secret() }
const folder = mkdtempSync(join(tmpdir(), 'guicheng-scale-'))
chmodSync(folder, 0o711)

const ends: (() => Promise<unknown> | void)[] = []
const say = (line: string) => void process.stdout.write(`${line}\n`)
let checks = 0
function check(what: string, holds: boolean, detail = ''): void {
  if (!holds) throw new Error(`${what}${detail && `: ${detail}`}`)
  checks += 1
  say(`  ok  ${what}`)
}

async function scale(): Promise<void> {
  const server = primary(join(folder, 'primary'), await freePort(), passwords.superuser)
  ends.push(() => server.stop('immediate'))
  say(server.version)
  const given = (['owner', 'app', 'worker', 'vault'] as const).flatMap((login) => [
    '-v',
    `${login}_password=${passwords[login]}`,
  ])
  psql(server.port, passwords.superuser, [...given, '-f', join(root, 'prisma/roles.sql')])
  psql(server.port, passwords.superuser, ['-c', 'CREATE DATABASE guicheng OWNER guicheng_owner'])
  psql(server.port, passwords.superuser, ['-d', 'guicheng', '-c', 'CREATE EXTENSION pg_stat_statements'])
  const standby = replica(server, join(folder, 'replica'), await freePort(), passwords.superuser)
  ends.push(() => standby.stop('immediate'))
  const pool = await bouncer(join(folder, 'bouncer'), {
    port: await freePort(),
    serverPort: server.port,
    user: 'guicheng_app',
    password: passwords.app,
    pool: POOL,
  })
  ends.push(() => pool.stop())

  const url = (login: 'owner' | 'app' | 'worker' | 'vault', port: number) =>
    `postgresql://guicheng_${login}:${passwords[login]}@127.0.0.1:${port}/guicheng`
  const demo = await startDemo(
    { varDir: join(folder, 'var'), port: await freePort(), postgresPort: 1 },
    {
      DATABASE_URL: url('app', pool.port),
      DATABASE_OWNER_URL: url('owner', server.port),
      DATABASE_WORKER_URL: url('worker', server.port),
      VAULT_DATABASE_URL: url('vault', server.port),
      DATABASE_REPLICA_URL: url('app', standby.port),
      WEB_CONCURRENCY: '2',
    },
  )
  ends.push(() => demo.end())
  const health = async () => (await fetch(`${demo.url}/healthz`).catch(() => null))?.status === 200
  await until('/healthz is well', 60, health)
  check('migrated, seeded and served behind PgBouncer; /healthz is well', await health())

  const single = (role: string) => demo.accounts.filter(({ posts }) => posts.length === 1 && posts[0]!.role === role)
  const people = [...single('TJ').slice(0, 6), ...single('JC').slice(0, 2), ...single('JX').slice(0, 1)]
  const visitors = await Promise.all(
    people.map(async ({ username, password }) => {
      const visitor = new Visitor(demo.url, username)
      await visitor.signIn(password)
      return visitor
    }),
  )
  check(`${visitors.length} people of offices, bureaus and the city signed in`, visitors.length >= 6)

  const first = await Promise.all(
    visitors.map(async (one) => caseNumbers((await one.ask('/handoff?order=opened')).text)),
  )
  check('each sees files of its own list', first.filter((list) => list.length > 0).length >= 5)
  let answers = 0
  const mixed = Array.from({ length: ROUNDS }, (_, round) =>
    visitors.map(async (one, at) => {
      if (round % 4 === at % 4) await one.ask('/')
      const page = await one.ask('/handoff?order=opened')
      answers += 1
      const same = page.status === 200 && JSON.stringify(caseNumbers(page.text)) === JSON.stringify(first[at])
      if (!same) throw new Error(`${one.username} saw another list in round ${round} (${page.status})`)
    }),
  )
  const started = Date.now()
  for (const round of mixed) await Promise.all(round)
  check(
    `${answers} lists of narrow and wide posts over ${POOL} shared connections: never a row of another scope`,
    answers === ROUNDS * visitors.length,
    `${answers}`,
  )
  say(`      ${Math.round(answers / ((Date.now() - started) / 1000))} lists/s`)

  const [narrow, other] = visitors
  const theirs = fileLinks((await other!.ask('/handoff?order=opened')).text)
  check('another office’s file is not found', (await narrow!.ask(theirs[0]!)).status === 404)

  const mine = fileLinks((await narrow!.ask('/handoff?order=opened')).text)[0]!
  const noted = `连接池备注 ${secret()}`
  const page = await narrow!.ask(`${mine}/note`)
  const form = { ...narrow!.hidden(page.text), text: noted }
  const before = await count(server.port, 'case_note')
  const [one, two] = await Promise.all([narrow!.ask(`${mine}/note`, form), narrow!.ask(`${mine}/note`, form)])
  check('a note is written; the same form sent twice at once answers twice', one.status === 200 && two.status === 200)
  check('and stands once', (await count(server.port, 'case_note')) === before + 1)
  check('on the file’s page', (await narrow!.ask(`${mine}?tab=notes`)).text.includes(noted))

  const security = new Visitor(demo.url, single('SE')[0]!.username)
  await security.signIn(single('SE')[0]!.password)
  const bureau = visitors[single('TJ').slice(0, 6).length]!
  await readsOnReplica({
    primary: server,
    replica: standby,
    password: passwords.superuser,
    query,
    check,
    secret,
    people: { narrow: narrow!, other: other!, bureau, security },
  })

  await pool.restart()
  await until('answers after PgBouncer was killed', 30, async () => (await narrow!.ask('/handoff')).status === 200)
  check('goes on after PgBouncer was killed and started again', await health())
  server.stop('immediate')
  server.start()
  await until('answers after PostgreSQL crashed', 60, async () => (await narrow!.ask('/handoff')).status === 200)
  await until('the worker is back', 60, health)
  check('goes on after PostgreSQL crashed and recovered', await health())

  const [held] = await query<{ n: string }>(
    server.port,
    `SELECT count(*) AS n FROM pg_stat_activity WHERE usename = 'guicheng_app'`,
  )
  check(`the application holds at most ${POOL} server connections`, Number(held!.n) <= POOL, held!.n)
}

async function query<T extends pg.QueryResultRow>(port: number, sql: string): Promise<T[]> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: passwords.superuser,
    database: 'guicheng',
  })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}
const count = async (port: number, table: string) =>
  Number((await query<{ n: string }>(port, `SELECT count(*) AS n FROM ${table}`))[0]!.n)

let failed = 0
try {
  await scale()
} catch (error) {
  failed = 1
  say(`  no  ${error instanceof Error ? error.message : String(error)}`)
} finally {
  for (const end of ends.reverse()) await end()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
say(`${checks} passed, ${failed} failed`)
process.exitCode = failed
