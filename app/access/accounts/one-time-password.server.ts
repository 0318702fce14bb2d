import { randomInt } from 'node:crypto'

/** Signs that are told apart on paper and over the telephone. */
const UPPER = 'ABCDEFGHJKMNPQRSTUVWXYZ'
const LOWER = 'abcdefghjkmnpqrstuvwxyz'
const DIGITS = '23456789'
const GROUPS = 3

const draw = (letters: string) => letters[randomInt(letters.length)]!

/** A password for one sign-in, such as `Kq7m-Xd3t-Pn8w`: handed over once, changed at once. Over 60 bits. */
export function oneTimePassword(): string {
  const all = UPPER + LOWER + DIGITS
  const group = () => draw(UPPER) + draw(LOWER) + draw(DIGITS) + draw(all)
  return Array.from({ length: GROUPS }, group).join('-')
}
