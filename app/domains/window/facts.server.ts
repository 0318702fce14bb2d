/** The facts of this room's files, in one statement per table. Files out of scope are left out. */
import { dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import type { HouseholdFacts, IntakeFacts } from './facts'
import { replyDue } from './rules'
import { ruleBook } from '~/casefile/rules.server'

const day = (date: Date | null | undefined) => (date ? dbToDay(date) : null)
const filesOf = (db: Db, ids: readonly string[], kind: string) =>
  db.caseFile.findMany({
    where: { id: { in: [...ids] }, kind },
    select: { id: true, state: true, openedOn: true, sex: true, birthOn: true, scopeKey: true },
  })

export async function intakeFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, IntakeFacts>> {
  const book = await ruleBook(db)
  const files = await filesOf(db, caseIds, 'intake')
  const rows = await db.intakeFile.findMany({ where: { caseId: { in: [...caseIds] } } })
  const own = new Map(rows.map((row) => [row.caseId, row]))
  return new Map(
    files.flatMap((file): [string, IntakeFacts][] => {
      const row = own.get(file.id)
      if (!row) return []
      const clockOn = dbToDay(row.clockOn)
      const supplementedOn = day(row.supplementedOn)
      const replyDueOn = dbToDay(row.replyDueOn)
      const { matter, urgency } = row
      return [
        [
          file.id,
          {
            state: file.state,
            openedOn: dbToDay(file.openedOn),
            sex: file.sex,
            birthOn: day(file.birthOn),
            scopeKey: file.scopeKey,
            matter,
            urgency,
            clockOn,
            backOn: supplementedOn && supplementedOn > clockOn ? supplementedOn : clockOn,
            supplementOn: day(row.supplementOn),
            supplementDueOn: day(row.supplementDueOn),
            supplementedOn,
            routedOn: day(row.routedOn),
            returns: row.returns,
            rejectedOn: day(row.rejectedOn),
            toldOn: day(row.toldOn),
            replyDueOn,
            moved: replyDue(book, { matter, urgency, clockOn }).dueOn !== replyDueOn,
            repliedOn: day(row.repliedOn),
          },
        ],
      ]
    }),
  )
}

export async function householdFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, HouseholdFacts>> {
  const files = await filesOf(db, caseIds, 'household')
  const rows = await db.householdFile.findMany({ where: { caseId: { in: [...caseIds] } } })
  const own = new Map(rows.map((row) => [row.caseId, row]))
  return new Map(
    files.map((file) => [
      file.id,
      {
        state: file.state,
        openedOn: dbToDay(file.openedOn),
        sex: file.sex,
        birthOn: day(file.birthOn),
        hardship: own.get(file.id)?.hardship ?? [],
        lastVisitOn: day(own.get(file.id)?.lastVisitOn),
        visitsMade: own.get(file.id)?.visitsMade ?? 0,
      },
    ]),
  )
}
