/**
 * The one gate. Every loader and action is `guarded({ kind, verb, audit }, fn)`: it opens one transaction, reads the
 * session, sets the actor's scope and hands `{ actor, db, params, form … }` to `fn`. A Response below 400 commits, also a
 * thrown one; everything else rolls back, and a refusal is then logged in a second transaction. Absent and out of scope
 * are answered alike. Nothing else reaches the database for a user (DESIGN rule 2).
 */
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import type { SubmissionResult } from '@conform-to/dom'
import { z } from 'zod'
import { logAccess } from '~/audit/log.server'
import { isUserError, notFound, refused, UserError } from '~/lib/errors'
import { now } from '~/lib/dates'
import { prisma, type Db } from '~/lib/db.server'
import { zodMessages } from '~/lib/text'
import type { Actor } from './actor'
import { keepDraft, readDraft, typedForm } from './draft.server'
import { checkFormToken, claimNonce, issueFormToken, storeOutcome, type Outcome } from './form-token.server'
import { judge, type KindName, type Operation } from './policy'
import type { Role } from './roles'
import { setScope } from './scope.server'
import { readSession } from './session/read-session.server'
import { shellOf, type Shell } from './shell'

z.config({ customError: zodMessages })

export type Verb = 'list' | 'read' | 'write' | 'print' | 'desk' | 'admin'
const operations: Record<Verb, readonly Operation[]> = {
  list: ['L'],
  read: ['R'],
  write: ['W', 'A'],
  print: ['P'],
  desk: [],
  admin: [],
}

export type GuardSpec = {
  /** The kind whose policy must allow the verb; null for pages that belong to no kind (my work, help). */
  kind: KindName | null
  verb: Verb
  /** Name of this door in the log of refusals. */
  audit: string
  /** Only these roles, beside what the policy says. */
  roles?: readonly Role[]
  /** Asks for the password again when it was given more than ten minutes ago (printing, exporting, approving, signing). */
  fresh?: boolean
}

export type Context = {
  actor: Actor
  db: Db
  params: Record<string, string | undefined>
  url: URL
  request: Request
  /** Of an action: the form as sent. Of a loader: empty. */
  form: FormData
  /** A fresh form token for the page. */
  token: string
  /** What was typed before the session ran out or a conflict came, to be shown again. */
  draft: SubmissionResult<string[]> | undefined
}

type Args = LoaderFunctionArgs | ActionFunctionArgs
type Given<T> = Exclude<T, Response> & { shell: Shell }
/** What an action of a refused form answers with. */
export type Refusal = { lastResult: SubmissionResult<string[]>; shell: Shell | null }

const TRANSACTION = { maxWait: 10_000, timeout: 20_000 }

class RolledBack {
  constructor(readonly value: unknown) {}
}

const of = (args: Args) => {
  const context = (args.context ?? {}) as { ip?: string; requestId?: string }
  return { ip: context.ip ?? '', requestId: context.requestId ?? '' }
}

/** Sends to the sign-in page and back here afterwards. */
export const toSignIn = (url: URL, draft?: string) => {
  const back = new URLSearchParams({ to: url.pathname + url.search })
  if (draft) back.set('draft', draft)
  return redirect(`/sign-in?${back}`)
}

function allow(spec: GuardSpec, actor: Actor): void {
  if (spec.roles && !spec.roles.includes(actor.role)) throw refused()
  if (spec.kind && !operations[spec.verb].some((operation) => judge(actor.role, spec.kind!, operation).allowed))
    throw refused()
}

export function guarded<T extends object>(spec: GuardSpec, fn: (context: Context) => Promise<T | Response>) {
  const run = async (args: Args): Promise<unknown> => {
    const { request } = args
    const url = new URL(request.url)
    url.pathname = url.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/')
    const posting = request.method !== 'GET' && request.method !== 'HEAD'
    const form = posting ? await request.formData() : new FormData()
    const at = { now: now(), ...of(args) }
    let actor: Actor | undefined
    try {
      return await prisma.$transaction(async (db) => {
        const session = await readSession(db, request, at)
        if (session.state === 'no_post')
          throw new RolledBack(redirect(`/posts?to=${encodeURIComponent(url.pathname + url.search)}`))
        if (session.state !== 'active') {
          const draft =
            session.state === 'expired' && posting
              ? await keepDraft(session.userId, url.pathname, form, at.now)
              : undefined
          throw new RolledBack(toSignIn(url, draft))
        }
        actor = session.actor
        await setScope(db, actor)
        allow(spec, actor)
        const nonce = posting ? nonceOf(form, actor) : undefined
        const before = nonce && (await claimNonce(db, actor, nonce, url.pathname))
        if (before) return answerAgain(before, actor)
        const draft = posting ? undefined : await readDraft(db, actor, url.searchParams.get('draft'), url.pathname)
        const context: Context = {
          actor,
          db,
          params: args.params,
          url,
          request,
          form,
          token: issueFormToken(actor),
          draft,
        }
        const given = await fn(context).catch((error: unknown) => {
          if (error instanceof Response && error.status < 400) return error
          throw error
        })
        if (given instanceof Response) {
          if (given.status >= 400) throw new RolledBack(given)
          if (nonce) await storeOutcome(db, nonce, { redirect: given.headers.get('Location') ?? url.pathname })
          return given
        }
        if (nonce) await storeOutcome(db, nonce, { data: given })
        return { ...given, shell: shellOf(actor, context.token) }
      }, TRANSACTION)
    } catch (error) {
      return answerRefusal(error, { spec, actor, form, url, posting })
    }
  }
  return run as (args: Args) => Promise<Given<T>>
}

function nonceOf(form: FormData, actor: Actor): string {
  const verdict = checkFormToken(form.get('_token'), actor)
  if (verdict.ok) return verdict.nonce
  if (verdict.why === 'other_post')
    throw new UserError(409, '您已切换岗位。请确认当前岗位后重新提交，您填写的内容已保留。')
  if (verdict.why === 'other_session') throw new UserError(409, '这个页面是上次登录时打开的。请核对内容后再提交一次。')
  throw refused('表单校验失败，没有保存。请从系统内重新打开页面填写。')
}

function answerAgain(before: Outcome, actor: Actor): unknown {
  if ('redirect' in before) return redirect(before.redirect)
  return { ...(before.data as object), shell: shellOf(actor, issueFormToken(actor)) }
}

type Door = { spec: GuardSpec; actor: Actor | undefined; form: FormData; url: URL; posting: boolean }

async function answerRefusal(error: unknown, door: Door): Promise<unknown> {
  if (error instanceof RolledBack) {
    if (error.value instanceof Response && error.value.status >= 400) throw error.value
    return error.value
  }
  if (!isUserError(error)) throw error
  const { actor, form, url, posting } = door
  if (actor && error.status !== 422) await logRefusal(door, actor, error)
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
async function logRefusal({ spec }: Door, actor: Actor, error: UserError): Promise<void> {
  await prisma.$transaction(async (db) => {
    await setScope(db, actor)
    const reason = { 403: 'refused', 404: 'not_found', 409: 'conflict', 429: 'too_many' }[error.status] ?? 'bad_input'

    await logAccess(db, actor, {
      event: 'refuse',
      data: { verb: spec.audit, kind: spec.kind, status: error.status, reason },
    })
  })
}
