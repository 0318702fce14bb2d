import { dayToDb, dbToDay, formatDay, weekday, type LegalDay } from '~/lib/dates'
import type { Ctx } from '../act.server'
import { OPEN_STATES } from './change-states'

export type CalendarYear = {
  year: number
  /** Null: the notice is not loaded, dates in it are provisional. */
  loaded: { source: string; on: LegalDay } | null
  rest: number
  work: number
  /** Open duties whose date rests on this year. */
  provisional: number
  changing: string | null
}

/** The loaded years, this one and the next, and the days of the one asked for. */
export async function readCalendar({ actor, db }: Ctx, asked: string | null) {
  const thisYear = Number(actor.today.slice(0, 4))
  const loaded = await db.workdayYear.findMany({ orderBy: { year: 'asc' } })
  const waiting = await db.$queryRaw<{ year: number; duties: number }[]>`SELECT year, duties FROM provisional_duties()`
  const open = await db.recomputeBatch.findMany({ where: { cause: 'calendar', state: { in: [...OPEN_STATES] } } })
  const counts = await db.$queryRaw<{ year: number; kind: string; n: number }[]>`
    SELECT extract(year FROM day)::int AS year, kind, count(*)::int AS n FROM workday_calendar GROUP BY 1, 2`
  const years = new Set([thisYear, thisYear + 1, ...loaded.map(({ year }) => year)])
  const countOf = (year: number, kind: string) => counts.find((row) => row.year === year && row.kind === kind)?.n ?? 0
  const lines = [...years]
    .sort((a, b) => b - a)
    .map((year): CalendarYear => {
      const row = loaded.find((one) => one.year === year)
      const change = open.find((batch) => batch.year === year)
      return {
        year,
        loaded: row ? { source: row.source, on: dbToDay(row.loadedOn) } : null,
        rest: countOf(year, 'rest'),
        work: countOf(year, 'work'),
        provisional: waiting.find((one) => one.year === year)?.duties ?? 0,
        changing: change ? `/admin/changes/${change.id}` : null,
      }
    })
  const shown = lines.find(({ year }) => String(year) === asked) ?? lines.find(({ year }) => year === thisYear)!
  const days = await db.workdayCalendar.findMany({
    where: { day: { gte: dayToDb(`${shown.year}-01-01`), lte: dayToDb(`${shown.year}-12-31`) } },
    orderBy: { day: 'asc' },
  })
  return {
    lines,
    shown,
    spans: spansOf(days.map((row) => ({ day: dbToDay(row.day), kind: row.kind, name: row.name }))),
    missing: lines.filter(({ year, loaded }) => !loaded && year >= thisYear),
    /** Open duties on provisional days beyond next year: their notices are years away. */
    later: waiting.filter(({ year }) => year > thisYear + 1).reduce((n, { duties }) => n + duties, 0),
    toLoad: lines.find(({ year, loaded }) => !loaded && (year === thisYear || year === thisYear + 1))?.year ?? null,
    choices: [thisYear + 1, thisYear, thisYear - 1],
  }
}
export type CalendarPage = Awaited<ReturnType<typeof readCalendar>>

type Day = { day: LegalDay; kind: string; name: string }
export type Span = { name: string; kind: string; text: string; days: number }

/** Days of one name and kind, as a notice would say them: '2月15日 至 2月23日'. Days come sorted. */
export function spansOf(days: readonly Day[]): Span[] {
  const spans: (Span & { first: LegalDay; last: LegalDay })[] = []
  for (const { day, kind, name } of days) {
    const before = spans.at(-1)
    if (
      before &&
      before.kind === kind &&
      before.name === name &&
      dayToDb(day).getTime() - dayToDb(before.last).getTime() === 86_400_000
    ) {
      before.last = day
      before.days += 1
    } else spans.push({ name, kind, first: day, last: day, days: 1, text: '' })
  }
  const say = (day: LegalDay) => `${formatDay(day).slice(5)}（${weekday(day).replace('星期', '周')}）`
  return spans.map(({ name, kind, days: n, first, last }) => ({
    name,
    kind,
    days: n,
    text: first === last ? say(first) : `${say(first)}至${say(last)}`,
  }))
}
