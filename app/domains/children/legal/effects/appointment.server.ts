/** What the steps of a service do to the database: terms, who is named, lessons. */
import type { Effect } from '~/casefile/domain'
import { addPaper } from '~/casefile/papers/add-paper.server'
import { dayToDb, type LegalDay } from '~/lib/dates'
import { conflict, invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import type { ServiceFacts } from '../facts'
import { demandPost, endPart, nameOn, type Work } from '../named-posts.server'

type W = Work<ServiceFacts>
export const OFFICER = 'legal_vice_principal'

const save = ({ db, file }: W, data: Parameters<W['db']['lvpService']['update']>[0]['data']) =>
  db.lvpService.update({ where: { caseId: file.id }, data })

async function appoint(work: W) {
  const { input, today } = work
  await save(work, {
    appointedOn: dayToDb(today),
    fromOn: dayToDb(input.fromOn),
    untilOn: dayToDb(input.untilOn),
  })
}

async function name(work: W, postId: string, untilOn: LegalDay) {
  const { db, file, today } = work
  await demandPost(db, file, today, postId)
  await save(work, { postId })
  await nameOn(work, { postId, part: OFFICER, view: 'full', untilOn, basis: '担任本校法治副校长' })
}

async function begin(work: W) {
  const { input, facts, eventOn } = work
  await save(work, { beganOn: dayToDb(eventOn), trainingHours: input.trainingHours })
  if (input.postId) await name(work, input.postId, facts.untilOn!)
}

async function renew(work: W) {
  const { db, file, input, facts, hand, at } = work
  await save(work, { untilOn: dayToDb(input.untilOn), term: { increment: 1 } })
  await addPaper(db, file, { ...input.paper, code: 'renewal', step: 'renew', addedBy: hand.postId, at })
  const row = await db.lvpService.findUniqueOrThrow({ where: { caseId: file.id }, select: { postId: true } })
  if (row.postId)
    await nameOn(work, {
      postId: row.postId,
      part: OFFICER,
      view: 'full',
      untilOn: input.untilOn,
      basis: `续聘为本校法治副校长（第 ${facts.term + 1} 任）`,
    })
}

/** What the officer saw here ends at once, also as a mentor. */
async function leave(work: W) {
  await endPart(work, OFFICER)
  await work.db.$queryRaw`SELECT cut_mentors(${work.file.id}::uuid)`
}

async function unable(work: W) {
  await leave(work)
  await save(work, { vacantOn: dayToDb(work.eventOn) })
}

/** A term is over: where somebody else serves at the school, nobody has to be found. */
async function expire(work: W) {
  await leave(work)
  if (work.facts.others > 0) {
    await save(work, { endedOn: dayToDb(work.facts.untilOn!), endCause: 'expired' })
    return { state: 'ended' }
  }
  await save(work, { vacantOn: dayToDb(work.facts.untilOn!) })
}

const ending =
  (cause: string): Effect<ServiceFacts> =>
  async (work) =>
    void (await save(work, { endedOn: dayToDb(work.eventOn), endCause: cause }))

async function planLesson({ db, file, input, hand, at }: W) {
  await db.legalLesson.create({
    data: {
      id: uuidv7(),
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      onDay: dayToDb(input.onDay),
      className: input.className,
      topic: input.topic,
      hours: input.hours,
      state: 'planned',
      byPostId: hand.postId!,
      byName: hand.name,
      createdAt: at,
    },
  })
}

/** A lesson that was planned is that one, done; else a new one. Only what is shared may be named as used. */
async function holdLesson(work: W) {
  const { db, file, input, hand, at } = work
  const { lessonId, materials, headCount, onDay, className, topic, hours } = input
  const given = { onDay: dayToDb(onDay), className, topic, hours, headCount, state: 'done', doneAt: at }
  const child = { caseId: file.id, kind: file.kind, scopeKey: file.scopeKey }
  const id = lessonId ?? uuidv7()
  if (lessonId) {
    const { count } = await db.legalLesson.updateMany({ where: { id, caseId: file.id, state: 'planned' }, data: given })
    if (count !== 1) throw conflict('这节课已经记录或者作废，请刷新后核对。')
  } else {
    await db.legalLesson.create({
      data: { id, ...child, ...given, byPostId: hand.postId!, byName: hand.name, createdAt: at },
    })
  }
  const used: string[] = [...new Set<string>(materials)]
  if (!used.length) return
  const known = await db.legalMaterial.count({ where: { id: { in: used }, state: 'shared' } })
  if (known !== used.length) throw invalid({ materials: ['有资料不在共享的资料库里，请重新选择'] })
  await db.legalLessonMaterial.createMany({
    data: used.map((materialId) => ({ lessonId: id, materialId, ...child })),
  })
}

async function dropLesson({ db, file, input }: W) {
  const { count } = await db.legalLesson.updateMany({
    where: { id: input.lessonId, caseId: file.id, state: { in: ['planned', 'done'] } },
    data: { state: 'dropped', droppedWhy: input.reason },
  })
  if (count !== 1) throw invalid({ lessonId: ['这节课不在本校，或者已经作废'] })
}

export const serviceEffects: Record<string, Effect<ServiceFacts>> = {
  appoint,
  refuse: ending('not_appointed'),
  begin,
  name_post: (work) => name(work, work.input.postId, work.facts.untilOn!),
  plan_lesson: planLesson,
  hold_lesson: holdLesson,
  drop_lesson: dropLesson,
  renew,
  unable,
  expire,
  replaced: ending('replaced'),
  opened_in_error: ending('error'),
}
