/** Printing and downloading: who may, the log, and the number of the copy. */
import { Prisma } from '~/generated/prisma/client'
import { judge } from '~/access/policy'
import { fieldBits, type FieldGroup } from '~/audit/events'
import { formatInstant } from '~/lib/dates'
import { invalid, refused, UserError } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import type { Ctx } from '../act.server'
import type { LoadedDocument } from './load-document.server'

export type Way = 'print' | 'batch' | 'docx'
/** Most documents on one page of a batch, most copies of one. */
export const BATCH = 50
export const MOST_COPIES = 10

/** The line below a sheet: 打印：章晓燕 2026-11-24 08:05 第1份. */
export type CopyLine = { documentId: string; lines: string[] }

const verbs: Record<Way, string> = { print: '打印', batch: '打印', docx: '下载' }

/** Number of copies from an address: 1 when none is given. Throws 422. */
export function copiesOf(typed: string | null): number {
  if (typed === null || typed === '') return 1
  const copies = Number(typed)
  if (!Number.isInteger(copies) || copies < 1 || copies > MOST_COPIES)
    throw invalid({ copies: [`份数请填 1 到 ${MOST_COPIES}`] }, `份数请填 1 到 ${MOST_COPIES}。`)
  return copies
}

/**
 * Logs a print (or download) of documents and gives the line that each copy bears. All or nothing: a draft among them
 * refuses the whole. A paper delivered by another unit is logged, its copies are not counted. Throws 403, 409.
 */
export async function logPrint(
  { actor, db }: Ctx,
  documents: readonly LoadedDocument[],
  way: Way,
  given: { copies?: number; groups: (code: string) => readonly FieldGroup[] },
): Promise<CopyLine[]> {
  const copies = given.copies ?? 1
  for (const { row, byRange, file } of documents) {
    if (!judge(actor.role, file?.kind ?? row.kind, 'P').allowed || !byRange)
      throw refused('您当前的岗位不能打印这份文书。')
    if (row.state === 'draft') throw new UserError(409, `《${row.title}》还没有批准，不能打印正式件。`)
  }
  if (documents.length === 0) return []
  const counted = way === 'docx' ? [] : documents.filter((one) => !one.delivered).map((one) => one.row.id)
  const after = counted.length
    ? await db.$queryRaw<{ id: string; copies: number }[]>(
        Prisma.sql`UPDATE case_document SET copies = copies + ${copies}::int WHERE id = ANY (${counted}::uuid[]) RETURNING id, copies`,
      )
    : []
  const last = new Map(after.map((row) => [row.id, row.copies]))
  const firstOf = (id: string) => {
    const n = last.get(id)
    return n === undefined ? null : n - copies + 1
  }
  await db.documentPrint.createMany({
    data: documents.map(({ row, file }) => ({
      id: uuidv7(),
      documentId: row.id,
      caseId: file?.id ?? null,
      kind: file?.kind ?? row.kind,
      scopeKey: file?.scopeKey ?? row.scopeKey,
      way,
      firstCopy: firstOf(row.id),
      copies,
      postId: actor.postId,
      byName: actor.userName,
      at: actor.now,
    })),
  })
  const lines = documents.map(({ row, file }) => ({
    file: file?.fileToken ?? null,
    fields: fieldBits(given.groups(row.code)),
    data: { what: `document.${row.code}`, way, copies },
  }))
  await db.$executeRaw`SELECT log_access('print', x.file, x.fields, NULL, ${actor.ip}, ${actor.requestId}, x.data)
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS x(file text, fields int, data jsonb)`
  const said = `${verbs[way]}：${actor.userName} ${formatInstant(actor.now)}`
  return documents.map(({ row }) => {
    const first = firstOf(row.id)
    return {
      documentId: row.id,
      lines: Array.from({ length: copies }, (_, at) => (first === null ? said : `${said} 第${first + at}份`)),
    }
  })
}
