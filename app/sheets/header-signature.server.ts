import { createHash } from 'node:crypto'
import { normalName } from './header'

/**
 * Names a header, so that a mapping corrected once is remembered for the next list of the same make.
 * Blanks, brackets and width do not matter, order and names of the columns do. 64 hex digits (SM3).
 */
export function headerSignature(labels: string[]): string {
  const names = labels.map(normalName)
  while (names.at(-1) === '') names.pop()
  return createHash('sm3').update(names.join('\u001F')).digest('hex')
}
