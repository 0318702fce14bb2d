import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSealed, sealFor } from '~/lib/crypto.server'
import { ensureVaultKeys } from '~/people/vault-mouth.server'

let varDir = ''
beforeEach(() => {
  varDir = mkdtempSync(join(tmpdir(), 'vault-'))
})
afterEach(() => rmSync(varDir, { recursive: true }))

describe("the vault's keys", () => {
  it('are made at the first start, the private one for its owner alone', () => {
    const paths = ensureVaultKeys(varDir)
    expect(paths).toEqual({
      publicPath: join(varDir, 'keys/vault-public.pem'),
      privatePath: join(varDir, 'keys/vault-private.pem'),
      created: true,
    })
    expect(statSync(paths.privatePath).mode & 0o777).toBe(0o600)
    const sealed = sealFor(readFileSync(paths.publicPath, 'utf8'), '{"姓名":"张三"}')
    expect(openSealed(readFileSync(paths.privatePath, 'utf8'), sealed)).toBe('{"姓名":"张三"}')
  })

  it('stay as they are at the next start, also when the private one has been taken away', () => {
    const { publicPath, privatePath } = ensureVaultKeys(varDir)
    const before = readFileSync(publicPath, 'utf8')
    expect(ensureVaultKeys(varDir).created).toBe(false)
    rmSync(privatePath)
    expect(ensureVaultKeys(varDir).created).toBe(false)
    expect(existsSync(privatePath)).toBe(false)
    expect(readFileSync(publicPath, 'utf8')).toBe(before)
  })

  it('a private key without its public half stops the start', () => {
    const { publicPath } = ensureVaultKeys(varDir)
    rmSync(publicPath)
    expect(() => ensureVaultKeys(varDir)).toThrow('put the public key back')
  })
})
