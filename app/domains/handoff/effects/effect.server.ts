/** What several steps' effects share: papers, the unit moved to, the first hand, the linked notice, keeping times. */
import { Prisma } from '~/generated/prisma/client'
import { addPaper } from '~/casefile/papers/add-paper.server'
import type { Domain, EffectContext } from '~/casefile/domain'
import type { BaseFacts, Kind } from '~/casefile/kind'
import { linkedHead, signalLinked } from '~/casefile/linked.server'
import { addYears, dayToDb, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import type { HandoffFacts } from '../facts'
import type { Paper } from '~/ui/form-inputs'
import { releaseNoticeKind, type NoticeFacts } from '../release-notice.kind'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- effects of one kind take inputs of many shapes */
export type Work = EffectContext<any, HandoffFacts>

const column = (name: string) => Prisma.raw(`"${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`)

/** Writes columns of the kind's own table, named as the model names them; undefined ones stay. Throws when there is no row. */
export const saveIn =
  <Row extends object>(table: 'handoff_file' | 'release_notice' | 'support_file') =>
  async ({ db, file }: Pick<EffectContext, 'db' | 'file'>, data: { [Name in keyof Row]?: Row[Name] | undefined }) => {
    const given = Object.entries(data).filter(([, value]) => value !== undefined)
    if (!given.length) return
    const sets = given.map(([name, value]) => Prisma.sql`${column(name)} = ${value}`)
    const written = await db.$executeRaw(
      Prisma.sql`UPDATE ${Prisma.raw(table)} SET ${Prisma.join(sets)} WHERE case_id = ${file.id}::uuid`,
    )
    if (written !== 1) throw new Error(`no row of ${table}`)
  }

export const db2day = (day: LegalDay | null | undefined) => (day ? dayToDb(day) : null)

/** Puts a paper on the file: title, date, where the original is kept. */
export async function keepPaper(
  { db, file, hand, at }: Pick<EffectContext, 'db' | 'file' | 'hand' | 'at'>,
  step: string,
  paper: Paper | undefined,
): Promise<void> {
  if (paper) await addPaper(db, file, { ...paper, code: step, step, addedBy: hand.postId, at })
}

/** An open unit of the kind named. Throws 422 on the field. */
export async function openUnit(
  db: Db,
  code: string,
  kind: string,
  field: string,
): Promise<{ code: string; name: string; regionCode: string }> {
  const unit = await db.unit.findFirst({
    where: { code, kind, closedOn: null },
    select: { code: true, name: true, regionCode: true },
  })
  if (!unit) throw invalid({ [field]: ['请从列表中选择单位'] })
  return unit
}

/** A file without a responsible hand gets the one of the office who first works on it. */
export const firstHand = ({ file, hand }: Work): { ownerPostId?: string | null } =>
  file.ownerPostId === null && hand.actor?.role === 'TJ' ? { ownerPostId: hand.postId } : {}

/** A domain of declarations alone: enough to plan duties on a file of another unit. */
export const declared = <F extends BaseFacts>(kind: Kind<F>): Domain<F> => ({
  kind,
  facts: async () => new Map(),
  effects: {},
})

type Told = {
  step: string
  state?: string
  patch?: Record<string, unknown>
  facts?: Partial<NoticeFacts>
  from: readonly string[]
  input?: unknown
}

/** Tells the prison's notice, when there is one and it still waits for this. */
export async function tellNotice({ db, file, hand, at, today }: Work, told: Told): Promise<void> {
  const head = await linkedHead(db, file.id)
  if (!head || head.kind !== 'release_notice' || !told.from.includes(head.state)) return
  const facts: NoticeFacts = {
    state: told.state ?? head.state,
    openedOn: today,
    sex: file.sex,
    birthOn: file.birthOn,
    releaseDueOn: null,
    repliedOn: null,
    releasedOn: null,
    signedOn: null,
    ...told.facts,
  }
  await signalLinked<NoticeFacts>(db, {
    from: file,
    hand,
    at,
    step: told.step,
    ...(told.state && { state: told.state }),
    ...(told.patch && { patch: told.patch }),
    input: told.input ?? {},
    due: { domain: declared(releaseNoticeKind), codes: [], facts },
  })
}

/** How long the file is kept after help has ended (D1.retention). */
export async function keepUntil({ db, file, book }: Work, endedOn: LegalDay): Promise<void> {
  const years = book.rule('D1.retention', endedOn).value
  await db.caseFile.update({ where: { id: file.id }, data: { retainUntil: dayToDb(addYears(endedOn, years)) } })
}
