import { createCipheriv, createDecipheriv, createECDH, createHash, createHmac } from 'node:crypto'
import { hkdfSync, randomBytes, timingSafeEqual, type ECDH } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { env } from '~/lib/env.server'

export type CipherSuite = 'sm' | 'aes'

/**
 * Master keys by version: `{ current: 1, keys: { "1": "<base64 of 32 bytes>" } }`. `current` writes, every version reads.
 * `index` (default: the lowest version) makes look-up values, which must stay comparable after a rotation.
 */
export type KeyRing = { current: number; index?: number; keys: Record<string, string> }

export class CryptoError extends Error {
  override name = this.constructor.name
}
/** The value is malformed, was changed, or belongs to another context. */
export class TamperedError extends CryptoError {}
/** The value names a key version that the key file does not hold. */
export class UnknownKeyError extends CryptoError {}
/** The key file is no valid key ring. */
export class KeyFileError extends CryptoError {}

const b64 = (bytes: Buffer) => bytes.toString('base64url')
function unb64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  if (b64(bytes) !== text) throw new TamperedError('not canonical base64url')
  return bytes
}

/** Length-prefixed join, so that no two lists of parts give the same bytes. */
export const frame = (...parts: (Buffer | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part)).flatMap((part) => [Buffer.from(`${part.length}:`), part]))

const sameBytes = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b)
const hmacSm3 = (key: Buffer, data: Buffer | string) => createHmac('sm3', key).update(data).digest()
const hkdf = (secret: Buffer, salt: Buffer | string, info: string, length: number) =>
  Buffer.from(hkdfSync('sm3', secret, salt, info, length))

export const KEY_BYTES = 48
const CHANGED = 'value changed or of another context'
type Sealer = Record<'seal' | 'open', (key: Buffer, input: Buffer, ad: Buffer) => Buffer>

/** SM4-CTR, then HMAC-SM3 over associated data, IV and text (node:crypto has no sm4-gcm). Box: iv 16 | text | tag 32. */
const sm: Sealer = {
  seal(key, plain, ad) {
    const iv = randomBytes(16)
    const text = createCipheriv('sm4-ctr', key.subarray(0, 16), iv).update(plain)
    return Buffer.concat([iv, text, hmacSm3(key.subarray(16), frame(ad, iv, text))])
  },
  open(key, box, ad) {
    const [iv, text, tag] = [box.subarray(0, 16), box.subarray(16, -32), box.subarray(-32)]
    if (box.length < 48 || !sameBytes(tag, hmacSm3(key.subarray(16), frame(ad, iv, text))))
      throw new TamperedError(CHANGED)
    return createDecipheriv('sm4-ctr', key.subarray(0, 16), iv).update(text)
  },
}

/** AES-256-GCM. Box: iv 12 | text | tag 16. */
const aes: Sealer = {
  seal(key, plain, ad) {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key.subarray(0, 32), iv).setAAD(ad)
    return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  },
  open(key, box, ad) {
    try {
      const [iv, text, tag] = [box.subarray(0, 12), box.subarray(12, -16), box.subarray(-16)]
      const decipher = createDecipheriv('aes-256-gcm', key.subarray(0, 32), iv, { authTagLength: 16 })
      decipher.setAAD(ad).setAuthTag(tag)
      return Buffer.concat([decipher.update(text), decipher.final()])
    } catch {
      throw new TamperedError(CHANGED)
    }
  },
}

export const SEALERS: Record<CipherSuite, Sealer> = { sm, aes }

