/** Form tokens and sessions: forged, borrowed, repeated; each through the guard, as a browser would. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkFormToken, issueFormToken } from '~/access/form-token.server'
import { guarded, type Context } from '~/access/guard.server'
import { act } from '~/casefile/act.server'
import { setClock } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { formOf, NOON, openAt, rowOf, sampleDomain, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const domain = sampleDomain()
const action = guarded({ kind: 'support', verb: 'write', audit: 'test.write' }, async (c: Context) =>
  act(domain, c, { caseId: c.params.id, step: 'start', version: Number(c.form.get('_version')), form: c.form }),
)
type Person = { userId: string; postId: string; sessionId: string; token: string }

/** Somebody signed in at a unit, by rows. */
async function signedIn(unit: string, role = 'TJ', given: Partial<Person> = {}): Promise<Person> {
  const person = { userId: uuidv7(), postId: uuidv7(), sessionId: uuidv7(), token: uuidv7(), ...given }
  await asSuperuser(
    `INSERT INTO app_user (id, name, username, email, updated_at) VALUES ($1, '某人', $1, $1 || '@local.invalid', now()) ON CONFLICT DO NOTHING`,
    [person.userId],
  )
  await asSuperuser(
    `INSERT INTO post (id, user_id, role, unit_code, from_on) VALUES ($1, $2, $3, $4, '2020-01-01') ON CONFLICT DO NOTHING`,
    [person.postId, person.userId, role, unit],
  )
  await asSuperuser(
    `INSERT INTO app_session (id, token, user_id, post_id, expires_at, seen_at, created_at, updated_at) VALUES ($1, $2, $3, $4, '2026-11-24', $5, $5, now())`,
    [person.sessionId, person.token, person.userId, person.postId, NOON],
  )
  return person
}
const post = (person: Person | null, id: string, token: string | undefined, fields: Record<string, string> = {}) => {
  const body = formOf({
    _version: '1',
    startedOn: '2026-11-20',
    ...(token === undefined ? {} : { _token: token }),
    ...fields,
  })
  const request = new Request(`http://localhost/support/${id}`, {
    method: 'POST',
    body,
    headers: person ? { Cookie: `guicheng.session_token=${person.token}.x` } : {},
  })
  return action({ request, params: { id }, context: { ip: '127.0.0.1', requestId: 'r' } } as never).then(
    (given) => given as never,
    (error: unknown) => error as never,
  ) as Promise<{ outcome?: string; status?: number; init?: { status?: number }; data?: unknown }>
}
const status = (answer: { status?: number; init?: { status?: number } }) => answer.init?.status ?? answer.status ?? 200
const begun = async (unit = '340705001-JO1') => (await openAt('support', unit))[0]!.id
let me: Person

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  setClock(NOON.toISOString())
  me = await signedIn('340705001-JO1')
})
afterAll(() => setClock(null))

describe('a form token', () => {
  it('of this session and post is taken', async () => {
    const id = await begun()
    expect(await post(me, id, issueFormToken(me))).toMatchObject({ outcome: 'done', state: 'active' })
  })

  it('missing, empty, cut, changed or made up is refused with 403, and nothing happens', async () => {
    const id = await begun()
    const good = issueFormToken(me)
    const turned = good.slice(0, -2) + (good.endsWith('A') ? 'BB' : 'AA')
    for (const token of [
      undefined,
      '',
      'x',
      good.slice(0, -1),
      turned,
      `${good}x`,
      good.replace('.', ''),
      good.toUpperCase(),
      ' ',
      '..',
      'null',
    ])
      expect(status(await post(me, id, token)), String(token)).toBe(403)
    expect(await rowOf(id)).toMatchObject({ state: 'begun', version: 1 })
  })

  it('of another post or another session is a conflict that keeps what was typed', async () => {
    const id = await begun()
    for (const other of [
      { ...me, postId: uuidv7() },
      { ...me, sessionId: uuidv7() },
    ])
      expect(status(await post(me, id, issueFormToken(other)))).toBe(409)
    expect(await rowOf(id)).toMatchObject({ state: 'begun', version: 1 })
    const [drafts] = await asSuperuser<{ n: number; clear: number }>(
      `SELECT count(*)::int AS n, count(*) FILTER (WHERE body_enc LIKE '%2026-11-20%')::int AS clear FROM draft WHERE user_id = $1`,
      [me.userId],
    )
    expect(drafts!.n).toBeGreaterThan(0)
    expect(drafts!.clear).toBe(0)
  })

  it('used twice has one effect and one answer', async () => {
    const id = await begun()
    const token = issueFormToken(me)
    const one = await post(me, id, token)
    const two = await post(me, id, token)
    expect([one, two]).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }])
    expect(await rowOf(id)).toMatchObject({ version: 2, chain_seq: 2 })
  })

  it('used twice at the same moment has one effect, and both get its answer', async () => {
    const id = await begun()
    const token = issueFormToken(me)
    expect(await Promise.all([post(me, id, token), post(me, id, token), post(me, id, token)])).toMatchObject([
      { outcome: 'done' },
      { outcome: 'done' },
      { outcome: 'done' },
    ])
    expect(await rowOf(id)).toMatchObject({ version: 2, chain_seq: 2 })
  })

  it('of a form that was refused can be used again: nothing was stored', async () => {
    const id = await begun()
    const token = issueFormToken(me)
    expect(status(await post(me, id, token, { startedOn: 'never' }))).toBe(422)
    expect(await post(me, id, token)).toMatchObject({ outcome: 'done' })
  })

  it('used by another person tells nothing of its outcome', async () => {
    const id = await begun()
    const token = issueFormToken(me)
    await post(me, id, token)
    const other = await signedIn('340705001-JO1')
    const answer = await post(other, id, token)
    expect(status(answer)).toBe(409)
    expect(JSON.stringify(answer)).not.toContain('active')
  })

  it('says itself whose it is not', () => {
    const good = issueFormToken(me)
    expect(checkFormToken(good, me)).toMatchObject({ ok: true })
    expect(checkFormToken(good, { ...me, postId: 'x' })).toMatchObject({ ok: false, why: 'other_post' })
    expect(checkFormToken(good, { ...me, sessionId: 'x' })).toMatchObject({ ok: false, why: 'other_session' })
    for (const token of [null, undefined, 7, new File([], 'x'), {}])
      expect(checkFormToken(token, me)).toEqual({ ok: false, why: 'forged' })
  })
})

