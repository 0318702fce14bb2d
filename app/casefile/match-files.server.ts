/**
 * Which files a list query means, as SQL in three forms that find the same files (PITFALLS 27). The planner cannot see
 * through row-level security and would join first and cut afterwards; OFFSET 0 holds it to the order that is written.
 */
import { grantOf, type KindName } from '~/access/policy'
import { caseScope, childScope } from '~/access/scope.server'
import { Prisma } from '~/generated/prisma/client'
import { addDays, type LegalDay } from '~/lib/dates'
import type { Ctx } from './act.server'
import { COUNT_CAP, type ListQuery } from './list-query'
import { searchTerms } from './search-keys.server'

/** So many keys, or rows of the own table (an index alone answers), or fewer: a list then begins with them. */
const FEW_KEYS = 5000
const FEW_ROWS = 20_000
/** So many files of a stretch of due days, or fewer: a list by due day walks them, though many rows hold beside. */
const FEW_DUE = 10_000
/** Keys looked at when any files will do. */
const GLANCE = 200
/** A name has at most this many keys in one script (pinyin.server.ts: two, and six other readings of two). */
const KEYS_OF_A_FILE = 16

/**
 * walk: file by file in the order of an index. The others gather first and sort then: file by file, begun with the keys
 * of the search or with the rows of the own table; glance: with the first of the keys alone.
 */
export type Form = 'walk' | 'file' | 'keys' | 'own' | 'glance'

export type Matches = {
  /** FROM … WHERE …, over c and, when the query has a table, h. */
  from: Partial<Record<Form, Prisma.Sql>>
  /** A statement that gives `lead` (few: begin with them, whatever the number) and `n`, at most COUNT_CAP + 1. */
  number: Prisma.Sql
  /** A statement that gives `n`, whatever it is. */
  whole: Prisma.Sql
  /** The form for a number within COUNT_CAP. */
  gather: Form
}

const every = (parts: readonly Prisma.Sql[]) => Prisma.join([...parts], ' AND ')
const given = (parts: readonly (Prisma.Sql | undefined)[]) =>
  parts.filter((part): part is Prisma.Sql => part !== undefined)

/** A search text as a condition on keys (alias k). */
function keyMatch(text: string): Prisma.Sql | undefined {
  const { prefixes, exact } = searchTerms(text)
  const match = [
    ...prefixes.map((prefix) => Prisma.sql`(k.key >= ${prefix} AND k.key < ${prefix + '\u{10ffff}'})`),
    ...exact.map((key) => Prisma.sql`k.key = ${key}`),
  ]
  return match.length ? Prisma.sql`(${Prisma.join(match, ' OR ')})` : undefined
}

/** A search text as a condition on the file's keys. */
export function searchCondition(kind: KindName, text: string): Prisma.Sql | undefined {
  const match = keyMatch(text)
  return match && Prisma.sql`c.id IN (SELECT k.case_id FROM case_key k WHERE k.kind = ${kind} AND ${match})`
}

function dueCondition(due: string | undefined, today: LegalDay): Prisma.Sql | undefined {
  if (due === 'late') return Prisma.sql`c.next_due_on < ${today}::date`
  if (due === 'today') return Prisma.sql`c.next_due_on = ${today}::date`
  if (due === 'week') return Prisma.sql`c.next_due_on <= ${addDays(today, 7)}::date`
  if (due === 'none') return Prisma.sql`c.next_due_on = DATE '9999-12-31'`
  return undefined
}

/** What a query asks of the file alone (alias c), but for its search text. */
export const fileConditions = ({ actor }: Pick<Ctx, 'actor'>, query: ListQuery): Prisma.Sql[] =>
  given([
    query.state ? Prisma.sql`c.state = ${query.state.replaceAll('\0', '')}` : undefined,
    dueCondition(query.due, actor.today),
    query.mine ? Prisma.sql`c.owner_post_id = ${actor.postId}::uuid` : undefined,
    ...(query.file ?? []),
  ])

const capped = (from: Prisma.Sql, cap: number) => Prisma.sql`(SELECT count(*) FROM (SELECT 1 ${from} LIMIT ${cap}) m)`
const MOST = COUNT_CAP + 1

