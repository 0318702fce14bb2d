/** Money is kept as an integer number of fen (分); one yuan is 100 fen. */

/** 123450 → '1,234.50'; throws RangeError on a number that is no whole, safe count of fen. */
export function formatFen(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an amount in fen: ${fen}`)
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`
}

/**
 * What a clerk types, in fen: '1,234.5', '￥1234.50', '１２３４．５元' → 123450.
 * Null for anything else: a sign, more than two decimals, misplaced commas, more than ten digits of yuan (dec(12,2)).
 */
export function parseFen(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/\s/g, '').replace(/^[¥]/, '').replace(/元$/, '')
  const found = /^(\d{1,10}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!found) return null
  const yuan = found[1]!.replaceAll(',', '')
  return yuan.length > 10 ? null : Number(yuan) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}
