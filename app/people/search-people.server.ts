import type { Actor } from '~/access/actor'
import { grantOf, listable, type KindName } from '~/access/policy'
import { signToken, verifyToken } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import { purposes, type AccessEvent, type Purpose } from '~/audit/events'
import { maskName } from '~/people/identity'

type Ctx = { actor: Actor; db: Db; log: (line: AccessEvent) => Promise<void> }

/** What a kind's list gives for a search text inside the actor's scope; `bornOn` narrows it to one day of birth. */
export type Find = (
  kind: KindName,
  query: { q: string; bornOn?: LegalDay },
) => Promise<{ rows: FoundRow[]; count: number; capped: boolean }>
export type FoundRow = {
  id: string
  caseNo: string
  state: string
  name: string
  sex: string
  birthOn: LegalDay | null
  nextDueOn: LegalDay
  openedOn: LegalDay
}
export type FoundGroup = { kind: KindName; count: string; more: boolean; rows: FoundRow[] }

/** Rows of one kind on the page of a search over all kinds. */
export const SHOWN = 20
const MAX_TEXT = 60
const PASS_MINUTES = 10

/**
 * Searches every kind that the role may list, by prefix of name, pinyin, initials, case number, or by the last four or
 * the whole of an ID number. Only the scope answers; the text is not kept. Names are masked unless `pass` allows them;
 * showing them is logged once for the page and kind.
 */
export async function searchPeople(
  ctx: Ctx,
  text: string | null,
  pass: string | null,
  find: Find,
): Promise<{ groups: FoundGroup[]; shown: boolean }> {
  const q = (text ?? '').trim().slice(0, MAX_TEXT)
  if (!q) return { groups: [], shown: false }
  const purpose = readPass(ctx.actor, pass)
  const groups: FoundGroup[] = []
  for (const kind of listable(ctx.actor.role)) {
    const { rows, count, capped } = await find(kind, { q })
    const open = purpose !== null && grantOf(ctx.actor.role, kind)?.view === 'full'
    if (open && rows.length) await ctx.log({ event: 'names', purpose, data: { kind, rows: rows.length } })
    const named = rows.map((row) => ({ ...row, name: open ? row.name : maskName(row.name) }))
    if (rows.length)
      groups.push({ kind, count: capped ? `${count}+` : String(count), more: count > rows.length, rows: named })
  }
  return { groups, shown: purpose !== null }
}

/** A short-lived pass (10 minutes, this session and post) to a page that shows full names, for a stated purpose. Throws 422. */
export function passForNames(actor: Actor, purpose: FormDataEntryValue | null): string {
  if (typeof purpose !== 'string' || !(purpose in purposes)) throw invalid({ purpose: ['请选择查看事由'] })
  const until = actor.now.getTime() + PASS_MINUTES * 60_000
  return signToken([actor.sessionId, actor.postId, purpose, String(until)], 'names')
}

/** The purpose of a pass of this session and post that has not run out; null otherwise. */
export function readPass(actor: Actor, pass: string | null): Purpose | null {
  const [sessionId, postId, purpose, until] = (pass && verifyToken(pass, 'names')) || []
  if (sessionId !== actor.sessionId || postId !== actor.postId || Number(until) < actor.now.getTime()) return null
  return purpose && purpose in purposes ? (purpose as Purpose) : null
}
