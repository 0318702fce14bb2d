/** What a pair helper sees of the children he is paired with: first name, school year, agreed need; his own contacts. */
import { Prisma } from '~/generated/prisma/client'
import { caseScope } from '~/access/scope.server'
import { fieldBits } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { dueWords } from '~/casefile/ui/day-words'
import { decrypt } from '~/lib/crypto.server'
import { addMonths, dbToDay, formatDay, shortDay, type LegalDay } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { givenName } from '~/people/identity'
import { gradeText, hoursText } from '../rules'
import { contactTopics, contactWays, endWhys, toldWhys } from '../terms'

const LIMIT = 60

type Raw = {
  id: string
  case_id: string
  file_token: string
  name: string
  grade: number | null
  need_enc: string
  until_on: Date
  next_contact_on: Date | null
  contacts: number
  minutes: number
}

/** Running pairings of this post (and of whom it stands in for) whose consent stands. */
const mine = ({ actor, db }: Ctx, further: Prisma.Sql = Prisma.empty) =>
  db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT p.id, p.case_id, c.file_token, c.name, h.grade, p.need_enc, p.until_on, p.next_contact_on, p.contacts, p.minutes
    FROM pairing p JOIN case_file c ON c.id = p.case_id JOIN child_file h ON h.case_id = c.id
    WHERE ${caseScope(actor, 'child')} AND c.closed_on IS NULL AND p.state = 'active' AND p.until_on >= ${actor.today}::date
      AND p.helper_post_id::text = ANY (${actor.holders}) AND EXISTS (SELECT 1 FROM consent s WHERE s.id = p.consent_id AND s.withdrawn_on IS NULL) ${further}
    ORDER BY p.next_contact_on, p.id LIMIT ${LIMIT}`)

function childOf(row: Raw, today: LegalDay) {
  return {
    id: row.id,
    first: givenName(row.name),
    grade: gradeText(row.grade),
    need: decrypt(row.need_enc, `pairing:${row.id}`),
    due: row.next_contact_on && dueWords(dbToDay(row.next_contact_on), today),
  }
}

export async function readHelped(ctx: Ctx) {
  const rows = await mine(ctx)
  await logAccess(ctx.db, ctx.actor, { event: 'names', data: { kind: 'child', rows: rows.length } })
  return { rows: rows.map((row) => childOf(row, ctx.actor.today)), ended: await endedOnes(ctx) }
}
/** Pairings of this post that are over since a month: the day and the reason, and nothing of the child. */
async function endedOnes({ actor, db }: Ctx) {
  const rows = await db.$queryRaw<
    { ended_on: Date; end_why: string }[]
  >`SELECT ended_on, end_why FROM my_ended_pairings(${addMonths(actor.today, -1)}::date)`
  return rows.map((row) => ({
    day: formatDay(dbToDay(row.ended_on)),
    why: toldWhys[row.end_why as keyof typeof endWhys] ?? endWhys[row.end_why as keyof typeof endWhys] ?? '',
  }))
}
export type HelpedData = Awaited<ReturnType<typeof readHelped>>

/** A running pairing of mine; any other is as if it were not. Throws 404. */
export async function findHelped(ctx: Ctx, id: string | undefined): Promise<Raw> {
  const [row] = isUuid(id) ? await mine(ctx, Prisma.sql`AND p.id = ${id}::uuid`) : []
  if (!row) throw notFound()
  return row
}

/** Throws 404. */
export async function readHelpedChild(ctx: Ctx, id: string | undefined, url: URL) {
  const { actor, db } = ctx
  const row = await findHelped(ctx, id)
  const contacts = await db.pairContact.findMany({
    where: { pairingId: row.id },
    orderBy: [{ onDay: 'desc' }, { id: 'desc' }],
    take: LIMIT,
  })
  await logAccess(db, actor, { event: 'read', fileToken: row.file_token, fields: fieldBits(['outline']) })
  return {
    ...childOf(row, actor.today),
    until: formatDay(dbToDay(row.until_on)),
    today: actor.today,
    hours: `${row.contacts} 次，${hoursText(row.minutes)}`,
    contacts: contacts.map((one) => ({
      id: one.id,
      day: shortDay(dbToDay(one.onDay)),
      way: contactWays[one.way as keyof typeof contactWays],
      length: hoursText(one.minutes),
      topics: one.topics.map((code) => contactTopics[code as keyof typeof contactTopics]).join('、'),
    })),
    done: url.searchParams.get('done'),
  }
}
export type HelpedChildData = Awaited<ReturnType<typeof readHelpedChild>>
