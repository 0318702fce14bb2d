/** Pauses (期限中止): explicit intervals that do not count, such as an expert's examination or missing papers. */
import { addDays, daysBetween, type LegalDay } from '~/lib/dates'

/**
 * A pause. As with every period, its first day is the day after `from`; its last is `to`. Without `to` the clock stands
 * still.
 */
export type Pause = { from: LegalDay; to?: LegalDay | null }

/** Days not counted, both ends included. */
export type Gap = { first: LegalDay; last: LegalDay | null }

/**
 * The gaps of a period that starts on the day after `from`: sorted, joined where they overlap, cut at the start. Throws
 * RangeError when a pause ends before it began.
 */
export function gapsAfter(from: LegalDay, pauses: readonly Pause[]): Gap[] {
  const gaps: Gap[] = []
  for (const pause of [...pauses].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = pause.to ?? null
    if (last !== null && last < pause.from) throw new RangeError(`pause ends before it began: ${pause.from} – ${last}`)
    const begin = pause.from < from ? from : pause.from
    const first = addDays(begin, 1)
    if (last !== null && last < first) continue
    const previous = gaps[gaps.length - 1]
    if (!previous || (previous.last !== null && previous.last < first)) gaps.push({ first, last })
    else if (previous.last !== null && (last === null || last > previous.last)) previous.last = last
  }
  return gaps
}

export type Extended = { day: LegalDay; added: number } | 'standing'

/** Moves the end of a period of calendar days behind its gaps; 'standing' when it meets one without an end. */
export function extendByGaps(end: LegalDay, gaps: readonly Gap[]): Extended {
  let day = end
  let added = 0
  for (const gap of gaps) {
    if (gap.first > day) break
    if (gap.last === null) return 'standing'
    const length = daysBetween(gap.first, gap.last) + 1
    day = addDays(day, length)
    added += length
  }
  return { day, added }
}

/** The gap a day lies in, if any. */
export function gapOn(day: LegalDay, gaps: readonly Gap[]): Gap | undefined {
  return gaps.find((gap) => gap.first <= day && (gap.last === null || day <= gap.last))
}
