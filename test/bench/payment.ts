/**
 * `npx tsx test/bench/payment.ts [lines]`: a batch of 10,000 payments: making it, writing its bank file, reading its results
 * back. On the bench's own server, in a small database; each run pays new decisions.
 */
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Actor } from '~/access/actor'
import { setScope } from '~/access/scope.server'
import type { Ctx } from '~/casefile/act.server'
import { act } from '~/casefile/act.server'
import { writeWorkbook } from '~/casefile/exports/write-workbook.server'
import { bankFiles } from '~/domains/relief/payment/bank-file.server'
import { paymentBatch } from '~/domains/relief/payment/domain.server'
import { lineRef } from '~/domains/relief/payment/line-ref'
import { makeBatch } from '~/domains/relief/payment/make-batch.server'
import { readPaymentResult } from '~/domains/relief/payment/result/read-result.server'
import { receiveResult } from '~/domains/relief/payment/result/receive-result.server'
import { encrypt } from '~/lib/crypto.server'
import { now, today } from '~/lib/dates'
import { disconnect } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'
import { transaction } from '~/lib/transaction.server'
import { addRows, withOwner } from '../../prisma/seed/owner'
import { root } from '../../server/root'
import { freePort } from '../support/ports'
import { benchDatabase, startServer } from './database/server'

const say = (line: string) => void process.stdout.write(`${line}\n`)
const LINES = Number(process.argv[2] ?? 10_000)
const COUNTY = '340799'
const FINANCE = `${COUNTY}-FN1`
const WINDOW = `${COUNTY}001-CW1`

async function seat(): Promise<Actor> {
  const [userId, postId] = [uuidv7(), uuidv7()]
  await withOwner(async (db) => {
    await db.query(`INSERT INTO region (code, name, short_name, tier) VALUES ('${COUNTY}', '试验县', '试验县', 'county'),
      ('${COUNTY}001', '试验镇', '试验镇', 'town') ON CONFLICT DO NOTHING`)
    await db.query(`INSERT INTO unit (code, region_code, kind, name) VALUES ('${FINANCE}', '${COUNTY}', 'finance', '试验县财政局'),
      ('${WINDOW}', '${COUNTY}001', 'civil_affairs', '试验镇窗口') ON CONFLICT DO NOTHING`)
    const at = now().toISOString()
    await addRows(db, 'app_user', [
      {
        ...{
          id: userId,
          name: '财务甲',
          username: `fn.${userId}`,
          display_username: 'fn',
          email: `${userId}@local.invalid`,
        },
        ...{ email_verified: false, failed_count: 0, must_change_password: false, created_at: at, updated_at: at },
      },
    ])
    await addRows(db, 'post', [{ id: postId, user_id: userId, role: 'FN', unit_code: FINANCE, from_on: '2020-01-01' }])
  })
  const unit = { code: FINANCE, name: '试验县财政局', kind: 'finance', regionCode: COUNTY, regionName: '试验县' }
  return {
    ...{ sessionId: uuidv7(), userId, userName: '财务甲', postId, role: 'FN', classCode: null, unit, covers: [] },
    ...{ authorisedUntil: null, holders: [postId, FINANCE], coveredBy: null, now: now(), today: today() },
    ...{ ip: '127.0.0.1', requestId: 'bench' },
  }
}

