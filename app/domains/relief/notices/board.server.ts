/** The notices that a window or a county has posted: its list, and the sheet for the board of a village (村务公开栏). */
import { Prisma } from '~/generated/prisma/client'
import { childScope } from '~/access/scope.server'
import type { Context } from '~/access/guard.server'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { dbToDay, formatDay, type LegalDay } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import { directory } from '~/orgs/find-units.server'
import type { NoticeText } from '../rules'
import { kindsFor } from '../views/kind-at.server'

type Row = {
  case_id: string
  notice_no: string
  type: string
  scope_key: string
  text: NoticeText
  from_on: Date
  to_on: Date
  village: string
}
export type Posted = {
  caseId: string
  no: string
  stage: 'proposed' | 'decided'
  text: NoticeText
  fromOn: LegalDay
  toOn: LegalDay
  villageCode: string
  unit: string
}
/** More are not posted by one county at a time; of more the first are shown, and the page says so. */
const MOST = 300

/** What is posted today in my range: all of it, of one village, or one by its number. */
async function posted(ctx: Ctx, only: { village?: string; no?: string } = {}): Promise<Posted[]> {
  const { actor, db } = ctx
  const scopes = kindsFor(actor, 'L').map((kind) => Prisma.sql`(${childScope(actor, kind, 'n')})`)
  if (!scopes.length) return []
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT n.case_id, n.notice_no, n.type, n.scope_key, n.text, n.from_on, n.to_on, coalesce(f.village_code, f.accept_town) AS village
    FROM relief_notice n JOIN relief_file f ON f.case_id = n.case_id
    WHERE (${Prisma.join(scopes, ' OR ')}) AND n.taken_down_at IS NULL AND n.from_on <= ${actor.today}::date AND n.to_on >= ${actor.today}::date
      ${only.village ? Prisma.sql`AND coalesce(f.village_code, f.accept_town) = ${only.village}` : Prisma.empty}
      ${only.no ? Prisma.sql`AND n.notice_no = ${only.no}` : Prisma.empty}
    ORDER BY village, n.to_on, n.notice_no LIMIT ${MOST + 1}`)
  const { units } = await directory(db)
  return rows.map((row) => ({
    caseId: row.case_id,
    no: row.notice_no,
    stage: row.type === 'decided' ? 'decided' : 'proposed',
    text: row.text,
    fromOn: dbToDay(row.from_on),
    toOn: dbToDay(row.to_on),
    villageCode: row.village,
    unit: units.get(row.scope_key)?.name ?? '',
  }))
}

export async function readBoard(ctx: Ctx) {
  const all = await posted(ctx)
  const villages = new Map<string, { code: string; name: string; notices: Posted[] }>()
  for (const one of all.slice(0, MOST)) {
    const known = villages.get(one.villageCode)
    if (known) known.notices.push(one)
    else villages.set(one.villageCode, { code: one.villageCode, name: one.text.village, notices: [one] })
  }
  return {
    unit: ctx.actor.unit.name,
    villages: [...villages.values()],
    count: Math.min(all.length, MOST),
    more: all.length > MOST,
  }
}
export type Board = Awaited<ReturnType<typeof readBoard>>

/** The sheet of one village, or of one notice; printing is logged. Throws 404 when nothing (of mine) is posted there. */
export async function readSheet({ actor, db, url }: Context) {
  const village = url.searchParams.get('village') ?? undefined
  const no = url.searchParams.get('no') ?? undefined
  if (!village && !no) throw notFound()
  const notices = await posted({ actor, db }, { ...(village && { village }), ...(no && { no }) })
  const [first] = notices
  if (!first) throw notFound()
  await logAccess(db, actor, { event: 'print', data: { what: 'relief.notice_board', copies: notices.length } })
  return {
    notices,
    village: first.text.village,
    unit: first.unit,
    phone: first.text.phone,
    on: formatDay(actor.today),
    number: notices.length === 1 ? first.no : null,
  }
}
export type NoticeSheet = Awaited<ReturnType<typeof readSheet>>
