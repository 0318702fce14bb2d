/** Attachments through the doors of the application: added, shown, given, removed; and everything one might try instead. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { attachmentFolder, readContent } from '~/casefile/attachments/stored.server'
import { keyOf } from '~/casefile/attachments/verify-attachment.server'
import { forgetRules } from '~/casefile/rules.server'
import { sm3 } from '~/lib/crypto.server'
import { setClock } from '~/lib/dates'
import { env } from '~/lib/env.server'
import { uuidv7 } from '~/lib/ids.server'
import { ensureVaultKeys } from '~/people/vault-mouth.server'
import type { AttachmentView } from '~/casefile/ui/views'
import * as attachRoute from '~/routes/file.attach'
import * as pageRoute from '~/routes/file.attachment'
import * as fileRoute from '~/routes/file.attachment.file'
import * as caseRoute from '~/routes/handoff.case'
import * as newRoute from '~/routes/handoff.new'
import * as noticeAttach from '~/routes/file.attach'
import * as noticeFile from '~/routes/file.attachment.file'
import * as supportFile from '~/routes/file.attachment.file'
import * as visitRoute from '~/routes/file.visit'
import { drawnPhoto, scannedPdf } from '../../../prisma/seed/scan'
import { addParty, openAt } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { ownFolder } from '../../support/own-folder'
import { ask, logged, newcomer, seedOrg, signedIn, type Answer, type SignedIn } from '../../support/people'

const OFFICE = '340705001-JO1'
const MORNING = '2026-11-23T09:00:00+08:00'
let tj: SignedIn
let th: SignedIn
let colleague: SignedIn
let neighbour: SignedIn
let helper: SignedIn
let id = ''
let theirs = ''
let photo: Buffer

type Row = {
  id: string
  case_id: string
  stored_name: string
  small_name: string | null
  sm3: string
  key_enc: string
  name_enc: string
  type: string
  inline: boolean
  size: number
  visit_id: string | null
  paper_id: string | null
}
const rows = (caseId = id) =>
  asSuperuser<Row>('SELECT * FROM attachment WHERE case_id = $1 AND removed_at IS NULL ORDER BY added_at, id', [caseId])
const stored = () => {
  const folder = attachmentFolder()
  return existsSync(folder) ? readdirSync(folder).flatMap((shard) => readdirSync(join(folder, shard))) : []
}
const placeOf = (name: string) => join(attachmentFolder(), name.slice(0, 2), name)

type Sent = Record<string, string | [name: string, content: Buffer | string][]>
function sending(fields: Sent): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string') form.append(name, value)
    else for (const [fileName, content] of value) form.append(name, new File([content as BlobPart], fileName))
  return form
}
const paper = { title: '租房合同', onDay: '2026-11-20', keptAt: '司法所一号柜' }
const attach = (who: SignedIn, fields: Sent, caseId = id) =>
  who.post(attachRoute.action, `/handoff/${caseId}/attach`, sending(fields), { id: caseId })
const visit = { type: 'visit', onDay: '2026-11-23', reached: 'yes', note: '家中走访，住处稳定。' }
const file = (who: SignedIn, attachment: string, query = '', caseId = id) =>
  who.get(fileRoute.loader, `/handoff/${caseId}/attachments/${attachment}/file${query}`, { id: caseId, attachment })
const page = (who: SignedIn, attachment: string, caseId = id) =>
  who.get(pageRoute.loader, `/handoff/${caseId}/attachments/${attachment}`, { id: caseId, attachment })
const errorsOf = (answer: Answer) => (answer.data.lastResult as { error?: Record<string, string[]> } | undefined)?.error
const valuesOf = (answer: Answer) => (answer.data.lastResult as { initialValue?: unknown } | undefined)?.initialValue

const walkIn = {
  name: '欧阳建军',
  idType: 'none',
  noIdReason: '遗失',
  sex: 'M',
  birthOn: '1997-03-12',
  residenceCode: '340705001',
  phone: '13800000001',
  arrivedAt: '2026-11-23T08:30',
  releasedOn: '2026-11-20',
  juvenileAtOffence: 'no',
  offenceCode: '264',
  sentenceMonths: '30',
  prisonName: '白湖监狱',
}

beforeAll(async () => {
  ownFolder()
  await testDatabase()
  await seedOrg()
  forgetRules()
  ensureVaultKeys(env.VAR_DIR)
  setClock(MORNING)
  tj = await newcomer('TJ', OFFICE)
  colleague = await newcomer('TJ', OFFICE)
  th = await newcomer('TH', OFFICE)
  neighbour = await newcomer('TJ', '340705002-JO1')
  helper = await newcomer('PH', '340705-JB1')
  const opened = await tj.post(newRoute.action, '/handoff/new', walkIn)
  id = /\/handoff\/([0-9a-f-]{36})/.exec(opened.location ?? '')![1]!
  theirs = (await openAt('handoff', '340705002-JO1'))[0]!.id
  await addParty(id, helper.id, { part: 'pair_helper', view: 'limited' })
  photo = await sharp(await drawnPhoto(1))
    .withExif({ IFD0: { Model: 'Phone' }, IFD3: { GPSLatitude: '30/1 1/1 1/1' } })
    .toBuffer()
}, 120_000)
beforeEach(() => setClock(MORNING))
afterAll(() => setClock(null))

describe('a photo with a visit', () => {
  it('is drawn anew, sealed, and stands beside the visit', async () => {
    const answer = await tj.post(
      visitRoute.action,
      `/handoff/${id}/visit`,
      sending({ ...visit, photos: [['张三家;门口=1.png', await sharp(photo).png().toBuffer()]] }),
      { id },
    )
    expect(answer.location).toBe(`/handoff/${id}?tab=visits&done=visit`)
    const [row] = await rows()
    expect(row).toMatchObject({ type: 'jpeg', inline: true, paper_id: null, visit_id: expect.any(String) })
    // at rest: no name, no picture
    expect(row!.name_enc).toMatch(/^k1\.sm\./)
    for (const name of [row!.stored_name, row!.small_name!]) {
      expect(name).toMatch(/^[0-9a-f]{32}$/)
      // Where a picture says what it is; further on the sealed bytes may be anything.
      const bytes = readFileSync(placeOf(name)).subarray(0, 64)
      expect(bytes.includes('JFIF') || bytes.includes('Exif')).toBe(false)
      expect(statSync(placeOf(name)).mode & 0o777).toBe(0o600)
    }
    expect(stored().sort()).toEqual([row!.stored_name, row!.small_name!].sort())
    const pieces: Buffer[] = []
    for await (const piece of readContent(row!.stored_name, keyOf({ id: row!.id, keyEnc: row!.key_enc })))
      pieces.push(piece)
    const kept = Buffer.concat(pieces)
    expect(sm3(kept)).toBe(row!.sm3)
    expect((await sharp(kept).metadata()).exif).toBeUndefined()

    const tab = await tj.get(caseRoute.loader, `/handoff/${id}?tab=visits`, { id })
    const data = tab.data.data as { visits: { files: AttachmentView[] }[]; work: { counts: { attachments: number } } }
    expect(data.work.counts.attachments).toBe(1)
    expect(data.visits[0]!.files).toMatchObject([
      { name: '张三家;门口=1.jpg', typeLabel: '图片', small: expect.stringContaining('size=small') },
    ])
  })

  it('is given to whoever sees the file in full, logged, and harmless in a browser', async () => {
    const [row] = await rows()
    for (const who of [tj, th]) {
      const answer = await file(who, row!.id)
      expect(answer.status).toBe(200)
      expect(sm3(await answer.bytes!())).toBe(row!.sm3)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/jpeg',
        'content-length': String(row!.size),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
        'content-disposition': expect.stringMatching(
          /^inline; filename="attachment\.jpg"; filename\*=UTF-8''%E5%BC%A0/,
        ),
      })
    }
    expect((await (await file(tj, row!.id, '?size=small')).bytes!()).length).toBeLessThan(row!.size)
    const before = (await logged('download')).length
    const saved = await file(th, row!.id, '?download')
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment;/)
    const lines = await logged('download')
    expect(lines.slice(before)).toMatchObject([
      { post_id: th.id, data: { type: 'jpeg' }, file_token: expect.any(String) },
    ])
    const bits = await asSuperuser<{ fields: number }>(
      `SELECT fields FROM access_log WHERE event IN ('read', 'download') AND fields & 128 > 0`,
    )
    expect(bits.length).toBeGreaterThan(1)
    const about = await page(tj, row!.id)
    expect(about.data).toMatchObject({ name: '张三家;门口=1.jpg', show: 'picture', problem: null, mayRemove: true })
  })

  it('is refused with the visit kept as typed when it is not what it says', async () => {
    const [held, lying] = [await rows(), stored()]
    const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500, 1)])
    const form = sending({
      ...visit,
      note: '',
      photos: [
        ['好.jpg', photo],
        ['合同.pdf', exe],
        ['空.jpg', ''],
      ],
    })
    const answer = await tj.post(visitRoute.action, `/handoff/${id}/visit`, form, { id })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer)).toEqual({
      note: ['请简要写明情况'],
      photos: [expect.stringMatching(/^“合同.pdf”：这是程序文件/), expect.stringMatching(/^“空.jpg”：文件是空的/)],
    })
    expect(valuesOf(answer)).toMatchObject({ type: 'visit', onDay: '2026-11-23', reached: 'yes' })
    expect(await rows()).toEqual(held)
    expect(stored()).toEqual(lying)
  })
})

describe('a paper', () => {
  it('carries several scans, of several sorts; its event holds their hashes', async () => {
    const scan = scannedPdf('租房合同', ['甲方', '乙方'])
    const answer = await tj.post(
      attachRoute.action,
      `/handoff/${id}/attach`,
      sending({
        ...paper,
        files: [
          ['合同.pdf', scan],
          ['第二页.jpg', photo],
        ],
      }),
      { id },
    )
    expect(answer.location).toBe(`/handoff/${id}?tab=papers&done=attach`)
    const tab = await tj.get(caseRoute.loader, `/handoff/${id}?tab=papers`, { id })
    const { papers } = tab.data.data as { papers: { id: string; title: string; files: AttachmentView[] }[] }
    expect(papers[0]).toMatchObject({ title: '租房合同', files: [{ name: '合同.pdf' }, { name: '第二页.jpg' }] })
    const [event] = await asSuperuser<{ step: string }>(
      'SELECT step FROM case_event WHERE case_id = $1 ORDER BY seq DESC LIMIT 1',
      [id],
    )
    expect(event!.step).toBe('$paper')
    const more = await attach(colleague, { to: `paper:${papers[0]!.id}`, files: [['第三页.jpg', photo]] })
    expect(more.location).toContain('done=attach')
    expect((await rows()).filter((row) => row.paper_id === papers[0]!.id)).toHaveLength(3)
  })

  it('may come without a scan, and never half filled', async () => {
    expect((await attach(tj, { ...paper, title: '身份证复印件' })).location).toContain('done=attach')
    const half = await attach(tj, { title: '只有名称', onDay: '2027-01-01', files: [['a.jpg', photo]] })
    expect(half.status).toBe(422)
    expect(errorsOf(half)).toEqual({ keptAt: ['请填写'] })
    expect(valuesOf(half)).toMatchObject({ title: '只有名称' })
    expect(errorsOf(await attach(tj, { ...paper, onDay: '2027-01-01' }))).toEqual({ onDay: ['日期不能晚于今天'] })
  })

  it('of a PDF with a script is given as a download alone', async () => {
    const pdf = Buffer.from(
      scannedPdf('文', ['x'])
        .toString('latin1')
        .replace('/Pages 2 0 R', '/Pages 2 0 R/OpenAction<</S/JavaScript/JS(1)>>'),
      'latin1',
    )
    await attach(tj, { ...paper, title: '带程序', files: [['a.pdf', pdf]] })
    const row = (await rows()).at(-1)!
    expect(row.inline).toBe(false)
    const answer = await file(tj, row.id)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect((await page(tj, row.id)).data).toMatchObject({ show: null, guarded: true })
  })
})

describe('somebody else', () => {
  const told = async (answer: Answer) =>
    `${answer.status} ${(await answer.bytes?.())?.toString('utf8').replace(/编号 \S+</, '') ?? JSON.stringify(answer.data.message)}`

  it('is told the same of a foreign, an absent and a removed attachment, on page and file', async () => {
    const mine = (await rows())[0]!
    await attach(neighbour, { ...paper, files: [['b.jpg', photo]] }, theirs)
    const other = (await rows(theirs))[0]!
    const absentFile = await told(await file(tj, uuidv7()))
    const absentPage = await told(await page(tj, uuidv7()))
    expect(absentFile).toContain('404')
    expect(absentFile).toContain('没有找到。可能已经移交、合并，或者不在您的职责范围内。')
    expect(absentPage).toMatch(/^404 "没有找到/)
    // another unit's attachment under my case, and mine under theirs
    for (const [attachment, caseId] of [
      [other.id, id],
      [mine.id, theirs],
      [other.id, theirs],
      ['../x', id],
      ['', id],
      [mine.id, uuidv7()],
    ] as const) {
      expect(await told(await file(tj, attachment, '', caseId)), `${attachment} ${caseId}`).toBe(absentFile)
      expect(await told(await page(tj, attachment, caseId))).toBe(absentPage)
    }
    for (const query of ['?size=small', '?download'])
      expect(await told(await file(neighbour, mine.id, query))).toBe(absentFile)
    // under another kind's address
    const asSupport = await tj.get(supportFile.loader, `/support/${id}/attachments/${mine.id}/file`, {
      id,
      attachment: mine.id,
    })
    expect(await told(asSupport)).toBe(absentFile)
  })

  it('that is a pair helper sees none, though the case is his to read', async () => {
    const [row] = await rows()
    expect((await helper.get(caseRoute.loader, `/handoff/${id}`, { id })).data.data).toMatchObject({ view: 'limited' })
    const absent = await told(await file(helper, uuidv7()))
    expect(absent).toContain('404')
    expect(await told(await file(helper, row!.id))).toBe(absent)
    expect(
      JSON.stringify((await helper.get(caseRoute.loader, `/handoff/${id}?tab=papers`, { id })).data),
    ).not.toContain('attachment')
    expect((await attach(helper, { ...paper, files: [['a.jpg', photo]] })).status).toBe(403)
  })

  it('that reads in danger to life sees it, adds and removes nothing', async () => {
    const far = await newcomer('TJ', '340705002-JO1')
    await addParty(id, far.id, { part: 'break_glass', view: 'full' })
    const [row] = await rows()
    expect((await file(far, row!.id)).status).toBe(200)
    expect((await attach(far, { ...paper, files: [['a.jpg', photo]] })).status).toBe(403)
    const removed = await far.post(
      pageRoute.action,
      `/handoff/${id}/attachments/${row!.id}`,
      { why: '试试' },
      { id, attachment: row!.id },
    )
    expect(removed.status).toBe(403)
    expect((await page(far, row!.id)).data.mayRemove).toBe(false)
  })

  it('without a session is led to sign in, and nothing of his file is kept', async () => {
    const before = stored()
    const [row] = await rows()
    expect(
      (
        await ask(fileRoute.loader, `/handoff/${id}/attachments/${row!.id}/file`, {
          params: { id, attachment: row!.id },
        })
      ).location,
    ).toMatch(/^\/sign-in/)
    const sent = await ask(attachRoute.action, `/handoff/${id}/attach`, {
      params: { id },
      form: sending({ _token: tj.token(), ...paper, files: [['a.jpg', photo]] }),
    })
    expect(sent.location).toMatch(/^\/sign-in/)
    expect(stored()).toEqual(before)
  })

  it('sends nothing to a foreign file, a foreign paper or visit, or past the door of another kind', async () => {
    const [before, kept] = [stored(), await asSuperuser('SELECT count(*) FROM attachment')]
    const foreignPaper = (await rows(theirs))[0]!.paper_id!
    expect((await attach(tj, { ...paper, files: [['a.jpg', photo]] }, theirs)).status).toBe(404)
    expect((await attach(tj, { to: `paper:${foreignPaper}`, files: [['a.jpg', photo]] })).status).toBe(404)
    expect((await attach(tj, { to: `visit:${uuidv7()}`, files: [['a.jpg', photo]] })).status).toBe(404)
    const notice = await tj.post(
      noticeAttach.action,
      `/handoff/notices/${id}/attach`,
      sending({ ...paper, files: [['a.jpg', photo]] }),
      { id },
    )
    expect(notice.status).toBe(403)
    expect(stored()).toEqual(before)
    expect(await asSuperuser('SELECT count(*) FROM attachment')).toEqual(kept)
    // and the database itself would not have it
    await expect(
      asSuperuser(
        `INSERT INTO attachment (id, case_id, kind, scope_key, paper_id, type, inline, size, sm3, stored_name, by_post_id, by_name, added_at)
        VALUES (gen_random_uuid(), $1, 'handoff', $2, $3, 'jpeg', true, 1, 'x', 'x', gen_random_uuid(), 'x', now())`,
        [id, OFFICE, foreignPaper],
      ),
    ).rejects.toThrow(/attachment_paper_id_case_id_fkey/)
  })
})

describe('a sending', () => {
  const count = async () => [stored().length, (await rows()).length]

  it('with a forged token, another post’s, or one that comes after the files keeps nothing', async () => {
    const before = await count()
    for (const [_token, status] of [
      ['forged', 403],
      ['', 403],
      [neighbour.token(), 409],
    ] as const)
      expect((await attach(tj, { _token, ...paper, files: [['a.jpg', photo]] })).status, _token).toBe(status)
    const late = await tj.post(
      attachRoute.action,
      `/handoff/${id}/attach`,
      sending({ ...paper, files: [['a.jpg', photo]], _token: tj.token() }),
      { id },
    )
    expect(late.status).toBe(403)
    expect(await count()).toEqual(before)
  })

  it('that is repeated, one after the other or at once, is one file and one answer', async () => {
    const before = await count()
    const _token = tj.token()
    const twice = () => attach(tj, { _token, ...paper, title: '两次', files: [['a.pdf', scannedPdf('两次', ['x'])]] })
    const both = await Promise.all([twice(), twice()])
    const again = await twice()
    expect([...both, again].map((answer) => answer.location)).toEqual(
      Array(3).fill(`/handoff/${id}?tab=papers&done=attach`),
    )
    expect(await count()).toEqual([before[0]! + 1, before[1]! + 1])
  })

  it('that breaks off in the middle leaves no file and no row', async () => {
    const before = await count()
    const whole = new Request('http://localhost:3000/', {
      method: 'POST',
      body: sending({
        _token: tj.token(),
        ...paper,
        files: [
          ['a.pdf', scannedPdf('断', ['x'.repeat(5000)])],
          ['b.jpg', photo],
        ],
      }),
    })
    const bytes = Buffer.from(await whole.arrayBuffer())
    for (const broken of ['ends', 'fails'] as const) {
      let sent = false
      const body = new ReadableStream<Uint8Array>({
        pull(stream) {
          if (!sent) stream.enqueue(bytes.subarray(0, bytes.length - 4000))
          else if (broken === 'ends') stream.close()
          else stream.error(new Error('aborted'))
          sent = true
        },
      })
      const request = new Request(`http://localhost:3000/handoff/${id}/attach`, {
        method: 'POST',
        body,
        duplex: 'half',
        headers: { Cookie: tj.cookie, 'Content-Type': whole.headers.get('Content-Type')! },
      } as RequestInit)
      const answer = (await (attachRoute.action as (args: unknown) => Promise<unknown>)({
        request,
        params: { id },
        context: {},
      })) as { data: { lastResult: { error: Record<string, string[]> } }; init: { status: number } }
      expect(answer.init.status).toBe(400)
      expect(answer.data.lastResult.error['']![0]).toContain('上传没有传完')
    }
    expect(await count()).toEqual(before)
  })

  it('of a file over the limit is refused at its field, the rest of the form stays', async () => {
    const before = await count()
    const huge = Buffer.concat([scannedPdf('大', ['x']), Buffer.alloc(21 * 1024 * 1024)])
    const answer = await attach(tj, { ...paper, files: [['大.pdf', huge]] })
    expect(errorsOf(answer)).toEqual({ files: [expect.stringMatching(/^“大.pdf”：文件超过 20 MB/)] })
    expect(valuesOf(answer)).toMatchObject(paper)
    expect(await count()).toEqual(before)
  })

  it('stops at the number a file may hold, also from two tabs at once', async () => {
    const held = (await rows()).length
    await asSuperuser(`UPDATE rule_param SET value = $1 WHERE rule_id = 'X.attachment_count'`, [held + 1])
    forgetRules()
    const one = (name: string) => attach(tj, { ...paper, files: [[name, photo]] })
    const answers = await Promise.all([one('a.jpg'), one('b.jpg')])
    expect(answers.map((answer) => answer.status).sort()).toEqual([302, 422])
    expect(errorsOf(answers.find((answer) => answer.status === 422)!)!.files![0]).toContain(
      `每份档案最多 ${held + 1} 个附件`,
    )
    expect(errorsOf(await one('c.jpg'))!.files![0]).toContain('只能再加 0 个')
    expect((await rows()).length).toBe(held + 1)
    const names = (await rows()).flatMap((row) => [row.stored_name, row.small_name].filter(Boolean))
    const others = (await rows(theirs)).flatMap((row) => [row.stored_name, row.small_name].filter(Boolean))
    expect(stored().sort()).toEqual([...names, ...others].sort())
    await asSuperuser(`UPDATE rule_param SET value = 200 WHERE rule_id = 'X.attachment_count'`)
    forgetRules()
  })

  it('names a file as it likes, and the name reaches no path', async () => {
    await attach(tj, {
      ...paper,
      files: [
        ['../../../etc/cron.d/x.jpg', photo],
        ['C:\\temp\\照.jpg', photo],
        ['a\u202Egpj.jpg', photo],
      ],
    })
    const added = (await rows()).slice(-3)
    const shown = await Promise.all(added.map(async (row) => (await page(tj, row.id)).data.name))
    expect(shown.sort()).toEqual(['agpj.jpg', 'x.jpg', '照.jpg'])
    for (const row of added) expect(existsSync(placeOf(row.stored_name))).toBe(true)
  })
})

describe('a stored file', () => {
  it('that was changed on the disk is refused with a clear page, and an alarm is raised', async () => {
    const row = (await rows()).find((one) => one.type === 'pdf')!
    const path = placeOf(row.stored_name)
    const bytes = readFileSync(path)
    const changed = Buffer.from(bytes)
    changed[100]! ^= 1
    writeFileSync(path, changed)
    const answer = await file(tj, row.id)
    expect(answer.status).toBe(410)
    expect((await answer.bytes!()).toString()).toContain('被改动过')
    expect((await page(tj, row.id)).data.problem).toContain('被改动过')
    expect(await logged('file_alarm')).toMatchObject([
      { post_id: tj.id, data: { problem: 'changed' } },
      { data: { problem: 'changed' } },
    ])
    writeFileSync(path, readFileSync(placeOf((await rows())[0]!.stored_name))) // another whole file in its place
    expect((await file(tj, row.id)).status).toBe(410)
    writeFileSync(path, bytes)
    expect((await file(tj, row.id)).status).toBe(200)
  })
})

describe('removal', () => {
  const remove = (who: SignedIn, attachment: string, why = '传错了人') =>
    who.post(pageRoute.action, `/handoff/${id}/attachments/${attachment}`, { why }, { id, attachment })

  it('is for whoever added it, the same day with a reason; later for the head', async () => {
    const [first, second] = (await rows()).slice(-2)
    expect((await remove(colleague, first!.id)).status).toBe(403)
    expect((await remove(neighbour, first!.id)).status).toBe(404)
    expect(errorsOf(await remove(tj, first!.id, ' '))).toEqual({ why: ['请填写'] })
    expect((await remove(tj, first!.id)).location).toBe(`/handoff/${id}?tab=papers&done=detach`)
    setClock('2026-11-24T09:00:00+08:00')
    const [tomorrow, head] = [await signedIn(tj), await signedIn(th)]
    expect((await remove(tomorrow, second!.id)).status).toBe(403)
    expect((await remove(head, second!.id)).status).toBe(302)
    for (const gone of [first!, second!]) {
      expect((await file(head, gone.id)).status).toBe(404)
      expect((await page(head, gone.id)).status).toBe(404)
      expect((await remove(head, gone.id)).status).toBe(404)
    }
    const timeline = JSON.stringify((await head.get(caseRoute.loader, `/handoff/${id}?tab=timeline`, { id })).data)
    expect(timeline).toContain('删除附件')
    expect(timeline).toContain('理由：传错了人')
    expect(timeline).toContain('"broken":null')
    const [row] = await asSuperuser<{ removed_why_enc: string; removed_name: string }>(
      'SELECT removed_why_enc, removed_name FROM attachment WHERE id = $1',
      [first!.id],
    )
    expect(row!.removed_why_enc).toMatch(/^k1\./)
  })
})

describe('a prison’s notice', () => {
  it('carries scans of its own, which no county sees', async () => {
    const pr = await newcomer('PR', '34-PR1')
    const [notice] = await openAt('release_notice', '34-PR1')
    const answer = await pr.post(
      noticeAttach.action,
      `/handoff/notices/${notice!.id}/attach`,
      sending({ ...paper, files: [['a.jpg', photo]] }),
      { id: notice!.id },
    )
    expect(answer.location).toBe(`/handoff/notices/${notice!.id}?tab=papers&done=attach`)
    const [row] = await rows(notice!.id)
    const at = { id: notice!.id, attachment: row!.id }
    expect(
      (await pr.get(noticeFile.loader, `/handoff/notices/${at.id}/attachments/${at.attachment}/file`, at)).status,
    ).toBe(200)
    const jc = await newcomer('JC', '340705-JB1')
    expect(
      (await jc.get(noticeFile.loader, `/handoff/notices/${at.id}/attachments/${at.attachment}/file`, at)).status,
    ).toBe(403)
  })
})
