/** A document in a list: what it is, where it stands, and who did it. Pure. */
import type { CaseDocument } from '~/generated/prisma/client'
import { dbToDay, type LegalDay } from '~/lib/dates'
import type { Tone } from '~/ui/page'

export type DocumentRow = {
  id: string
  title: string
  label: string | null
  number: string | null
  state: { code: string; label: string; tone: Tone }
  on: LegalDay | null
  by: string
  approvedBy: string | null
  copies: number
}

/** 待批准、有效、已作废; a draft that was sent back never had a number. */
export function documentState({ state, number }: { state: string; number: string | null }): DocumentRow['state'] {
  if (state === 'draft') return { code: state, label: '待批准', tone: 'due' }
  if (state === 'issued') return { code: state, label: '有效', tone: 'done' }
  return { code: state, label: number ? '已作废' : '已退回', tone: 'plain' }
}

export const documentRow = (row: CaseDocument): DocumentRow => ({
  id: row.id,
  title: row.title,
  label: row.aboutLabel,
  number: row.number,
  state: documentState(row),
  on: row.issuedOn && dbToDay(row.issuedOn),
  by: row.madeName,
  approvedBy: row.approvedName,
  copies: row.copies,
})
