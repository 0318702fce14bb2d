/** Ids of files that are not mine, of other kinds, of nothing: told alike, and without effect in any verb. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { act, type Ctx } from '~/casefile/act.server'
import { assignFile } from '~/casefile/assign.server'
import { correct } from '~/casefile/correct.server'
import { decide } from '~/casefile/decide.server'
import { joinSamePerson } from '~/casefile/join.server'
import { addNote } from '~/casefile/notes/add-note.server'
import { openCases } from '~/casefile/open.server'
import { readCase } from '~/casefile/read.server'
import { undo } from '~/casefile/undo.server'
import { recordVisit } from '~/casefile/visits/record-visit.server'
import { uuidv7 } from '~/lib/ids.server'
import { isUserError } from '~/lib/errors'
import { actorOf, addParty, formOf, inScope, itemOf, openAt, rowOf, sampleDomain, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const domain = sampleDomain()
const me = actorOf('TJ', '340705001-JO1')
let theirs = ''
let mine = ''
let notice = ''
let proposal = ''

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  mine = (await openAt('support', '340705001-JO1'))[0]!.id
  theirs = (await openAt('support', '340705002-JO1', [{ state: 'active', due: [] }]))[0]!.id
  notice = (await openAt('release_notice', '34-PR1', [{ state: 'active', due: [] }]))[0]!.id
  await inScope(actorOf('TJ', '340705002-JO1'), (ctx) =>
    act(domain, ctx, { caseId: theirs, step: 'end', version: 1, form: formOf({ endOn: '2026-12-01' }) }),
  )
  proposal = (await asSuperuser<{ id: string }>('SELECT id FROM proposal WHERE case_id = $1', [theirs]))[0]!.id
})

const call = formOf({ type: 'call', onDay: '2026-11-23', note: '平安', reached: 'yes' })
const change = formOf({ field: 'startedOn', value: '2026-11-01', reason: '核对', paper: '原件' })
/** Every verb that takes a file's id. */
const verbs: Record<string, (ctx: Ctx, id: string | undefined) => Promise<unknown>> = {
  read: (ctx, id) => readCase(ctx, 'support', id, ['outline']),
  step: (ctx, id) => act(domain, ctx, { caseId: id, step: 'review', version: 1, form: formOf({}) }),
  undo: (ctx, id) => undo(domain, ctx, { caseId: id, version: 1 }),
  correct: (ctx, id) => correct(domain, ctx, { caseId: id, version: 1, form: change }),
  join: async (ctx, id) =>
    joinSamePerson(domain, ctx, { caseId: id, otherNo: String((await rowOf(mine)).case_no), reason: '同一人' }),
  visit: (ctx, id) => recordVisit(domain, ctx, { caseId: id, form: call }),
  note: (ctx, id) => addNote(ctx, 'support', { caseId: id, text: '记一笔' }),
  assign: (ctx, id) => assignFile(domain, ctx, { caseId: id, to: me.postId, from: '' }),
}

describe.each(Object.keys(verbs))('%s', (name) => {
  const told = (id: string | undefined, actor: Actor = me) =>
    inScope(actor, (ctx) => verbs[name]!(ctx, id)).then(
      () => 'done',
      (error: unknown) => {
        if (!isUserError(error)) throw error
        return `${error.status} ${error.message}`
      },
    )

  it('answers for a foreign file exactly as for one that is not there', async () => {
    const absent = await told(uuidv7())
    expect(absent).toMatch(/^404 没有找到/)
    for (const id of [theirs, notice, proposal]) expect(await told(id)).toBe(absent)
    for (const role of ['HR', 'SV', 'AD', 'LD', 'PR', 'CC'] as const) {
      const actor = actorOf(role, '340705001-JO1')
      expect(await told(mine, actor), role).toBe(await told(uuidv7(), actor))
    }
  })

  it('answers for garbage in the same way', async () => {
    for (const id of [
      undefined,
      '',
      'x',
      '1',
      '../x',
      "' OR 1=1 --",
      `${mine}'`,
      mine.slice(1),
      '-'.repeat(36),
      '0'.repeat(36),
      `${mine}\0`,
      '你好',
    ])
      expect(await told(id), String(id)).toMatch(/^404 没有找到/)
  })

  it('leaves the foreign file as it was', async () => {
    await told(theirs)
    expect(await rowOf(theirs)).toMatchObject({
      version: 1,
      state: 'active',
      scope_key: '340705002-JO1',
      chain_seq: 2,
      owner_post_id: null,
    })
    expect(await asSuperuser('SELECT (SELECT count(*) FROM visit) + (SELECT count(*) FROM case_note) AS n')).toEqual([
      { n: '0' },
    ])
  })
})

