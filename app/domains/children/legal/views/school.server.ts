/** The school's own page: its vice-principals with their hours, the next lessons, how many children are mentored. */
import { caseScope } from '~/access/scope.server'
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import { ruleBook } from '~/casefile/rules.server'
import { dueWords } from '~/casefile/ui/day-words'
import { stateView } from '~/casefile/ui/state-view'
import { onMonthDay, shortDay, type LegalDay } from '~/lib/dates'
import { hoursSql } from '../hours.server'
import { legalLessonKind } from '../legal-lesson.kind'
import { serves } from '../rules'
import { organWord, topicWord } from '../terms'

type Row = {
  id: string
  name: string
  state: string
  organ: string
  organName: string
  until: LegalDay | null
  account: boolean
  hours: number
}
type Lesson = {
  id: string
  caseId: string
  onDay: LegalDay
  className: string
  topic: string
  hours: number
  name: string
}

export async function readSchool(ctx: Ctx) {
  const { actor, db } = ctx
  const year = actor.today.slice(0, 4)
  const book = await ruleBook(db)
  const least = book.rule('D4.lvp_hours', actor.today).value
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT c.id, c.name, c.state, s.organ, s.organ_name AS "organName", s.until_on::text AS until, s.post_id IS NOT NULL AS account, ${hoursSql(year)} AS hours
    FROM case_file c JOIN lvp_service s ON s.case_id = c.id WHERE ${caseScope(actor, 'legal_lesson')}
      AND (c.closed_on IS NULL OR c.closed_on >= ${`${year}-01-01`}::date) ORDER BY c.closed_on NULLS FIRST, c.id LIMIT 50`)
  const lessons = await db.$queryRaw<Lesson[]>(Prisma.sql`
    SELECT l.id, l.case_id AS "caseId", l.on_day::text AS "onDay", l.class_name AS "className", l.topic, l.hours, c.name
    FROM case_file c JOIN legal_lesson l ON l.case_id = c.id WHERE ${caseScope(actor, 'legal_lesson')} AND l.state = 'planned' ORDER BY l.on_day, l.id LIMIT 20`)
  const [mentored] = await db.$queryRaw<{ n: number; waiting: number }[]>(Prisma.sql`
    SELECT count(*)::int AS n, (count(*) FILTER (WHERE c.state = 'proposed'))::int AS waiting FROM case_file c
    WHERE ${caseScope(actor, 'mentoring')} AND c.closed_on IS NULL`)
  const hours = rows.reduce((sum, one) => sum + one.hours, 0)
  return {
    year,
    least,
    checkOn: shortDay(onMonthDay(Number(year), book.rule('D4.lvp_check_day', actor.today).value)),
    unit: actor.unit.name,
    hours,
    met: hours >= least,
    lacking: !rows.some((one) => serves(one.state)),
    mentored: mentored!,
    people: rows.map((one) => ({
      ...one,
      organ: organWord(one.organ),
      state: stateView(legalLessonKind, one.state),
      serving: serves(one.state),
    })),
    lessons: lessons.map((one) => ({ ...one, topic: topicWord(one.topic), due: dueWords(one.onDay, actor.today) })),
  }
}
export type SchoolData = Awaited<ReturnType<typeof readSchool>>
