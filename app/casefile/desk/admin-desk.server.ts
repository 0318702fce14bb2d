/** What waits for the system administrator, each with its number and the page that settles it. */
import { countAccounts } from '~/access/accounts/list-accounts.server'
import { limitOf } from '~/access/authorise-limits.server'
import { formatDay, formatInstant, weekday } from '~/lib/dates'
import { faultLabel } from '~/messages/fault-code'
import type { Ctx } from '../act.server'
import { adminDuties, type AdminFacts } from './admin-duties'

type State = {
  review: number
  submitted: number
  years: number[] | null
  merges: number
  imports: number
  crowded: number
  workerless: number
  silent: boolean
}

/** Numbers alone: of files the administrator learns how many duties have a provisional date, of messages how many failed. */
export async function readAdminDesk(ctx: Ctx) {
  const { actor, db } = ctx
  const accounts = await countAccounts(ctx)
  const block = (await limitOf(db, 'X.grid_block', actor.today)).value
  const [state] = await db.$queryRaw<State[]>`
    SELECT (SELECT count(*) FROM recompute_batch WHERE state = 'review')::int AS review,
      (SELECT count(*) FROM recompute_batch WHERE state = 'submitted')::int AS submitted,
      (SELECT array_agg(year) FROM workday_year) AS years,
      (SELECT count(*) FROM org_unit_change WHERE kind = 'merge' AND applied_at IS NULL AND effective_on < ${actor.today}::date)::int AS merges,
      (SELECT count(*) FROM org_import WHERE state = 'ready' AND created_at > ${new Date(actor.now.getTime() - 7 * 86_400_000)} AND rows @? '$[*] ? (@.state == "new")')::int AS imports,
      g.crowded, g.workerless, coalesce((SELECT now() - max(at) > interval '2 minutes' FROM worker_heartbeat), true) AS silent
    FROM (SELECT count(*) FILTER (WHERE household_count > ${block})::int AS crowded, count(*) FILTER (WHERE grid_worker_id IS NULL)::int AS workerless
      FROM grid JOIN region r USING (code) WHERE r.ended_on IS NULL) g`
  const provisional = await db.$queryRaw<
    { year: number; duties: number }[]
  >`SELECT year, duties FROM provisional_duties()`
  const outbox = await db.$queryRaw<{ state: string; code: string; messages: number }[]>`
    SELECT state, code, sum(messages)::int AS messages FROM outbox_counts(${actor.now}) WHERE state <> 'sent' GROUP BY 1, 2 ORDER BY 3 DESC`
  const failed = outbox.filter((row) => row.state === 'failed')
  const facts: AdminFacts = {
    ...state!,
    today: actor.today,
    years: state!.years ?? [],
    accounts,
    provisional,
    failed: failed.reduce((n, row) => n + row.messages, 0),
    failedWhy: failed[0] ? faultLabel(failed[0].code) : '',
  }
  return {
    day: `${formatDay(actor.today)} ${weekday(actor.today)}`,
    asOf: formatInstant(actor.now).slice(11),
    accounts,
    waiting: outbox.filter((row) => row.state === 'waiting').reduce((n, row) => n + row.messages, 0),
    silent: state!.silent,
    duties: adminDuties(facts),
  }
}
export type AdminDesk = Awaited<ReturnType<typeof readAdminDesk>>