describe('a proposal', () => {
  it('of a foreign file is not there for a head of another unit', async () => {
    for (const actor of [actorOf('TH', '340705001-JO1'), actorOf('JA', '340706-JB1'), actorOf('PR', '34-PR1')]) {
      await expect(
        inScope(actor, (ctx) => decide(domain, ctx, { proposalId: proposal, accept: true })),
      ).rejects.toMatchObject({ status: 404 })
    }
    await expect(
      inScope(actorOf('JA', '340705-JB1'), (ctx) =>
        decide(sampleDomain('handoff'), ctx, { proposalId: proposal, accept: true }),
      ),
    ).rejects.toMatchObject({ status: 404 })
  })
})

describe('by SQL of the application’s role', () => {
  const sql = (text: string, actor: Actor = me) => inScope(actor, ({ db }) => db.$executeRawUnsafe(text))

  it('no child is hung on a foreign file, with its key or with mine', async () => {
    const note = (id: string, key: string) =>
      `INSERT INTO case_note (id, case_id, kind, scope_key, note_enc, by_post_id, by_name, created_at) VALUES (gen_random_uuid(), '${id}', 'support', '${key}', '', gen_random_uuid(), '', now())`
    await expect(sql(note(theirs, '340705002-JO1'))).rejects.toThrow(/row-level security/)
    await expect(sql(note(theirs, '340705001-JO1'))).rejects.toThrow(/foreign key/i)
    // Whether the file is there shows in neither way.
    await expect(sql(note(uuidv7(), '340705002-JO1'))).rejects.toThrow(/row-level security/)
    await expect(sql(note(uuidv7(), '340705001-JO1'))).rejects.toThrow(/foreign key/i)
    await expect(
      sql(`INSERT INTO task (id, case_id, kind, scope_key, neutral_no, code, role, trigger_on, due_on, warn_on, rule_id, rule_value, rule_unit, reason, created_at)
      VALUES (gen_random_uuid(), '${theirs}', 'support', '340705001-JO1', 'x', 'x', 'TJ', now(), now(), now(), 'x', 1, 'd', '', now())`),
    ).rejects.toThrow(/row-level security/)
  })

  it('nobody makes himself a party of a foreign file', async () => {
    const party = (id: string, key: string) =>
      `INSERT INTO case_party (id, case_id, kind, scope_key, holder, part, view, from_at, basis) VALUES (gen_random_uuid(), '${id}', 'support', '${key}', '${me.postId}', 'x', 'full', now(), 'x')`
    await expect(sql(party(theirs, '340705002-JO1'))).rejects.toThrow(/row-level security/)
    await expect(sql(party(theirs, '340705001-JO1'))).rejects.toThrow(/foreign key/i)
    const helper = actorOf('PH', '340705002-JO1')
    await expect(sql(party(theirs, '340705002-JO1').replace(me.postId, helper.postId), helper)).rejects.toThrow(
      /row-level security/,
    )
  })

  it('a party whose time is up does not lengthen it, nor widen what it sees', async () => {
    const guest = actorOf('TJ', '340705001-JO1')
    await addParty(theirs, guest.postId, { untilAt: '2026-11-23T03:59:59Z' })
    expect(await sql(`UPDATE case_party SET until_at = '2099-01-01', view = 'full'`, guest)).toBe(0)
    await expect(inScope(guest, (ctx) => readCase(ctx, 'support', theirs, ['outline']))).rejects.toMatchObject({
      status: 404,
    })
    const limited = actorOf('TJ', '340705001-JO1')
    await addParty(theirs, limited.postId)
    expect(await sql(`UPDATE case_party SET view = 'full'`, limited)).toBe(0)
    await expect(inScope(limited, (ctx) => readCase(ctx, 'support', theirs, ['outline']))).resolves.toMatchObject({
      sight: { view: 'limited', by: 'party' },
    })
    await asSuperuser('DELETE FROM case_party')
  })

  it('no file is taken into another unit, kind or person’s past', async () => {
    await expect(sql(`UPDATE case_file SET scope_key = '340705002-JO1' WHERE id = '${mine}'`)).rejects.toThrow(
      /row-level security/,
    )
    await expect(sql(`UPDATE case_file SET kind = 'release_notice' WHERE id = '${mine}'`)).rejects.toThrow(
      /row-level security/,
    )
    expect(await sql(`UPDATE case_file SET scope_key = '340705001-JO1' WHERE id = '${theirs}'`)).toBe(0)
    await expect(sql(`DELETE FROM case_file`)).rejects.toThrow(/permission denied/)
    expect(await inScope(me, ({ db }) => db.person.count())).toBe(1)
  })

  it('no file is opened at another unit', async () => {
    await expect(inScope(me, (ctx) => openCases(domain, ctx, [itemOf('support', '340705002-JO1')]))).rejects.toThrow(
      /row-level security/,
    )
    await expect(
      inScope(me, (ctx) => openCases(domain, ctx, [itemOf('support', '340705002-JO1')], 'deliver')),
    ).rejects.toThrow(/not a liaison/)
    await expect(
      inScope(actorOf('PH', '340705001-JO1'), (ctx) => openCases(domain, ctx, [itemOf('support', '340705001-JO1')])),
    ).rejects.toThrow(/row-level security|no scope/)
  })
})
