import type { BatchReport } from '~/audit/chain/verify-batches.server'
import { readArchivedMonth } from '~/domains/read-archived-month.server'
import { verifyRecords } from '~/domains/verify-records.server'
import { disconnect } from '~/lib/db.server'
import { say } from './prepare'
import { withServer } from './tools'

const run = (act: () => Promise<void>) => withServer(() => act().finally(disconnect), false)

function batchLine({ batch, from, to, rows, found, sm3, why, unread }: BatchReport): string {
  const head = `batch ${String(batch).padStart(6)}  lines ${from}–${to}`.padEnd(44)
  if (!why) return `${head} ${String(rows).padStart(7)}  ${sm3.slice(0, 16)}  ${unread ? 'archive not there' : 'fits'}`
  const what = {
    link: 'does not follow the batch before it',
    rows: `${rows} lines were closed, ${found} are there`,
    content: 'a line in it was changed',
  }[why]
  return `${head} ${String(rows).padStart(7)}  ${sm3.slice(0, 16)}  DOES NOT FIT: ${what}`
}

/**
 * `npm run audit:verify [-- --timelines]`: every batch of the access log against its lines, archived months too, the
 * anchors, the partitions; with `--timelines` also the timeline of every file. Prints a line a batch and stops at the
 * first that does not fit; exits with 1 when anything does not.
 */
export const runVerify = (args: string[]): Promise<void> =>
  run(async () => {
    const unknown = args.filter((arg) => arg !== '--timelines')
    if (unknown.length) throw new Error(`Unknown: ${unknown.join(' ')}. Say: npm run audit:verify [-- --timelines]`)
    const check = await verifyRecords({
      asked: 'command',
      archives: true,
      timelines: args.includes('--timelines') ? ['all'] : [],
      seen: (report) => {
        say(batchLine(report))
        return report.why === null
      },
    })
    for (const fault of check.faults) if (fault.what !== 'batch') say(`DOES NOT FIT: ${JSON.stringify(fault)}`)
    say(`${check.batches} batches, ${check.rows} lines, ${check.timelines} timelines: ${check.faults.length} faults`)
    if (check.faults.length) process.exitCode = 1
  })

/**
 * `npm run --silent audit:archive -- 2026-05 [file token] > lines.csv`: an archived month of the log as a table, for the
 * auditor; all of it or the lines about one file. The reading is a line of the log.
 */
export const runReadArchive = ([month = '', token]: string[]): Promise<void> =>
  run(async () => {
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
      throw new Error('Say a month: npm run audit:archive -- 2026-05 [file token]')
    for await (const line of readArchivedMonth(`${month}-01`, token)) {
      if (!process.stdout.write(`${line}\r\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve))
    }
  })
