import { request as rawRequest } from 'node:http'
import { Readable } from 'node:stream'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '~/lib/db.server'
import { createApp } from '../../server/http/app'
import { BODY_LIMIT } from '../../server/http/body-limit'
import { maskPath } from '../../server/http/request-log'
import { serve, type Serving } from '../../server/http/serve'
import { asSuperuser, testDatabase } from '../support/database'
import { stubBuild } from '../support/stub-build'

let release: () => void = () => undefined
let written: string[] = []

const build = stubBuild({
  slow: {
    loader: async () => {
      await new Promise<void>((resolve) => (release = resolve))
      return new Response('done')
    },
  },
  save: {
    action: async ({ request }) => {
      const text = await request.text()
      written.push(`${text.length}`)
      return new Response(`saved ${text.length}`)
    },
  },
  ask: { loader: ({ context }) => Response.json({ ip: context.ip, rid: context.requestId }) },
})

let serving: Serving | undefined
async function start(trustProxy: boolean | number | string = false): Promise<string> {
  written = []
  const app = createApp({ build, publicUrl: 'https://guicheng.example.cn', trustProxy })
  serving = await serve(app, 0)
  return `http://127.0.0.1:${serving.port}`
}
afterEach(() => serving?.close())

/** A request whose body streams; gives status and page. */
function stream(
  url: string,
  headers: Record<string, string>,
  body: Readable,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const req = rawRequest(url, { method: 'POST', headers }, (res) => {
      let text = ''
      res.on('data', (chunk: Buffer) => (text += chunk.toString()))
      res.on('end', () => resolve({ status: res.statusCode ?? 0, text }))
    })
    req.on('error', reject)
    body.pipe(req)
  })
}

const megabytes = (count: number) =>
  Readable.from(
    (function* () {
      for (let i = 0; i < count; i++) yield Buffer.alloc(1024 * 1024, 97)
    })(),
  )

describe('pages', () => {
  it('carry a nonce in the policy and on every inline script, a new one each time', async () => {
    const origin = await start()
    const seen = new Set<string>()
    for (let i = 0; i < 2; i++) {
      const response = await fetch(origin)
      const policy = response.headers.get('content-security-policy') ?? ''
      const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
      expect(nonce).not.toBe('')
      seen.add(nonce)
      const html = await response.text()
      const scripts = html.match(/<script[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(2)
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
      expect(policy).not.toContain('unsafe')
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("form-action 'self'")
    }
    expect(seen.size).toBe(2)
  })

  it('are not stored, name no server, and may not be framed', async () => {
    const { headers } = await fetch(await start())
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
    expect(headers.get('strict-transport-security')).toContain('max-age')
  })

  it('answer a broken address with 400', async () => {
    const origin = await start()
    const status = await new Promise<number>((resolve) => {
      rawRequest(origin, { headers: { Host: 'a b' } }, (res) => resolve(res.resume().statusCode ?? 0)).end()
    })
    expect(status).toBe(400)
  })
})

describe('a body over 25 MB', () => {
  it('is refused at once when it is announced', async () => {
    const origin = await start()
    const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const headers = { 'Content-Length': String(BODY_LIMIT + 1) }
      const req = rawRequest(`${origin}/save`, { method: 'POST', headers }, (res) => {
        res.once('data', (chunk: Buffer) => {
          resolve({ status: res.statusCode ?? 0, text: chunk.toString() })
          req.destroy()
        })
      })
      req.on('error', reject)
      req.write('a')
    })
    expect(status).toBe(413)
    expect(text).toContain('25 MB')
    expect(written).toEqual([])
  })

  it('is cut when it comes in chunks, and no action sees a part of it', async () => {
    const origin = await start()
    const { status, text } = await stream(`${origin}/save`, { 'Transfer-Encoding': 'chunked' }, megabytes(27))
    expect(status).toBe(413)
    expect(text).toContain('上传的内容太大')
    expect(written).toEqual([])
    expect((await fetch(`${origin}/ask`)).status).toBe(200)
  })

  it('passes up to the limit', async () => {
    const origin = await start()
    const { status, text } = await stream(`${origin}/save`, { 'Transfer-Encoding': 'chunked' }, megabytes(25))
    expect({ status, text }).toEqual({ status: 200, text: `saved ${BODY_LIMIT}` })
  })
})

