/**
 * Puts a document into the database: a draft that waits for its second hand, or issued at once with number, day, check
 * code and hash. The one way in, for papers of a file and for papers of a unit alone (returns).
 */
import { logAccess } from '~/audit/log.server'
import { Prisma } from '~/generated/prisma/client'
import { dayToDb } from '~/lib/dates'
import { conflict } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { directory, type UnitName } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import { newCheckCode } from './check-code.server'
import type { Approval, DocumentDecl } from './declare'
import { freeze } from './freeze.server'
import { numberOf, seriesOf, unitLetters } from './number'
import type { PaperContent } from './paper'

export type NewDocument = {
  id?: string
  decl: Pick<DocumentDecl<never>, 'code' | 'title' | 'word' | 'approval'>
  /** Where it belongs: a file, or (caseId null) the unit of that scope key alone. */
  place: { caseId: string | null; kind: string; scopeKey: string; fileToken?: string }
  unit: UnitName
  aboutLabel?: string | undefined
  content: PaperContent
  /** Of a document whose step was approved. */
  approved?: Approval | null | undefined
}

/** The next number of this sort of paper at this unit. The series stays locked until the transaction ends: no gap, no double. */
export async function nextNumber({ actor, db }: Ctx, unit: UnitName, word: string): Promise<string> {
  const year = actor.today.slice(0, 4)
  const [row] = await db.$queryRaw<
    { n: number }[]
  >`SELECT next_numbers(${seriesOf(unit.code, word, year)}, 1::int) AS n`
  const { regions } = await directory(db)
  return numberOf(unitLetters(unit, regions), word, year, row!.n)
}

/** The content with what issuing adds. */
export async function numbered(ctx: Ctx, unit: UnitName, word: string, content: PaperContent): Promise<PaperContent> {
  return {
    ...content,
    number: await nextNumber(ctx, unit, word),
    issuedOn: ctx.actor.today,
    check: { by: content.check.by, code: content.check.by === 'none' ? null : newCheckCode() },
  }
}

/** Keeps a new document. Throws 409 when one of the same sort and occasion stands already. Gives its id, number, hash. */
export async function keepDocument(
  ctx: Ctx,
  given: NewDocument,
): Promise<{ id: string; state: 'draft' | 'issued'; number: string | null; hash: string }> {
  const { actor, db } = ctx
  const { decl, place, unit } = given
  const id = given.id ?? uuidv7()
  const waits = decl.approval.by === 'second'
  const standing = await db.caseDocument.count({
    where: {
      caseId: place.caseId,
      ...(place.caseId === null && { unitCode: unit.code }),
      code: decl.code,
      about: given.content.about,
      state: { in: ['draft', 'issued'] },
    },
  })
  const again = () => conflict(`已经有一份有效的或待批准的《${decl.title}》。请先作废原件，或者选择“更换”。`)
  if (standing) throw again()
  const content = waits ? given.content : await numbered(ctx, unit, decl.word, given.content)
  const { contentEnc, hash } = freeze(id, content)
  const { approved } = given
  const create = db.caseDocument.create({
    data: {
      id,
      caseId: place.caseId,
      kind: place.kind,
      scopeKey: place.scopeKey,
      code: decl.code,
      about: content.about,
      aboutLabel: given.aboutLabel ?? null,
      title: decl.title,
      state: waits ? 'draft' : 'issued',
      unitCode: unit.code,
      number: content.number,
      contentEnc,
      hash,
      checkCode: content.check.code,
      checkBy: content.check.by,
      secondRoles: decl.approval.by === 'second' ? [...decl.approval.roles] : [],
      madeBy: actor.postId,
      madeUser: actor.userId,
      madeName: actor.userName,
      madeAt: actor.now,
      ...(!waits && { issuedAt: actor.now, issuedOn: dayToDb(actor.today) }),
      ...(approved && { approvedBy: approved.postId, approvedName: approved.name, approvedAt: approved.at }),
    },
  })
  await create.catch((error: unknown) => {
    throw error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002' ? again() : error
  })
  await logAccess(db, actor, {
    event: 'document',
    ...(place.fileToken && { fileToken: place.fileToken }),
    data: { code: decl.code, act: waits ? 'draft' : 'issue' },
  })
  return { id, state: waits ? 'draft' : 'issued', number: content.number, hash }
}
