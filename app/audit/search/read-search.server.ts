/** The auditor's look into the log, itself a line of the log. */
import { dbToDay, addMonths, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import type { AuditWords } from '../words/entry'
import { logAccess } from '../log.server'
import { countLines, findLines, findNames, type Found } from './find-lines.server'
import { namesOf, type Names } from './names.server'
import { readQuery, UUID, writeCursor, type LogQuery } from './query'
import { sayRow } from './say-rows'

/** Whoever audits, as the guard knows him. */
export type AuditContext = {
  db: Db
  actor: { now: Date; today: LegalDay; userName: string; ip: string; requestId: string }
}
/** Makes the words of other rooms over the names that a page needs. */
export type WordsOver = (names: Names) => AuditWords

/** What was asked for, in codes and numbers: what the auditor typed to find somebody is not kept. */
function askedFor({ query, users, units }: Found): Record<string, string> {
  const one = (ids: string[]) => (ids.length === 1 ? ids[0]! : `${ids.length}`)
  const { from: _from, to: _to, token: _token, account: _account, unit: _unit, request, ...codes } = query
  return {
    ...codes,
    ...(users && { user: one(users) }),
    ...(units && { unit: one(units) }),
    // A proxy's own numbers are of any shape: so might be what is no request's number at all.
    ...(request && { request: UUID.test(request) ? request : '…' }),
  }
}

export const logSearch = ({ db, actor }: AuditContext, found: Found): Promise<void> => {
  const { from, to, token } = found.query
  const data = { from, to, by: askedFor(found) }
  return logAccess(db, actor, { event: 'audit_search', ...(token && { fileToken: token }), data })
}

/** The address of the same look-up with some of it changed; an empty value takes a filter out. */
export function searchHref(query: LogQuery, changes: Partial<Record<keyof LogQuery | 'after', string>> = {}): string {
  const address = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...query, ...changes })) if (value) address.set(name, value)
  return `/audit?${address}`
}

/** The first month that is still in the database, when earlier ones are archived and the period reaches into them. */
async function archivedBefore({ db }: AuditContext, from: LegalDay): Promise<LegalDay | null> {
  const last = await db.logArchive.findFirst({ where: { droppedAt: { not: null } }, orderBy: { month: 'desc' } })
  const online = last && addMonths(dbToDay(last.month), 1)
  return online && from < online ? online : null
}

export async function readSearch(ctx: AuditContext, url: URL, roles: readonly string[], wordsOver: WordsOver) {
  const { query, after, problems, unusable } = readQuery(url.searchParams, ctx.actor.today, roles)
  const found = await findNames(ctx.db, query)
  const { rows, next } = unusable ? { rows: [] } : await findLines(ctx.db, found, after)
  const count = unusable ? '0' : await countLines(ctx.db, found)
  const names = await namesOf(ctx.db, rows)
  const words = wordsOver(names)
  const online = query.from < addMonths(ctx.actor.today, -1) ? await archivedBefore(ctx, query.from) : null
  await logSearch(ctx, found)
  return {
    query,
    /** What the form shows: what was typed, also where it cannot be used. */
    values: { ...Object.fromEntries(url.searchParams), from: query.from, to: query.to } as Record<string, string>,
    problems: [...problems, ...found.problems],
    lines: rows.map((row) => sayRow(row, names, words)),
    count,
    next: next ? searchHref(query, { after: writeCursor(next) }) : undefined,
    first: after ? searchHref(query) : undefined,
    postName: query.post ? words.who(query.post) : undefined,
    archivedBefore: online,
  }
}
export type SearchData = Awaited<ReturnType<typeof readSearch>>
