/** The page of one service: terms, lessons by year, documents; and the forms of its steps. */
import type { Context } from '~/access/guard.server'
import type { FieldGroup } from '~/audit/events'
import { caseDocuments } from '~/casefile/documents/views/case-documents.server'
import { offersOf } from '~/casefile/documents/views/offers-of.server'
import { ruleBook } from '~/casefile/rules.server'
import { doneWords } from '~/casefile/ui/done-words'
import { courseOf, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { stepData } from '~/casefile/ui/step-data.server'
import { papersOf } from '~/casefile/ui/read-papers.server'
import { dbToDay, type LegalDay } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import { directory } from '~/orgs/find-units.server'
import { legalPapers } from '../documents.server'
import { legalLesson } from '../domain.server'
import { officerPosts } from '../named-posts.server'
import { hoursIn, serves, termEnd } from '../rules'
import { takeLegalStep, openLegalStep } from '../take-step.server'
import { lessonStates, organWord, topicWord, type LessonState } from '../terms'

export const PLACE = { label: '法治副校长', path: '/children/legal-education' }
const tabs = ['lessons', 'documents', 'papers', 'timeline'] as const
export type ServiceTab = (typeof tabs)[number]
const groupsOf: Record<ServiceTab, FieldGroup[]> = {
  lessons: ['outline', 'help'],
  documents: ['outline', 'papers'],
  papers: ['outline', 'papers'],
  timeline: ['outline', 'timeline'],
}
/** Lessons of one year at one school by one person. */
const LESSONS = 200
const day = (date: Date | null): LegalDay | null => date && dbToDay(date)

export async function readService(c: Context) {
  const { url, db, actor } = c
  const tab = tabs.find((one) => one === url.searchParams.get('tab')) ?? 'lessons'
  const { file, sight, head, work } = await readCaseFrame(legalLesson, c, c.params.id, groupsOf[tab])
  if (!work) throw notFound()
  const row = await db.lvpService.findUniqueOrThrow({ where: { caseId: file.id } })
  const asked = url.searchParams.get('year') ?? ''
  const year = /^20\d{2}$/.test(asked) ? asked : actor.today.slice(0, 4)
  const lessons = await db.legalLesson.findMany({
    where: { caseId: file.id, onDay: { gte: new Date(`${year}-01-01`), lte: new Date(`${year}-12-31`) } },
    orderBy: [{ onDay: 'desc' }, { id: 'desc' }],
    take: LESSONS,
    include: { materials: { select: { material: { select: { title: true } } } } },
  })
  const { units } = await directory(db)
  const rows = lessons.map((one) => ({
    id: one.id,
    onDay: dbToDay(one.onDay),
    className: one.className,
    topic: topicWord(one.topic),
    hours: one.hours,
    headCount: one.headCount,
    by: one.byName,
    why: one.droppedWhy,
    materials: one.materials.map(({ material }) => material.title).join('、'),
    code: one.state as LessonState,
    state: lessonStates[one.state as LessonState],
  }))
  const hours = hoursIn(
    year,
    rows.map((one) => ({ ...one, state: one.code })),
  )
  const least = (await ruleBook(db)).rule('D4.lvp_hours', `${year}-12-31`).value
  const lv = actor.role === 'LV'
  return {
    tab,
    head,
    work,
    lv,
    serving: file.state === 'active' || file.state === 'renewed',
    mayTeach: (lv || actor.role === 'SP') && serves(file.state),
    done: doneWords(legalLesson.kind, url),
    offers: lv ? [] : offersOf(legalPapers, c, file, url),
    school: units.get(file.scopeKey)?.name ?? file.scopeKey,
    about: {
      organ: `${row.organName}（${organWord(row.organ)}）`,
      duty: row.duty,
      retired: row.retired,
      term: row.term,
      fromOn: day(row.fromOn),
      untilOn: day(row.untilOn),
      trainingHours: row.trainingHours,
      beganOn: day(row.beganOn),
      account: row.postId !== null,
      vacantOn: day(row.vacantOn),
    },
    year,
    years: Array.from({ length: 4 }, (_, ago) => String(Number(actor.today.slice(0, 4)) - ago)),
    hours,
    least,
    lessons: tab === 'lessons' ? rows : null,
    documents: tab === 'documents' ? await caseDocuments(legalPapers, c, file, sight) : null,
    papers: tab === 'papers' ? await papersOf(legalLesson.kind, c, file) : null,
    timeline: tab === 'timeline' ? await courseOf(legalLesson.kind, c, file) : null,
  }
}
export type ServiceData = Awaited<ReturnType<typeof readService>>

/** The form of one step; of a planned lesson, filled in with it. Throws 404, 403. */
export async function readServiceStep(c: Context) {
  const { actor, db } = c
  const opened = await openLegalStep(legalLesson, c)
  const { file, facts, step } = opened
  const { units } = await directory(db)
  const years = (await ruleBook(db)).rule('D4.lvp_term', actor.today).value
  const asked = c.url.searchParams.get('lesson')
  const lesson =
    asked && ['hold_lesson', 'drop_lesson'].includes(step)
      ? await db.legalLesson
          .findFirst({ where: { id: asked, caseId: file.id, state: { not: 'dropped' } } })
          .catch(() => null)
      : null
  if (asked && !lesson) throw notFound()
  const materials =
    step === 'hold_lesson'
      ? await db.legalMaterial.findMany({
          where: { state: 'shared' },
          orderBy: [{ topic: 'asc' }, { addedAt: 'desc' }],
          take: 60,
          select: { id: true, title: true, topic: true },
        })
      : []
  const posts = ['begin', 'name_post'].includes(step) ? await officerPosts(db, file, actor.today) : []
  const next = step === 'renew' && facts.untilOn ? facts.untilOn : actor.today
  return {
    ...stepData(PLACE, c, opened),
    years,
    ...(actor.role === 'LV' && { back: PLACE.path }),
    person: `${file.name} · ${units.get(file.scopeKey)?.name ?? file.scopeKey}`,
    lesson: lesson && `${dbToDay(lesson.onDay)} ${lesson.className} ${topicWord(lesson.topic)}`,
    materials: materials.map((one) => ({ value: one.id, label: `${one.title}（${topicWord(one.topic)}）` })),
    posts: posts.map((one) => ({
      value: one.id,
      label: `${file.name} · ${units.get(one.unitCode)?.name ?? one.unitCode}`,
    })),
    defaults: {
      onDay: actor.today,
      fromOn: actor.today,
      untilOn: termEnd(next, years),
      hours: '1',
      ...(lesson && {
        lessonId: lesson.id,
        onDay: dbToDay(lesson.onDay) > actor.today ? actor.today : dbToDay(lesson.onDay),
        className: lesson.className,
        topic: lesson.topic,
        hours: String(lesson.hours),
      }),
    } as Record<string, unknown>,
  }
}
export type ServiceStepData = Awaited<ReturnType<typeof readServiceStep>>

/** Gives the address to go on to: a vice-principal is back at his desk. */
export async function takeServiceStep(c: Context): Promise<string> {
  const done = await takeLegalStep(legalLesson, c)
  return c.actor.role === 'LV' ? `${PLACE.path}?${done}` : `${PLACE.path}/${c.params.id}?${done}`
}
