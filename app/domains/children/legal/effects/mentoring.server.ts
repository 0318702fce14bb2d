/** What the steps of mentoring do to the database. */
import type { Effect } from '~/casefile/domain'
import { addPaper } from '~/casefile/papers/add-paper.server'
import { encrypt, sm3 } from '~/lib/crypto.server'
import { dayToDb, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { consentTexts, CURRENT_TEXT } from '~/people/consent-terms'
import type { MentoringFacts } from '../facts'
import { endPart, nameOn, type Work } from '../named-posts.server'

type W = Work<MentoringFacts>
export const MENTOR = 'mentor'
export const viewContext = (caseId: string): string => `mentoring_view:${caseId}`

const save = ({ db, file }: W, data: Parameters<W['db']['mentoringFile']['update']>[0]['data']) =>
  db.mentoringFile.update({ where: { caseId: file.id }, data })

/** The guardian's consent and the child's own view; then the mentor sees his few words until the day. */
async function agree(work: W, basis: string) {
  const { db, file, input, facts, today } = work
  await db.consent.create({
    data: {
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      signer: input.guardian,
      capacity: 'guardian',
      scope: ['mentoring'],
      recipients: ['mentor'],
      method: input.method,
      signedOn: dayToDb(input.signedOn),
      keptAt: input.keptAt,
      textVersion: CURRENT_TEXT,
      textHash: sm3(consentTexts[CURRENT_TEXT]!),
    },
  })
  await save(work, {
    agreedOn: dayToDb(today),
    untilOn: dayToDb(input.untilOn),
    viewEnc: encrypt(input.childView, viewContext(file.id)),
  })
  await nameOn(work, {
    postId: facts.mentorPost,
    part: MENTOR,
    view: 'limited',
    untilOn: input.untilOn as LegalDay,
    basis,
  })
}

async function renew(work: W) {
  await save(work, { term: { increment: 1 } })
  await agree(work, `续期辅导（第 ${work.facts.term + 1} 期）`)
}

async function talk(work: W) {
  const { db, file, input, hand, at } = work
  await db.mentoringTalk.create({
    data: {
      id: uuidv7(),
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      onDay: dayToDb(input.onDay),
      halfHours: Number(input.length),
      topic: input.topic,
      nextOn: input.nextOn ? dayToDb(input.nextOn) : null,
      worry: input.worry,
      byPostId: hand.postId!,
      byName: hand.name,
      createdAt: at,
    },
  })
  const row = await db.mentoringFile.findUniqueOrThrow({ where: { caseId: file.id }, select: { lastTalkOn: true } })
  const last = dayToDb(input.onDay)
  if (!row.lastTalkOn || row.lastTalkOn <= last)
    await save(work, { lastTalkOn: last, nextOn: input.nextOn ? dayToDb(input.nextOn) : null })
}

const ending =
  (cause: string): Effect<MentoringFacts> =>
  async (work) => {
    const { db, file, input, hand, at } = work
    await save(work, { endedOn: dayToDb(work.eventOn), endCause: cause })
    // The mentor closes his own view last: the event and the state are still his to write.
    if (hand.actor?.role !== 'LV') await endPart(work, MENTOR)
    if (input.paper) await addPaper(db, file, { ...input.paper, code: cause, step: cause, addedBy: hand.postId, at })
  }

export const mentoringEffects: Record<string, Effect<MentoringFacts>> = {
  agree: (work) => agree(work, '监护人同意、孩子愿意的结对辅导'),
  accept: async (work) => void (await save(work, { activeOn: dayToDb(work.today) })),
  decline: ending('declined'),
  talk,
  renew,
  end: ending('done'),
  expire: ending('expired'),
  died: ending('death'),
  moved_away: ending('moved_away'),
  opened_in_error: ending('error'),
  withdrawn: ending('withdrawn'),
}
