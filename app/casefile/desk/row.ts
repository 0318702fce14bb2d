/** A row of the desk as the page shows it: already worded and masked. Pure. */
import type { DayWords } from '../ui/day-words'

export type DeskRow = {
  id: string
  when: DayWords
  /** The masked name, or a neutral number where the file is not mine to open. */
  name: string
  href?: string
  title: string
  code?: string
  why?: { summary: string; text: string }
  action?: { href: string; label: string }
  /** The file can be taken over or given to a colleague from here. */
  assign?: { caseId: string; kind: string; from: string }
}

export type DeskPage = { rows: DeskRow[]; next?: string }
