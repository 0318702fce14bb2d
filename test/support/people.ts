/** Users, posts, sessions, and requests through loaders and actions as a signed-in person makes them. */
import { issueFormToken } from '~/access/form-token.server'
import { roles, type Role } from '~/access/roles'
import { auth } from '~/access/session/auth.server'
import { now, today } from '~/lib/dates'
import { randomToken } from '~/lib/crypto.server'
import { rereadEnv } from '~/lib/env.server'
import { uuidv7 } from '~/lib/ids.server'
import { seedPlaces } from './cases'
import { asSuperuser } from './database'
import { nextOf } from './numbers'

export const PASSWORD = 'Guicheng-2026'

/** From here on this file's program is the demo: nobody is made to change a password or to enrol a second factor. */
export function asInDemo(): void {
  process.env.GUICHENG_DEMO = '1'
  rereadEnv()
}

export type TestPost = { id: string; role: Role; unit: string; userId: string; username: string; name: string }
type Given = {
  role: Role
  unit: string
  userId?: string
  name?: string
  from?: string
  until?: string | null
  classCode?: string
  deputyOf?: string
  authorisedUntil?: string
}

/** Regions, units (those of support/cases), rule parameters, calendar. */
export const seedOrg = seedPlaces

const hashes = new Map<string, Promise<string>>()

/** A user who can sign in with PASSWORD; user names are lower case. */
export async function makeUser(
  given: { username?: string; name?: string; disabled?: boolean } = {},
): Promise<{ userId: string; username: string; name: string }> {
  const count = nextOf('user')
  const username = given.username ?? `user${count}`
  const name = given.name ?? `同事${'甲乙丙丁戊己庚辛'[count % 8]}`
  const userId = uuidv7()
  const hash = hashes.get(PASSWORD) ?? auth().$context.then((context) => context.password.hash(PASSWORD))
  hashes.set(PASSWORD, hash)
  await asSuperuser(
    `INSERT INTO app_user (id, name, username, display_username, email, updated_at, disabled_at) VALUES ($1, $2, $3, $3, $4, now(), $5)`,
    [userId, name, username, `${username}@local.invalid`, given.disabled ? now() : null],
  )
  await asSuperuser(
    `INSERT INTO app_account (id, account_id, provider_id, user_id, password, updated_at) VALUES ($1, $2, 'credential', $2, $3, now())`,
    [uuidv7(), userId, await hash],
  )
  return { userId, username, name }
}

