/** The desk of a legal vice-principal: his schools and their hours, the next lessons, the children he mentors. */
import { caseScope } from '~/access/scope.server'
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import { ruleBook } from '~/casefile/rules.server'
import { dueWords } from '~/casefile/ui/day-words'
import { stateView } from '~/casefile/ui/state-view'
import { onMonthDay, shortDay, type LegalDay } from '~/lib/dates'
import { directory } from '~/orgs/find-units.server'
import { hoursSql } from '../hours.server'
import { legalLessonKind } from '../legal-lesson.kind'
import { mentoringKind } from '../mentoring.kind'
import { talkDue } from '../rules'
import { needWords, topicWord } from '../terms'

type Service = { id: string; state: string; school: string; until: LegalDay | null; hours: number; planned: number }
type Lesson = {
  id: string
  caseId: string
  school: string
  onDay: LegalDay
  className: string
  topic: string
  hours: number
}
type Mentee = {
  id: string
  name: string
  state: string
  school: string
  className: string
  needs: string[]
  until: LegalDay | null
  lastTalkOn: LegalDay | null
  activeOn: LegalDay | null
  nextOn: LegalDay | null
}
const NEXT = 20
const MENTEES = 50

export async function readDesk(ctx: Ctx) {
  const { actor, db } = ctx
  const year = actor.today.slice(0, 4)
  const { units } = await directory(db)
  const book = await ruleBook(db)
  const least = book.rule('D4.lvp_hours', actor.today).value
  const checkOn = onMonthDay(Number(year), book.rule('D4.lvp_check_day', actor.today).value)
  const months = book.rule('D4.mentoring_talk', actor.today).value
  const services = await db.$queryRaw<Service[]>(Prisma.sql`
    SELECT c.id, c.state, c.scope_key AS school, s.until_on::text AS until, ${hoursSql(year)} AS hours,
      (SELECT count(*) FROM legal_lesson l WHERE l.case_id = c.id AND l.state = 'planned')::int AS planned
    FROM case_file c JOIN lvp_service s ON s.case_id = c.id
    WHERE ${caseScope(actor, 'legal_lesson')} AND c.closed_on IS NULL ORDER BY c.scope_key LIMIT 20`)
  const lessons = await db.$queryRaw<Lesson[]>(Prisma.sql`
    SELECT l.id, l.case_id AS "caseId", l.scope_key AS school, l.on_day::text AS "onDay", l.class_name AS "className", l.topic, l.hours
    FROM case_file c JOIN legal_lesson l ON l.case_id = c.id
    WHERE ${caseScope(actor, 'legal_lesson')} AND l.state = 'planned' ORDER BY l.on_day, l.id LIMIT ${NEXT}`)
  const mentees = await db.$queryRaw<Mentee[]>(Prisma.sql`
    SELECT c.id, c.name, c.state, c.scope_key AS school, m.class_name AS "className", m.needs, m.until_on::text AS until,
      m.last_talk_on::text AS "lastTalkOn", m.active_on::text AS "activeOn", m.next_on::text AS "nextOn"
    FROM case_file c JOIN mentoring_file m ON m.case_id = c.id
    WHERE ${caseScope(actor, 'mentoring')} AND c.state IN ('agreed', 'active') ORDER BY m.next_on NULLS FIRST, c.id LIMIT ${MENTEES}`)
  const named = (code: string) => units.get(code)?.name ?? code
  return {
    year,
    least,
    checkOn: shortDay(checkOn),
    schools: services.map((one) => ({
      ...one,
      school: named(one.school),
      state: stateView(legalLessonKind, one.state),
      met: one.hours >= least,
    })),
    lessons: lessons.map((one) => ({
      ...one,
      school: named(one.school),
      topic: topicWord(one.topic),
      due: dueWords(one.onDay, actor.today),
    })),
    mentees: mentees.map((one) => {
      const next = talkDue(one, months, actor.today)
      return {
        id: one.id,
        name: one.name,
        school: named(one.school),
        className: one.className,
        needs: needWords(one.needs),
        until: one.until,
        state: stateView(mentoringKind, one.state),
        waiting: one.state === 'agreed',
        due: dueWords(next, actor.today),
      }
    }),
  }
}
export type DeskData = Awaited<ReturnType<typeof readDesk>>
