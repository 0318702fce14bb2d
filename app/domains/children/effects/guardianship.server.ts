/** What the steps of a guardianship do, here and on the child's file. */
import { Prisma } from '~/generated/prisma/client'
import { eventRow } from '~/casefile/chain.server'
import type { CaseRow, Effect, EffectContext } from '~/casefile/domain'
import { movedOn, type LinkedHead } from '~/casefile/linked.server'
import { planDuties } from '~/casefile/tasks/plan-duties'
import { taskRow } from '~/casefile/tasks/keep-tasks.server'
import { encrypt } from '~/lib/crypto.server'
import { dayToDb } from '~/lib/dates'
import { childKind } from '../child.kind'
import { freshFacts, type GuardianshipFacts } from '../facts'
import { supportUntil } from '../rules'
import { keepPaper } from './effect.server'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- effects of one kind take inputs of many shapes */
type Work = EffectContext<any, GuardianshipFacts>
type Told = { state: 'protected' | 'in_care' | 'exited'; step: string; patch: Record<string, string | null> }

/** Moves the child's file with the decision. Throws 409 when it is in another state by now. */
async function tellChild({ db, file, hand, at, eventOn, book }: Work, { state, step, patch }: Told): Promise<void> {
  const [head] = await db.$queryRaw<LinkedHead[]>(Prisma.sql`SELECT * FROM child_head(${file.id}::uuid)`)
  if (!head) return
  const child = {
    id: head.id,
    kind: head.kind,
    scopeKey: head.scope_key,
    fileToken: head.file_token,
    chainSeq: head.chain_seq,
    chainHash: head.chain_hash,
    neutralNo: head.neutral_no,
    ownerPostId: null,
  } as unknown as CaseRow
  const event = eventRow(child, { step, fromState: head.state, toState: state, input: {}, eventOn, at, hand })
  // Back in care: visited anew from this day.
  const facts = freshFacts({
    state,
    openedOn: eventOn,
    sex: file.sex,
    birthOn: file.birthOn,
    category: 'hardship',
    inCareOn: eventOn,
    guardianshipLevel: 'weak',
    levelOn: eventOn,
  })
  const tasks =
    state === 'in_care'
      ? planDuties(childKind, ['visit', 'assessment'], facts, book).filter(
          (task) => task.code === 'visit' || task.code === 'assessment',
        )
      : []
  await db.$executeRaw`SELECT signal_child(${file.id}::uuid, ${state}, ${JSON.stringify(patch)}::jsonb, ${JSON.stringify(event)}::jsonb,
    ${JSON.stringify(tasks.map((task) => taskRow(child, task, at)))}::jsonb)`.catch(movedOn)
}

const decided =
  (form: 'temporary' | 'long'): Effect<GuardianshipFacts> =>
  async (work: Work) => {
    const { db, file, input, facts, today, hand } = work
    await db.guardianshipFile.update({
      where: { caseId: file.id },
      data: {
        form,
        place: input.place,
        ground: input.ground,
        decision: 'granted',
        decisionNo: input.decisionNo,
        decidedOn: dayToDb(today),
        decidedUser: hand.actor?.userId ?? null,
        reasonEnc: encrypt(input.reason, `guardianship:${file.id}`),
        fromOn: dayToDb(input.fromOn),
        untilOn: form === 'temporary' ? dayToDb(input.untilOn) : null,
      },
    })
    // From temporary to long-term the child stays protected.
    if (facts.state === 'proposed')
      await tellChild(work, { state: 'protected', step: 'protected', patch: { protected_on: input.fromOn } })
  }

const refuse: Effect<GuardianshipFacts> = async ({ db, file, input, today, hand }: Work) => {
  await db.guardianshipFile.update({
    where: { caseId: file.id },
    data: {
      decision: 'refused',
      decidedOn: dayToDb(today),
      decidedUser: hand.actor?.userId ?? null,
      reasonEnc: encrypt(input.reason, `guardianship:${file.id}`),
    },
  })
}

const review: Effect<GuardianshipFacts> = async ({ db, file, input }: Work) => {
  await db.guardianshipFile.update({ where: { caseId: file.id }, data: { reviewedOn: dayToDb(input.onDay) } })
}

const end: Effect<GuardianshipFacts> = async (work: Work) => {
  const { db, file, input, book } = work
  await db.guardianshipFile.update({
    where: { caseId: file.id },
    data: { endedOn: dayToDb(input.onDay), endCause: input.cause },
  })
  const out = input.cause === 'adopted' || input.cause === 'grown'
  await tellChild(
    work,
    out
      ? {
          state: 'exited',
          step: 'protection_ended',
          patch: {
            exit_cause: input.cause === 'adopted' ? 'adopted' : 'turned_18',
            exited_on: input.onDay,
            support_until: supportUntil(input.onDay, (rule) => book.rule(rule, input.onDay).value),
          },
        }
      : { state: 'in_care', step: 'protection_ended', patch: { in_care_on: input.onDay } },
  )
}

const closing =
  (cause: string): Effect<GuardianshipFacts> =>
  async (work: Work) => {
    const { db, file, eventOn } = work
    await db.guardianshipFile.update({
      where: { caseId: file.id },
      data: { endedOn: dayToDb(eventOn), endCause: cause },
    })
    await keepPaper(work, cause, work.input.paper)
  }

export const guardianshipEffects: Record<string, Effect<GuardianshipFacts>> = {
  decide: decided('temporary'),
  decide_long: decided('long'),
  refuse,
  review,
  end,
  died: closing('died'),
  moved_away: closing('moved_away'),
}
