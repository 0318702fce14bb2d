import { existsSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createSecretFile, makeEnvelopeKeyPair, sealFor } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import { env } from '~/lib/env.server'

const publicPath = (varDir: string) => join(varDir, 'keys', 'vault-public.pem')
const privatePath = (varDir: string) => join(varDir, 'keys', 'vault-private.pem')

/**
 * Hands a record to the vault (封存库): seals `payload` (any JSON object) for the vault's public key and puts the
 * envelope into its mouth, inside the caller's transaction. This side can write there and can read nothing back.
 * Throws when the public key is missing or the database refuses.
 */
export async function deposit(db: Db, payload: object): Promise<void> {
  const publicKeyPem = await readFile(publicPath(env.VAR_DIR), 'utf8')
  const sealed = sealFor(publicKeyPem, JSON.stringify(payload))
  await db.$executeRaw`SELECT vault.deposit(${sealed})`
}

/**
 * Makes the vault's key pair at the first start: `keys/vault-public.pem` and `keys/vault-private.pem` (mode 0600) below
 * `varDir`. Leaves an existing public key alone, also where the private one has been taken to the vault's own machine.
 * Throws when only the private key is there: its public half must be put back by hand.
 */
export function ensureVaultKeys(varDir: string): { publicPath: string; privatePath: string; created: boolean } {
  const paths = { publicPath: publicPath(varDir), privatePath: privatePath(varDir) }
  if (existsSync(paths.publicPath)) return { ...paths, created: false }
  const pair = makeEnvelopeKeyPair()
  if (!createSecretFile(paths.privatePath, pair.privateKeyPem))
    throw new Error(
      `${paths.privatePath} has no ${paths.publicPath} beside it: put the public key back, then start again`,
    )
  writeFileSync(paths.publicPath, pair.publicKeyPem, { mode: 0o644, flag: 'wx' })
  return { ...paths, created: true }
}
