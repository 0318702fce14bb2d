/** A public page is made once in the seconds that it may be kept; nobody's own page ever is. */
import { createServer, type Server } from 'node:http'
import { gunzipSync } from 'node:zlib'
import compression from 'compression'
import express from 'express'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { setClock } from '~/lib/dates'
import { keptPages } from '../../server/http/kept-pages'

let server: Server
let made: string[] = []
let clock = 0
let base = ''
let answer: { status: number; headers: Record<string, string> } = { status: 200, headers: {} }
const PUBLIC = { 'Cache-Control': 'public, max-age=15' }

beforeEach(async () => {
  setClock('2026-11-23T12:00:00+08:00')
  made = []
  clock = 1_000
  answer = { status: 200, headers: PUBLIC }
  const app = express()
  app.use(compression({ threshold: 0 }))
  app.use((_, res, next) => {
    res.setHeader('X-Request-Id', `r${Math.random()}`)
    res.setHeader('Content-Security-Policy', `nonce-${made.length}`)
    next()
  })
  app.all(
    '*',
    keptPages(() => clock),
  )
  app.all('*', (req, res) => {
    made.push(req.originalUrl)
    res.status(answer.status).set(answer.headers)
    res.write(`page ${made.length} `)
    res.end(req.originalUrl)
  })
  server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, resolve))
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
afterEach(() => {
  setClock(null)
  server.close()
})
const get = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(base + path, init)
  return { text: await response.text(), headers: response.headers }
}

it('comes from what is kept, whole and with its own policy, until its seconds are over', async () => {
  const first = await get('/notices')
  clock += 10_000
  const again = await get('/notices')
  expect([first.text, again.text]).toEqual(['page 1 /notices', 'page 1 /notices'])
  expect(again.headers.get('Content-Security-Policy')).toBe(first.headers.get('Content-Security-Policy'))
  expect(again.headers.get('X-Request-Id')).not.toBe(first.headers.get('X-Request-Id'))
  expect(again.headers.get('Cache-Control')).toBe('public, max-age=5')
  clock += 5_000
  expect((await get('/notices')).text).toBe('page 2 /notices')
})

it('is packed only for whoever can unpack it', async () => {
  await get('/notices')
  const raw = await new Promise<{ encoding: string | undefined; body: Buffer }>((resolve) => {
    void import('node:http').then(({ get: ask }) =>
      ask(`${base}/notices`, { headers: { 'Accept-Encoding': 'gzip' } }, (res) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk))
        res.on('end', () => resolve({ encoding: res.headers['content-encoding'], body: Buffer.concat(chunks) }))
      }),
    )
  })
  expect(raw.encoding).toBe('gzip')
  expect(gunzipSync(raw.body).toString()).toBe('page 1 /notices')
  const bare = await get('/notices', { headers: { 'Accept-Encoding': 'identity' } })
  expect([bare.text, bare.headers.get('Content-Encoding')]).toEqual(['page 1 /notices', null])
})

it('is kept by its whole address and by the legal day', async () => {
  await get('/notices?county=340705')
  expect((await get('/notices?county=340706')).text).toBe('page 2 /notices?county=340706')
  setClock('2026-11-24T00:00:00+08:00')
  expect((await get('/notices?county=340705')).text).toBe('page 3 /notices?county=340705')
})

it('is not kept when it is somebody’s own, failed, sets a cookie, or is no page that is read', async () => {
  const others: (typeof answer)[] = [
    { status: 200, headers: { 'Cache-Control': 'no-store' } },
    { status: 200, headers: { 'Cache-Control': 'private, max-age=15' } },
    { status: 200, headers: { ...PUBLIC, 'Set-Cookie': 'a=b' } },
    { status: 404, headers: PUBLIC },
  ]
  for (const other of others) {
    answer = other
    made = []
    await get('/x')
    await get('/x')
    expect(made, JSON.stringify(other)).toHaveLength(2)
  }
  answer = { status: 200, headers: PUBLIC }
  made = []
  await get('/x', { method: 'POST' })
  await get('/x', { method: 'POST' })
  expect(made).toHaveLength(2)
})

it('is one of so many: the longest kept goes first', async () => {
  for (let n = 0; n <= 200; n++) await get(`/n${n}`)
  await get('/n200')
  expect(made).toHaveLength(201)
  await get('/n0')
  expect(made).toHaveLength(202)
})
