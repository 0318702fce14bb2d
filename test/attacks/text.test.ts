/** Texts that look like code: in searches, cursors and fields. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { act } from '~/casefile/act.server'
import { correct } from '~/casefile/correct.server'
import { listCases } from '~/casefile/find.server'
import type { ListQuery } from '~/casefile/list-query'
import { addNote } from '~/casefile/notes/add-note.server'
import { actorOf, formOf, inScope, openAt, rowOf, sampleDomain, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const domain = sampleDomain()
const me = actorOf('TJ', '340705001-JO1')
const list = (query: ListQuery) => inScope(me, (ctx) => listCases(ctx, 'support', query))
let first: { id: string; caseNo: string }

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  const named = ['欧阳春', '单立', '解放', '王小明', '王小红'].map((name) => ({
    person: { idType: 'none' as const, noIdReason: '未提供', name, sex: 'M', birthOn: '1990-01-01' },
  }))
  first = (await openAt('support', '340705001-JO1', named))[0]!
  await openAt('support', '340705002-JO1', named)
})

describe('a search text', () => {
  it.each([
    '%',
    '_',
    '%%%',
    '王%',
    "' OR '1'='1",
    "'; DROP TABLE case_file; --",
    '\\',
    '*',
    '.*',
    '(',
    '[',
    '${1}',
    '$1',
    'NULL',
    "o'neil",
    '\u0000',
    '王\u0000',
    '\ud800',
    '<script>',
    '1 OR true',
    '\u202e王',
    '💥',
    'a'.repeat(100_000),
    '王'.repeat(5000),
    '\n\n',
    '𠮷'.repeat(61),
  ])('like %j finds nothing and breaks nothing', async (q) => {
    const found = await list({ q })
    const blank = q.normalize('NFKC').replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, '')
    expect(found.count).toBe(blank === '' ? 5 : blank === '王' ? 2 : 0)
  })

  it('of any kind gives a page of my own files', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async (q) => {
        const { rows, count } = await list({ q })
        expect(count).toBeLessThanOrEqual(5)
        expect(rows.every((row) => row.scopeKey === '340705001-JO1')).toBe(true)
      }),
      { numRuns: 40, seed: 3 },
    )
  })

  it('cannot reach the settings that hold the scope', async () => {
    for (const q of [
      "x'); SELECT set_config('app.lo', '34', true); --",
      "' || set_config('app.hi', '~', true) || '",
      "1; SET app.lo = '34'",
    ]) {
      await inScope(me, async (ctx) => {
        await listCases(ctx, 'support', { q })
        expect(
          await ctx.db.$queryRaw`SELECT current_setting('app.lo') AS lo, current_setting('app.range_kinds') AS kinds`,
        ).toEqual([{ lo: '340705001-JO1', kinds: 'handoff,support' }])
        expect(await ctx.db.caseFile.count()).toBe(5)
      })
    }
  })

  it('finds surnames with two readings, initials, full names and numbers, in any width', async () => {
    for (const q of [
      '欧阳',
      'ouyang',
      'OUYANG',
      'ｏｕｙａｎｇ',
      'oyc',
      '欧 阳 春',
      first.caseNo,
      first.caseNo.toLowerCase(),
    ])
      expect(
        (await list({ q })).rows.map((row) => row.id),
        q,
      ).toContain(first.id)
    for (const q of ['shan', 'dan', 'xie', 'jie']) expect((await list({ q })).count, q).toBe(1)
  })
})

describe('a scope that stays behind', () => {
  it('is gone with its transaction: the next request on the connection has none', async () => {
    await inScope(me, ({ db }) => db.caseFile.count())
    const { prisma } = await import('~/lib/db.server')
    for (let i = 0; i < 12; i++)
      expect(
        await prisma.$queryRaw`SELECT coalesce(current_setting('app.lo', true), '') AS lo, (SELECT count(*)::int FROM case_file) AS n`,
      ).toEqual([{ lo: '', n: 0 }])
  })
})

describe('a cursor and a filter from the address', () => {
  it('that are forged give a page of my own files or the first page', async () => {
    const other = (
      await asSuperuser<{ id: string }>(`SELECT id FROM case_file WHERE scope_key = '340705002-JO1' LIMIT 1`)
    )[0]!.id
    const cursors = [
      '',
      '_',
      'x',
      `1900-01-01_${other}`,
      `9999-12-31_${other}`,
      `0000-00-00_${first.id}`,
      `2026-02-30_${first.id}`,
      `' OR 1=1 --_${first.id}`,
      `a\u0000_${first.id}`,
      `${'a'.repeat(300)}_${first.id}`,
      `2026-11-23_${'-'.repeat(36)}`,
    ]
    for (const after of cursors) {
      for (const order of ['due', 'opened', 'name'] as const) {
        const { rows } = await list({ after, order })
        expect(
          rows.every((row) => row.scopeKey === '340705001-JO1'),
          after,
        ).toBe(true)
      }
    }
    for (const state of ["' OR true --", '\u0000', 'x'.repeat(10_000), '__proto__'])
      expect((await list({ state })).rows.length).toBe(0)
    for (const due of ['x', '__proto__', "';"]) expect((await list({ due })).count).toBe(5)
    expect((await list({ limit: 1e9 })).rows.length).toBe(5)
    await expect(list({ order: 'id; DROP TABLE case_file' as never })).rejects.toThrow()
  })
})

describe('fields', () => {
  const fresh = async () => (await openAt('support', '340705001-JO1'))[0]!.id
  const start = (id: string, fields: Record<string, string>) =>
    inScope(me, (ctx) =>
      act(domain, ctx, { caseId: id, step: 'start', version: 1, form: formOf({ startedOn: '2026-11-20', ...fields }) }),
    )

  it.each<[string, string]>([
    ['too long', '好'.repeat(21)],
    ['far too long', 'x'.repeat(1_000_000)],
    ['a script', '<script>alert(1)</script>'],
    ['a tag that loads', '<img src=x onerror=alert(1)>'],
    ['a link that runs', 'javascript:alert(1)'],
    ['control characters', 'a\u0007b'],
    ['the direction turned round', 'a\u202eb'],
    ['a nil byte', 'a\u0000b'],
  ])('%s is told at the field and nothing is stored', async (_, plan) => {
    const id = await fresh()
    await expect(start(id, { plan })).rejects.toMatchObject({
      status: 422,
      fieldErrors: { plan: expect.arrayContaining([expect.any(String)]) },
    })
    expect(await rowOf(id)).toMatchObject({ state: 'begun', version: 1 })
  })

  it('counts signs, not halves of them', async () => {
    await expect(start(await fresh(), { plan: '𠮷'.repeat(20) })).resolves.toMatchObject({ state: 'active' })
  })

  it('that the form does not have are not taken over', async () => {
    const id = await fresh()
    await start(id, {
      state: 'ended',
      scope_key: '340705002-JO1',
      version: '99',
      'file.scopeKey': 'x',
      __proto__: 'x',
      'constructor.prototype.x': 'y',
      ownerPostId: me.postId,
    })
    expect(await rowOf(id)).toMatchObject({
      state: 'active',
      scope_key: '340705001-JO1',
      version: 2,
      owner_post_id: null,
    })
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  it('twice, as lists or as files are told at the field', async () => {
    const id = await fresh()
    const form = formOf({ startedOn: '2026-11-20' })
    form.append('startedOn', '2026-11-21')
    await expect(
      inScope(me, (ctx) => act(domain, ctx, { caseId: id, step: 'start', version: 1, form })),
    ).rejects.toMatchObject({ status: 422 })
    const filed = new FormData()
    filed.set('startedOn', new File(['x'], 'x.txt'))
    await expect(
      inScope(me, (ctx) => act(domain, ctx, { caseId: id, step: 'start', version: 1, form: filed })),
    ).rejects.toMatchObject({ status: 422 })
  })

  it('of a note and a correction are cleaned like the others', async () => {
    const id = await fresh()
    await expect(inScope(me, (ctx) => addNote(ctx, 'support', { caseId: id, text: 'a\u0000b' }))).rejects.toMatchObject(
      { status: 422 },
    )
    await expect(
      inScope(me, (ctx) => addNote(ctx, 'support', { caseId: id, text: '好'.repeat(1001) })),
    ).rejects.toMatchObject({ status: 422 })
    await expect(
      inScope(me, (ctx) => addNote(ctx, 'support', { caseId: id, text: new File(['x'], 'x') as never })),
    ).rejects.toMatchObject({ status: 422 })
    for (const reason of ['<b onclick=1>', 'x'.repeat(301), '\u202e']) {
      await expect(
        inScope(me, (ctx) =>
          correct(domain, ctx, {
            caseId: id,
            version: 1,
            form: formOf({ field: 'startedOn', value: '2026-11-01', reason, paper: '原件' }),
          }),
        ),
      ).rejects.toMatchObject({ status: 422, fieldErrors: { reason: [expect.any(String)] } })
    }
  })
})
