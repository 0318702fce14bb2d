/** Lists, figures and exports on a real streaming replica: asked when it may be, and never missed when it may not. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { psql, until, type Server } from './cluster'
import { caseNumbers, fileLinks, type Visitor } from './visitor'

type Query = <T extends pg.QueryResultRow>(port: number, sql: string) => Promise<T[]>
type Given = {
  primary: Server
  replica: Server
  password: string
  query: Query
  check: (what: string, holds: boolean, detail?: string) => void
  secret: () => string
  /** Two offices, a county bureau that may export, and the security administrator who approves it. */
  people: { narrow: Visitor; other: Visitor; bureau: Visitor; security: Visitor }
}

const LIST = '/handoff?order=opened'
/** A page that waits for the replica's rest and the primary's answer; far below a browser's patience. */
const SOON_MS = 4_000

export async function readsOnReplica({
  primary,
  replica,
  password,
  query,
  check,
  secret,
  people,
}: Given): Promise<void> {
  const { narrow, other, bureau, security } = people
  const position = async (port: number, what: string) =>
    (await query<{ at: string }>(port, `SELECT ${what} AS at`))[0]!.at
  const caughtUp = async () => {
    const at = await position(primary.port, 'pg_current_wal_insert_lsn()')
    await until('the replica knows what the primary does', 30, async () =>
      position(replica.port, `pg_last_wal_replay_lsn() >= '${at}'::pg_lsn`).then(Boolean),
    )
  }
  const forget = async () => {
    for (const { port } of [primary, replica]) await query(port, 'SELECT pg_stat_statements_reset()')
  }
  /** Statements over case files that the application sent to a server since the last reset. */
  const sent = async ({ port }: Server) =>
    Number(
      (
        await query<{ n: string }>(
          port,
          `SELECT coalesce(sum(calls), 0) AS n FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
           WHERE r.rolname = 'guicheng_app' AND query LIKE '%FROM case_file c%'`,
        )
      )[0]!.n,
    )
  const lists = async (who: Visitor) => caseNumbers((await who.ask(LIST)).text)

  // The first page after signing in asks the primary, and notes where the session stands.
  for (const who of [narrow, other, bureau]) await who.ask(LIST)
  await caughtUp()
  await forget()
  const pages = [
    LIST,
    '/handoff/statistics',
    '/handoff/statistics/list?measure=connected&part=d',
    '/people?q=w',
    '/handoff/unconnected',
  ]
  const answers = await Promise.all(pages.flatMap((page) => [narrow, other, bureau].map((who) => who.ask(page))))
  check(
    `${answers.length} pages of lists, figures and search`,
    answers.every(({ status }) => status === 200),
  )
  check('read on the replica', (await sent(replica)) >= answers.length, `${await sent(replica)}`)
  check('and nothing of them on the primary', (await sent(primary)) === 0, `${await sent(primary)}`)

  await delayed(replica, password, 4, async () => {
    const ticking = setInterval(
      () => void query(primary.port, `SELECT pg_logical_emit_message(true, 'tick', '')`).catch(() => undefined),
      500,
    )
    try {
      await caughtUp()
      const mine = fileLinks((await narrow.ask(LIST)).text)[0]!
      const form = { ...narrow.hidden((await narrow.ask(`${mine}/note`)).text), text: `副本备注 ${secret()}` }
      const before = await lists(narrow)
      const changed = before[0]!.replace(/\d{5}$/, '99999')
      // Looked for by the number as it was, which the search goes on to know.
      const sees = async (who: Visitor) => (await who.ask(`/handoff?q=${before[0]}`)).text.includes(changed)
      await query(primary.port, `UPDATE case_file SET case_no = '${changed}' WHERE case_no = '${before[0]}'`)
      check('a replica four seconds behind still answers those who wrote nothing', same(await lists(narrow), before))
      check('who writes is answered', (await narrow.ask(`${mine}/note`, form)).status === 200)
      check('and reads all that was before it, at once', (await lists(narrow)).includes(changed))
      check('while others go on reading on the replica', !(await sees(bureau)))
      await caughtUp()
      check('until it has come so far for everybody', await sees(bureau))
      await query(primary.port, `UPDATE case_file SET case_no = '${before[0]}' WHERE case_no = '${changed}'`)
    } finally {
      clearInterval(ticking)
    }
  })
  await caughtUp()

  await forget()
  const id = await approvedExport(bureau, security, secret)
  await until('the export is made', 60, async () => {
    const [row] = await query<{ state: string }>(primary.port, `SELECT state FROM export_request WHERE id = '${id}'`)
    if (row?.state === 'failed') throw new Error('the export failed')
    return row?.state === 'ready'
  })
  check('the rows of an export are read on the replica', (await sent(replica)) >= 2, `${await sent(replica)}`)

  const known = await lists(narrow)
  const stopped = processesOf(replica)
  for (const pid of stopped) process.kill(pid, 'SIGSTOP')
  const begun = Date.now()
  const answered = await Promise.all([narrow, other, bureau].map((who) => who.ask(LIST)))
  check(
    'a replica that hangs: every page answers soon',
    answered.every(({ status }) => status === 200) && Date.now() - begun < SOON_MS,
    `${Date.now() - begun} ms`,
  )
  for (const pid of stopped) process.kill(pid, 'SIGCONT')

  replica.stop('immediate')
  const killed = Date.now()
  const again = await Promise.all([1, 2, 3, 4, 5].map(() => lists(narrow)))
  check(
    'a replica that was killed: the lists are the same, and soon there',
    again.every((one) => same(one, known)) && Date.now() - killed < SOON_MS,
  )
  replica.start()
  await until('the replica is asked again', 60, async () => {
    await narrow.ask(LIST)
    return (await sent(replica)) > 0
  })
  check('started again, it is asked again', true)
}

const same = (one: string[], other: string[]) => JSON.stringify(one) === JSON.stringify(other)

/** While the replica applies each commit so many seconds after it was made. */
async function delayed(replica: Server, password: string, seconds: number, work: () => Promise<void>): Promise<void> {
  const set = (value: string) =>
    psql(replica.port, password, [
      '-c',
      `ALTER SYSTEM SET recovery_min_apply_delay = '${value}'`,
      '-c',
      'SELECT pg_reload_conf()',
    ])
  set(`${seconds}s`)
  try {
    await work()
  } finally {
    set('0')
  }
}

/** Asks for the list as a file and has it approved; gives the request's id. */
async function approvedExport(bureau: Visitor, security: Visitor, secret: () => string): Promise<string> {
  const address = '/exports/new?source=handoff.list&order=opened'
  const form = bureau.hidden((await bureau.ask(address)).text)
  const { path } = await bureau.ask(address, { ...form, purpose: 'meeting', reason: `副本试验 ${secret()}` })
  const id = /\/exports\/([0-9a-f-]{36})/.exec(path)?.[1]
  if (!id) throw new Error(`no export was asked for: ${path}`)
  const page = await security.ask(`/admin/exports/${id}`)
  await security.ask(`/admin/exports/${id}`, { ...security.hidden(page.text), decision: 'approve', note: '' })
  return id
}

/** The server's own processes: the first one and its children. */
function processesOf({ folder }: Server): number[] {
  const first = Number.parseInt(readFileSync(join(folder, 'postmaster.pid'), 'utf8'))
  const children = execFileSync('ps', ['--ppid', String(first), '-o', 'pid='], { encoding: 'utf8' })
  return [first, ...children.trim().split(/\s+/).map(Number)]
}
