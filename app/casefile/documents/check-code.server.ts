import { randomBytes } from 'node:crypto'
import { CODE_LENGTH, CODE_LETTERS } from './number'

/** A new check code (校验码): 16 letters, 80 random bits. */
export function newCheckCode(): string {
  // 32 letters divide a byte's 256 values evenly: no letter comes more often.
  return [...randomBytes(CODE_LENGTH)].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join('')
}
