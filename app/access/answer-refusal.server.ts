/** What a refused or rolled-back request is answered with, and the row it leaves. */
import { data } from '@remix-run/node'
import type { SubmissionResult } from '@conform-to/dom'
import type { AccessEvent } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import { isUserError, notFound, type UserError } from '~/lib/errors'
import { transaction } from '~/lib/transaction.server'
import type { Actor } from './actor'
import { keepDraft, typedForm } from './draft.server'
import { issueFormToken } from './form-token.server'
import { plainRefusal } from './plain-refusal.server'
import { setScope } from './scope.server'
import { shellOf, type Shell } from './shell'

/** What an action of a refused form answers with. */
export type Refusal = { lastResult: SubmissionResult<string[]>; shell: Shell | null }

/** Ends the transaction without a trace and answers with a value, made only then if it needs the database itself. */
export class RolledBack {
  constructor(readonly value: Response | (() => Promise<Response>)) {}
}

type Door = {
  spec: { kind: string | null | ((url: URL) => readonly string[]); audit: string; raw?: true }
  actor: Actor | undefined
  form: FormData
  url: URL
  posting: boolean
  at: { requestId: string }
}

export async function answerRefusal(error: unknown, door: Door): Promise<unknown> {
  if (error instanceof RolledBack) {
    const value = error.value instanceof Response ? error.value : await error.value()
    if (value.status >= 400) throw value
    return value
  }
  if (!isUserError(error)) throw error
  const { actor, form, url, posting } = door
  if (actor && error.status !== 422) await logRefusal(door, actor, error)
  if (door.spec.raw) return plainRefusal(error, door.at.requestId)
  if (!posting || error.status === 404 || error.status === 403 || !actor) {
    const told = error.status === 404 ? notFound() : error
    throw data(
      { message: told.message, shell: actor ? shellOf(actor, issueFormToken(actor)) : null },
      { status: told.status },
    )
  }
  if (error.status === 409) await keepDraft(actor.userId, url.pathname, form, actor.now)
  const errors = { ...error.fieldErrors, ...(error.fieldErrors && error.status === 422 ? {} : { '': [error.message] }) }
  const refusal: Refusal = { lastResult: typedForm(form, errors), shell: shellOf(actor, issueFormToken(actor)) }
  return data(refusal, { status: error.status })
}

/** A refused action leaves no trace but this row. */
function logRefusal({ spec, url }: Door, actor: Actor, error: UserError): Promise<void> {
  const reason = { 403: 'refused', 404: 'not_found', 409: 'conflict', 429: 'too_many' }[error.status] ?? 'bad_input'
  return logApart(actor, {
    event: 'refuse',
    data: {
      verb: spec.audit,
      kind: typeof spec.kind === 'function' ? spec.kind(url).join() : spec.kind,
      status: error.status,
      reason,
    },
  })
}

/** Lines of the log in a transaction of their own. */
export function logApart(actor: Actor, ...lines: AccessEvent[]): Promise<void> {
  return transaction(async (db) => {
    await setScope(db, actor)
    for (const line of lines) await logAccess(db, actor, line)
  })
}
