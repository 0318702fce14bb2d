/** The lines of a return in two halves side by side, so that it is one page: whole sections, the halves as even as can be. Pure. */
import type { ReturnData } from './read-return.server'

type Line = ReturnData['lines'][number]
export type Section = { name: string; lines: Line[] }

export function sectionsOf(lines: readonly Line[]): Section[] {
  const sections: Section[] = []
  for (const line of lines) {
    const last = sections.at(-1)
    if (last?.name === line.section) last.lines.push(line)
    else sections.push({ name: line.section, lines: [line] })
  }
  return sections
}

/** The first half is never the shorter one's remainder: the cut with the lowest taller half. */
export function halves(lines: readonly Line[]): [Section[], Section[]] {
  const sections = sectionsOf(lines)
  const high = (part: Section[]) => part.reduce((sum, section) => sum + section.lines.length, 0)
  const tall = (cut: number) => Math.max(high(sections.slice(0, cut)), high(sections.slice(cut)))
  const cuts = sections.map((_, at) => at + 1)
  const cut = cuts.reduce((best, one) => (tall(one) < tall(best) ? one : best), 1)
  return [sections.slice(0, cut), sections.slice(cut)]
}
