/** When the census is taken: after the Spring Festival and in September (DOMAIN §8). Pure. */
import { addDays, type LegalDay } from '~/lib/dates'

export const CENSUS = 'census'
/** '2026-spring' | '2026-autumn', and the day it begins. */
export type Season = { code: string; from: LegalDay }

/** The season that runs on a day: the last that has begun. `festival`: the last day off of the Spring Festival by year, where it is announced. */
export function seasonOf(today: LegalDay, festival: ReadonlyMap<number, LegalDay>): Season | null {
  const year = Number(today.slice(0, 4))
  const all = [year - 1, year].flatMap((one): Season[] => {
    const spring = festival.get(one)
    return [
      ...(spring ? [{ code: `${one}-spring`, from: addDays(spring, 1) }] : []),
      { code: `${one}-autumn`, from: `${one}-09-01` },
    ]
  })
  return all.filter(({ from }) => from <= today).at(-1) ?? null
}

export function seasonWords(code: string): string {
  const [year, season] = code.split('-')
  return `${year} 年${season === 'spring' ? '春节后' : '秋季'}摸底`
}
