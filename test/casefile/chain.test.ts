import { beforeAll, describe, expect, it } from 'vitest'
import { act } from '~/casefile/act.server'
import { decide } from '~/casefile/decide.server'
import { encrypt } from '~/lib/crypto.server'
import { actorOf, brokenChains, formOf, inScope, openAt, sampleDomain, seedPlaces } from '../support/cases'
import { asSuperuser, pastTriggers, testDatabase } from '../support/database'

const domain = sampleDomain()
const worker = actorOf('TJ', '340705001-JO1')
const since = new Date('2026-01-01T00:00:00Z')
const broken = () => brokenChains({ since })
let file: { id: string; fileToken: string }

/** Changes something past every right, looks, and puts it back. */
async function tampered(change: string, back: string): Promise<string[]> {
  await pastTriggers(change)
  const found = await broken()
  await pastTriggers(back)
  expect(await broken()).toEqual([])
  return found
}

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  const opened = await openAt('support', '340705001-JO1', [{}, {}, {}])
  for (const { id } of opened) {
    for (const [index, [step, fields]] of (
      [
        ['start', { startedOn: '2026-11-20' }],
        ['review', { note: '好' }],
        ['end', { endOn: '2026-11-23' }],
      ] as const
    ).entries()) {
      await inScope(worker, (ctx) => act(domain, ctx, { caseId: id, step, version: index + 1, form: formOf(fields) }))
    }
    const [proposal] = await asSuperuser<{ id: string }>('SELECT id FROM proposal WHERE case_id = $1', [id])
    await inScope(actorOf('TH', '340705001-JO1'), (ctx) =>
      decide(domain, ctx, { proposalId: proposal!.id, accept: true }),
    )
  }
  file = opened[1]!
})

