import type { CaseEvent } from '~/generated/prisma/client'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import type { Ctx } from './act.server'
import { digestOf, hashOf } from './chain.server'
import type { CaseRow } from './domain'
import type { BaseFacts, Kind } from './kind'

export type TimelineEntry = {
  seq: number
  at: Date
  eventOn: string
  step: string
  label: string
  fromState: string | null
  toState: string | null
  who: string | null
  unit: string | null
  input: unknown
}

const spine: Record<string, string> = {
  $correct: '更正',
  $undo: '撤销上一步',
  $join: '合并同一人档案',
  $joined: '并入同一人档案',
  $referral: '转介',
  $attach: '添加附件',
  $detach: '删除附件',
  $paper: '登记材料',
  assign: '经办人',
}
const hands: Record<string, string> = {
  propose: '提请',
  decide: '批准',
  return: '退回',
  accept: '接收',
  answer: '答复',
  chase: '催办',
  withdraw: '撤回',
  take: '接手',
  give: '交办',
  handover: '移交',
  issue: '制发',
  void: '作废',
}

/** The Chinese label of an event's step code. */
export function eventLabel<F extends BaseFacts>(kind: Kind<F>, code: string): string {
  const [head = '', tail = ''] = code.split('.')
  if (head === 'visit') return kind.records[tail] ?? '走访'
  if (head === '$document') return `${hands[tail] ?? '办理'}文书`
  const label = kind.steps[head]?.label ?? spine[head] ?? code
  return hands[tail] ? `${hands[tail]}：${label}` : label
}

/** The timeline of a file, newest first, with its inputs in clear (for view full). */
export async function readTimeline<F extends BaseFacts>(
  kind: Kind<F>,
  { db }: Ctx,
  file: CaseRow,
  limit = 200,
): Promise<TimelineEntry[]> {
  const rows = await db.caseEvent.findMany({ where: { caseId: file.id }, orderBy: { seq: 'desc' }, take: limit })
  return rows.map((row) => {
    const stored = row.inputsEnc
      ? (JSON.parse(decrypt(row.inputsEnc, `event:${file.id}`)) as Record<string, unknown>)
      : null
    const input = stored && 'before' in stored ? stored.input : stored
    return {
      seq: row.seq,
      at: row.at,
      eventOn: dbToDay(row.eventOn),
      step: row.step,
      label: eventLabel(kind, row.step),
      fromState: row.fromState,
      toState: row.toState,
      who: row.actorName,
      unit: row.actorUnit,
      input,
    }
  })
}

/** Are the stored inputs those of the digest? Inputs that cannot be decrypted are not. */
function matches(row: { inputsEnc: string | null; digest: string }, caseId: string): boolean {
  try {
    return (
      digestOf(row.inputsEnc ? (JSON.parse(decrypt(row.inputsEnc, `event:${caseId}`)) as unknown) : undefined) ===
      row.digest
    )
  } catch {
    return false
  }
}

/** The head of a file's chain, as its row says it. */
export type ChainHead = Pick<CaseRow, 'id' | 'fileToken' | 'chainSeq' | 'chainHash'>

/** Verifies a file's whole chain: the first sequence number that does not fit, or null. */
export async function verifyChain(db: Ctx['db'], file: ChainHead): Promise<number | null> {
  return firstBreak(file, await db.caseEvent.findMany({ where: { caseId: file.id }, orderBy: { seq: 'asc' } }))
}

/** The same with the file's events in hand, by their sequence numbers. */
export function firstBreak(file: ChainHead, rows: readonly CaseEvent[]): number | null {
  let prev = ''
  for (const [index, row] of rows.entries()) {
    const expected = hashOf({
      fileToken: file.fileToken,
      seq: index + 1,
      at: row.at.toISOString(),
      eventOn: dbToDay(row.eventOn),
      step: row.step,
      fromState: row.fromState,
      toState: row.toState,
      postId: row.postId,
      digest: row.digest,
      prevHash: prev,
    })
    if (row.seq !== index + 1 || row.prevHash !== prev || row.hash !== expected || !matches(row, file.id))
      return index + 1
    prev = row.hash
  }
  return rows.length === file.chainSeq && prev === file.chainHash ? null : rows.length + 1
}