/** Writes a file once, whole, with mode 0600 (folder 0700). False when it is already there, also if another process won. */
export function createSecretFile(path: string, text: string): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomToken(6)}`
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' })
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function parseRing(ring: KeyRing): Map<number, Buffer> {
  const entries = Object.entries(ring?.keys ?? {})
  const keys = new Map(entries.map(([version, key]) => [Number(version), Buffer.from(String(key), 'base64')]))
  for (const [version, key] of keys)
    if (!Number.isSafeInteger(version) || version < 1 || key.length !== 32)
      throw new KeyFileError(`key ${version}: need a version from 1 and 32 bytes in base64`)
  if (!keys.has(ring?.current) || !keys.has(ring.index ?? ring.current))
    throw new KeyFileError('the key file names a version that it does not hold')
  return keys
}

function readRing(path: string): KeyRing {
  const fresh = { current: 1, keys: { '1': randomBytes(32).toString('base64') } }
  if (!existsSync(path)) createSecretFile(path, `${JSON.stringify(fresh)}\n`)
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as KeyRing
  } catch (error) {
    throw error instanceof SyntaxError ? new KeyFileError(`the key file is not JSON: ${path}`) : error
  }
}

/**
 * Everything that needs the master keys.
 * `keys`: a key ring, or the path of a key file (made with mode 0600 when missing, read at once). `suite`: what new
 * values are written with; both suites are always readable. Throws KeyFileError.
 */
export function makeCrypto({ keys, suite }: { keys: KeyRing | string; suite: CipherSuite }) {
  const ring = typeof keys === 'string' ? readRing(keys) : keys
  const masters = parseRing(ring)
  const indexVersion = ring.index ?? Math.min(...masters.keys())
  const derived = new Map<string, Buffer>()

  function keyFor(version: number, purpose: string, length: number): Buffer {
    const info = `${purpose}/v${version}`
    const master = masters.get(version)
    if (!master) throw new UnknownKeyError(`key version ${version} is not in the key file`)
    if (!derived.has(info)) derived.set(info, hkdf(master, 'guicheng', info, length))
    return derived.get(info)!
  }
  const hmac = (version: number, purpose: string, data: string) => hmacSm3(keyFor(version, purpose, 32), data)

  return {
    /** Encrypts under `context` (such as 'person.id_no'), which is bound, not stored. Gives `k1.sm.<base64url>`. */
    encrypt(plain: string, context: string): string {
      const head = `k${ring.current}.${suite}`
      const key = keyFor(ring.current, `encrypt/${suite}`, KEY_BYTES)
      return `${head}.${b64(SEALERS[suite].seal(key, Buffer.from(plain, 'utf8'), frame(head, context)))}`
    },

    /** Reverses `encrypt`, whatever suite or key version wrote. Throws TamperedError, UnknownKeyError. */
    decrypt(value: string, context: string): string {
      const [, version, by, body] = /^k([1-9]\d{0,5})\.(sm|aes)\.([\w-]+)$/.exec(value) ?? []
      if (!version || !by || !body) throw new TamperedError('not an encrypted value')
      const key = keyFor(Number(version), `encrypt/${by}`, KEY_BYTES)
      return SEALERS[by as CipherSuite].open(key, unb64(body), frame(`k${version}.${by}`, context)).toString('utf8')
    },

    /** HMAC-SM3 as 64 hex digits, for exact look-up of an encrypted value; stays the same when keys are rotated. */
    mac: (value: string, purpose: string): string => hmac(indexVersion, `mac/${purpose}`, value).toString('hex'),

    /** 16 hex digits that tell whether a database and this key file belong together. */
    keyCheckValue: (): string => hmac(indexVersion, 'key-check', 'guicheng').toString('hex').slice(0, 16),

    /** Signs a list of texts for one purpose. The parts stay readable to whoever holds the token: no secrets in them. */
    signToken(parts: string[], purpose: string): string {
      const body = b64(Buffer.from(JSON.stringify(parts), 'utf8'))
      return `t${ring.current}.${body}.${b64(hmac(ring.current, `token/${purpose}`, body))}`
    },

    /** The parts of a token signed for this purpose; null when it is forged, cut, or of another purpose. */
    verifyToken(token: string, purpose: string): string[] | null {
      const [, version, body, tag] = /^t([1-9]\d{0,5})\.([\w-]+)\.([\w-]{43})$/.exec(token) ?? []
      if (!version || !body || !tag || !masters.has(Number(version))) return null
      const expected = b64(hmac(Number(version), `token/${purpose}`, body))
      if (!sameBytes(Buffer.from(tag), Buffer.from(expected))) return null
      return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as string[]
    },
  }
}

export type Crypto = ReturnType<typeof makeCrypto>
let own: Crypto | undefined
const crypto = () => (own ??= makeCrypto({ keys: env.KEY_FILE, suite: env.CIPHER_SUITE }))

/** The functions of `makeCrypto`, with the key file and suite of the settings. */
export const encrypt: Crypto['encrypt'] = (plain, context) => crypto().encrypt(plain, context)
export const decrypt: Crypto['decrypt'] = (value, context) => crypto().decrypt(value, context)
export const mac: Crypto['mac'] = (value, purpose) => crypto().mac(value, purpose)
export const keyCheckValue: Crypto['keyCheckValue'] = () => crypto().keyCheckValue()
export const signToken: Crypto['signToken'] = (parts, purpose) => crypto().signToken(parts, purpose)
export const verifyToken: Crypto['verifyToken'] = (token, purpose) => crypto().verifyToken(token, purpose)

/** SM3 (GB/T 32905) as 64 hex digits; text is taken as UTF-8. */
export const sm3 = (data: string | Buffer): string => createHash('sm3').update(data).digest('hex')
/** `bytes` random bytes as base64url. */
export const randomToken = (bytes: number): string => b64(randomBytes(bytes))

/** What stands before the key bytes in an SPKI and a PKCS#8 file of an SM2 key; node reads no SM2 key from PEM. */
const PUBLIC_HEAD = '3059301306072a8648ce3d020106082a811ccf5501822d034200'
const PRIVATE_HEAD = '308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420'

function toPem(label: string, hex: string): string {
  const body = Buffer.from(hex, 'hex').toString('base64').replace(/.{64}/g, '$&\n')
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`
}

