import { Prisma } from '~/generated/prisma/client'
import { judge } from '~/access/policy'
import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'
import { mac, encrypt } from '~/lib/crypto.server'
import { dayToDb, type LegalDay } from '~/lib/dates'
import { conflict, invalid, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import { requiredText } from '~/lib/text'
import { checkIdNumber } from '~/people/identity'
import { nameKeys } from '~/people/pinyin.server'
import type { Ctx } from './act.server'
import { handOf, type CaseRow, type Domain } from './domain'
import type { BaseFacts, CorrectionDecl } from './kind'
import { lockCase } from './load-case.server'
import { readIdNumber } from './read.server'
import { searchKeys } from './search-keys.server'
import { settleCorrection } from './settle-correction.server'

/** What every correction asks for beside the new value. */
export const correctionForm = z.object({ field: z.string(), reason: requiredText(300), paper: requiredText(200) })

const columnOf = (decl: CorrectionDecl) => ({
  table: Prisma.raw(`"${decl.table}"`),
  column: Prisma.raw(`"${decl.column}"`),
  id: Prisma.raw(decl.table === 'case_file' ? 'id' : 'case_id'),
})

/** The present value of a correctable field, as JSON. */
export async function presentValue({ db }: Ctx, file: CaseRow, decl: CorrectionDecl): Promise<unknown> {
  const { table, column, id } = columnOf(decl)
  const rows = await db.$queryRaw<{ value: unknown }[]>(
    Prisma.sql`SELECT to_jsonb(${column}) AS value FROM ${table} WHERE ${id} = ${file.id}::uuid`,
  )
  return rows[0]?.value ?? null
}

/**
 * Corrects one field (更正): an event with the old and the new value, the reason and the paper; the deadlines that follow
 * from it are computed anew and given back with their old and new days. Throws 404, 403, 409, 422.
 */
export async function correct<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  request: { caseId: string | undefined; version: number; form: FormData },
): Promise<{ label: string; moved: { code: string; from: string; to: string }[] }> {
  const { actor, db } = ctx
  const file = await lockCase(db, domain.kind.name, request.caseId)
  if (request.version !== file.version) throw conflict()
  if (!judge(actor.role, domain.kind.name, 'W').allowed) throw refused()
  if (!domain.kind.states[file.state]?.open) throw refused('档案已办结，不能再更正。')
  const parsed = parseWithZod(request.form, { schema: correctionForm })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { corrections } = domain.kind
  const decl = Object.hasOwn(corrections, parsed.value.field) ? corrections[parsed.value.field] : undefined
  if (!decl) throw invalid({ field: ['请选择要更正的项目'] })
  const valued = parseWithZod(request.form, { schema: z.object({ value: decl.input }) })
  if (valued.status !== 'success') throw invalid((valued.error ?? {}) as Record<string, string[]>)
  const value = (valued.value as { value?: unknown }).value ?? null
  const old = decl.table === 'person' ? ((await readIdNumber(ctx, file)) ?? null) : await presentValue(ctx, file, decl)
  if (JSON.stringify(old) === JSON.stringify(value)) throw invalid({ value: ['与现在的内容相同，不需要更正'] })
  if (decl.table === 'person') await rematch(ctx, file, String(value))
  else await write(ctx, file, decl, value)
  if (decl.table === 'case_file' && decl.column === 'name') await renew(ctx, file, String(value))
  const { reason, paper, field } = parsed.value
  const by = { hand: handOf(actor), at: actor.now }
  const settled = await settleCorrection(db, domain, { file, correction: { field, old, value, reason, paper }, ...by })
  const { moved } = settled
  // The number says when its bearer was born: the birthday is corrected with it, by an event of its own.
  const born = decl.table === 'person' && corrections.birthOn ? birthOf(String(value)) : null
  if (born && born !== file.birthOn) {
    await db.caseFile.update({ where: { id: file.id }, data: { birthOn: dayToDb(born) } })
    const correction = { field: 'birthOn', old: file.birthOn, value: born, reason, paper }
    moved.push(...(await settleCorrection(db, domain, { file: settled.file, correction, ...by })).moved)
  }
  // Other files of the same person may count by it.
  if (born || (decl.table === 'case_file' && decl.column === 'birth_on'))
    await enqueue(db, 'birthdays', { caseId: file.id })
  return { label: decl.label, moved }
}

function birthOf(idNo: string): LegalDay | null {
  const checked = checkIdNumber(idNo)
  return checked.ok ? checked.birth : null
}

/** The new value, and what follows from it. */
async function write({ db }: Ctx, file: CaseRow, decl: CorrectionDecl, value: unknown): Promise<void> {
  const { table, id } = columnOf(decl)
  const row = { [decl.column]: value, ...decl.follows?.(value) }
  const columns = Prisma.raw(
    Object.keys(row)
      .map((name) => `"${name}"`)
      .join(', '),
  )
  await db.$executeRaw(
    Prisma.sql`UPDATE ${table} t SET (${columns}) = (SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, ${JSON.stringify(row)}::jsonb)) WHERE t.${id} = ${file.id}::uuid`,
  )
}

/** A new name: pinyin, initials and search keys follow. */
async function renew(ctx: Ctx, file: CaseRow, name: string): Promise<void> {
  const { db } = ctx
  const keys = nameKeys(name)
  await db.caseFile.update({ where: { id: file.id }, data: { pinyin: keys.pinyin, initials: keys.initials } })
  await db.caseKey.deleteMany({ where: { caseId: file.id } })
  const idNo = await readIdNumber(ctx, file)
  await db.caseKey.createMany({
    data: searchKeys({ name, idNo }, file.caseNo).map((key) => ({
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      key,
    })),
  })
}

/** A wrong ID number (更正证件号码): the file is joined to the right identity; never says whether that one was known. */
async function rematch(ctx: Ctx, file: CaseRow, idNo: string): Promise<void> {
  const { db } = ctx
  const person = {
    id: uuidv7(),
    id_type: 'resident',
    id_mac: mac(idNo, 'person.id_no'),
    id_enc: encrypt(idNo, 'person.id_no'),
    name: file.name,
    pinyin: nameKeys(file.name).pinyin,
    sex: file.sex,
    birth_on: birthOf(idNo) ?? file.birthOn,
  }
  const rows = await db.$queryRaw<{ ids: string[] }[]>`SELECT person_match(${JSON.stringify([person])}::jsonb) AS ids`
  await db.caseFile.update({ where: { id: file.id }, data: { personId: rows[0]!.ids[0]! } })
  await db.caseKey.deleteMany({ where: { caseId: file.id } })
  await db.caseKey.createMany({
    data: searchKeys({ name: file.name, idNo }, file.caseNo).map((key) => ({
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      key,
    })),
  })
}