describe('the timeline’s chain', () => {
  it('fits as written', async () => {
    expect(await broken()).toEqual([])
  })

  it('is verified whole, of what was touched, and part by part, all in their turn', async () => {
    await pastTriggers(`UPDATE case_event SET step = 'x' WHERE case_id = '${file.id}' AND seq = 2`)
    expect(await brokenChains('all')).toEqual([file.fileToken])
    expect(await brokenChains({ since: new Date('2100-01-01') })).toEqual([])
    const turns = []
    for (let part = 0; part < 4; part++) turns.push(...(await brokenChains({ part, parts: 4 })))
    expect(turns).toEqual([file.fileToken])
    await pastTriggers(`UPDATE case_event SET step = 'start' WHERE case_id = '${file.id}' AND seq = 2`)
    expect(await brokenChains('all')).toEqual([])
  })

  it('names no person: only a token, codes and digests are hashed or readable', async () => {
    const [row] = await asSuperuser<{ text: string }>(
      `SELECT string_agg(to_jsonb(e)::text, '') AS text FROM case_event e WHERE case_id = $1`,
      [file.id],
    )
    const [person] = await asSuperuser<{ name: string }>('SELECT name FROM case_file WHERE id = $1', [file.id])
    expect(row!.text).not.toContain(person!.name)
  })

  it.each([
    [
      'another day',
      `UPDATE case_event SET event_on = event_on + 1 WHERE case_id = $ AND seq = 3`,
      `UPDATE case_event SET event_on = event_on - 1 WHERE case_id = $ AND seq = 3`,
    ],
    [
      'another instant',
      `UPDATE case_event SET at = at + interval '1 ms' WHERE case_id = $ AND seq = 3`,
      `UPDATE case_event SET at = at - interval '1 ms' WHERE case_id = $ AND seq = 3`,
    ],
    [
      'another state',
      `UPDATE case_event SET to_state = 'ended' WHERE case_id = $ AND seq = 2`,
      `UPDATE case_event SET to_state = 'active' WHERE case_id = $ AND seq = 2`,
    ],
    [
      'nobody’s post',
      `UPDATE case_event SET post_id = NULL WHERE case_id = $ AND seq = 2`,
      `UPDATE case_event SET post_id = '${worker.postId}' WHERE case_id = $ AND seq = 2`,
    ],
    [
      'an event taken out at the end',
      `UPDATE case_event SET case_id = gen_random_uuid() WHERE case_id = $ AND seq = 6`,
      `UPDATE case_event SET case_id = $ WHERE seq = 6 AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.id = case_id)`,
    ],
    [
      'an event taken out in the middle',
      `UPDATE case_event SET case_id = gen_random_uuid() WHERE case_id = $ AND seq = 3`,
      `UPDATE case_event SET case_id = $ WHERE seq = 3 AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.id = case_id)`,
    ],
    [
      'two events changed over',
      `UPDATE case_event SET seq = CASE seq WHEN 2 THEN 33 WHEN 3 THEN 22 ELSE seq END WHERE case_id = $; UPDATE case_event SET seq = seq / 11 + 0 WHERE case_id = $ AND seq > 20`,
      `UPDATE case_event SET seq = CASE seq WHEN 2 THEN 33 WHEN 3 THEN 22 ELSE seq END WHERE case_id = $; UPDATE case_event SET seq = seq / 11 WHERE case_id = $ AND seq > 20`,
    ],
    [
      'the head rewritten',
      `UPDATE case_file SET chain_seq = chain_seq - 1 WHERE id = $`,
      `UPDATE case_file SET chain_seq = chain_seq + 1 WHERE id = $`,
    ],
  ])('shows %s', async (_, change, back) => {
    const of = (sql: string) => sql.replaceAll('$', `'${file.id}'`)
    expect(await tampered(of(change), of(back))).toEqual([file.fileToken])
  })

  it('shows other inputs, although they are encrypted with the right key', async () => {
    const [kept] = await asSuperuser<{ inputs_enc: string }>(
      'SELECT inputs_enc FROM case_event WHERE case_id = $1 AND seq = 2',
      [file.id],
    )
    const forged = encrypt(JSON.stringify({ input: { startedOn: '2026-11-01' }, before: {} }), `event:${file.id}`)
    const put = (value: string) =>
      `UPDATE case_event SET inputs_enc = '${value}' WHERE case_id = '${file.id}' AND seq = 2`
    expect(await tampered(put(forged), put(kept!.inputs_enc))).toEqual([file.fileToken])
  })

  it('shows inputs that nobody can decrypt, and goes on with the other files', async () => {
    const [kept] = await asSuperuser<{ inputs_enc: string }>(
      'SELECT inputs_enc FROM case_event WHERE case_id = $1 AND seq = 2',
      [file.id],
    )
    const put = (value: string) =>
      `UPDATE case_event SET inputs_enc = '${value}' WHERE case_id = '${file.id}' AND seq = 2`
    expect(await tampered(put('k1.sm.rubbish'), put(kept!.inputs_enc))).toEqual([file.fileToken])
  })
})

describe('the database itself', () => {
  const refused = (role: string, sql: string) =>
    expect(
      asSuperuser(
        `BEGIN; SET LOCAL ROLE ${role}; SELECT set_config('app.range_kinds', 'support', true), set_config('app.write_kinds', 'support', true), set_config('app.lo', '34', true), set_config('app.hi', '35', true); ${sql}; COMMIT`,
      ),
    ).rejects
  it.each(['guicheng_app', 'guicheng_worker', 'guicheng_mover', 'guicheng_owner'])(
    'lets %s change or remove no event',
    async (role) => {
      await refused(role, `UPDATE case_event SET step = 'x' WHERE case_id = '${file.id}'`).toThrow(
        /permission denied|append only/,
      )
      await refused(role, `DELETE FROM case_event WHERE case_id = '${file.id}'`).toThrow(
        /permission denied|append only/,
      )
      await refused(role, `TRUNCATE case_event`).toThrow(/permission denied|append only/)
      await refused(
        role,
        `UPDATE case_event SET post_id = gen_random_uuid(), actor_name = '别人', event_on = event_on + 1 WHERE case_id = '${file.id}'`,
      ).toThrow(/permission denied|append only/)
    },
  )
})
