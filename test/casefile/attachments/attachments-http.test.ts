/** Attachments over a real socket: headers as the browser gets them, bodies too large, lines that break. */
import { EventEmitter, once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { request as rawRequest, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { attachmentFolder } from '~/casefile/attachments/stored.server'
import { forgetRules } from '~/casefile/rules.server'
import { setClock } from '~/lib/dates'
import * as attachRoute from '~/routes/file.attach'
import * as fileRoute from '~/routes/file.attachment.file'
import { createApp } from '../../../server/http/app'
import { drained } from '../../../server/http/drained'
import { serve, type Serving } from '../../../server/http/serve'
import { drawnPhoto, scannedPdf } from '../../../prisma/seed/scan'
import { openAt } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { ownFolder } from '../../support/own-folder'
import { newcomer, seedOrg, type SignedIn } from '../../support/people'
import { stubBuild } from '../../support/stub-build'

let serving: Serving
let origin = ''
let tj: SignedIn
let id = ''
const stored = () => {
  const folder = attachmentFolder()
  return existsSync(folder) ? readdirSync(folder).flatMap((shard) => readdirSync(`${folder}/${shard}`)) : []
}

beforeAll(async () => {
  ownFolder()
  await testDatabase()
  await seedOrg()
  forgetRules()
  setClock('2026-11-23T09:00:00+08:00')
  tj = await newcomer('TJ', '340705001-JO1')
  id = (await openAt('handoff', '340705001-JO1'))[0]!.id
  const build = stubBuild({
    'handoff/:id/attach': { action: attachRoute.action, default: () => null },
    'handoff/:id/attachments/:attachment/file': { loader: fileRoute.loader },
  } as never)
  serving = await serve(createApp({ build, publicUrl: 'https://guicheng.example.cn', trustProxy: false }), 0)
  origin = `http://127.0.0.1:${serving.port}`
}, 120_000)
afterAll(async () => {
  setClock(null)
  await serving.close()
})

const head = (boundary: string) => ({
  Cookie: tj.cookie,
  Host: 'guicheng.example.cn',
  'Content-Type': `multipart/form-data; boundary=${boundary}`,
})
const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const begin = () =>
  field('_token', tj.token()) +
  field('title', '合同') +
  field('onDay', '2026-11-20') +
  field('keptAt', '一号柜') +
  `--b\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n`

it('a photo goes up and comes down; each security header stands once, as the file says it', async () => {
  const form = new FormData()
  form.append('_token', tj.token())
  for (const [name, value] of Object.entries({ title: '照片', onDay: '2026-11-20', keptAt: '无原件' }))
    form.append(name, value)
  form.append('files', new File([(await drawnPhoto(5)) as BlobPart], '住处.jpg'))
  const up = await fetch(`${origin}/handoff/${id}/attach`, {
    method: 'POST',
    body: form,
    headers: { Cookie: tj.cookie },
    redirect: 'manual',
  })
  expect([up.status, up.headers.get('location')]).toEqual([302, `/handoff/${id}?tab=papers&done=attach`])
  const [row] = await asSuperuser<{ id: string; size: number }>('SELECT id, size FROM attachment')
  const down = await fetch(`${origin}/handoff/${id}/attachments/${row!.id}/file`, { headers: { Cookie: tj.cookie } })
  expect((await down.arrayBuffer()).byteLength).toBe(row!.size)
  expect(down.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'; frame-ancestors 'self'")
  expect(down.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  expect(down.headers.get('cache-control')).toBe('no-store')
  expect(down.headers.get('x-content-type-options')).toMatch(/^nosniff/)
  // a page of ours keeps the stricter ones
  const other = await fetch(origin)
  expect(other.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  const absent = await fetch(`${origin}/handoff/${id}/attachments/${id}/file`, { headers: { Cookie: tj.cookie } })
  expect([absent.status, absent.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  expect(await absent.text()).toContain('没有找到')
  expect(absent.headers.get('x-frame-options')).toBe('DENY')
})

/** Sends a body piece by piece, until it is told to stop; gives the status that came, if any. */
function send(bytes: AsyncIterable<Buffer> | Iterable<Buffer>, cut = false): Promise<number | undefined> {
  return new Promise((resolve) => {
    const req = rawRequest(`${origin}/handoff/${id}/attach`, { method: 'POST', headers: head('b') }, (res) => {
      res.resume()
      res.once('end', () => resolve(res.statusCode))
    })
    req.setMaxListeners(0)
    req.on('error', () => resolve(undefined))
    void (async () => {
      for await (const piece of bytes)
        if (!req.write(piece)) await Promise.race([once(req, 'drain'), once(req, 'close')])
      if (cut) req.destroy()
      else req.end()
    })()
  })
}

it('a body of 26 MB is refused with 413 and leaves no file', async () => {
  const before = stored()
  const pdf = scannedPdf('大', ['x'])
  const status = await send(
    (function* () {
      yield Buffer.from(begin())
      yield pdf
      for (let at = 0; at < 26; at += 1) yield Buffer.alloc(1024 * 1024, 32)
    })(),
  )
  expect(status).toBe(413)
  await expect.poll(stored, { timeout: 5_000 }).toEqual(before)
  expect(await asSuperuser('SELECT 1 FROM attachment')).toHaveLength(1)
})

it('a line that breaks in the middle of a file leaves none', async () => {
  const before = stored()
  await send([Buffer.from(begin()), scannedPdf('断', ['x']), Buffer.alloc(300_000, 32)], true)
  await expect.poll(stored, { timeout: 5_000 }).toEqual(before)
  expect(await asSuperuser('SELECT 1 FROM attachment')).toHaveLength(1)
})

it('what streams out waits for the client, and ends with it', async () => {
  const res = Object.assign(new EventEmitter(), { destroyed: false, writableNeedDrain: false })
  const at = res as unknown as ServerResponse
  await drained(at)
  res.writableNeedDrain = true
  let free = false
  const waiting = drained(at).then(() => (free = true))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(free).toBe(false)
  res.emit('drain')
  await waiting
  const gone = drained(at)
  res.emit('close')
  await expect(gone).rejects.toThrow('gone')
  expect([res.listenerCount('drain'), res.listenerCount('close')]).toEqual([0, 0])
  res.destroyed = true
  await expect(drained(at)).rejects.toThrow('gone')
})
