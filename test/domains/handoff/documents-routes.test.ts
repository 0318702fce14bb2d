/** Documents through their doors: guards, forms, downloads, lists and the public check. */
import mammoth from 'mammoth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setClock } from '~/lib/dates'
import type { DocumentPageData } from '~/casefile/documents/views/document.server'
import type { NewDocumentData } from '~/casefile/documents/views/new-document.server'
import type { SheetData } from '~/casefile/documents/pages/sheet'
import type { ListPageProps } from '~/casefile/documents/pages/list-page'
import * as check from '~/routes/check'
import * as docx from '~/routes/documents.handoff.docx'
import * as list from '~/routes/documents.list'
import * as listPrint from '~/routes/documents.list.print'
import * as newRoute from '~/routes/documents.handoff.new'
import * as one from '~/routes/documents.handoff.one'
import * as print from '~/routes/documents.handoff.print'
import * as statistics from '~/routes/handoff.statistics.paper'
import * as approvals from '~/routes/approvals'
import * as handoffCase from '~/routes/handoff.case'
import * as reveal from '~/routes/file.reveal'
import { addParty } from '../../support/cases'
import { asSuperuser } from '../../support/database'
import { ask, logged, newcomer } from '../../support/people'
import { handedOver, inHelp, OFFICE, seedPapers } from './papers'

type Person = Awaited<ReturnType<typeof newcomer>>
let [tj, th, neighbour, ph, jx]: Person[] = []
let id = ''
/** An ID number of the invented people in clear, and as a page masks it. */
let clear = ''
let mask = ''

beforeAll(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  await seedPapers()
  tj = await newcomer('TJ', OFFICE)
  th = await newcomer('TH', OFFICE)
  neighbour = await newcomer('TJ', '340705002-JO1')
  ph = await newcomer('PH', '340705-JB1')
  jx = await newcomer('JX', '3407-JB1')
  id = await inHelp()
  await addParty(id, [ph.id])
}, 120_000)
afterAll(() => setClock(null))

const draft = async (who: Person, code: string, file = id) =>
  (await who.get(newRoute.loader, `/handoff/${file}/documents/new?code=${code}`, { id: file })).data as unknown as {
    page: NewDocumentData
  }
/** Opens the draft and sends its form as the page does; gives the document's id. */
async function issue(code: string, file = id, who = tj!): Promise<string> {
  const { page } = await draft(who, code, file)
  const form = { code, about: page.about, seen: page.seen }
  const answer = await who.post(newRoute.action, `/handoff/${file}/documents/new`, form, { id: file })
  return /documents\/([0-9a-f-]{36})\?done=(issued|submitted)/.exec(answer.location ?? '')![1]!
}
const forgetChecks = () => asSuperuser(`DELETE FROM app_verification WHERE identifier = 'document_check'`)
const open = (who: Person, doc: string, file = id) =>
  who.get(one.loader, `/handoff/${file}/documents/${doc}`, { id: file, doc })
const numbers = async () =>
  (await asSuperuser<{ number: string }>('SELECT number FROM case_document ORDER BY id')).map((row) => row.number)

describe('the page that draws a document up', () => {
  it('shows a draft: no number, no code, masked; and says what is still missing for others', async () => {
    const { page } = await draft(tj!, 'register_sheet')
    expect(page).toMatchObject({
      why: null,
      sheet: { standing: 'draft', qr: null, content: { number: null, check: { code: null } } },
    })
    mask = /\d{6}\*{8}\d{3}[\dX]/.exec(JSON.stringify(page.sheet))![0]
    expect(JSON.stringify(page.sheet)).not.toMatch(/\d{17}[\dX]/)
    expect((await draft(tj!, 'end_notice')).page.why).toBe('办理“期满解除”后可制发《帮教期满通知书》。')
    expect((await draft(tj!, 'entrust_letter')).page.why).toContain('外出委托帮教')
  })

  it('shows numbers in clear for a purpose, logged; the way back leads nowhere else', async () => {
    const say = (back: string) =>
      tj!.post(reveal.action, `/handoff/${id}/reveal`, { group: 'document', purpose: 'help', back }, { id })
    const shown = await say('/documents/new?code=register_sheet')
    expect(shown.location).toMatch(new RegExp(`^/handoff/${id}/documents/new\\?code=register_sheet&show=`))
    const page = JSON.stringify((await tj!.get(newRoute.loader, shown.location!, { id })).data)
    clear = /\d{17}[\dX]/.exec(page)![0]
    expect([clear.slice(0, 6), clear.slice(-4)]).toEqual([mask.slice(0, 6), mask.slice(-4)])
    expect((await logged('reveal')).at(-1)).toMatchObject({ purpose: 'help' })
    for (const back of ['//evil.example/x', '/../x', '/documents/../../x', '/documents/new?code=x&to=//y'])
      expect((await say(back)).location, back).toMatch(new RegExp(`^/handoff/${id}\\?show=`))
  })

  it('issues once: the same form again answers with the same document, a forged one with a conflict', async () => {
    const { page } = await draft(tj!, 'agreement')
    const send = (form: Record<string, string>) =>
      tj!.post(newRoute.action, `/handoff/${id}/documents/new`, form, { id })
    const form = { _token: tj!.token(), code: 'agreement', about: '', seen: page.seen }
    const first = await send(form)
    const before = await numbers()
    expect((await send(form)).location).toBe(first.location)
    expect(await numbers()).toEqual(before)
    expect((await send({ code: 'group_duty', about: '', seen: 'x' })).status).toBe(409)
    expect(await numbers()).toEqual(before)
  })

  it('is closed to the neighbour, the helper and the city', async () => {
    for (const [who, status] of [
      [neighbour!, 404],
      [ph!, 403],
      [jx!, 403],
    ] as const) {
      const answer = await who.get(newRoute.loader, `/handoff/${id}/documents/new?code=register_sheet`, { id })
      expect(answer.status, who.role).toBe(status)
      expect(JSON.stringify(answer.data)).not.toMatch(/盗窃|白湖/)
    }
  })
})

