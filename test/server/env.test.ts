import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseEnv, SettingsError } from '~/lib/env.server'

const VAR_DIR = mkdtempSync(join(tmpdir(), 'guicheng-env-'))
afterAll(() => rmSync(VAR_DIR, { recursive: true }))

describe('settings', () => {
  it('run without any', () => {
    const env = parseEnv({})
    expect(env).toMatchObject({
      PORT: 3000,
      POSTGRES_PORT: 54330,
      EMBEDDED: true,
      CIPHER_SUITE: 'sm',
      TRUST_PROXY: false,
      DEMO: false,
    })
    expect(env.VAR_DIR).toBe(join(process.cwd(), 'var'))
    expect(env.PUBLIC_URL).toBe('http://localhost:3000')
    expect(env.WEB_CONCURRENCY).toBeGreaterThan(0)
  })

  it('take an empty value for an absent one', () => {
    expect(parseEnv({ PORT: '', DATABASE_URL: '', SMTP_URL: '' })).toMatchObject({ PORT: 3000, EMBEDDED: true })
  })

  it('derive all four logins of the embedded server, with passwords kept in a file of our own', () => {
    const env = parseEnv({ VAR_DIR, POSTGRES_PORT: '54999' })
    const urls = [env.DATABASE_URL, env.DATABASE_OWNER_URL, env.DATABASE_WORKER_URL, env.VAULT_DATABASE_URL].map(
      (url) => new URL(url),
    )
    expect(urls.map((url) => url.username)).toEqual([
      'guicheng_app',
      'guicheng_owner',
      'guicheng_worker',
      'guicheng_vault',
    ])
    expect(new Set(urls.map((url) => url.password)).size).toBe(4)
    for (const url of urls) expect(url.host + url.pathname).toBe('127.0.0.1:54999/guicheng')
    expect(parseEnv({ VAR_DIR, POSTGRES_PORT: '54999' }).DATABASE_URL).toBe(env.DATABASE_URL)
    expect(statSync(join(VAR_DIR, 'keys/postgres.json')).mode & 0o777).toBe(0o600)
  })

  it('take an outside server, and say which login is missing when it is needed', () => {
    const env = parseEnv({ DATABASE_URL: 'postgresql://guicheng_app:x@db:5432/guicheng' })
    expect(env.EMBEDDED).toBe(false)
    expect(() => env.DATABASE_OWNER_URL).toThrow(/DATABASE_OWNER_URL is not set/)
  })

  it.each([
    ['TRUST_PROXY', '1', 1],
    ['TRUST_PROXY', 'true', true],
    ['TRUST_PROXY', 'loopback', 'loopback'],
    ['PUBLIC_URL', 'https://guicheng.example.cn/', 'https://guicheng.example.cn'],
  ])('%s=%s', (name, text, value) => {
    expect(parseEnv({ [name]: text })).toHaveProperty(name, value)
  })

  it.each([
    ['PORT', 'http', 'port number'],
    ['PORT', '70000', '1–65535'],
    ['DATABASE_URL', 'mysql://x', 'postgresql://'],
    ['PUBLIC_URL', 'guicheng.example.cn', 'https://'],
    ['CIPHER_SUITE', 'des', 'sm or aes'],
    ['CLOCK', '2026-11-23', 'instant'],
    ['WEB_CONCURRENCY', '0', '1–256'],
  ])('%s=%s is refused by name with what it must look like', (name, text, hint) => {
    expect(() => parseEnv({ [name]: text })).toThrow(SettingsError)
    expect(() => parseEnv({ [name]: text })).toThrow(new RegExp(`${name}: .*${hint}`))
  })

  it('name every wrong one at once', () => {
    expect(() => parseEnv({ PORT: 'x', SMTP_URL: 'mail' })).toThrow(/PORT[^]*SMTP_URL/)
  })
})
