import { decrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'

/** The visits of a file, newest first, at most `limit`. Notes in clear: for those who see the file in full. */
export async function listVisits({ db }: Ctx, file: CaseRow, limit = 100) {
  const rows = await db.visit.findMany({
    where: { caseId: file.id },
    orderBy: [{ onDay: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    onDay: dbToDay(row.onDay),
    reached: row.reached,
    place: row.place,
    present: row.present,
    tags: row.tags,
    note: row.noteEnc && decrypt(row.noteEnc, `visit:${file.id}`),
    nextOn: row.nextOn && dbToDay(row.nextOn),
    byName: row.byName,
  }))
}
