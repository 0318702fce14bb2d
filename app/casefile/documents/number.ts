/** 文号 and check codes: how they are made up and read. Pure. */
import type { RegionIndex } from '~/orgs/region-names'

type Unit = { code: string; name: string; kind: string; regionCode: string }

/** Letters of a unit (机关代字): 西湖司所, 枞阳司, 白湖监. */
export function unitLetters(unit: Unit, regions: RegionIndex): string {
  const place = regions.get(unit.regionCode)?.shortName ?? unit.regionCode
  if (unit.kind === 'justice_office') return `${place}司所`
  if (unit.kind === 'justice_bureau' || unit.kind === 'correction_agency') return `${place}司`
  if (unit.kind === 'prison') return `${unit.name.replace(/监狱$/, '')}监`
  return place
}

/** The series a number is drawn from: one of each unit, sort of paper and year. */
export const seriesOf = (unitCode: string, word: string, year: string): string => `WS-${unitCode}-${word}-${year}`

/** '西湖司所', '安帮接', '2026', 1 → '西湖司所安帮接字〔2026〕第0001号'. */
export const numberOf = (letters: string, word: string, year: string, order: number): string =>
  `${letters}${word}字〔${year}〕第${String(order).padStart(4, '0')}号`

/** Crockford's base 32: no I, L, O, U. */
export const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 16 letters of 5 bits: 80 bits. */
export const CODE_LENGTH = 16

/** A code as it is printed: in groups of four. */
export const groupedCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? ''

/** A code as somebody typed it, in its one form: case, blanks, dashes and look-alikes do not matter; else null. */
export function readCode(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—_]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return plain.length === CODE_LENGTH && [...plain].every((letter) => CODE_LETTERS.includes(letter)) ? plain : null
}