/** The scope and the filters of a query, in every form. */
export function matchFiles(ctx: Pick<Ctx, 'actor'>, kind: KindName, query: ListQuery): Matches {
  const { actor } = ctx
  const { where = [] } = query
  const beside = query.stateBeside && query.own?.length ? query.state?.replaceAll('\0', '') : undefined
  const own = [...(query.own ?? []), ...(beside ? [Prisma.sql`h.state = ${beside}`] : [])]
  const scope = caseScope(actor, kind)
  const file = fileConditions(ctx, beside ? { ...query, state: undefined } : query)
  const match = query.q ? keyMatch(query.q) : undefined

  const table = Prisma.raw(`${query.table ?? ''} h`)
  const ownRow = query.table
    ? Prisma.sql`CROSS JOIN LATERAL (SELECT h.* FROM ${table} WHERE ${every([Prisma.sql`h.case_id = c.id`, ...own])} OFFSET 0) h`
    : Prisma.empty
  const hasKey = match
    ? [Prisma.sql`EXISTS (SELECT 1 FROM case_key k WHERE k.case_id = c.id AND ${match} OFFSET 0)`]
    : []
  const walk = Prisma.sql`FROM case_file c ${ownRow} WHERE ${every([scope, ...fileConditions(ctx, query), ...hasKey, ...where])}`
  // Where nothing is asked of the own table, the number does without it.
  const counted =
    own.length || where.length ? walk : Prisma.sql`FROM case_file c WHERE ${every([scope, ...file, ...hasKey])}`

  const keys = match && Prisma.sql`FROM case_key k WHERE ${childScope(actor, kind, 'k')} AND ${match}`
  const rows = own.length ? Prisma.sql`FROM ${table} WHERE ${every([childScope(actor, kind, 'h'), ...own])}` : undefined
  const few = (from: Prisma.Sql, most: number) => Prisma.sql`${capped(from, most + 1)} <= ${most}`
  // Files of a state lie together in the index of their due days alone; in any other order they may be far apart.
  const ofState =
    query.state && !beside && query.order && query.order !== 'due'
      ? few(Prisma.sql`FROM case_file c WHERE ${every([scope, ...file])}`, FEW_ROWS)
      : Prisma.sql`FALSE`
  // Who comes in by name on single files begins with those.
  if ((!keys && !rows) || grantOf(actor.role, kind)?.reach === 'party')
    return {
      from: { walk, file: walk },
      number: Prisma.sql`SELECT CASE WHEN ${ofState} THEN 'file' END AS lead, ${capped(counted, MOST)}::int AS n`,
      whole: Prisma.sql`SELECT count(*)::int AS n ${counted}`,
      gather: 'file',
    }

  const rest = [scope, ...file, ...where]
  const fileOf = (id: string) =>
    Prisma.sql`CROSS JOIN LATERAL (SELECT c.* FROM case_file c WHERE c.id = ${Prisma.raw(id)} OFFSET 0) c`
  const ofKeys = (from: Prisma.Sql) =>
    Prisma.sql`FROM (SELECT DISTINCT case_id ${from} OFFSET 0) l ${fileOf('l.case_id')} ${ownRow} WHERE ${every(rest)}`
  const byKeys = keys && ofKeys(keys)
  const byRows =
    rows && Prisma.sql`FROM (SELECT h.* ${rows} OFFSET 0) h ${fileOf('h.case_id')} WHERE ${every([...rest, ...hasKey])}`

  const alone = !file.length && !where.length && !(keys && rows)
  // Without a wish that the file's own indexes answer, common keys are looked for beside the rows of the own table.
  const ownFirst = byRows && (query.lead || (keys && !file.length))
  const byDue = query.due && (query.order ?? 'due') === 'due' && !keys && !query.lead
  const leads = [
    ...(keys && byKeys ? [{ form: 'keys', is: few(keys, FEW_KEYS), from: byKeys }] : []),
    { form: 'file', is: ofState, from: counted },
    ...(byDue && rows && byRows
      ? [
          { form: 'own', is: few(rows, FEW_KEYS), from: byRows },
          {
            form: 'walk',
            is: few(Prisma.sql`FROM case_file c WHERE ${every([scope, ...file])}`, FEW_DUE),
            from: counted,
          },
        ]
      : []),
    ...(rows && byRows
      ? [{ form: 'own', is: query.lead ? Prisma.sql`FALSE` : few(rows, FEW_ROWS), from: byRows }]
      : []),
  ]
  const lead = leads.map(({ form, is }) => Prisma.sql`WHEN ${is} THEN ${form}`)
  const numbers = leads.map(({ form, from }) => Prisma.sql`WHEN f.lead = ${form} THEN ${capped(from, MOST)}`)
  const n = !alone
    ? Prisma.sql`CASE ${Prisma.join(numbers, ' ')} ELSE ${capped(ownFirst ? byRows : counted, MOST)} END`
    : capped(
        keys
          ? Prisma.sql`FROM (SELECT DISTINCT case_id FROM (SELECT k.case_id ${keys} LIMIT ${MOST * KEYS_OF_A_FILE}) k) k`
          : rows!,
        MOST,
      )
  const whole = byKeys ?? byRows!
  return {
    from: {
      walk,
      file: walk,
      ...(byKeys && {
        keys: byKeys,
        glance: ofKeys(Prisma.sql`FROM (SELECT k.case_id ${keys!} ORDER BY k.key, k.case_id LIMIT ${GLANCE}) k`),
      }),
      ...(byRows && { own: byRows }),
    },
    number: Prisma.sql`SELECT f.lead, ${n}::int AS n FROM (SELECT CASE ${Prisma.join(lead, ' ')} END AS lead OFFSET 0) f`,
    whole: Prisma.sql`SELECT count(*)::int AS n ${whole}`,
    gather: ownFirst ? 'own' : 'file',
  }
}