/** So many households with this month's allowance decided and due. */
async function decide(count: number): Promise<void> {
  const run = uuidv7().slice(-8)
  const day = today()
  const rows = Array.from({ length: count }, (_, i) => {
    const child = { case_id: uuidv7(), kind: 'relief_dibao', scope_key: WINDOW }
    const id = uuidv7()
    const sealed = (text: string) => encrypt(text, `relief_award:${id}`)
    return {
      file: {
        ...{ id: child.case_id, kind: child.kind, scope_key: WINDOW, state: 'paying', case_no: `DB-${run}-${i}` },
        ...{ neutral_no: `T-${run}-${i}`, file_token: `${run}${i}`, name: '某人', pinyin: 'mouren', initials: 'mr' },
        ...{ sex: 'F', opened_on: day, lawful_basis: 'statutory_duty', version: 1, chain_seq: 0, chain_hash: '' },
        next_due_on: '9999-12-31',
      },
      own: {
        ...{
          ...child,
          benefit_type: 'dibao',
          accept_town: `${COUNTY}001`,
          applied_on: day,
          accepted_on: day,
          persons: 1,
        },
        ...{ complex: false, protected_person: false, review_count: 0, reversed: false, false_papers: false },
        before_system: false,
      },
      award: {
        ...{
          ...child,
          id,
          benefit_type: 'dibao',
          decision_no: `低保决-${run}-${i}`,
          part: day.slice(0, 7),
          amount_fen: 33_000 + i,
        },
        ...{ due_on: day, month: `${day.slice(0, 7)}-01`, payee_name_enc: sealed('某人'), payee_relation: 'self' },
        ...{
          payee_account_enc: sealed(`62170000${String(i).padStart(11, '0')}`),
          payee_bank: '某银行',
          budget_code: 'B',
        },
        ...{
          state: 'unpaid',
          state_at: now().toISOString(),
          decided_user: 'd',
          decided_on: day,
          created_at: now().toISOString(),
        },
        version: 1,
      },
    }
  })
  await withOwner(async (db) => {
    await addRows(
      db,
      'case_file',
      rows.map((row) => row.file),
    )
    await addRows(
      db,
      'relief_file',
      rows.map((row) => row.own),
    )
    await addRows(
      db,
      'relief_award',
      rows.map((row) => row.award),
    )
  })
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now()
  const given = await work()
  say(`${what.padEnd(24)} ${((performance.now() - from) / 1000).toFixed(2).padStart(7)} s`)
  return given
}

const folder = resolve(root, process.env.VAR_DIR ?? 'var', 'bench')
mkdirSync(folder, { recursive: true })
const server = await startServer(folder, Number(process.env.POSTGRES_PORT ?? (await freePort())), say)
try {
  await benchDatabase(server, 1000, say)
  const actor = await seat()
  await decide(LINES)
  const scoped = <T>(work: (ctx: Ctx) => Promise<T>) =>
    transaction(
      async (db) => {
        await setScope(db, actor)
        return work({ actor, db })
      },
      { timeout: 300_000 },
    )
  say(`A batch of ${LINES} payments`)
  const id = await timed('make the batch', () =>
    scoped((ctx) => makeBatch(ctx, { programme: 'dibao', month: actor.today.slice(0, 7) })),
  )
  const ticked = new FormData()
  ticked.set('checked', 'on')
  await timed('look and send', () =>
    scoped((ctx) => act(paymentBatch, ctx, { caseId: id, step: 'send', version: 1, form: ticked })),
  )
  const rows: string[] = ['明细编号,金额,结果']
  await timed('write the bank file', () =>
    scoped(async (ctx) => {
      const out = new PassThrough()
      out.resume()
      const sheets = await bankFiles[0]!.sheets(ctx, new URLSearchParams({ batch: id }))
      await writeWorkbook(out, { sheets, mark: 'bench', closing: String, progress: async () => undefined })
    }),
  )
  const { caseNo } = await scoped(({ db }) =>
    db.caseFile.findUniqueOrThrow({ where: { id }, select: { caseNo: true } }),
  )
  const lines = await scoped(({ db }) =>
    db.paymentLine.findMany({ where: { caseId: id }, select: { no: true, amountFen: true } }),
  )
  for (const { no, amountFen } of lines)
    rows.push(`${lineRef(caseNo, no)},${(amountFen / 100).toFixed(2)},${no % 100 ? '成功' : '失败'}`)
  const form = new FormData()
  form.set('file', new File([rows.join('\r\n')], 'result.csv'))
  form.set('onDay', actor.today)
  await timed('take the file in', () => scoped((ctx) => receiveResult(ctx, id, form)))
  const result = await scoped(({ db }) => db.paymentResult.findFirstOrThrow({ where: { caseId: id } }))
  await timed('read the results back', () =>
    readPaymentResult({ resultId: result.id, postId: actor.postId, userId: actor.userId }),
  )
  const settled = await scoped(({ db }) => db.paymentBatch.findUniqueOrThrow({ where: { caseId: id } }))
  say(`paid ${settled.paidLines}, failed ${settled.failedLines}, of ${settled.lines}`)
} finally {
  await disconnect()
  await server.postgres.stop()
}
