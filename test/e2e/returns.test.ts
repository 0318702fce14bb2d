/** A monthly return from its draft to its correction, and the county's that is summed from it: each in different hands. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, texts } from './support/browser'

const OFFICE = '340705003'
const COUNTY = '340705'
const problems = (page: Page) => axeFinds(page, ['light'])
const as = async (role: string, unit: string) => signIn(await browserPage(), role, unit)

/** Takes a step of the open return and waits until the page says so. */
async function act(page: Page, name: string, fields: Record<string, string> = {}): Promise<void> {
  for (const [field, value] of Object.entries(fields)) await page.fill(`#act-${name} [name=${field}]`, value)
  await page.locator(`#act-${name} button[type=submit]`).click()
  await page.waitForURL(new RegExp(`done=${name}`))
  await page.locator('.notice.done').first().waitFor()
}
const state = async (page: Page) => (await texts(page, '.titleline .tag'))[0]

describe('a monthly return', () => {
  let first = ''
  let second = ''

  it('TJ opens the draft that the system filled, looks behind a number, and makes it his own', async () => {
    const page = await as('TJ', OFFICE)
    await go(page, '/reports')
    expect(await problems(page)).toEqual([])
    await page.getByRole('link', { name: /^打开.*报表$/ }).click()
    await page.waitForURL(/\/reports\/[0-9a-f-]{36}$/)
    first = new URL(page.url()).pathname
    expect(await state(page)).toBe('草稿')
    // The preparer is not who checks.
    await act(page, 'refill', { note: '本月无特殊情况' })
    expect(await page.locator('#act-check').count()).toBe(0)
    expect(await problems(page)).toEqual([])
    const counted = page.locator('a[href*="/lines/"]').first()
    const value = Number(/\d+/.exec(await counted.innerText())![0])
    await counted.click()
    await page.waitForURL(/\/lines\//)
    await page.locator('table.data tbody tr').first().waitFor()
    expect(await page.locator('table.data tbody tr').count()).toBe(Math.min(value, 50))
    expect(await problems(page)).toEqual([])
  })

  it('is one page of paper, a draft till it is sent up, its signatures apart', async () => {
    const page = await as('TJ', OFFICE)
    await go(page, `${first}/print`)
    expect(await page.locator('article.paper').getAttribute('class')).toContain('draft')
    expect(await page.locator('article.paper').innerText()).not.toContain('盖章')
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    const boxes = await page.locator('.signatures span').evaluateAll((all) =>
      all.map((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect()
        return { left, right, top, bottom }
      }),
    )
    expect(boxes).toHaveLength(4)
    for (const [at, one] of boxes.entries())
      for (const other of boxes.slice(at + 1))
        expect(one.right + 8 <= other.left || one.bottom <= other.top, JSON.stringify([one, other])).toBe(true)
    expect(await problems(page)).toEqual([])
  })

  it('TH checks, signs and sends it up; then nobody of the office changes it', async () => {
    const page = await as('TH', OFFICE)
    await go(page, first)
    for (const step of ['check', 'sign', 'submit']) await act(page, step)
    expect(await state(page)).toBe('已上报')
    expect(await problems(page)).toEqual([])
    expect(await page.locator('form#act-refill, form#act-rework').count()).toBe(0)
    await go(page, `${first}/print`)
    expect(await page.locator('article.paper').getAttribute('class')).not.toContain('draft')
    expect(await page.locator('article.paper').innerText()).toContain('填报单位（盖章）')
  })

  it('JC sends it back with a reason; TJ corrects it as a new version, which takes the place of the first', async () => {
    const jc = await as('JC', COUNTY)
    await go(jc, first)
    await act(jc, 'send_back', { reason: '其中数与合计数请再核对' })
    const tj = await as('TJ', OFFICE)
    await go(tj, first)
    expect(await tj.locator('.notice.late').innerText()).toContain('其中数与合计数请再核对')
    await act(tj, 'correct')
    second = new URL(tj.url()).pathname
    expect(second).not.toBe(first)
    await act(tj, 'refill', { note: '已核对' })
    const th = await as('TH', OFFICE)
    await go(th, second)
    for (const step of ['check', 'sign', 'submit']) await act(th, step)
    await go(th, first)
    expect(await state(th)).toBe('已由更正版代替')
  })

  it('JC sums the offices, JA checks, signs and sends the county’s up, saying why offices are missing', async () => {
    const jc = await as('JC', COUNTY)
    await go(jc, '/reports')
    await jc.getByRole('button', { name: /^填报/ }).click()
    await jc.waitForURL(/\/reports\/[0-9a-f-]{36}$/)
    const county = new URL(jc.url()).pathname
    await act(jc, 'refill', { note: '' })
    expect(await jc.locator('main').innerText()).toContain('还有')
    expect(await problems(jc)).toEqual([])
    const ja = await as('JA', COUNTY)
    await go(ja, county)
    for (const step of ['check', 'sign']) await act(ja, step)
    await ja.locator('#act-submit button[type=submit]').click()
    await ja.locator('#act-submit [aria-invalid=true]').waitFor()
    await act(ja, 'submit', { missing: '其余司法所正在补报' })
    expect(await state(ja)).toBe('已上报')
  })
})
