/** What the effects of relief share: the own row, papers, decision numbers, notices, payments that become due or stop. */
import type { EffectContext } from '~/casefile/domain'
import { drawNumbers } from '~/casefile/numbers.server'
import { addPaper } from '~/casefile/papers/add-paper.server'
import { decrypt, encrypt, sm3 } from '~/lib/crypto.server'
import { addDays, addYears, dayToDb, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { conflict, invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { directory } from '~/orgs/find-units.server'
import { displayRegion } from '~/orgs/region-names'
import type { Paper } from '~/ui/form-inputs'
import type { ReliefFacts } from '../facts'
import { namelessOnNotice, noticeText } from '../rules'
import { benefitTypes } from '../terms'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- effects of one kind take inputs of many shapes */
export type Work = EffectContext<any, ReliefFacts>
type Data = Parameters<Db['reliefFile']['update']>[0]['data']

export const asDay = (day: LegalDay | null | undefined) => (day ? dayToDb(day) : null)
export const save = ({ db, file }: Work, data: Data) => db.reliefFile.update({ where: { caseId: file.id }, data })
export const child = ({ file }: Pick<Work, 'file'>) => ({ caseId: file.id, kind: file.kind, scopeKey: file.scopeKey })
/** A text of the file, encrypted for it alone. */
export const secret = ({ file }: Pick<Work, 'file'>, what: string, text: string | undefined) =>
  text ? encrypt(text, `relief_${what}:${file.id}`) : null
export const userOf = ({ hand }: Work): string | null => hand.actor?.userId ?? null

export async function keepPaper({ db, file, hand, at }: Work, step: string, paper: Paper | undefined): Promise<void> {
  if (paper) await addPaper(db, file, { ...paper, code: step, step, addedBy: hand.postId, at })
}

/** '临救决-340705-2026-00012': of the county, by year. */
export async function decisionNumber({ db, file, today }: Work): Promise<string> {
  const word =
    (
      { relief_temp: '临救', relief_dibao: '低保', relief_school: '教助', relief_training: '培补' } as Record<
        string,
        string
      >
    )[file.kind] ?? '救助'
  const county = file.scopeKey.slice(0, 6)
  const first = await drawNumbers(db, `${word}-${county}-${today.slice(0, 4)}`, 1)
  return `${word}决-${county}-${today.slice(0, 4)}-${String(first).padStart(5, '0')}`
}

export type Payee = { name: string; account?: string; bank?: string; relation: string }
type Part = { part: string; amountFen: number; dueOn: LegalDay; month?: LegalDay | null }

/** The payee as the file says; the applicant when nothing is said. */
export async function payeeOf(db: Db, file: { id: string; name: string }): Promise<Payee> {
  const { payeeEnc } = await db.reliefFile.findUniqueOrThrow({ where: { caseId: file.id }, select: { payeeEnc: true } })
  return payeeEnc
    ? (JSON.parse(decrypt(payeeEnc, `relief_payee:${file.id}`)) as Payee)
    : { name: file.name, relation: 'self' }
}

/** Makes payments due, in one statement. What a decision made due once is not made due again (relief_award_once). */
export async function makeDue(
  work: Work,
  decisionNo: string,
  budgetCode: string,
  parts: readonly Part[],
): Promise<void> {
  const { db, file, at, today, hand } = work
  const own = await db.reliefFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const payee = await payeeOf(db, file)
  const person = file.personId
    ? await db.person.findUnique({ where: { id: file.personId }, select: { idMac: true } })
    : null
  await db.reliefAward.createMany({
    data: parts
      .filter((part) => part.amountFen > 0)
      .map((part) => {
        const id = uuidv7()
        return {
          id,
          ...child(work),
          benefitType: own.benefitType,
          decisionNo,
          part: part.part,
          amountFen: part.amountFen,
          dueOn: dayToDb(part.dueOn),
          month: asDay(part.month),
          payeeNameEnc: encrypt(payee.name, `relief_award:${id}`),
          payeeAccountEnc: payee.account ? encrypt(payee.account, `relief_award:${id}`) : null,
          payeeBank: payee.bank ?? null,
          payeeRelation: payee.relation,
          payeeIdMac: payee.relation === 'self' ? (person?.idMac ?? null) : null,
          budgetCode,
          stateAt: at,
          decidedUser: hand.actor?.userId ?? own.decidedUser!,
          checkedUser: own.checkedUser,
          acceptedUser: own.acceptedUser,
          decidedOn: dayToDb(today),
          createdAt: at,
        }
      }),
  })
}

/**
 * Stops what is not under way yet; from a month on, when one is given. Throws 409 when a payment lies in a batch that
 * finance has begun and `strict` wants none to go out.
 */
export async function stopDue(
  work: Work,
  why: string,
  given: { from?: LegalDay; strict?: boolean } = {},
): Promise<void> {
  const { db, file, at } = work
  const which = { caseId: file.id, ...(given.from && { month: { gte: dayToDb(`${given.from.slice(0, 7)}-01`) } }) }
  if (given.strict && (await db.reliefAward.count({ where: { ...which, state: 'in_batch' } })))
    throw conflict('有一笔已经进入发放批次，请先与财政联系退出批次，再办理。')
  await db.reliefAward.updateMany({
    where: { ...which, state: { in: ['unpaid', 'failed', 'returned'] } },
    data: { state: 'stopped', stateAt: at, stateReason: why },
  })
}

/** Posts a notice: exactly what §11 lists, frozen; a protected person by number. */
export async function postNotice(
  work: Work,
  type: 'proposed' | 'decided',
  given: { amountFen: number; monthly: boolean; rule: string },
): Promise<void> {
  const { db, file, today, at, hand, book, facts } = work
  const own = await db.reliefFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const { regions, units } = await directory(db)
  const unit = units.get(file.scopeKey)
  const byNumber = namelessOnNotice(facts, today)
  const text = noticeText({
    name: file.name,
    neutralNo: file.neutralNo,
    byNumber,
    village: displayRegion(regions, own.villageCode ?? own.acceptTown),
    type: benefitTypes[own.benefitType as keyof typeof benefitTypes] ?? own.benefitType,
    persons: own.persons,
    amountFen: given.amountFen,
    monthly: given.monthly,
    phone: unit?.phone ?? '',
    window: unit?.name ?? '',
  })
  const number = await drawNumbers(db, `GS-${file.scopeKey.slice(0, 6)}-${today.slice(0, 4)}`, 1)
  await db.reliefNotice.create({
    data: {
      ...child(work),
      noticeNo: `GS-${file.scopeKey.slice(0, 6)}-${today.slice(0, 4)}-${String(number).padStart(5, '0')}`,
      type,
      townCode: own.acceptTown,
      text,
      textHash: sm3(JSON.stringify(text)),
      byNumber,
      fromOn: dayToDb(today),
      toOn: dayToDb(addDays(today, book.rule(given.rule, today).value)),
      postedBy: hand.postId,
      postedAt: at,
    },
  })
}

export const takeDown = ({ db, file, at }: Work, why: string) =>
  db.reliefNotice.updateMany({
    where: { caseId: file.id, takenDownAt: null },
    data: { takenDownAt: at, takenDownWhy: why },
  })

/** Money that the decision draws on: of the county and the year. Throws 422 on the field. */
export async function budgetOf({ db, file, today }: Work, code: string): Promise<string> {
  const found = await db.reliefBudget.findFirst({
    where: { code, region: file.scopeKey.slice(0, 6), year: Number(today.slice(0, 4)) },
    select: { code: true },
  })
  if (!found) throw invalid({ budgetCode: ['请从本县本年度的预算科目中选择'] })
  return found.code
}

/** The reserve that a town draws on before anybody decides. */
export async function reserveOf({ db, file, today }: Work): Promise<string> {
  const year = Number(today.slice(0, 4))
  const found = await db.reliefBudget.findFirst({
    where: { region: file.scopeKey.slice(0, 6), year, benefits: { has: 'temp_relief' } },
    orderBy: { code: 'asc' },
    select: { code: true },
  })
  if (!found) throw conflict(`本县 ${year} 年还没有临时救助预算，请联系县民政局。`)
  return found.code
}

/** How long the file is kept after the last payment (D7.retention). */
export async function keepUntil({ db, file, book }: Work, from: LegalDay): Promise<void> {
  const years = book.rule('D7.retention', from).value
  await db.caseFile.update({ where: { id: file.id }, data: { retainUntil: dayToDb(addYears(from, years)) } })
}
