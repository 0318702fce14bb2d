/** What the steps about parents, carer and siblings do to the database. */
import { encrypt } from '~/lib/crypto.server'

import { invalid } from '~/lib/errors'
import { isUuid, uuidv7 } from '~/lib/ids.server'
import { awayOf, familyComplaints, inCustody } from '../family'
import { immediateNeed } from '../rules'
import type { ParentInput } from '../steps/inputs'
import { childOf, db2day, save, setCarer, type Work } from './effect.server'

/** A parent's row as columns; the name, the phone and the plan to come back are encrypted for the file. */
export const parentRow = (caseId: string, given: ParentInput) => ({
  nameEnc: given.name ? encrypt(given.name, `child_parent:${caseId}`) : null,
  phoneEnc: given.phone ? encrypt(given.phone, `child_parent:${caseId}`) : null,
  away: given.away,
  reason: given.away ? (given.reason ?? null) : null,
  sinceOn: given.away ? db2day(given.sinceOn) : null,
  province: given.away ? (given.province ?? null) : null,
  returnPlanEnc: given.away && given.returnPlan ? encrypt(given.returnPlan, `child_parent:${caseId}`) : null,
  capacity: given.away ? null : (given.capacity ?? null),
})

async function family(work: Work) {
  const { db, file, input, facts, today, book } = work
  const wrong = familyComplaints(input, today)
  if (Object.keys(wrong).length) throw invalid(wrong)
  for (const who of ['father', 'mother'] as const) {
    const row = { ...parentRow(file.id, input[who]), backOn: input[who].away ? null : db2day(input.parentBackOn) }
    await db.childParent.upsert({
      where: { caseId_who: { caseId: file.id, who } },
      create: { ...childOf(work), who, ...row },
      update: row,
    })
  }
  if (inCustody(input))
    await db.childPrivate.upsert({
      where: { caseId: file.id },
      create: { ...childOf(work), parentInCustody: true },
      update: { parentInCustody: true },
    })
  const need = immediateNeed(
    { birthOn: facts.birthOn, livingAlone: input.livingAlone, unattended: input.unattended, on: today },
    (rule) => book.rule(rule, today).value,
  )
  await save(work, {
    away: awayOf(input),
    living: input.living,
    livingAlone: input.livingAlone,
    unattended: input.unattended,
    alarmOn: need ? db2day(facts.alarmOn ?? today) : null,
    parentBackOn: db2day(input.parentBackOn),
  })
}

async function carer(work: Work) {
  await setCarer(work, work.input, work.input.onDay)
}

/** Both files get the same family; those of a family that joins another come along. */
async function sibling(work: Work) {
  const { db, file, input } = work
  const other = await db.caseFile.findFirst({
    where: {
      kind: 'child',
      ...(isUuid(input.sibling) ? { id: input.sibling } : { caseNo: input.sibling.trim() }),
    },
    select: { id: true },
  })
  if (!other || other.id === file.id) throw invalid({ sibling: ['本村没有这个档案号，请核对'] })
  const rows = await db.childFile.findMany({
    where: { caseId: { in: [file.id, other.id] } },
    select: { familyId: true },
  })
  const known = rows.flatMap((row) => row.familyId ?? [])
  const familyId = known[0] ?? uuidv7()
  await db.childFile.updateMany({
    where: { OR: [{ caseId: { in: [file.id, other.id] } }, { familyId: { in: known } }] },
    data: { familyId },
  })
}

export const familyEffects = { family, carer, sibling }
