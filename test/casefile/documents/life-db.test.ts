/** The life of a document on the real database: numbers, second hands, withdrawal, what nobody can change, who gets in. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Prisma } from '~/generated/prisma/client'
import { checkPublicly, checkSignedIn } from '~/casefile/documents/check.server'
import { CHECKS, WINDOW_MS } from '~/casefile/documents/check-limit.server'
import { keepDocument } from '~/casefile/documents/keep.server'
import { loadDocument } from '~/casefile/documents/load-document.server'
import { body, type PaperContent } from '~/casefile/documents/paper'
import { logPrint } from '~/casefile/documents/print.server'
import { withdrawDocument } from '~/casefile/documents/withdraw.server'
import { undo } from '~/casefile/undo.server'
import { clearAccounts } from '~/access/accounts/unused.server'
import { encrypt } from '~/lib/crypto.server'
import { prisma } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'
import { handoffPapers } from '~/domains/handoff/documents.server'
import { handoff } from '~/domains/handoff/domain.server'
import type { Actor } from '~/access/actor'
import { actorOf, addParty, asWorker, at, inScope, rowOf } from '../../support/cases'
import { asSuperuser } from '../../support/database'
import {
  approve,
  contentOf,
  entrust,
  gate,
  handedOver,
  helping,
  inHelp,
  issue,
  OFFICE,
  people,
  seedPapers,
  send,
  take,
  verify,
} from '../../domains/handoff/papers'

let file = ''
let sheet = ''
beforeAll(async () => {
  await seedPapers()
  file = await inHelp()
  sheet = (await issue(helping.TJ, file, 'register_sheet')).id
}, 60_000)

const row = async (id: string) =>
  (await asSuperuser<Record<string, never>>('SELECT * FROM case_document WHERE id = $1', [id]))[0]!
const load = (actor: Actor, caseId: string | undefined, documentId: string, kind = 'handoff') =>
  inScope(actor, (ctx) => loadDocument(ctx, { kind, caseId, documentId }))
const withdraw = (actor: Actor, caseId: string, documentId: string, reason = '填写有误') =>
  inScope(actor, (ctx) =>
    withdrawDocument(handoffPapers.documents, ctx, { kind: 'handoff', caseId, documentId, reason }),
  )
const print = (actor: Actor, caseId: string, documentId: string, copies = 1) =>
  inScope(actor, async (ctx) =>
    logPrint(ctx, [await loadDocument(ctx, { kind: 'handoff', caseId, documentId })], 'print', {
      copies,
      groups: () => ['outline'],
    }),
  )
const codeOf = async (id: string) => (await row(id)).check_code as unknown as string

describe('numbers', () => {
  it('follow one another in a unit’s series; two issued at once get two, and nothing is left out', async () => {
    const files = await handedOver(3)
    const made = await Promise.all(files.slice(0, 2).map((id) => issue(gate.TJ, id, 'handover_sheet')))
    const numbers = made.map((one) => one.number!).sort()
    expect(new Set(numbers).size).toBe(2)
    const order = numbers.map((number) => Number(/第(\d+)号/.exec(number)![1]))
    expect(order[1]! - order[0]!).toBe(1)
    await expect(
      inScope(gate.TJ, async (ctx) => {
        await ctx.db.$queryRaw`SELECT next_numbers('WS-340705001-JO1-安帮接-2026', 1::int)`
        throw new Error('gone')
      }),
    ).rejects.toThrow('gone')
    const { number } = await issue(gate.TJ, files[2]!, 'handover_sheet')
    expect(Number(/第(\d+)号/.exec(number!)![1])).toBe(order[1]! + 1)
  })

  it('one of a sort stands at a time: the second of two at once is told so, and a replacement withdraws the first', async () => {
    const id = (await handedOver())[0]!
    const both = await Promise.allSettled([issue(gate.TJ, id, 'handover_sheet'), issue(gate.TJ, id, 'handover_sheet')])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const first = both.find((one) => one.status === 'fulfilled')!.value
    await expect(issue(gate.TJ, id, 'handover_sheet')).rejects.toMatchObject({ status: 409 })
    await expect(issue(gate.TJ, id, 'handover_sheet', { replaces: uuidv7(), reason: 'x' })).rejects.toMatchObject({
      status: 409,
    })
    await expect(issue(gate.TJ, id, 'handover_sheet', { replaces: first.id })).rejects.toMatchObject({ status: 422 })
    const second = await issue(gate.TJ, id, 'handover_sheet', { replaces: first.id, reason: '财物漏填' })
    expect(await row(first.id)).toMatchObject({ state: 'withdrawn', replaced_by: second.id })
    expect(second.number).not.toBe(first.number)
  })
})

describe('issuing', () => {
  it('freezes what was seen: a file that changed in between is a conflict', async () => {
    await expect(issue(helping.TJ, file, 'group_duty', { seen: 'a'.repeat(32) })).rejects.toMatchObject({ status: 409 })
  })

  it('is told in the timeline, and ends the undoing of the step before it', async () => {
    const { id } = await send({ keyCategory: [] })
    await verify(id)
    const second = at(people.TJ, '2026-11-23T13:00:00+08:00')
    await take(second, id, 'plan_pickup', { pickupMode: 'self', pickupAt: '2026-12-15T09:00' }).catch(() => undefined)
    await issue(people.JC, id, 'verify_feedback')
    const events = await asSuperuser<{ step: string }>(
      'SELECT step FROM case_event WHERE case_id = $1 ORDER BY seq DESC LIMIT 1',
      [id],
    )
    expect(events).toEqual([{ step: '$document.propose' }])
    const { version } = await rowOf(id)
    await expect(inScope(second, (ctx) => undo(handoff, ctx, { caseId: id, version }))).rejects.toMatchObject({
      status: 403,
    })
  })

  it('asks for the role, the state and the approval, and says which', async () => {
    await expect(issue(helping.JC, file, 'group_duty')).rejects.toThrow('由司法所工作人员制发')
    await expect(issue(people.JX, file, 'register_sheet')).rejects.toMatchObject({ status: 404 })
    await expect(issue(helping.TJ, file, 'end_notice')).rejects.toThrow('办理“期满解除”后可制发')
    await expect(issue(helping.TJ, file, 'no_such_paper')).rejects.toMatchObject({ status: 404 })
    await expect(issue(helping.TJ, file, 'visit_record', { about: uuidv7() })).rejects.toMatchObject({ status: 404 })
    const id = await inHelp()
    await entrust(id, false)
    await expect(issue(helping.TJ, id, 'entrust_letter')).rejects.toThrow('“外出委托帮教”还没有批准')
  })

  it('with a step’s second hand bears who approved it', async () => {
    const id = await inHelp()
    await entrust(id)
    const made = await issue(helping.TJ, id, 'entrust_letter')
    expect(await row(made.id)).toMatchObject({
      state: 'issued',
      approved_name: people.TH.userName,
      approved_by: people.TH.postId,
    })
  })
})

describe('a second hand on the paper itself', () => {
  it('is another person, approves word for word what was drawn up, or sends it back', async () => {
    const draft = await issue(helping.TJ, file, 'help_plan')
    expect(await row(draft.id)).toMatchObject({ state: 'draft', number: null, check_code: null, issued_at: null })
    await expect(print(helping.TJ, file, draft.id)).rejects.toThrow('还没有批准，不能打印正式件')
    const alone = { ...helping.TH, userId: helping.TJ.userId }
    await expect(approve(alone, file, draft.id)).rejects.toThrow('起草人不能批准')
    await expect(approve(helping.JA, file, draft.id)).rejects.toMatchObject({ status: 403 })
    await expect(approve(helping.TH, file, draft.id, 'no')).rejects.toMatchObject({ status: 422 })
    await expect(approve(helping.TH, file, draft.id, 'maybe')).rejects.toMatchObject({ status: 422 })
    expect(await approve(helping.TH, file, draft.id, 'no', '请补充就业意向')).toEqual({ outcome: 'returned' })
    await expect(approve(helping.TH, file, draft.id)).rejects.toMatchObject({ status: 409 })
    const again = await issue(helping.TJ, file, 'help_plan')
    const before = (await contentOf(helping.TJ, again.id)).content
    await approve(helping.TH, file, again.id)
    const { content, intact } = await contentOf(helping.TJ, again.id)
    expect(intact).toBe(true)
    expect(content.blocks).toEqual(before.blocks)
    expect(content.number).toMatch(/第0001号$/)
    await expect(withdraw(helping.TJ, file, again.id)).rejects.toMatchObject({ status: 403 })
    await withdraw(helping.TH, file, again.id)
  })
})

describe('what is issued', () => {
  const set = (actor: Actor, sql: Prisma.Sql) => inScope(actor, ({ db }) => db.$executeRaw(sql))

  it.each([
    ['its number', Prisma.sql`number = 'x'`],
    ['its content', Prisma.sql`content_enc = ${encrypt('{}', 'x')}`],
    ['its hash', Prisma.sql`hash = repeat('0', 64)`],
    ['its code', Prisma.sql`check_code = '0000000000000000'`],
    ['its day', Prisma.sql`issued_on = '2020-01-01'`],
    ['who approved it', Prisma.sql`approved_name = '别人', approved_by = gen_random_uuid()`],
    ['back into a draft', Prisma.sql`state = 'draft', number = NULL, issued_at = NULL, check_code = NULL`],
    ['fewer copies', Prisma.sql`copies = -1`],
    ['another file', Prisma.sql`case_id = NULL`],
    ['its title', Prisma.sql`title = '别的'`],
  ])('is not changed by the application’s role: %s', async (_, change) => {
    const before = await row(sheet)
    await expect(
      set(helping.TJ, Prisma.sql`UPDATE case_document SET ${change} WHERE id = ${sheet}::uuid`),
    ).rejects.toThrow()
    expect(await row(sheet)).toEqual(before)
  })

  it('is not deleted, and its prints neither change nor go', async () => {
    await print(helping.TJ, file, sheet, 2)
    for (const sql of [
      Prisma.sql`DELETE FROM case_document WHERE id = ${sheet}::uuid`,
      Prisma.sql`DELETE FROM document_print WHERE document_id = ${sheet}::uuid`,
      Prisma.sql`UPDATE document_print SET copies = 0 WHERE document_id = ${sheet}::uuid`,
    ])
      await expect(set(helping.TJ, sql)).rejects.toThrow(/permission denied/)
    await expect(asSuperuser('DELETE FROM case_document WHERE id = $1', [sheet])).rejects.toThrow('append only')
    await expect(asSuperuser('UPDATE document_print SET copies = 9 WHERE document_id = $1', [sheet])).rejects.toThrow(
      'append only',
    )
    await expect(asSuperuser(`UPDATE case_document SET number = 'x' WHERE id = $1`, [sheet])).rejects.toThrow(
      'stays as it is',
    )
  })

  it('nor is one put in that was never approved', async () => {
    const forged = (extra: Prisma.Sql) =>
      set(
        helping.TJ,
        Prisma.sql`INSERT INTO case_document (id, case_id, kind, scope_key, code, title, state, unit_code, content_enc, hash, check_by, second_roles, made_by, made_user, made_name, made_at, number, issued_at, issued_on, approved_by, approved_user)
          VALUES (${uuidv7()}::uuid, ${file}::uuid, 'handoff', ${OFFICE}, 'help_plan', '帮扶方案', 'issued', ${OFFICE}, 'x', 'x', 'public', ARRAY['TH'], gen_random_uuid(), 'u1', 'x', now(), 'x', now(), now(), ${extra})`,
      )
    await expect(forged(Prisma.sql`NULL, NULL`)).rejects.toThrow(/case_document_issued/)
    await expect(forged(Prisma.sql`gen_random_uuid(), 'u1'`)).rejects.toThrow(/case_document_two_hands/)
  })

  it('shows tampering by whoever reaches past every rule', async () => {
    const id = (await handedOver())[0]!
    const made = await issue(gate.TJ, id, 'handover_sheet')
    const { content } = await contentOf(gate.TJ, made.id)
    const forged = encrypt(JSON.stringify({ ...content, number: '伪造' }), `document:${made.id}`)
    await asSuperuser('ALTER TABLE case_document DISABLE TRIGGER case_document_kept')
    await asSuperuser('UPDATE case_document SET content_enc = $2 WHERE id = $1', [made.id, forged])
    await asSuperuser('ALTER TABLE case_document ENABLE TRIGGER case_document_kept')
    expect((await contentOf(gate.TJ, made.id)).intact).toBe(false)
  })

  it('follows its file to another office, and to nobody else', async () => {
    const id = (await handedOver())[0]!
    const made = await issue(gate.TJ, id, 'handover_sheet')
    await asSuperuser(`UPDATE case_file SET scope_key = '340705002-JO1' WHERE id = $1`, [id])
    expect(await row(made.id)).toMatchObject({ scope_key: '340705002-JO1' })
    await expect(load(gate.TJ, id, made.id)).rejects.toMatchObject({ status: 404 })
    expect((await load(gate.neighbour, id, made.id)).row.id).toBe(made.id)
  })
})

describe('copies', () => {
  it('are counted one by one and logged: who, when, how many', async () => {
    const id = (await handedOver())[0]!
    const made = await issue(gate.TJ, id, 'handover_sheet')
    const first = await print(gate.TJ, id, made.id, 2)
    expect(first[0]!.lines).toEqual([
      '打印：司法所工作人员甲 2026-12-15 12:00 第1份',
      '打印：司法所工作人员甲 2026-12-15 12:00 第2份',
    ])
    const more = await Promise.all([print(gate.TJ, id, made.id), print(gate.TH, id, made.id)])
    expect(more.map((one) => one[0]!.lines[0]!.slice(-3)).sort()).toEqual(['第3份', '第4份'])
    expect(await row(made.id)).toMatchObject({ copies: 4 })
    const log = await asSuperuser(
      'SELECT way, first_copy, copies, by_name FROM document_print WHERE document_id = $1 ORDER BY first_copy LIMIT 1',
      [made.id],
    )
    expect(log).toEqual([{ way: 'print', first_copy: 1, copies: 2, by_name: '司法所工作人员甲' }])
    const { file_token } = (await rowOf(id)) as unknown as { file_token: string }
    const [line] = await asSuperuser<{ data: unknown; fields: number }>(
      `SELECT data, fields FROM access_log WHERE event = 'print' AND file_token = $1 ORDER BY id LIMIT 1`,
      [file_token],
    )
    expect(line).toEqual({ data: { what: 'document.handover_sheet', way: 'print', copies: 2 }, fields: 1 })
  })
})

describe('who gets in', () => {
  it('another office, another county, another kind, another file: not found', async () => {
    for (const actor of [people.neighbour, people.abroad, people.PR])
      await expect(load(actor, file, sheet), actor.role).rejects.toMatchObject({ status: 404 })
    const { id: other } = await send()
    await expect(load(helping.JC, other, sheet)).rejects.toMatchObject({ status: 404 })
    await expect(load(helping.JC, undefined, sheet)).rejects.toMatchObject({ status: 404 })
    await expect(load(helping.JC, file, sheet, 'support')).rejects.toMatchObject({ status: 404 })
    for (const id of ['', 'x', '%', `${sheet}'`])
      await expect(load(helping.JC, file, id)).rejects.toMatchObject({ status: 404 })
    expect((await load(helping.JC, file, sheet)).row.id).toBe(sheet)
    expect((await load(people.JX, file, sheet)).row.id).toBe(sheet)
  })

  it('a pair helper sees no document, not even its row, though the file is his to read', async () => {
    const helper = actorOf('PH', '340705-JB1')
    await addParty(file, [helper.postId])
    expect(await inScope(helper, ({ db }) => db.caseFile.count({ where: { id: file } }))).toBe(1)
    expect(await inScope(helper, ({ db }) => db.caseDocument.count())).toBe(0)
    expect(await inScope(helper, ({ db }) => db.documentPrint.count())).toBe(0)
    await expect(load(helper, file, sheet)).rejects.toMatchObject({ status: 404 })
    await expect(issue(helper, file, 'visit_record')).rejects.toMatchObject({ status: 404 })
    await expect(print(helper, file, sheet)).rejects.toMatchObject({ status: 404 })
  })

  it('somebody let in for danger to life reads, and neither prints nor issues', async () => {
    const guest = actorOf('TJ', '340705002-JO1')
    await addParty(file, [guest.postId], { view: 'full', part: 'break_glass' })
    expect((await load(guest, file, sheet)).byRange).toBe(false)
    await expect(print(guest, file, sheet)).rejects.toMatchObject({ status: 403 })
    await expect(issue(guest, file, 'group_duty')).rejects.toMatchObject({ status: 404 })
    await expect(withdraw(guest, file, sheet)).rejects.toMatchObject({ status: 404 })
  })

  it('the city reads and does not print; the county reads the prison’s paper and cannot touch it', async () => {
    await expect(print(people.JX, file, sheet)).rejects.toMatchObject({ status: 403 })
    const { noticeId, id } = await send()
    const made = await issue(people.PR, noticeId, 'release_notice', { kind: 'release_notice' })
    const delivered = await load(people.JC, id, made.id)
    expect(delivered).toMatchObject({ delivered: true, row: { title: '刑满释放人员通知书' } })
    const lines = await inScope(people.JC, async (ctx) =>
      logPrint(ctx, [await loadDocument(ctx, { kind: 'handoff', caseId: id, documentId: made.id })], 'print', {
        groups: () => ['outline'],
      }),
    )
    expect(lines[0]!.lines[0]).not.toContain('第')
    expect(await row(made.id)).toMatchObject({ copies: 0 })
    await expect(withdraw(people.JC, id, made.id)).rejects.toMatchObject({ status: 403 })
    const { id: other } = await send()
    await expect(load(people.JC, other, made.id)).rejects.toMatchObject({ status: 404 })
    await expect(load(people.abroad, id, made.id)).rejects.toMatchObject({ status: 404 })
    const helper = actorOf('PH', '340705-JB1')
    await addParty(id, [helper.postId])
    expect(await inScope(helper, ({ db }) => db.$queryRaw`SELECT id FROM delivered_documents(${id}::uuid)`)).toEqual([])
  })
})

describe('a check code', () => {
  const from = (ip: string) => ({ ip, now: new Date('2026-12-21T12:00:00+08:00') })

  it('answers valid or not valid and nothing else; withdrawn, unknown and misspelt are one', async () => {
    const id = (await handedOver())[0]!
    const made = await issue(gate.TJ, id, 'handover_sheet')
    const code = await codeOf(made.id)
    expect(await checkPublicly(code.toLowerCase(), from('203.0.113.1'))).toBe('valid')
    await withdraw(gate.TJ, id, made.id)
    for (const typed of [code, '0'.repeat(16), 'x', '', "' OR true --"])
      expect(await checkPublicly(typed, from('203.0.113.1')), typed).toBe('invalid')
  })

  it('of a paper that is checked after sign-in says nothing to the public', async () => {
    const content: PaperContent = {
      v: 1,
      code: 'inner',
      title: '内部文书',
      headline: '内部文书',
      layout: 'form',
      number: null,
      unit: { code: OFFICE, name: '所' },
      to: null,
      caseNo: null,
      about: '',
      issuedOn: null,
      check: { by: 'signed_in', code: null },
      blocks: [body('x')],
    }
    const kept = await inScope(helping.TJ, async (ctx) =>
      keepDocument(ctx, {
        decl: { code: 'inner', title: '内部文书', word: '内', approval: { by: 'none' } },
        place: { caseId: null, kind: 'handoff', scopeKey: OFFICE },
        unit: (await ctx.db.unit.findUniqueOrThrow({ where: { code: OFFICE } })) as never,
        content,
      }),
    )
    const code = await codeOf(kept.id)
    expect(await checkPublicly(code, from('203.0.113.2'))).toBe('invalid')
    expect(await inScope(people.abroad, (ctx) => checkSignedIn(ctx, code))).toBe('valid')
    expect(await prisma.$queryRaw`SELECT check_document(${code}) AS valid`).toEqual([{ valid: false }])
  })

  it('cannot be tried without end from one address, however many ask at once and in whichever process', async () => {
    const burst = await Promise.all(Array.from({ length: CHECKS + 10 }, () => checkPublicly('x', from('203.0.113.3'))))
    expect(burst.filter((one) => one === 'invalid')).toHaveLength(CHECKS)
    expect(burst.filter((one) => one === 'too_many')).toHaveLength(10)
    // Another process: nothing of this one's memory.
    vi.resetModules()
    const elsewhere = (await import('~/casefile/documents/check.server')).checkPublicly
    expect(await elsewhere('x', from('203.0.113.3'))).toBe('too_many')
    expect(await elsewhere('x', from('203.0.113.4'))).toBe('invalid')
    const signedIn = { ...people.JC, ip: '203.0.113.3', now: from('').now }
    expect(await inScope(signedIn, (ctx) => checkSignedIn(ctx, 'x'))).toBe('too_many')
    const later = { ...from('203.0.113.3'), now: new Date(from('').now.getTime() + WINDOW_MS) }
    expect(await elsewhere('x', later)).toBe('invalid')
  })

  it('leaves no address behind, and no count that has run out', async () => {
    const kept = () =>
      asSuperuser<{ id: string }>(`SELECT id FROM app_verification WHERE identifier = 'document_check'`)
    await checkPublicly('x', from('203.0.113.9'))
    expect((await kept()).length).toBeGreaterThan(0)
    expect(JSON.stringify(await kept())).not.toContain('203.0')
    await asWorker((db) => clearAccounts(db, new Date(from('').now.getTime() + 3 * WINDOW_MS)))
    expect(await kept()).toEqual([])
  })
})

describe('a paper of a unit alone', () => {
  const paper = (about: string, scopeKey = OFFICE): PaperContent => ({
    v: 1,
    code: 'month',
    title: '统计表',
    headline: '统计表',
    layout: 'list',
    number: null,
    unit: { code: scopeKey, name: '所' },
    to: null,
    caseNo: null,
    about,
    issuedOn: null,
    check: { by: 'public', code: null },
    blocks: [body('一人')],
  })
  const keep = (actor: Actor, about: string, scopeKey = OFFICE) =>
    inScope(actor, async (ctx) =>
      keepDocument(ctx, {
        decl: { code: 'month', title: '统计表', word: '统', approval: { by: 'none' } },
        place: { caseId: null, kind: 'handoff', scopeKey },
        unit: (await ctx.db.unit.findUniqueOrThrow({ where: { code: scopeKey } })) as never,
        content: paper(about, scopeKey),
      }),
    )

  it('belongs to no file, is numbered and checked all the same, and stands once for each month', async () => {
    const made = await keep(helping.TJ, '2026-11')
    expect(made.number).toBe('340705001司所统字〔2026〕第0001号')
    expect((await load(helping.TJ, undefined, made.id)).file).toBeNull()
    expect((await load(helping.JC, undefined, made.id)).row.id).toBe(made.id)
    await expect(load(people.neighbour, undefined, made.id)).rejects.toMatchObject({ status: 404 })
    await expect(load(helping.TJ, file, made.id)).rejects.toMatchObject({ status: 404 })
    await expect(keep(helping.TJ, '2026-11')).rejects.toMatchObject({ status: 409 })
    const twice = await Promise.allSettled([keep(helping.TJ, '2026-12'), keep(helping.TJ, '2026-12')])
    expect(twice.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(twice.find((one) => one.status === 'rejected')!.reason).toMatchObject({ status: 409 })
    await expect(keep(helping.TJ, '2026-11', '340705002-JO1')).rejects.toThrow()
  })
})
