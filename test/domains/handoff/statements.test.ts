/** SQL statements of a page, BEGIN and COMMIT among them: at most eight; sending a form may take more. */
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { setClock } from '~/lib/dates'
import * as desk from '~/routes/desk'
import * as visit from '~/routes/file.visit'
import * as handoffCase from '~/routes/handoff.case'
import * as list from '~/routes/handoff.list'
import * as step from '~/routes/handoff.step'
import { newcomer, type SignedIn } from '../../support/people'
import { rowOf } from '../../support/cases'
import { inHelp, OFFICE, seedPapers } from './papers'

let tj: SignedIn
let id = ''
beforeAll(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  await seedPapers()
  tj = await newcomer('TJ', OFFICE)
  id = await inHelp()
})
afterAll(() => setClock(null))
afterEach(() => void vi.restoreAllMocks())

/** What pg was given to send while the second of two requests was answered: the first one fills what is kept for a minute. */
async function sent(request: () => Promise<{ status: number }>): Promise<string[]> {
  expect((await request()).status).toBeLessThan(400)
  const query = vi.spyOn(pg.Client.prototype, 'query')
  expect((await request()).status).toBeLessThan(400)
  return query.mock.calls.map(([given]) => {
    const text = typeof given === 'string' ? given : (given as unknown as { text: string }).text
    return text.replace(/\s+/g, ' ').trim().slice(0, 90)
  })
}
const most = (statements: string[], n: number) =>
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(n)
const page = (route: Parameters<SignedIn['get']>[0], path: string, params = {}) =>
  sent(() => tj.get(route, path, params))

it('my work, the list and the search in it: eight', async () => {
  most(await page(desk.loader, '/'), 8)
  for (const tab of ['late', 'today', 'inbox', 'approvals', 'mine', 'recent'])
    most(await page(desk.loader, `/?tab=${tab}`), 8)
  most(await page(list.loader, '/handoff'), 8)
  most(await page(list.loader, '/handoff?q=zhang&state=in_help'), 8)
})

it('a file: seven on the first tab, eight on the others, one more where files hang on what is listed', async () => {
  most(await page(handoffCase.loader, `/handoff/${id}`, { id }), 7)
  for (const tab of ['visits', 'papers', 'notes', 'documents', 'timeline'])
    most(
      await page(handoffCase.loader, `/handoff/${id}?tab=${tab}`, { id }),
      ['visits', 'papers', 'documents'].includes(tab) ? 9 : 8,
    )
})

it('the forms of a file: eight', async () => {
  most(await page(visit.loader, `/handoff/${id}/visit`, { id }), 8)
  most(await page(step.loader, `/handoff/${id}/step/screen_benefits`, { id, step: 'screen_benefits' }), 8)
})

it('a step that is sent, and a visit: seventeen', async () => {
  const form = { onDay: '2026-11-23', needs: ['job'], insuranceStatus: ['medical_resident'], note: '已核对' }
  let { version } = await rowOf(id)
  const take = () =>
    tj.post(
      step.action,
      `/handoff/${id}/step/screen_benefits`,
      { ...form, _version: String(version++) },
      { id, step: 'screen_benefits' },
    )
  most(await sent(take), 17)
  const call = { type: 'call', onDay: '2026-11-23', reached: 'yes', note: '电话联系' }
  most(await sent(() => tj.post(visit.action, `/handoff/${id}/visit`, call, { id })), 17)
})
