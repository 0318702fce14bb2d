import { checkPhone } from '~/people/identity'
import { isBlank, looksLikeFormula, plain } from '~/sheets/cell'
import type { Cell } from '~/sheets/cell'
import { FORMULA, mend, read } from './parsed'
import type { Parsed } from './parsed'

/** A phone number alone in its cell (of several the first, with a note). Empty: null. */
export function parsePhone(cell: Cell | undefined): Parsed<string | null> {
  if (cell === undefined || isBlank(cell)) return read(null)
  if (looksLikeFormula(cell)) return mend(FORMULA)
  const [first = '', ...more] = plain(cell)
    .split(/[、，,;；/]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const checked = checkPhone(first)
  if (!checked.ok) return mend(checked.why)
  return more.length > 0 ? read(checked.phone, '写有几个号码，只登记第一个') : read(checked.phone)
}