describe('an issued document', () => {
  let doc = ''
  beforeAll(async () => {
    doc = await issue('register_sheet')
  })

  it('is shown masked with its hash, and never to a helper, a neighbour or under another file', async () => {
    const { page } = (await open(tj!, doc)).data as unknown as { page: DocumentPageData }
    expect(page).toMatchObject({ intact: true, state: { label: '有效' }, mayPrint: true, mayWithdraw: true })
    expect(JSON.stringify(page.sheet)).not.toContain(clear)
    expect(page.sheet.qr).not.toBeNull()
    for (const who of [neighbour!, ph!]) {
      const answer = await open(who, doc)
      expect(answer.status, who.role).toBe(404)
      expect(JSON.stringify(answer.data)).not.toMatch(/盗窃|登记表/)
    }
    expect((await open(jx!, doc)).status).toBe(200)
    const [other] = await handedOver()
    expect((await open(tj!, doc, other)).status).toBe(404)
    expect((await tj!.get(one.loader, `/handoff/documents/${doc}`, { doc })).status).toBe(404)
  })

  it('prints in clear, each copy with its number, and logs it; a helper and the city print nothing', async () => {
    const path = `/handoff/${id}/documents/${doc}/print`
    const given = (await tj!.get(print.loader, `${path}?copies=2`, { id, doc })).data as unknown as {
      sheets: SheetData[]
    }
    expect(given.sheets.map((sheet) => sheet.copy?.slice(-3))).toEqual(['第1份', '第2份'])
    expect(JSON.stringify(given.sheets)).toContain(clear)
    expect((await logged('print')).at(-1)).toMatchObject({
      post_id: tj!.id,
      data: { what: 'document.register_sheet', copies: 2 },
    })
    const before = (await logged('print')).length
    for (const who of [ph!, jx!]) expect((await who.get(print.loader, path, { id, doc })).status, who.role).toBe(403)
    expect((await neighbour!.get(print.loader, path, { id, doc })).status).toBe(404)
    for (const copies of ['0', '11', '1.5', 'x', '-1'])
      expect((await tj!.get(print.loader, `${path}?copies=${copies}`, { id, doc })).status).toBe(422)
    expect(await logged('print')).toHaveLength(before)
  })

  it('downloads as .docx under its title and case number, without a name, logged', async () => {
    const path = `/handoff/${id}/documents/${doc}/docx`
    const { headers, arrayBuffer } = await download(path, { id, doc })
    expect(headers.get('Content-Type')).toContain('wordprocessingml')
    expect(headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="SH-340705-2026-\d{5}\.docx"; filename\*=UTF-8''%E5%AE%89%E7%BD%AE/,
    )
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(arrayBuffer) })
    expect(value).toContain(clear)
    expect((await logged('print')).at(-1)!.data).toMatchObject({ way: 'docx' })
    expect((await ph!.get(docx.loader, path, { id, doc })).status).toBe(403)
  })

  it('is withdrawn with a reason, stays readable as 作废, and its code is valid no more', async () => {
    const [row] = await asSuperuser<{ check_code: string }>('SELECT check_code FROM case_document WHERE id = $1', [doc])
    const code = row!.check_code
    const checked = (typed: string) =>
      ask(check.loader, `/check/${encodeURIComponent(typed)}`, { params: { code: typed } })
    await forgetChecks()
    expect((await checked(code)).data).toEqual({ answer: 'valid' })
    const act = (who: Person, reason: string) =>
      who.post(one.action, `/handoff/${id}/documents/${doc}`, { act: 'withdraw', reason }, { id, doc })
    expect((await act(tj!, '')).status).toBe(422)
    expect((await act(neighbour!, 'x')).status).toBe(404)
    expect((await act(tj!, '住址有误')).location).toContain('done=withdrawn')
    const { page } = (await open(tj!, doc)).data as unknown as { page: DocumentPageData }
    expect(page).toMatchObject({
      state: { label: '已作废' },
      sheet: { standing: 'withdrawn' },
      withdrawn: { reason: '住址有误' },
      mayWithdraw: false,
    })
    for (const typed of [code, '0'.repeat(16), 'x', '\u0000', '../..', 'a'.repeat(500)]) {
      const answer = await checked(typed)
      expect([answer.status, answer.data], typed).toEqual([200, { answer: 'invalid' }])
    }
  })
})

