import { describe, expect, test } from 'vitest'
import { qrOf } from '~/access/accounts/enrol.server'
import { codeAt, fromBase32, otpauthUri, stepAt, stepOfCode, toBase32 } from '~/access/accounts/totp.server'

const secret = Buffer.from('12345678901234567890')

describe('one-time codes by time', () => {
  // RFC 6238, appendix B (SHA-1), the last six digits
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %d seconds: %s', (seconds, code) => {
    const at = new Date(seconds * 1000)
    expect(codeAt(secret, stepAt(at))).toBe(code)
    expect(stepOfCode(secret, code, at)).toBe(stepAt(at))
  })

  test('are taken one step early and one late, no further', () => {
    const at = new Date('2026-11-23T09:00:00+08:00')
    const found = [-2, -1, 0, 1, 2].map((drift) => stepOfCode(secret, codeAt(secret, stepAt(at) + drift), at))
    expect(found.map((step) => step && step - stepAt(at))).toEqual([undefined, -1, 0, 1, undefined])
  })

  test.each(['', '0', '28708', '2870820', '28708２', 'abcdef', '287 082'])('%j is none', (code) => {
    expect(stepOfCode(secret, code, new Date(59_000))).toBeUndefined()
  })
})

test('base32 is that of RFC 4648', () => {
  expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
  expect(toBase32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(fromBase32(toBase32(secret))).toEqual(secret)
})

test('the square code says what an authenticator reads, with a quiet zone', () => {
  const uri = otpauthUri('GEZDGNBVGY3TQOJQ', 'tj.xihu')
  expect(uri).toBe(
    `otpauth://totp/${encodeURIComponent('归程:tj.xihu')}?secret=GEZDGNBVGY3TQOJQ&issuer=${encodeURIComponent('归程')}&algorithm=SHA1&digits=6&period=30`,
  )
  const { size, path } = qrOf(uri)
  const cells = [...path.matchAll(/M(\d+) (\d+)h/g)].flatMap(([, x, y]) => [Number(x), Number(y)])
  expect(Math.min(...cells)).toBe(4)
  expect(Math.max(...cells)).toBe(size - 5)
})
