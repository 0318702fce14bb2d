/**
 * The one gate. Every loader and action is `guarded({ kind, verb, audit }, fn)`: it opens one transaction, reads the
 * session, sets the actor's scope and hands `{ actor, db, params, form … }` to `fn`. A Response below 400 commits, also a
 * thrown one; everything else rolls back, and a refusal is then logged in a second transaction. Absent and out of scope
 * are answered alike. Nothing else reaches the database for a user (DESIGN rule 2).
 */
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import type { SubmissionResult } from '@conform-to/dom'
import { z } from 'zod'
import type { AccessEvent } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import { isUserError, notFound, refused } from '~/lib/errors'
import { now } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { zodMessages } from '~/lib/text'
import { transaction } from '~/lib/transaction.server'
import type { Actor } from './actor'
import { AfterCommit } from './after-commit'
import { answerRefusal, logApart, RolledBack } from './answer-refusal.server'
import { keepDraft, readDraft } from './draft.server'
import { claimNonce, issueFormToken, nonceOf, storeOutcome, type Outcome } from './form-token.server'
import { isAuthorised, judge, UNAUTHORISED, type KindName, type Operation } from './policy'
import { readOnReplica, type Known } from './replica/read-on-replica.server'
import { forgetPosition, hasReplica, notePosition } from './replica/write-position.server'
import type { Role } from './roles'
import { setScope } from './scope.server'
import { readSession } from './session/read-session.server'
import { shellOf, type Shell } from './shell'
import {
  dropAll,
  isMultipart,
  takeBody,
  withFormErrors,
  type Body,
  type Gate,
  type Receive,
  type Upload,
} from './take-body.server'
import { toNextStep, toReAuthenticate, toSignIn } from './ways.server'

z.config({ customError: zodMessages })

export type Verb = 'list' | 'read' | 'write' | 'print' | 'export' | 'desk' | 'admin'
const operations: Record<Verb, readonly Operation[]> = {
  list: ['L'],
  read: ['R'],
  write: ['W', 'A'],
  print: ['P'],
  export: ['E'],
  desk: [],
  admin: [],
}

export type GuardSpec<U extends Upload = Upload> = {
  /**
   * The kind whose policy must allow the verb; null for pages that belong to no kind (my work, help). A function: the
   * kinds that live at the address; one of them must allow it, and the page judges the file's own (mayEnter).
   */
  kind: KindName | null | ((url: URL) => readonly KindName[])
  verb: Verb
  /** Name of this door in the log of refusals. */
  audit: string
  /** Only these roles, beside what the policy says. */
  roles?: readonly Role[]
  /** To other roles it is as if there were no such page: 404 instead of 403. */
  unlisted?: boolean
  /** Prints, exports, approves or signs: the person must have proved who he is within the last minutes (X.fresh). */
  fresh?: boolean
  /** The answer holds a secret that is shown once: it is not kept, and a repeated form leads back to the page. */
  once?: boolean
  /** A door that takes files: its body is read as it comes. What is not kept by a committed transaction is dropped. */
  upload?: UploadDoor<U>
  /** Gives a file and no page: a refusal is told on a plain page. */
  raw?: true
  /** A loader that only reads, and writes its lines of the log by `log`: it may read on the replica. */
  replica?: true
}

/** Who asks, in his scope, and where. */
export type Entered = { actor: Actor; db: Db; params: Args['params']; url: URL }

/** May files come here now, and who takes them in? Asked in the actor's scope before the body is read. */
export type UploadDoor<U extends Upload> = {
  admit: (context: Entered) => Promise<Receive<U>>
}

export type Context<U extends Upload = Upload> = {
  actor: Actor
  db: Db
  params: Record<string, string | undefined>
  url: URL
  request: Request
  /** Of an action: the form as sent. Of a loader: empty. */
  form: FormData
  /** Files that came with the form, through `upload`. */
  uploads: U[]
  /** A fresh form token for the page. */
  token: string
  /** What was typed before the session ran out or a conflict came, to be shown again. */
  draft: SubmissionResult<string[]> | undefined
  /** Writes a line of the access log, wherever `db` reads. */
  log: (line: AccessEvent) => Promise<void>
}

type Args = LoaderFunctionArgs | ActionFunctionArgs
type Given<T> = Exclude<T, Response> & { shell: Shell }

const contextOf = (args: Args) =>
  (args.context ?? {}) as { ip?: string; requestId?: string; drained?: () => Promise<void> }
const of = (args: Args) => ({ ip: contextOf(args).ip ?? '', requestId: contextOf(args).requestId ?? '' })

/** May this role do something of this sort with files of this kind? */
export const mayEnter = (role: Role, kind: KindName, verb: Verb): boolean =>
  operations[verb].some((operation) => judge(role, kind, operation).allowed)

function allow(spec: Pick<GuardSpec, 'kind' | 'verb' | 'roles' | 'unlisted'>, actor: Actor, url: URL): void {
  if (spec.roles && !spec.roles.includes(actor.role)) throw spec.unlisted ? notFound() : refused()
  if (spec.kind === null) return
  const kinds = typeof spec.kind === 'function' ? spec.kind(url) : [spec.kind]
  const mine = kinds.filter((kind) => mayEnter(actor.role, kind, spec.verb))
  if (!mine.length) throw refused()
  if (!mine.some((kind) => isAuthorised(actor, kind))) throw refused(UNAUTHORISED)
}