describe('a change asked for by another site', () => {
  const refused: Record<string, string>[] = [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://guicheng.example.cn' },
    { 'Sec-Fetch-Site': 'same-site' },
    { Referer: 'https://evil.example/form' },
    { 'X-Forwarded-Host': 'evil.example', Origin: 'https://evil.example' },
  ]
  it.each(refused)('is refused: %o', async (headers) => {
    const origin = await start()
    const response = await fetch(`${origin}/save`, { method: 'POST', body: 'x', headers })
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('请求被拒绝')
    expect(written).toEqual([])
  })

  it('passes from our own pages, by the address used or by PUBLIC_URL', async () => {
    const origin = await start()
    for (const headers of [
      { Origin: origin },
      { Origin: 'https://guicheng.example.cn' },
      { 'Sec-Fetch-Site': 'same-origin' },
      {},
    ]) {
      const response = await fetch(`${origin}/save`, {
        method: 'POST',
        body: 'x',
        headers: headers as Record<string, string>,
      })
      expect(await response.text()).toBe('saved 1')
    }
  })
})

describe('the client behind a proxy', () => {
  const headers = { 'X-Forwarded-For': '10.1.2.3', 'X-Request-Id': 'proxy-4711' }
  const ask = async (trust: number | boolean) =>
    (await (await fetch(`${await start(trust)}/ask`, { headers })).json()) as object

  it('is believed only with TRUST_PROXY', async () => {
    expect(await ask(1)).toEqual({ ip: '10.1.2.3', rid: 'proxy-4711' })
    await serving?.close()
    expect(await ask(false)).toMatchObject({
      ip: expect.stringContaining('127.0.0.1') as string,
      rid: expect.not.stringContaining('4711') as string,
    })
  })
})

it('stops gracefully: finishes the request under way, takes no new one', async () => {
  const origin = await start()
  const underWay = fetch(`${origin}/slow`)
  await new Promise((resolve) => setTimeout(resolve, 200))
  const closed = serving!.close()
  await expect(fetch(`${origin}/ask`)).rejects.toThrow()
  release()
  expect(await (await underWay).text()).toBe('done')
  await closed
})

it('a log line names no id, name, code or query', () => {
  const words = new Set(['handoff', 'visits', 'check'])
  expect(maskPath('/handoff/0190a/visits.data?q=张三', words)).toBe('/handoff/:x/visits.data')
  expect(maskPath('/check/abcdef', words)).toBe('/check/:x')
  expect(maskPath('/zhangsan', words)).toBe('/:x')
})

describe('/healthz', () => {
  beforeAll(testDatabase)

  it('tells of database, migrations and worker', async () => {
    const origin = await start()
    const late = await fetch(`${origin}/healthz`)
    expect(late.status).toBe(200)
    expect(await late.json()).toEqual({
      status: 'degraded',
      database: 'up',
      migrations: 'current',
      worker: 'late',
      logs: 'unknown',
    })
  })

  it('tells that a log is broken, and not what of it', async () => {
    const check = (sound: boolean) =>
      asSuperuser(
        `INSERT INTO audit_check (at, asked, batches, rows, timelines, sound, faults) VALUES (now(), 'night', 1, 1, 0, $1, '[{"what": "stray", "rows": 3}]')`,
        [sound],
      )
    const logs = async () => ((await (await fetch(`${await start()}/healthz`)).json()) as { logs: string }).logs
    await check(true)
    expect(await logs()).toBe('sound')
    await check(false)
    expect(await logs()).toBe('broken')
    expect(await (await fetch(`${await start()}/healthz`)).text()).not.toMatch(/stray|3/)
  })

  it('is 503 when the database does not answer', async () => {
    const { DATABASE_URL } = process.env
    process.env.DATABASE_URL = 'postgresql://guicheng_app:x@127.0.0.1:1/none'
    const { rereadEnv } = await import('~/lib/env.server')
    rereadEnv()
    const response = await fetch(`${await start()}/healthz`)
    process.env.DATABASE_URL = DATABASE_URL
    rereadEnv()
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ status: 'down', database: 'down' })
    expect(await prisma.keyCheck.count()).toBe(0)
  })
})