/** A post in force from 2026-01-01, of a new user unless `userId` names one. */
export async function makePost(given: Given): Promise<TestPost> {
  const user = given.userId ? await knownUser(given.userId) : await makeUser({ name: given.name })
  const id = uuidv7()
  await asSuperuser(
    `INSERT INTO post (id, user_id, role, unit_code, class_code, from_on, until_on, deputy_of, authorised_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      user.userId,
      given.role,
      given.unit,
      given.classCode ?? null,
      given.from ?? '2026-01-01',
      given.until ?? null,
      given.deputyOf ?? null,
      given.authorisedUntil ?? null,
    ],
  )
  return { id, role: given.role, unit: given.unit, ...user }
}

async function knownUser(userId: string): Promise<{ userId: string; username: string; name: string }> {
  const [row] = await asSuperuser<{ username: string; name: string }>(
    'SELECT username, name FROM app_user WHERE id = $1',
    [userId],
  )
  if (!row) throw new Error('no such user')
  return { userId, ...row }
}

/** What came back: data or where it leads, told alike for Responses, data() and what was thrown. */
export type Answer = {
  status: number
  location: string | null
  data: Record<string, unknown>
  headers: Headers
  thrown: boolean
  /** A Response that is no redirect: its body. */
  bytes?: () => Promise<Buffer>
}

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- a route's loader or action, of whatever data */
type Route = (args: any) => Promise<unknown>

async function answerOf(promise: Promise<unknown>): Promise<Answer> {
  let thrown = false
  const given = await promise.catch((error: unknown) => {
    if (error instanceof Error) throw error
    thrown = true
    return error
  })
  if (given instanceof Response)
    return {
      status: given.status,
      location: given.headers.get('Location'),
      data: {},
      headers: given.headers,
      thrown,
      bytes: async () => Buffer.from(await given.arrayBuffer()),
    }
  const wrapped = given as { type?: string; data?: Record<string, unknown>; init?: ResponseInit | null }
  if (wrapped?.type === 'DataWithResponseInit') {
    return {
      status: wrapped.init?.status ?? 200,
      location: null,
      data: wrapped.data ?? {},
      headers: new Headers(wrapped.init?.headers),
      thrown,
    }
  }
  return { status: 200, location: null, data: (given ?? {}) as Record<string, unknown>, headers: new Headers(), thrown }
}

/** Fields by name; a FormData is sent as a form with files. */
type Form = Record<string, string | string[]> | FormData
type Ask = { params?: Record<string, string>; cookie?: string; form?: Form }

/** One request to a loader (no form) or an action (form), without a session unless a cookie is given. */
export function ask(route: Route, path: string, { params = {}, cookie, form }: Ask = {}): Promise<Answer> {
  const headers = new Headers(cookie ? { Cookie: cookie } : {})
  const body =
    form instanceof FormData
      ? form
      : form &&
        new URLSearchParams(Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one])))
  const request = new Request(`http://localhost:3000${path}`, { headers, ...(body && { method: 'POST', body }) })
  return answerOf(route({ request, params, context: { nonce: 'n', requestId: 'test-request', ip: '127.0.0.1' } }))
}

export type SignedIn = TestPost & {
  cookie: string
  sessionId: string
  /** A form token as a page of this session and post holds it. */
  token: () => string
  get: (loader: Route, path: string, params?: Record<string, string>) => Promise<Answer>
  /** Posts with a fresh `_token`, unless the form brings its own. */
  post: (action: Route, path: string, form: Form, params?: Record<string, string>) => Promise<Answer>
}

/** A running session of the post's user with this post active (`active: null`: none chosen yet). */
export async function signedIn(post: TestPost, given: { active?: string | null } = {}): Promise<SignedIn> {
  const sessionId = uuidv7()
  const secret = randomToken(24)
  await asSuperuser(
    `INSERT INTO app_session (id, token, user_id, post_id, expires_at, seen_at, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6, $6)`,
    [
      sessionId,
      secret,
      post.userId,
      given.active === undefined ? post.id : given.active,
      new Date(now().getTime() + 8 * 3_600_000),
      now(),
    ],
  )
  const cookie = `guicheng.session_token=${secret}.signature`
  const token = () => issueFormToken({ sessionId, postId: post.id })
  return {
    ...post,
    cookie,
    sessionId,
    token,
    get: (loader, path, params) => ask(loader, path, { params, cookie }),
    post: (action, path, form, params) => ask(action, path, { params, cookie, form: withToken(form, token()) }),
  }
}

/** The form as our pages send it: its token stands first. */
function withToken(form: Form, token: string): Form {
  if (!(form instanceof FormData)) return { _token: token, ...form }
  const whole = new FormData()
  if (!form.has('_token')) whole.append('_token', token)
  for (const [name, value] of form) whole.append(name, value)
  return whole
}

/** A new user with this post, signed in. */
export const newcomer = async (role: Role, unit: string): Promise<SignedIn> =>
  signedIn(await makePost({ role, unit, name: `${roles[role]}测` }))

/** Lines of the access log of one sort, oldest first. */
export const logged = (event: string) =>
  asSuperuser<{
    post_id: string | null
    user_id: string | null
    file_token: string | null
    purpose: string | null
    data: Record<string, unknown> | null
  }>('SELECT post_id, user_id, file_token, purpose, data FROM access_log WHERE event = $1 ORDER BY id', [event])

/** The day of the test's clock. */
export const thisDay = today