/** What the TJ downloads: the answer itself, whose body is a file. */
async function download(path: string, params: Record<string, string>) {
  const answer: unknown = await docx.loader({
    request: new Request(`http://localhost:3000${path}`, { headers: { Cookie: tj!.cookie } }),
    params,
    context: { nonce: 'n', requestId: 'test-request', ip: '127.0.0.1' },
  } as never)
  const { headers } = answer as Response
  return { headers, arrayBuffer: await (answer as Response).arrayBuffer() }
}

describe('the public check', () => {
  it('answers 429 with the same page after too many questions from one address', async () => {
    await forgetChecks()
    let last = await ask(check.loader, '/check/x', { params: { code: 'x' } })
    for (let n = 0; n < 20; n++) last = await ask(check.loader, '/check/x', { params: { code: 'x' } })
    expect([last.status, last.data, last.thrown]).toEqual([429, { answer: 'too_many' }, false])
    await forgetChecks()
  })

  it('asks for a code when there is none', async () => {
    expect((await ask(check.loader, '/check')).data).toEqual({})
  })
})

describe('《安置帮教统计表》 through its doors', () => {
  const path = '/handoff/statistics/paper?period=2026'

  it('is drawn up from the figures, issued, read, printed and kept as .docx without a file', async () => {
    const { page } = (await tj!.get(statistics.loader, path)).data as unknown as { page: NewDocumentData }
    expect(page).toMatchObject({ title: '安置帮教统计表', base: null, why: null, standing: null })
    expect((await tj!.post(statistics.action, path, { seen: 'x' })).status).toBe(409)
    const answer = await tj!.post(statistics.action, path, { seen: page.seen })
    const [, doc] = /^\/handoff\/documents\/([0-9a-f-]{36})\?done=issued$/.exec(answer.location ?? '')!
    const here = `/handoff/documents/${doc}`
    const unit = { doc: doc! }
    const shown = (await tj!.get(one.loader, here, unit)).data as unknown as { page: DocumentPageData }
    expect(shown.page).toMatchObject({
      number: '340705001司所安帮统字〔2026〕第0001号',
      mayWithdraw: true,
      intact: true,
    })
    const again = (await tj!.get(statistics.loader, path)).data as unknown as { page: NewDocumentData }
    expect(again.page.standing).toMatchObject({ id: doc, mayReplace: true })
    const sheets = (await tj!.get(print.loader, `${here}/print`, unit)).data as unknown as { sheets: SheetData[] }
    expect(sheets.sheets[0]!.copy).toContain('第1份')
    const { arrayBuffer } = await download(`${here}/docx`, unit)
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(arrayBuffer) })
    expect(value).toContain('安置帮教统计表')
    expect(
      await asSuperuser('SELECT way, case_id FROM document_print WHERE document_id = $1 ORDER BY at, way', [doc]),
    ).toEqual(
      expect.arrayContaining([
        { way: 'print', case_id: null },
        { way: 'docx', case_id: null },
      ]),
    )
    expect((await logged('print')).at(-1)!.data).toMatchObject({ what: 'document.statistics', way: 'docx' })
    expect((await neighbour!.get(one.loader, here, unit)).status).toBe(404)
    expect((await neighbour!.get(docx.loader, `${here}/docx`, unit)).status).toBe(404)
    // The city reads it and acts on nothing; a pair helper finds nothing.
    expect((await jx!.get(one.loader, here, unit)).data).toMatchObject({
      page: { mayWithdraw: false, mayPrint: false },
    })
    expect((await ph!.get(one.loader, here, unit)).status).toBe(404)
    const withdraw = { act: 'withdraw', reason: 'x' }
    for (const who of [neighbour!, jx!, ph!])
      expect((await who.post(one.action, here, withdraw, unit)).status, who.id).toBeGreaterThanOrEqual(403)
  })

  it('is not for who sees no list, prints nothing, or asks for a place that is not his', async () => {
    expect((await jx!.get(statistics.loader, path)).status).toBe(404)
    expect((await jx!.post(statistics.action, path, { seen: 'x' })).status).toBe(403)
    expect((await ph!.get(statistics.loader, path)).status).toBe(403)
    expect((await tj!.get(statistics.loader, `${path}&region=340706`)).status).toBe(404)
    expect((await tj!.post(statistics.action, `${path}&region=340706`, { seen: 'x' })).status).toBe(404)
    expect((await tj!.get(statistics.loader, '/handoff/statistics/paper?period=2026-13')).status).toBe(400)
  })
})

