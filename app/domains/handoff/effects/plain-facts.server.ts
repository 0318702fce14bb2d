import { dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { attemptsSince, latest, markedDays, triedContacts } from '../facts.server'
import type { NoticeFacts } from '../release-notice.kind'
import type { SupportFacts } from '../support.kind'
import { contactRecords } from '../terms'

const day = (date: Date | null | undefined) => (date ? dbToDay(date) : null)

/** The facts of a prison's notices, in one statement per table. */
export async function noticeFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, NoticeFacts>> {
  const ids = [...caseIds]
  const files = await db.caseFile.findMany({
    where: { id: { in: ids }, kind: 'release_notice' },
    select: { id: true, state: true, openedOn: true, sex: true, birthOn: true },
  })
  const own = new Map(
    (await db.releaseNotice.findMany({ where: { caseId: { in: ids } } })).map((row) => [row.caseId, row]),
  )
  return new Map(
    files.map((file) => {
      const row = own.get(file.id)
      const base = { state: file.state, openedOn: dbToDay(file.openedOn), sex: file.sex, birthOn: day(file.birthOn) }
      return [
        file.id,
        {
          ...base,
          releaseDueOn: day(row?.releaseDueOn),
          repliedOn: day(row?.repliedOn),
          releasedOn: day(row?.releasedOn),
          signedOn: day(row?.signedOn),
        },
      ]
    }),
  )
}

/** The facts of neutral support files, in one statement per table. */
export async function supportFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, SupportFacts>> {
  const ids = [...caseIds]
  const files = await db.caseFile.findMany({
    where: { id: { in: ids }, kind: 'support' },
    select: { id: true, state: true, openedOn: true, sex: true, birthOn: true, scopeKey: true },
  })
  const own = new Map(
    (await db.supportFile.findMany({ where: { caseId: { in: ids } } })).map((row) => [row.caseId, row]),
  )
  const talks = await db.visit.groupBy({
    by: ['caseId'],
    where: { caseId: { in: ids }, reached: true, type: { in: [...contactRecords] } },
    _max: { onDay: true },
    _count: true,
  })
  const talked = new Map(talks.map((row) => [row.caseId, row]))
  const tried = await triedContacts(db, ids)
  const marked = await markedDays(db, ids, ['unreachable'])
  return new Map(
    files.map((file) => {
      const row = own.get(file.id)
      const attempts = tried.get(file.id) ?? []
      const lastContactOn = day(talked.get(file.id)?._max.onDay)
      const facts: SupportFacts = {
        state: file.state,
        openedOn: dbToDay(file.openedOn),
        sex: file.sex,
        birthOn: day(file.birthOn),
        scopeKey: file.scopeKey,
        needs: row?.needs ?? [],
        startedOn: day(row?.startedOn),
        lastContactOn,
        contactsMade: talked.get(file.id)?._count ?? 0,
        attempts: attemptsSince(attempts, lastContactOn),
        lostOn: marked.get(file.id)?.get('unreachable') ?? null,
        lastRecheckOn: latest(...attempts.filter((one) => one.type === 'recheck').map((one) => one.onDay)),
      }
      return [file.id, facts]
    }),
  )
}
