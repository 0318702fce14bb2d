import { decrypt, encrypt } from '~/lib/crypto.server'
import { dayOf, dayToDb } from '~/lib/dates'
import { UserError } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import type { Ctx } from './act.server'
import { stepContext } from './act.server'
import { appendEvent } from './append-event.server'
import { digestOf } from './chain.server'
import { handOf, type CaseRow, type Domain } from './domain'
import type { BaseFacts } from './kind'
import { ruleBook } from './rules.server'

export const readInputs = (proposal: { id: string; inputsEnc: string }): unknown =>
  JSON.parse(decrypt(proposal.inputsEnc, `proposal:${proposal.id}`))

/** The first hand: the inputs are frozen and wait for another person's confirmation. One waiting proposal a step. */
export async function propose<F extends BaseFacts>(
  domain: Domain<F>,
  { actor, db }: Ctx,
  given: { file: CaseRow; step: string; input: unknown; facts: F },
): Promise<void> {
  const { file, step, input, facts } = given
  const decl = domain.kind.steps[step]!
  const waiting = await db.proposal.findFirst({
    where: { caseId: file.id, step, state: { in: ['waiting', 'decided'] } },
  })
  if (waiting) throw new UserError(409, `“${decl.label}”已经提交过，正在等待审批，不用重复提交。`)
  const id = uuidv7()
  const today = dayOf(actor.now)
  const effectiveOn = decl.effectiveOn?.(stepContext(input, facts, await ruleBook(db), today))
  await db.proposal.create({
    data: {
      id,
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      step,
      state: 'waiting',
      inputsEnc: encrypt(JSON.stringify(input), `proposal:${id}`),
      digest: digestOf(input),
      secondRoles: [...decl.second!],
      proposedBy: actor.postId,
      proposedUser: actor.userId,
      proposedName: actor.userName,
      proposedAt: actor.now,
      effectiveOn: effectiveOn ? dayToDb(effectiveOn) : null,
    },
  })
  await appendEvent(db, file, {
    step: `${step}.propose`,
    fromState: file.state,
    toState: file.state,
    input: { proposal: id },
    eventOn: today,
    at: actor.now,
    hand: handOf(actor),
  })
}
