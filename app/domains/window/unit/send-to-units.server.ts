/** Routing: the main unit and each co-unit get a referral with what they need, and nothing else of the file (ACCESS.md §3). */
import { sendReferral } from '~/casefile/referrals/send-referral.server'
import { handlingUnits } from '~/casefile/referrals/referral-types'
import { decrypt } from '~/lib/crypto.server'
import { formatDay } from '~/lib/dates'
import { invalid } from '~/lib/errors'
import { findUnit } from '~/orgs/find-units.server'
import type { Work } from '../effects/intake.server'
import { latestReply, objectionUntil } from '../rules'
import { matterLabel } from '../terms'
import type { Routed } from './routed'

/** Throws 422 at the field of a unit that is closed, elsewhere, or handles no such matters. */
export async function sendToUnits(work: Work): Promise<void> {
  const { db, file, input, facts, book, today, hand } = work
  const main = input.mainUnit as string
  const co = [...new Set(input.coUnits as string[])]
  if (co.includes(main)) throw invalid({ [`coUnits[${co.indexOf(main)}]`]: ['主办单位不用再列为协办'] })
  for (const [field, code] of [
    ['mainUnit', main] as const,
    ...co.map((one, index) => [`coUnits[${index}]`, one] as const),
  ]) {
    const unit = await findUnit(db, code)
    const fits = unit && !(unit.closedOn && unit.closedOn <= today) && handles(unit.kind) && near(code, file.scopeKey)
    if (!fits) throw invalid({ [field]: ['请从列表中选择单位；已撤销或者合并的单位不能分派'] })
  }
  if (!hand.actor) return
  const own = await db.intakeFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const phone = await db.caseContact.findFirst({
    where: { caseId: file.id, what: 'phone', endedAt: null },
    orderBy: { addedAt: 'desc' },
    select: { valueEnc: true },
  })
  const fields = {
    name: file.name,
    ...(phone && { phone: decrypt(phone.valueEnc, `contact:${file.id}`) }),
    matter: matterLabel(facts.matter),
    need: decrypt(own.summaryEnc, `intake_summary:${file.id}`),
    limit: formatDay(facts.replyDueOn),
    ...(input.note && { note: input.note as string }),
  }
  const frozen: Routed = {
    petition: objectionUntil(book, facts.matter, today) !== null,
    returnUntil: objectionUntil(book, facts.matter, today),
    binding: facts.returns > 0,
    replyDueOn: facts.replyDueOn,
    latest: latestReply(book, facts.matter, facts.replyDueOn),
  }
  const ctx = { actor: hand.actor, db }
  await sendReferral(ctx, file, { type: 'intake', toKey: main, fields, frozen })
  for (const code of co) await sendReferral(ctx, file, { type: 'intake_co', toKey: code, fields })
}

const handles = (kind: string): boolean => (handlingUnits as readonly string[]).includes(kind)
/** Units of the same city. */
const near = (code: string, scopeKey: string): boolean => code.slice(0, 4) === scopeKey.slice(0, 4)
