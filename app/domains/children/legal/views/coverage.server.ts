/** The education bureau's page: which schools have a valid vice-principal and enough hours, which lack one and since when. */
import { caseScope } from '~/access/scope.server'
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import { ruleBook } from '~/casefile/rules.server'
import { dueWords } from '~/casefile/ui/day-words'
import { stateView } from '~/casefile/ui/state-view'
import { NO_DUE, type LegalDay } from '~/lib/dates'
import { directory, findUnits } from '~/orgs/find-units.server'
import { gaps, isGap, type Gap } from '../gaps'
import { hoursSql } from '../hours.server'
import { legalLessonKind } from '../legal-lesson.kind'
import { coverageOf, serves } from '../rules'
import { organWord } from '../terms'

type Row = {
  id: string
  name: string
  state: string
  school: string
  organ: string
  until: LegalDay | null
  due: LegalDay
  hours: number
}

const YEARS = 4

/** Services of the bureau's schools: the open ones, and those that ended in the year. A county has some hundred at most. */
const servicesOf = ({ actor, db }: Ctx, year: string) =>
  db.$queryRaw<Row[]>(Prisma.sql`
    SELECT c.id, c.name, c.state, c.scope_key AS school, s.organ, s.until_on::text AS until, c.next_due_on::text AS due, ${hoursSql(year)} AS hours
    FROM case_file c JOIN lvp_service s ON s.case_id = c.id
    WHERE ${caseScope(actor, 'legal_lesson')} AND (c.closed_on IS NULL OR c.closed_on >= ${`${year}-01-01`}::date) ORDER BY c.scope_key, c.id LIMIT 2000`)

export async function readCoverage(ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const asked = url.searchParams
  const now = actor.today.slice(0, 4)
  const year = /^20\d{2}$/.test(asked.get('year') ?? '') ? asked.get('year')! : now
  const gap = isGap(asked.get('gap') ?? '') ? (asked.get('gap') as Gap) : undefined
  const town = asked.get('town') ?? ''
  const q = (asked.get('q') ?? '').trim()
  const { regions } = await directory(db)
  const least = (await ruleBook(db)).rule('D4.lvp_hours', `${year}-12-31`).value
  const schools = await findUnits(db, 'school', actor.unit.regionCode)
  const services = await servicesOf(ctx, year)
  const all = schools.map((school) => {
    const mine = services.filter((one) => one.school === school.code)
    const serving = mine.filter((one) => serves(one.state))
    const vacant = mine.find((one) => one.state === 'vacant')
    const hours = mine.reduce((sum, one) => sum + one.hours, 0)
    return {
      code: school.code,
      name: school.name,
      town: school.regionCode.slice(0, 9),
      lacking: serving.length === 0,
      short: hours < least,
      waiting: mine.some((one) => one.state === 'nominated'),
      expiring: mine.some((one) => one.state === 'expiring'),
      hours,
      clock: serving.length === 0 && vacant && vacant.due !== NO_DUE ? dueWords(vacant.due, actor.today) : null,
      people: mine
        .filter((one) => one.state !== 'ended')
        .map((one) => ({
          id: one.id,
          name: one.name,
          organ: organWord(one.organ),
          state: stateView(legalLessonKind, one.state),
          until: one.until,
          hours: one.hours,
        })),
    }
  })
  const towns = [...new Set(all.map((school) => school.town))]
  const inTown = all.filter((school) => !town || school.town === town)
  const figures = coverageOf(
    inTown.map((school) => school.code),
    services.filter((one) => inTown.some((school) => school.code === one.school)),
    least,
  )
  return {
    year,
    least,
    unit: actor.unit.name,
    figures,
    gapCounts: Object.fromEntries(
      (Object.keys(gaps) as Gap[]).map((one) => [one, inTown.filter((school) => school[one]).length]),
    ) as Record<Gap, number>,
    rows: inTown.filter((school) => (!gap || school[gap]) && (!q || school.name.includes(q))),
    filtered: Boolean(gap || q),
    values: { ...Object.fromEntries(asked), year } as Record<string, string>,
    years: Array.from({ length: YEARS }, (_, ago) => String(Number(now) - ago)),
    towns: towns.map((code) => ({ value: code, label: regions.get(code)?.name ?? code })),
  }
}
export type CoverageData = Awaited<ReturnType<typeof readCoverage>>
