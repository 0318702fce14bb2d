/**
 * What anybody may read of notices (公示, DOMAIN §11): the view public_notice, by itself or a page of it, and nothing else. Without a post the application's
 * role sees no row of any file; the view gives what is posted on this day at this instant, in the columns that the law lists.
 */
import { Prisma } from '~/generated/prisma/client'
import { dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { transaction } from '~/lib/transaction.server'
import { regionsBelow } from '~/orgs/find-units.server'
import type { RegionName } from '~/orgs/region-names'
import { programmes, readNoticeQuery, type NoticeQuery } from './notice-query'

type Row = {
  no: string
  stage: string
  head: string
  village: string
  type: string
  persons: number
  amount_fen: number
  monthly: boolean
  phone: string
  window_name: string
  from_on: Date
  to_on: Date
}
/** Amount in fen: a month's when `monthly`, else of the whole. `toOn` is the last day, until 24:00. */
export type PublicNotice = {
  no: string
  stage: 'proposed' | 'decided'
  head: string
  village: string
  type: string
  persons: number
  amountFen: number
  monthly: boolean
  phone: string
  window: string
  fromOn: LegalDay
  toOn: LegalDay
}

const PAGE = 30
const COUNTED = 1_000

const noticeOf = (row: Row): PublicNotice => ({
  no: row.no,
  stage: row.stage === 'decided' ? 'decided' : 'proposed',
  head: row.head,
  village: row.village,
  type: row.type,
  persons: row.persons,
  amountFen: row.amount_fen,
  monthly: row.monthly,
  phone: row.phone,
  window: row.window_name,
  fromOn: dbToDay(row.from_on),
  toOn: dbToDay(row.to_on),
})

/** A transaction without a post, at an instant of the one clock. */
export const inPublic = <T>(at: Date, work: (db: Db) => Promise<T>): Promise<T> =>
  transaction(async (db) => {
    const clock = db.$executeRaw`SELECT set_config('app.now', ${at.toISOString()}, true)`
    clock.catch(() => undefined)
    const given = await work(db)
    await clock
    return given
  })

const columns = Prisma.sql`no, stage, head, village, type, persons, amount_fen, monthly, phone, window_name, from_on, to_on`

/** A place as the county or the town that it is. */
const placeOf = ({ place }: NoticeQuery) => ({
  county: place?.length === 6 ? place : null,
  town: place?.length === 9 ? place : null,
})

function filters(query: NoticeQuery): Prisma.Sql {
  const { county, town } = placeOf(query)
  const { programme } = query
  return Prisma.join(
    [
      Prisma.sql`true`,
      ...(county ? [Prisma.sql`county = ${county}`] : []),
      ...(town ? [Prisma.sql`town = ${town}`] : []),
      ...(programme ? [Prisma.sql`programme = ${programme}`] : []),
    ],
    ' AND ',
  )
}

/** One page of what is posted now, last days first. A position from elsewhere leads only to what is posted now, too. */
export async function listNotices(url: URL, at: Date) {
  const query = readNoticeQuery(url.searchParams)
  return inPublic(at, async (db) => {
    const where = filters(query)
    const { county, town } = placeOf(query)
    const { toOn = null, no = null } = query.after ?? {}
    const rows = db.$queryRaw<Row[]>(
      Prisma.sql`SELECT ${columns} FROM notice_page(${county}, ${town}, ${query.programme}, ${toOn}::date, ${no}, ${PAGE + 1}::int)`,
    )
    const counted = db.$queryRaw<{ n: number }[]>(
      Prisma.sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM public_notice WHERE ${where} LIMIT ${COUNTED + 1}) x`,
    )
    const [found, [count]] = await Promise.all([rows, counted])
    const shown = found.slice(0, PAGE).map(noticeOf)
    const last = found.length > PAGE ? shown.at(-1) : undefined
    return {
      query,
      notices: shown,
      count: count!.n > COUNTED ? `${COUNTED}+` : String(count!.n),
      last,
      ...(await placesOf(db, query)),
    }
  })
}
export type NoticeList = Awaited<ReturnType<typeof listNotices>>

const choice = ({ code, name }: RegionName) => ({ value: code, label: name })
/** Counties to choose from, and the towns of the one chosen. */
async function placesOf(db: Db, { place }: NoticeQuery) {
  const county = place?.slice(0, 6) ?? ''
  return {
    counties: (await regionsBelow(db, '', 'county')).map(choice),
    towns: county ? (await regionsBelow(db, county, 'town')).map(choice) : [],
    programmes: Object.entries(programmes).map(([value, label]) => ({ value, label })),
  }
}

/** One notice that is posted now; null alike for one that has ended, was taken down or never was. */
export async function readNotice(no: string | undefined, at: Date): Promise<PublicNotice | null> {
  const [row] = await inPublic(at, (db) =>
    db.$queryRaw<Row[]>(Prisma.sql`SELECT ${columns} FROM public_notice WHERE no = ${no ?? ''}`),
  )
  return row ? noticeOf(row) : null
}