export function guarded<T extends object, U extends Upload = Upload>(
  spec: GuardSpec<U>,
  fn: (context: Context<U>) => Promise<T | Response | AfterCommit<T | Response>>,
) {
  const run = async (args: Args, mayElsewhere = spec.replica === true && hasReplica()): Promise<unknown> => {
    const { request } = args
    const url = new URL(request.url)
    url.pathname = url.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/')
    const posting = request.method !== 'GET' && request.method !== 'HEAD'
    const at = { now: now(), ...of(args) }
    const { form, uploads, refusal } = posting ? await bodyOf(spec, args, url, at) : noBody<U>()
    let actor: Actor | undefined
    let kept = false
    /** Where on the replica this loader goes on to read. */
    let elsewhere: { known: Known; context: Context<U> } | undefined
    /** After the commit the position of this session must be noted. */
    let unnoted = false
    try {
      const answer = await transaction(async (db) => {
        const session = await readSession(db, request, at, { hold: posting })
        if (session.state === 'no_post')
          throw new RolledBack(redirect(`/posts?to=${encodeURIComponent(url.pathname + url.search)}`))
        /** Leads elsewhere, and keeps what was sent for the way back. */
        const away = (userId: string, to: (draft: string | undefined) => Response) =>
          new RolledBack(async () => to(posting ? await keepDraft(userId, url.pathname, form, at.now) : undefined))
        if (session.state === 'none') throw new RolledBack(toSignIn(url))
        if (session.state === 'expired')
          throw away(session.userId, (draft) => toSignIn(url, { draft, why: session.why }))
        if (session.state === 'held') throw away(session.userId, (draft) => toNextStep(session.held, url, { draft }))
        actor = session.actor
        // Sent ahead on the same connection: what follows waits for it there, not here.
        const scoped = setScope(db, actor)
        scoped.catch(() => undefined)
        allow(spec, actor, url)
        if (spec.fresh && !session.fresh) throw away(actor.userId, (draft) => toReAuthenticate(url, { draft }))
        const nonce = posting ? nonceOf(form, actor) : undefined
        const before = nonce && (await claimNonce(db, actor, nonce, url.pathname))
        if (before) return answerAgain(before, actor)
        if (posting && session.wal) await forgetPosition(db, actor.sessionId)
        unnoted = session.wal !== null && (posting || (mayElsewhere && session.wal.wrote === null))
        const draft = posting ? undefined : await readDraft(db, actor, url.searchParams.get('draft'), url.pathname)
        const context: Context<U> = {
          actor,
          db,
          params: args.params,
          url,
          request,
          form,
          uploads,
          token: issueFormToken(actor),
          draft,
          log: (line) => logAccess(db, session.actor, line),
        }
        if (mayElsewhere && !posting && session.wal?.wrote) {
          elsewhere = { known: { wrote: session.wal.wrote, now: session.wal.now }, context }
          return
        }
        if (refusal) throw await withFormErrors(refusal, () => fn(context))
        const given = await fn(context).catch((error: unknown) => {
          if (error instanceof Response && error.status < 400) return error
          throw error
        })
        await scoped
        if (given instanceof Response && given.status >= 400) throw new RolledBack(given)
        kept = true
        if (given instanceof AfterCommit) return given
        if (given instanceof Response) {
          if (nonce) await storeOutcome(db, nonce, { redirect: given.headers.get('Location') ?? url.pathname })
          return given
        }
        if (nonce) await storeOutcome(db, nonce, spec.once ? { redirect: url.pathname } : { data: given })
        return { ...given, shell: shellOf(actor, context.token) }
      })
      if (unnoted) await notePosition(actor!.sessionId)
      if (elsewhere) {
        const { known, context } = elsewhere
        const read = await readOnReplica(actor!, known, (db, log) => fn({ ...context, db, log }))
        if (!read) return run(args, false)
        return read.given instanceof Response ? read.given : { ...read.given, shell: shellOf(actor!, context.token) }
      }
      if (!kept) await dropAll(uploads)
      if (!(answer instanceof AfterCommit)) return answer
      const me = actor!
      const { drained = async () => undefined } = contextOf(args)
      const made = await answer.make({ log: (line) => logApart(me, line), drained })
      return made instanceof Response ? made : { ...made, shell: shellOf(me, issueFormToken(me)) }
    } catch (error) {
      // Whether a commit that failed took place is not known: what has no row is swept up later.
      if (!kept) await dropAll(uploads)
      return answerRefusal(error, { spec, actor, form, url, posting, at })
    }
  }
  return ((args: Args) => run(args)) as (args: Args) => Promise<Given<T>>
}

/** The form of a request. That of a door for files is read after session, post, policy and the door's own `admit`. */
async function bodyOf<U extends Upload>(
  spec: GuardSpec<U>,
  { request, params }: Args,
  url: URL,
  at: { now: Date; ip: string; requestId: string },
): Promise<Body<U>> {
  const door = spec.upload
  if (!door || !isMultipart(request)) return { form: await request.formData(), uploads: [] }
  const enter = async (db: Db): Promise<Gate<U>> => {
    const session = await readSession(db, request, at)
    if (session.state !== 'active') return undefined
    const { actor } = session
    await setScope(db, actor)
    allow(spec, actor, url)
    return { actor, receive: await door.admit({ actor, db, params, url }) }
  }
  return takeBody(request, () =>
    transaction(enter).catch((error: unknown) => {
      if (isUserError(error)) return error
      throw error
    }),
  )
}

function answerAgain(before: Outcome, actor: Actor): unknown {
  if ('redirect' in before) return redirect(before.redirect)
  return { ...(before.data as object), shell: shellOf(actor, issueFormToken(actor)) }
}

const noBody = <U extends Upload>(): Body<U> => ({ form: new FormData(), uploads: [] })
