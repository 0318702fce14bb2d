import { z } from 'zod'
import { dayToDb, dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { legalDay, requiredText } from '~/lib/text'
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'

/** A paper as forms give it until it can be attached: title, date, and where the original is kept. */
export const paperInput = z.object({ title: requiredText(100), onDay: legalDay(), keptAt: requiredText(100) })
export type PaperInput = z.infer<typeof paperInput>

/** Puts a paper on the file; gives its id. */
export async function addPaper(
  db: Db,
  file: Pick<CaseRow, 'id' | 'kind' | 'scopeKey'>,
  paper: PaperInput & { code: string; step?: string; addedBy: string | null; at: Date },
): Promise<string> {
  const { id } = await db.casePaper.create({
    data: {
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      code: paper.code,
      title: paper.title,
      onDay: dayToDb(paper.onDay),
      keptAt: paper.keptAt,
      step: paper.step ?? null,
      addedBy: paper.addedBy,
      addedAt: paper.at,
    },
    select: { id: true },
  })
  return id
}

export async function listPapers({ db }: Ctx, file: CaseRow) {
  const rows = await db.casePaper.findMany({
    where: { caseId: file.id },
    orderBy: [{ onDay: 'desc' }, { id: 'desc' }],
    take: 200,
  })
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    title: row.title,
    onDay: dbToDay(row.onDay),
    keptAt: row.keptAt,
  }))
}
