/** What a pair helper sees: name, contact, agreed support, arranged visits. Nothing else is read. */
import type { Ctx } from '~/casefile/act.server'
import type { CaseRow } from '~/casefile/domain'
import { readContacts } from '~/casefile/read.server'
import { decrypt } from '~/lib/crypto.server'
import { dayToDb, dbToDay } from '~/lib/dates'

export async function readSlim(ctx: Ctx, file: CaseRow) {
  const { actor, db } = ctx
  const row = await db.handoffFile.findUnique({
    where: { caseId: file.id },
    select: { helpPlanEnc: true, pausedOn: true },
  })
  const visits = await db.visit.findMany({
    where: { caseId: file.id, nextOn: { gte: dayToDb(actor.today) } },
    select: { id: true, nextOn: true },
    orderBy: { nextOn: 'asc' },
    take: 10,
  })
  const contacts = await readContacts(ctx, file)
  return {
    name: file.name,
    contacts: contacts
      .filter((one) => one.what === 'phone')
      .map((one) => ({ id: one.id, relation: one.relation, name: one.name, value: one.value })),
    plan: row?.helpPlanEnc ? decrypt(row.helpPlanEnc, `help_plan:${file.id}`) : null,
    paused: Boolean(row?.pausedOn),
    visits: [...new Set(visits.flatMap((one) => (one.nextOn ? [dbToDay(one.nextOn)] : [])))],
  }
}
export type SlimData = Awaited<ReturnType<typeof readSlim>>
