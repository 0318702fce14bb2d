/** What the steps of neutral help do to the database. */
import type { SupportFile } from '~/generated/prisma/client'
import type { Effect, EffectContext } from '~/casefile/domain'
import { encrypt } from '~/lib/crypto.server'
import { dayToDb } from '~/lib/dates'
import { keepPaper, openUnit, saveIn } from './effect.server'
import { assign } from './arrival.server'
import type { SupportFacts } from '../support.kind'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- effects of one kind take inputs of many shapes */
type Work = EffectContext<any, SupportFacts>

const save = saveIn<SupportFile>('support_file')
const planEnc = ({ file, input }: Work) => encrypt(input.plan, `support_plan:${file.id}`)

async function start(work: Work) {
  const { input, file, hand, facts } = work
  await save(work, { needs: input.needs, planEnc: planEnc(work), startedOn: dayToDb(facts.startedOn ?? input.onDay) })
  return file.ownerPostId === null && hand.actor?.role === 'TJ' ? { ownerPostId: hand.postId } : undefined
}

async function plan(work: Work) {
  await save(work, { needs: work.input.needs, planEnc: planEnc(work) })
}

async function moveTown({ db, input }: Work) {
  const unit = await openUnit(db, input.townUnit, 'justice_office', 'townUnit')
  return {
    scopeKey: unit.code,
    ownerPostId: null,
    ...(input.residenceCode && { residenceCode: input.residenceCode as string }),
  }
}

const closing =
  (cause: string): Effect<SupportFacts> =>
  async (work) => {
    await save(work, { endedOn: dayToDb(work.eventOn), endCause: cause })
    await keepPaper(work, cause, work.input.paper)
  }

export const supportEffects: Record<string, Effect<SupportFacts>> = {
  start,
  plan,
  assign: (work) => assign(work),
  move_town: moveTown,
  end: closing('no_need'),
  died: closing('death'),
  moved_away: closing('moved_away'),
  withdrawn: closing('withdrawn'),
}