describe('a second hand', () => {
  it('finds the draft among its approvals and on the file, and issues it', async () => {
    const doc = await issue('help_plan')
    const here = `/handoff/${id}/documents/${doc}`
    expect((await th!.get(approvals.loader, '/approvals')).data).toMatchObject({
      approvals: { rows: [{ title: expect.stringContaining('制发《帮扶方案》'), action: { href: here } }] },
    })
    expect((await th!.get(handoffCase.loader, `/handoff/${id}?tab=documents`, { id })).data).toMatchObject({
      data: { documents: { waiting: [{ id: doc, mayDecide: true }] } },
    })
    expect((await tj!.get(print.loader, `${here}/print`, { id, doc })).status).toBe(409)
    const decide = (who: Person) => who.post(one.action, here, { act: 'decide', accept: 'yes' }, { id, doc })
    expect((await decide(tj!)).status).toBe(403)
    expect((await decide(th!)).location).toContain('done=approved')
    expect((await th!.get(approvals.loader, '/approvals')).data).toMatchObject({ approvals: { rows: [] } })
  })
})

describe('the list', () => {
  it('counts, filters, and prints what was picked: all or nothing, 50 at most', async () => {
    const files = await handedOver(3)
    const docs: string[] = []
    for (const file of files) docs.push(await issue('handover_sheet', file))
    const read = async (query: string, who = tj!) =>
      ((await who.get(list.loader, `/handoff/documents${query}`)).data as unknown as { page: ListPageProps }).page.list
    const found = await read('?paper=handover_sheet&now=issued')
    expect([found.count, found.rows.map((row) => row.id).sort()]).toEqual(['3', [...docs].sort()])
    expect((await read('?paper=handover_sheet&state=in_help')).count).toBe('0')
    expect((await read('?paper=handover_sheet&state=handed_over&from=2026-11-23&to=2026-11-23')).count).toBe('3')
    expect((await read("?paper=' OR 1=1&now=x&from=y&after=z")).rows.length).toBeGreaterThan(3)
    expect((await read('?paper=handover_sheet', neighbour!)).count).toBe('0')
    expect((await ph!.get(list.loader, '/handoff/documents')).status).toBe(403)

    const batch = (query: string, who = tj!) => who.get(listPrint.loader, `/handoff/documents/print?${query}`)
    const sheets = async (query: string) =>
      ((await batch(query)).data as unknown as { sheets: SheetData[] }).sheets.length
    const pick = (ids: readonly string[]) => ids.map((one) => `doc=${one}`).join('&')
    expect(await sheets(pick(docs.slice(0, 2)))).toBe(2)
    expect(await sheets('paper=handover_sheet&state=handed_over&all=1')).toBe(3)
    const printed = (await logged('print')).length
    const strange = (n: number) =>
      Array.from({ length: n }, (_, at) => `0199aaaa-0000-7000-8000-0000000000${String(at).padStart(2, '0')}`)
    expect((await batch(pick([docs[0]!, ...strange(1)]))).status).toBe(404)
    expect((await batch(pick(docs.slice(0, 1)), neighbour!)).status).toBe(404)
    expect((await batch('')).status).toBe(422)
    expect((await batch(pick(strange(51)))).status).toBe(422)
    expect((await batch(pick(docs.slice(0, 1)), ph!)).status).toBe(403)
    expect(await logged('print')).toHaveLength(printed)
    const whole = await tj!.get(print.loader, `/handoff/${files[0]}/documents/print`, { id: files[0]! })
    expect((whole.data as unknown as { sheets: SheetData[] }).sheets).toHaveLength(1)
  })
})
