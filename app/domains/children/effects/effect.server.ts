/** What several steps' effects share: writing the file's own columns, papers, parents, the carer. */
import { Prisma, type ChildFile } from '~/generated/prisma/client'
import type { EffectContext } from '~/casefile/domain'
import { addPaper } from '~/casefile/papers/add-paper.server'
import { encrypt } from '~/lib/crypto.server'
import { dayToDb, type LegalDay } from '~/lib/dates'
import { wholePaper, type Paper } from '~/ui/form-inputs'
import type { ChildFacts } from '../facts'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- effects of one kind take inputs of many shapes */
export type Work = EffectContext<any, ChildFacts>
type Columns = { [Name in keyof ChildFile]?: ChildFile[Name] | undefined }

const column = (name: string) => Prisma.raw(`"${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`)

/** Writes columns of child_file, named as the model names them; undefined ones stay. Throws when there is no row. */
export async function save({ db, file }: Pick<Work, 'db' | 'file'>, data: Columns): Promise<void> {
  const given = Object.entries(data).filter(([, value]) => value !== undefined)
  if (!given.length) return
  const sets = given.map(([name, value]) => Prisma.sql`${column(name)} = ${value}`)
  const written = await db.$executeRaw(
    Prisma.sql`UPDATE child_file SET ${Prisma.join(sets)} WHERE case_id = ${file.id}::uuid`,
  )
  if (written !== 1) throw new Error('no row of child_file')
}

export const db2day = (day: LegalDay | null | undefined): Date | null => (day ? dayToDb(day) : null)
export const childOf = ({ file }: Pick<Work, 'file'>) => ({ caseId: file.id, kind: file.kind, scopeKey: file.scopeKey })

type Some = { title?: string | undefined; onDay?: string | undefined; keptAt?: string | undefined }
/** Puts a paper on the file, when one was given: title, date, where the original is kept. */
export async function keepPaper(
  { db, file, hand, at }: Pick<EffectContext, 'db' | 'file' | 'hand' | 'at'>,
  step: string,
  paper: Some | undefined,
): Promise<void> {
  const whole: Paper | undefined = wholePaper(paper as Parameters<typeof wholePaper>[0])
  if (whole) await addPaper(db, file, { ...whole, code: step, step, addedBy: hand.postId, at })
}

type CarerInput = {
  carerName: string
  carerRelation: string
  carerBirthOn?: LegalDay | undefined
  carerPhone?: string | undefined
}

/** The carer from a day on; the one before ends the same day. Gives the row's id. */
export async function setCarer(work: Work, given: CarerInput, fromOn: LegalDay): Promise<string> {
  const { db, file } = work
  await db.childCarer.updateMany({
    where: { caseId: file.id, untilOn: null },
    data: { untilOn: dayToDb(fromOn) },
  })
  const carer = await db.childCarer.create({
    data: {
      ...childOf(work),
      nameEnc: encrypt(given.carerName, `child_carer:${file.id}`),
      phoneEnc: given.carerPhone ? encrypt(given.carerPhone, `child_carer:${file.id}`) : null,
      relation: given.carerRelation,
      birthOn: db2day(given.carerBirthOn),
      fromOn: dayToDb(fromOn),
    },
  })
  await save(work, { carerRelation: given.carerRelation })
  return carer.id
}

/** A consent of the guardian (未成年人保护法 72, 个人信息保护法 31) that belongs to a step. */
export async function guardianConsent(
  work: Work,
  given: {
    signer: string
    scope: string
    recipients: string[]
    signedOn: LegalDay
    keptAt: string
    text: string
    hash: string
  },
): Promise<void> {
  const { signedOn, text, hash, ...rest } = given
  await work.db.consent.create({
    data: {
      ...childOf(work),
      ...rest,
      scope: [rest.scope],
      capacity: 'guardian',
      textVersion: text,
      textHash: hash,
      method: 'paper',
      signedOn: dayToDb(signedOn),
    },
  })
}
