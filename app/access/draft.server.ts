import { parse, type SubmissionResult } from '@conform-to/dom'
import { isUuid } from '~/lib/ids.server'
import type { Db } from '~/lib/db.server'
import { decrypt, encrypt } from '~/lib/crypto.server'
import { transaction } from '~/lib/transaction.server'
import type { Actor } from './actor'

const HOURS = 24
/** Never kept and never shown again: secrets, and what belongs to the one sending. */
const hidden = new Set(['_token', '_version', 'password', 'newPassword', 'newPasswordAgain', 'oneTimeCode'])
type Entry = [name: string, value: string]

/** A form as it was typed, to be shown again: values without tokens, passwords and files, and errors if there are any. */
export function typedForm(form: FormData, error?: Record<string, string[]>): SubmissionResult<string[]> {
  const kept = new FormData()
  for (const [name, value] of form) if (!hidden.has(name) && typeof value === 'string') kept.append(name, value)
  return parse<unknown, string[]>(kept, { resolve: () => ({ error: error ?? {} }) }).reply()
}

/** Keeps a form that could not be taken for its own user, encrypted, for 24 hours; returns the draft's id. */
export async function keepDraft(userId: string, path: string, form: FormData, at: Date): Promise<string> {
  const entries = [...form].filter((entry): entry is Entry => typeof entry[1] === 'string' && !hidden.has(entry[0]))
  const bodyEnc = encrypt(JSON.stringify(entries), `draft:${userId}`)
  return transaction(async (db) => {
    await db.$executeRaw`SELECT set_config('app.user', ${userId}, true)`
    const expiresAt = new Date(at.getTime() + HOURS * 3_600_000)
    const draft = await db.draft.create({ data: { userId, path, bodyEnc, createdAt: at, expiresAt } })
    return draft.id
  })
}

/** The user's own draft for this path, as a form to be shown again; undefined when there is none. */
export async function readDraft(db: Db, actor: Actor, id: string | null, path: string) {
  if (!isUuid(id)) return undefined
  const draft = await db.draft.findFirst({ where: { id, path, expiresAt: { gt: actor.now } } })
  if (!draft) return undefined
  const form = new FormData()
  for (const [name, value] of JSON.parse(decrypt(draft.bodyEnc, `draft:${actor.userId}`)) as Entry[])
    form.append(name, value)
  return typedForm(form)
}