describe('a session', () => {
  const away = (answer: { status?: number; init?: { status?: number } }) => expect(status(answer)).toBe(302)

  it('that is not there, made up, ended, too old, idle or of a disabled person leads to the sign-in', async () => {
    const id = await begun()
    away(await post(null, id, issueFormToken(me)))
    away(await post({ ...me, token: "x' OR '1'='1" }, id, issueFormToken(me)))
    for (const sql of [
      `UPDATE app_session SET ended_at = now()`,
      `UPDATE app_session SET seen_at = seen_at - interval '16 min'`,
      `UPDATE app_session SET created_at = created_at - interval '481 min'`,
    ]) {
      const person = await signedIn('340705001-JO1')
      await asSuperuser(`${sql} WHERE id = $1`, [person.sessionId])
      away(await post(person, id, issueFormToken(person)))
    }
    const left = await signedIn('340705001-JO1')
    await asSuperuser('UPDATE app_user SET disabled_at = now() WHERE id = $1', [left.userId])
    away(await post(left, id, issueFormToken(left)))
    expect(await rowOf(id)).toMatchObject({ state: 'begun', version: 1 })
  })

  it('whose post ended, has not begun or is another person’s has no post', async () => {
    const id = await begun()
    for (const sql of [`until_on = '2026-11-22'`, `from_on = '2026-11-24'`, `user_id = '${me.userId}'`]) {
      const person = await signedIn('340705001-JO1')
      await asSuperuser(`UPDATE post SET ${sql} WHERE id = $1`, [person.postId])
      away(await post(person, id, issueFormToken(person)))
    }
    expect(await rowOf(id)).toMatchObject({ state: 'begun', version: 1 })
  })
})

describe('a foreign file through the guard', () => {
  it('is answered as one that is not there, and the refusal is in the log without its id', async () => {
    const foreign = await begun('340705002-JO1')
    const answers = [
      await post(me, foreign, issueFormToken(me)),
      await post(me, uuidv7(), issueFormToken(me)),
      await post(me, 'garbage', issueFormToken(me)),
    ]
    const told = answers.map((answer) =>
      JSON.stringify([status(answer), (answer.data as { message?: string }).message]),
    )
    expect(new Set(told)).toEqual(
      new Set([JSON.stringify([404, '没有找到。可能已经移交、合并，或者不在您的职责范围内。'])]),
    )
    const log = await asSuperuser<{ data: object; file_token: string | null }>(
      `SELECT data, file_token FROM access_log WHERE event = 'refuse' AND post_id = $1 AND data->>'reason' = 'not_found'`,
      [me.postId],
    )
    expect(log).toHaveLength(3)
    expect(JSON.stringify(log)).not.toContain(foreign)
    expect(log.every((row) => row.file_token === null)).toBe(true)
  })

  it('is refused by kind before anything is read', async () => {
    const prison = await signedIn('34-PR1', 'PR')
    const id = await begun()
    expect(status(await post(prison, id, issueFormToken(prison)))).toBe(403)
  })
})
