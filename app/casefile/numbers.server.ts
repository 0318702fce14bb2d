/** Numbers drawn from their series (`number_series`), a batch in one statement. */
import type { LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'

/** The first of `count` new numbers of a series. */
export async function drawNumbers(db: Db, series: string, count: number): Promise<number> {
  const rows = await db.$queryRaw<{ first: number }[]>`SELECT next_numbers(${series}, ${count}::int) AS first`
  return rows[0]!.first
}

/** The county of a scope key, for numbers; a province-level unit (a prison) numbers under its own code. */
export const seat = (scopeKey: string): string => scopeKey.split('-')[0]!.slice(0, 6).padEnd(6, '0')

export const neutralNo = (code: string, year: string, n: number): string =>
  `T-${code}-${year}-${String(n).padStart(6, '0')}`

/** A neutral number (中性编号) for each of the units, in order: it says neither domain nor person. */
export async function nextNeutralNos(db: Db, units: readonly string[], today: LegalDay): Promise<string[]> {
  const year = today.slice(0, 4)
  const next = new Map<string, number>()
  for (const code of new Set(units.map(seat)))
    next.set(code, await drawNumbers(db, `T-${code}-${year}`, units.filter((unit) => seat(unit) === code).length))
  return units.map((unit) => {
    const n = next.get(seat(unit))!
    next.set(seat(unit), n + 1)
    return neutralNo(seat(unit), year, n)
  })
}
