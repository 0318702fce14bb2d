import { Prisma, type CaseEvent } from '~/generated/prisma/client'
import { decrypt } from '~/lib/crypto.server'
import { dayToDb, dbToDay, type LegalDay } from '~/lib/dates'
import { readTogether } from '~/lib/db.server'
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
  const label = kind.steps[head]?.label ?? kind.events?.[head] ?? spine[head] ?? code
  return hands[tail] ? `${hands[tail]}：${label}` : label
}

/** The most events that a page shows. */
const WHOLE = 200

/** An event as timelineQuery() gives it. */
export type EventLine = {
  seq: number
  at: string
  event_on: LegalDay
  step: string
  from_state: string | null
  to_state: string | null
  post_id: string | null
  actor_name: string | null
  actor_unit: string | null
  inputs_enc: string | null
}

/** The last events of a file, newest first, for readTogether(). */
export const timelineQuery = (file: Pick<CaseRow, 'id'>, limit = WHOLE) => Prisma.sql`
  SELECT seq, at, event_on, step, from_state, to_state, post_id, actor_name, actor_unit, inputs_enc
  FROM case_event WHERE case_id = ${file.id}::uuid ORDER BY seq DESC LIMIT ${limit}`

/** An event with its inputs in clear (for view full). */
export function timelineEntry<F extends BaseFacts>(
  kind: Kind<F>,
  file: Pick<CaseRow, 'id'>,
  row: EventLine,
): TimelineEntry {
  const stored = row.inputs_enc
    ? (JSON.parse(decrypt(row.inputs_enc, `event:${file.id}`)) as Record<string, unknown>)
    : null
  return {
    seq: row.seq,
    at: new Date(row.at),
    eventOn: row.event_on,
    step: row.step,
    label: eventLabel(kind, row.step),
    fromState: row.from_state,
    toState: row.to_state,
    who: row.actor_name,
    unit: row.actor_unit,
    input: stored && 'before' in stored ? stored.input : stored,
  }
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

/** A link of the chain as courseQueries() gives it. */
type LinkLine = EventLine & { digest: string; prev_hash: string; hash: string }
type CourseLines = { head: Pick<ChainHead, 'chainSeq' | 'chainHash'>[]; links: LinkLine[] }

const courseQueries = (file: Pick<CaseRow, 'id'>) => ({
  head: Prisma.sql`SELECT chain_seq AS "chainSeq", chain_hash AS "chainHash" FROM case_file WHERE id = ${file.id}::uuid`,
  links: Prisma.sql`SELECT seq, at, event_on, step, from_state, to_state, post_id, actor_name, actor_unit, inputs_enc, digest, prev_hash, hash
    FROM case_event WHERE case_id = ${file.id}::uuid ORDER BY seq`,
})

const linkOf = (line: LinkLine): ChainLink => ({
  ...{ seq: line.seq, at: new Date(line.at), eventOn: dayToDb(line.event_on), step: line.step },
  ...{ fromState: line.from_state, toState: line.to_state, postId: line.post_id, inputsEnc: line.inputs_enc },
  ...{ digest: line.digest, prevHash: line.prev_hash, hash: line.hash },
})

/** Head and links of one moment: a colleague's step is in both or in neither. */
async function readChain(db: Ctx['db'], { id, fileToken }: Pick<CaseRow, 'id' | 'fileToken'>) {
  const { head, links } = await readTogether<CourseLines>(db, courseQueries({ id }))
  return { links, broken: head[0] ? firstBreak({ id, fileToken, ...head[0] }, links.map(linkOf)) : null }
}

/** Verifies a file's whole chain: the first sequence number that does not fit, or null. */
export const verifyChain = async (db: Ctx['db'], file: Pick<CaseRow, 'id' | 'fileToken'>): Promise<number | null> =>
  (await readChain(db, file)).broken

/** The course of a file, newest first, with its inputs in clear (for view full), and where its chain breaks. */
export async function readCourse<F extends BaseFacts>(
  kind: Kind<F>,
  { db }: Pick<Ctx, 'db'>,
  file: Pick<CaseRow, 'id' | 'fileToken'>,
): Promise<{ entries: TimelineEntry[]; broken: number | null }> {
  const { links, broken } = await readChain(db, file)
  const newest = links.slice(-WHOLE).reverse()
  return { entries: newest.map((line) => timelineEntry(kind, file, line)), broken }
}

type ChainLink = Pick<
  CaseEvent,
  'seq' | 'at' | 'eventOn' | 'step' | 'fromState' | 'toState' | 'postId' | 'inputsEnc' | 'digest' | 'prevHash' | 'hash'
>

/** The same with the file's events in hand, by their sequence numbers. */
export function firstBreak(file: ChainHead, rows: readonly ChainLink[]): number | null {
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