function fromPem(pem: string, head: string, length: number): Buffer {
  const hex = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64').toString('hex')
  if (!hex.startsWith(head)) throw new CryptoError('not an SM2 key in PEM')
  return Buffer.from(hex.slice(head.length), 'hex').subarray(0, length)
}

/** A new SM2 key pair for `sealFor` and `openSealed`, as SPKI and PKCS#8 PEM. */
export function makeEnvelopeKeyPair(): { publicKeyPem: string; privateKeyPem: string } {
  const pair = createECDH('SM2')
  const point = pair.generateKeys('hex')
  const secret = pair.getPrivateKey('hex').padStart(64, '0')
  return {
    publicKeyPem: toPem('PUBLIC KEY', PUBLIC_HEAD + point),
    privateKeyPem: toPem('PRIVATE KEY', `${PRIVATE_HEAD}${secret}a144034200${point}`),
  }
}

/** `sender` and `receiver` are the two public points, of which `other` is the one that is not `own`. */
function envelopeKey(own: ECDH, other: Buffer, sender: Buffer, receiver: Buffer): Buffer {
  try {
    return hkdf(own.computeSecret(other), frame(sender, receiver), 'envelope', KEY_BYTES)
  } catch {
    throw new TamperedError('no valid point of the curve')
  }
}

/**
 * Seals a text so that only the holder of the private key reads it: a new SM2 key each time, ECDH, HKDF-SM3, then the
 * sm suite (not the encryption of GM/T 0003.4). Gives `e1.<base64url of point 65 | box>`. Throws CryptoError.
 */
export function sealFor(publicKeyPem: string, plaintext: string): string {
  const receiver = fromPem(publicKeyPem, PUBLIC_HEAD, 65)
  const pair = createECDH('SM2')
  const sender = pair.generateKeys()
  const key = envelopeKey(pair, receiver, sender, receiver)
  return `e1.${b64(Buffer.concat([sender, sm.seal(key, Buffer.from(plaintext, 'utf8'), frame('e1'))]))}`
}

/** Reverses `sealFor`. Throws TamperedError, also for a private key that is not the receiver's. */
export function openSealed(privateKeyPem: string, value: string): string {
  if (!value.startsWith('e1.')) throw new TamperedError('not an envelope')
  const bytes = unb64(value.slice(3))
  const sender = bytes.subarray(0, 65)
  const pair = createECDH('SM2')
  pair.setPrivateKey(fromPem(privateKeyPem, PRIVATE_HEAD, 32))
  const key = envelopeKey(pair, sender, sender, pair.getPublicKey())
  return sm.open(key, bytes.subarray(65), frame('e1')).toString('utf8')
}
