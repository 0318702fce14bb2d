/** The week's visits and calls of my unit on one sheet (本周走访联系单): what is overdue and what is due until Sunday. */
import { fieldBits, purposes, type Purpose } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import { Prisma } from '~/generated/prisma/client'
import { dbToDay, formatDay, formatInstant, weekday } from '~/lib/dates'
import { invalid } from '~/lib/errors'
import { directory } from '~/orgs/find-units.server'
import { displayRegion } from '~/orgs/region-names'
import { maskName } from '~/people/identity'
import type { Ctx } from '../act.server'
import { readContacts } from '../read.server'
import { endOfWeek } from '../tasks/desk.server'
import type { CaseRow } from '../domain'
import { toCaseRow } from '../load-case.server'
import { plainDay } from '../ui/day-words'
import { mayShow, showToken } from '../ui/show-token.server'
import { dutyLabel, type Domains } from './duty-words'
import { whenWords } from './list-duties.server'

/** One sheet holds no more; whoever has more first does these. */
const MOST = 200
const PASS = 'week'

export type WeekRow = {
  id: string
  when: string
  day: string
  name: string
  caseNo: string
  duty: string
  place: string
  phone?: string
  address?: string
}
type Raw = { id: string; case_id: string; kind: string; code: string; due_on: Date; occurrence: number }

const recordCodes = (domains: Domains): { kind: string; codes: string[] }[] =>
  Object.values(domains).map(({ kind }) => ({
    kind: kind.name,
    codes: Object.keys(kind.duties).filter((code) => kind.duties[code]?.record),
  }))

/** Duties of my unit that a visit, call or talk fulfils, on files that are mine to open. */
async function weekDuties(
  domains: Domains,
  { actor, db }: Ctx,
  own: boolean,
): Promise<{ raw: Raw[]; files: Map<string, CaseRow>; more: boolean }> {
  const records = recordCodes(domains).filter(({ codes }) => codes.length)
  if (!records.length) return { raw: [], files: new Map(), more: false }
  const any = Prisma.join(
    records.map(({ kind, codes }) => Prisma.sql`(t.kind = ${kind} AND t.code = ANY (${codes}))`),
    ' OR ',
  )
  const raw = await db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT t.id, t.case_id, t.kind, t.code, t.due_on, t.occurrence FROM task t JOIN case_file c ON c.id = t.case_id
    WHERE t.done_at IS NULL AND t.scope_key = ${actor.unit.code} AND t.due_on <= ${endOfWeek(actor.today)}::date AND (${any})
      ${own ? Prisma.sql`AND c.owner_post_id = ${actor.postId}::uuid` : Prisma.empty} ORDER BY t.due_on, t.id LIMIT ${MOST + 1}`)
  const page = raw.slice(0, MOST)
  const found = await db.caseFile.findMany({ where: { id: { in: page.map((row) => row.case_id) } } })
  return { raw: page, files: new Map(found.map((row) => [row.id, toCaseRow(row)])), more: raw.length > MOST }
}

/** The sheet; each opening is logged as a print. Telephones and full names stand there only with a fresh pass. */
export async function readWeek(domains: Domains, ctx: Ctx, address: URLSearchParams) {
  const { actor, db } = ctx
  const own = address.get('own') === '1'
  const shown = mayShow(actor, address.get('show'), PASS)
  const { raw, files, more } = await weekDuties(domains, ctx, own)
  const { regions } = await directory(db)
  const rows: WeekRow[] = []
  for (const task of raw) {
    const file = files.get(task.case_id)
    if (!file) continue
    const due = dbToDay(task.due_on)
    const contacts = shown ? await readContacts(ctx, file) : []
    const said = (what: string) =>
      contacts.filter((one) => one.what === what && !one.relation).map((one) => one.value)[0] ?? ''
    rows.push({
      id: task.id,
      when: due < actor.today ? whenWords(due, actor.today).text : weekday(due),
      day: plainDay(due, actor.today),
      name: shown ? file.name : maskName(file.name),
      caseNo: file.caseNo,
      duty: `${dutyLabel(domains, task.kind, task.code)}${task.occurrence > 1 ? `（第 ${task.occurrence} 次）` : ''}`,
      place: displayRegion(regions, file.residenceCode ?? file.hujiCode, actor.unit.regionCode) ?? '',
      ...(shown && { phone: said('phone'), address: said('address') }),
    })
  }
  await logAccess(db, actor, { event: 'print', data: { what: 'week_list' } })
  return {
    rows,
    more,
    own,
    shown,
    unit: actor.unit.name,
    by: actor.userName,
    until: `${formatDay(endOfWeek(actor.today))}（${weekday(endOfWeek(actor.today))}）`,
    printedAt: formatInstant(actor.now),
  }
}

export type Week = Awaited<ReturnType<typeof readWeek>>

/** Shows telephones, addresses and full names of the sheet for a stated purpose: one logged reveal a file. Gives the pass. */
export async function revealWeek(
  domains: Domains,
  ctx: Ctx,
  own: boolean,
  purpose: FormDataEntryValue | null,
): Promise<string> {
  if (typeof purpose !== 'string' || !(purpose in purposes)) throw invalid({ purpose: ['请选择查看事由'] })
  const { files } = await weekDuties(domains, ctx, own)
  for (const file of files.values())
    await logAccess(ctx.db, ctx.actor, {
      event: 'reveal',
      fileToken: file.fileToken,
      fields: fieldBits(['contact']),
      purpose: purpose as Purpose,
    })
  return showToken(ctx.actor, PASS)
}
