import { createHmac, hkdfSync } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import {
  KeyFileError,
  TamperedError,
  UnknownKeyError,
  createSecretFile,
  makeCrypto,
  makeEnvelopeKeyPair,
  openSealed,
  randomToken,
  sealFor,
  sm3,
  type CipherSuite,
} from '~/lib/crypto.server'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')
const one = { current: 1, keys: { '1': key(1) } }
const two = { current: 2, keys: { '1': key(1), '2': key(2) } }
const suites: CipherSuite[] = ['sm', 'aes']
const unicode = fc.string({ unit: 'binary', maxLength: 200 })
const folder = mkdtempSync(join(tmpdir(), 'crypto-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The value with the lowest bit of one of its bytes turned over. */
function flip(value: string, at: number): string {
  const dot = value.lastIndexOf('.') + 1
  const bytes = Buffer.from(value.slice(dot), 'base64url')
  const i = at % bytes.length
  bytes[i] = bytes[i]! ^ 1
  return value.slice(0, dot) + bytes.toString('base64url')
}

describe('SM3', () => {
  it('gives the digests of GB/T 32905, appendix A', () => {
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(sm3(Buffer.from('abcd'.repeat(16)))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })

  it('stands on an HMAC-SM3 that agrees with GB/T 15852.2', () => {
    const secret = Buffer.from(Array.from({ length: 32 }, (_, i) => i + 1))
    const text = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2)
    expect(createHmac('sm3', secret).update(text).digest('hex')).toBe(
      'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
    )
  })

  it('makes look-up values as HMAC-SM3 under a key derived for the purpose', () => {
    const { mac } = makeCrypto({ keys: one, suite: 'sm' })
    const derived = Buffer.from(hkdfSync('sm3', Buffer.alloc(32, 1), 'guicheng', 'mac/person.id_no/v1', 32))
    const expected = createHmac('sm3', derived).update('340799199105054996').digest('hex')
    expect(mac('340799199105054996', 'person.id_no')).toBe(expected)
    expect(mac('340799199105054996', 'vault')).not.toBe(expected)
    expect(expected).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe.each(suites)('suite %s', (suite) => {
  const crypto = makeCrypto({ keys: one, suite })

  it('writes the format k<version>.<suite>.<base64url>, differently each time', () => {
    const value = crypto.encrypt('铜陵市某路187号', 'address')
    expect(value).toMatch(new RegExp(`^k1\\.${suite}\\.[A-Za-z0-9_-]+$`))
    expect(crypto.encrypt('铜陵市某路187号', 'address')).not.toBe(value)
  })

  it('reads back any text under its context', () => {
    fc.assert(
      fc.property(unicode, unicode, (plain, context) => {
        expect(crypto.decrypt(crypto.encrypt(plain, context), context)).toBe(plain)
      }),
    )
  })

  it('refuses another context', () => {
    const value = crypto.encrypt('13800000001', 'phone')
    expect(() => crypto.decrypt(value, 'address')).toThrow(TamperedError)
    expect(() => crypto.decrypt(value, '')).toThrow(TamperedError)
  })

  it('refuses a value with any byte changed', () => {
    fc.assert(
      fc.property(unicode, fc.nat(), (plain, at) => {
        const value = crypto.encrypt(plain, 'note')
        expect(() => crypto.decrypt(flip(value, at), 'note')).toThrow(TamperedError)
      }),
    )
  })

  it('refuses a cut, a foreign suite, other spellings, and text that is no value', () => {
    const value = crypto.encrypt('x', 'note')
    const other = suite === 'sm' ? 'aes' : 'sm'
    const bad = [
      value.slice(0, -2),
      value.replace(suite, other),
      `${value}=`,
      ` ${value}`,
      '',
      'k1.sm.',
      'k0.sm.AAAA',
      '张三',
    ]
    for (const text of bad) expect(() => crypto.decrypt(text, 'note')).toThrow(TamperedError)
    expect(() => crypto.decrypt(value.replace('k1', 'k2'), 'note')).toThrow(UnknownKeyError)
    expect(() => makeCrypto({ keys: two, suite }).decrypt(value.replace('k1', 'k2'), 'note')).toThrow(TamperedError)
  })

  it('reads what the other suite wrote', () => {
    const other = makeCrypto({ keys: one, suite: suite === 'sm' ? 'aes' : 'sm' })
    expect(crypto.decrypt(other.encrypt('张三', 'name'), 'name')).toBe('张三')
  })

  it('after a rotation writes with the new key, reads the old, and keeps look-up values', () => {
    const rotated = makeCrypto({ keys: two, suite })
    expect(rotated.decrypt(crypto.encrypt('张三', 'name'), 'name')).toBe('张三')
    expect(rotated.encrypt('张三', 'name')).toMatch(/^k2\./)
    expect(() => crypto.decrypt(rotated.encrypt('张三', 'name'), 'name')).toThrow(UnknownKeyError)
    expect(rotated.mac('张三', 'name')).toBe(crypto.mac('张三', 'name'))
    expect(rotated.keyCheckValue()).toBe(crypto.keyCheckValue())
    expect(rotated.verifyToken(crypto.signToken(['a'], 'form'), 'form')).toEqual(['a'])
  })
})

describe('key file', () => {
  it('is made once, with mode 0600, and read from then on', () => {
    const path = join(folder, 'new', 'master.json')
    const first = makeCrypto({ keys: path, suite: 'sm' })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      current: 1,
      keys: { '1': expect.stringMatching(/^.{44}$/) },
    })
    const again = makeCrypto({ keys: path, suite: 'aes' })
    expect(again.decrypt(first.encrypt('张三', 'name'), 'name')).toBe('张三')
    expect(again.keyCheckValue()).toBe(first.keyCheckValue())
    expect(readdirSync(join(folder, 'new'))).toEqual(['master.json'])
  })

  it('is never overwritten', () => {
    const path = join(folder, 'kept')
    expect(createSecretFile(path, 'a')).toBe(true)
    expect(createSecretFile(path, 'b')).toBe(false)
    expect(readFileSync(path, 'utf8')).toBe('a')
  })

  it('is refused when it is broken', () => {
    const path = join(folder, 'broken.json')
    for (const text of [
      '',
      'null',
      '{}',
      '{"current":1,"keys":{"1":"c2hvcnQ="}}',
      `{"current":3,"keys":{"1":"${key(1)}"}}`,
    ]) {
      writeFileSync(path, text)
      expect(() => makeCrypto({ keys: path, suite: 'sm' })).toThrow(KeyFileError)
    }
    expect(() => makeCrypto({ keys: { ...two, index: 9 }, suite: 'sm' })).toThrow(KeyFileError)
  })

  it('is told apart from another by its check value, which gives no key away', () => {
    const value = makeCrypto({ keys: one, suite: 'sm' }).keyCheckValue()
    expect(value).toMatch(/^[0-9a-f]{16}$/)
    expect(makeCrypto({ keys: { current: 1, keys: { '1': key(9) } }, suite: 'sm' }).keyCheckValue()).not.toBe(value)
  })

  it('may name the version that makes look-up values', () => {
    const moved = makeCrypto({ keys: { ...two, index: 2 }, suite: 'sm' })
    expect(moved.mac('张三', 'name')).not.toBe(makeCrypto({ keys: two, suite: 'sm' }).mac('张三', 'name'))
  })
})

describe('tokens', () => {
  const { signToken, verifyToken } = makeCrypto({ keys: two, suite: 'sm' })

  it('give their parts back, for their purpose only', () => {
    fc.assert(
      fc.property(fc.array(unicode, { maxLength: 5 }), (parts) => {
        const token = signToken(parts, 'form')
        expect(verifyToken(token, 'form')).toEqual(parts)
        expect(verifyToken(token, 'check-code')).toBeNull()
      }),
    )
  })

  it('are null when forged or cut, and with a key that is not held', () => {
    const token = signToken(['会话', '岗位'], 'form')
    const [version, body, tag] = token.split('.')
    const forged = Buffer.from('["会话","别岗"]').toString('base64url')
    const bad = [
      `${version}.${forged}.${tag}`,
      `t1.${body}.${tag}`,
      `t9.${body}.${tag}`,
      flip(token, 3),
      token.slice(0, -1),
      '',
      'x',
    ]
    for (const text of bad) expect(verifyToken(text, 'form')).toBeNull()
  })

  it('random ones are base64url of so many bytes', () => {
    expect(randomToken(8)).toMatch(/^[\w-]{11}$/)
    expect(new Set(Array.from({ length: 1000 }, () => randomToken(8))).size).toBe(1000)
  })
})

describe('envelope', () => {
  const pair = makeEnvelopeKeyPair()

  it('is opened by the private key alone', () => {
    fc.assert(
      fc.property(unicode, (plain) => {
        expect(openSealed(pair.privateKeyPem, sealFor(pair.publicKeyPem, plain))).toBe(plain)
      }),
    )
    const sealed = sealFor(pair.publicKeyPem, '张三')
    expect(() => openSealed(makeEnvelopeKeyPair().privateKeyPem, sealed)).toThrow(TamperedError)
    expect(() => openSealed(pair.publicKeyPem, sealed)).toThrow('not an SM2 key')
  })

  it('differs each time and refuses a change of any byte', () => {
    const sealed = sealFor(pair.publicKeyPem, '张三')
    expect(sealFor(pair.publicKeyPem, '张三')).not.toBe(sealed)
    const bytes = Buffer.from(sealed.slice(3), 'base64url').length
    for (let at = 0; at < bytes; at++)
      expect(() => openSealed(pair.privateKeyPem, flip(sealed, at))).toThrow(TamperedError)
    for (const text of ['', 'e1.', 'e1.AAAA', `e2${sealed.slice(2)}`])
      expect(() => openSealed(pair.privateKeyPem, text)).toThrow(TamperedError)
  })

  it('keys are PEM of the lengths that OpenSSL writes', () => {
    for (let i = 0; i < 50; i++) {
      const { publicKeyPem, privateKeyPem } = makeEnvelopeKeyPair()
      expect(publicKeyPem).toMatch(/^-----BEGIN PUBLIC KEY-----\n(.{1,64}\n){2}-----END PUBLIC KEY-----\n$/)
      expect(privateKeyPem).toMatch(/^-----BEGIN PRIVATE KEY-----\n(.{1,64}\n){3}-----END PRIVATE KEY-----\n$/)
    }
  })
})
