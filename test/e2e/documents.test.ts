/** A document from its draft to 作废, as an office does it in the browser. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submit, texts } from './support/browser'

const ZHONGMING = '340706102'
const problems = (page: Page) => axeFinds(page, ['light'])

describe('documents', () => {
  let doc = ''
  let code = ''

  it('TJ finds what can be issued, looks at the draft and issues it', async () => {
    const page = await signIn(await browserPage(), 'TJ', ZHONGMING)
    await go(page, '/handoff?state=handed_over')
    const file = await page.locator('table.data tbody th a').first().getAttribute('href')
    await go(page, `${file}?tab=documents`)
    expect(await problems(page)).toEqual([])
    await page
      .getByRole('link', { name: /《必接必送交接单》/ })
      .first()
      .click()
    await page.waitForURL(/documents\/new/)
    const sheet = page.locator('article.paper')
    expect(await sheet.getAttribute('class')).toContain('draft')
    expect(await sheet.innerText()).not.toContain('盖章')
    await submit(page)
    await page.waitForURL(/done=issued/)
    doc = new URL(page.url()).pathname
    await page.locator('.titleline .tag', { hasText: '有效' }).waitFor()
    const text = await sheet.innerText()
    expect(text).toMatch(/钟鸣司所安帮接字〔2026〕第\d{4}号[\s\S]*移交单位（盖章）/)
    expect(text).not.toMatch(/\d{17}[\dX]/)
    code = (/校验码 ([\w-]{19})/.exec(text) ?? [])[1]!
    expect(await problems(page)).toEqual([])
  })

  it('prints it in clear, two copies on two pages, and keeps the .docx', async () => {
    const page = await signIn(await browserPage(), 'TJ', ZHONGMING)
    await go(page, doc)
    await page.fill('[name=copies]', '2')
    await page.locator('main').getByRole('button', { name: '打印' }).first().click()
    await page.waitForURL(/\/print\?copies=2/)
    await expect.poll(() => page.locator('article.paper').count()).toBe(2)
    expect(await page.locator('article.paper').last().innerText()).toMatch(/\d{17}[\dX][\s\S]*第2份/)
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2)
    const file = await page.request.get(`${doc}/docx`)
    expect(file.status()).toBe(200)
    expect(file.headers()['content-disposition']).toContain("filename*=UTF-8''")
  })

  it('is checked by anybody, without a script, as valid; after 作废 as not', async () => {
    const stranger = await browserPage({ javaScriptEnabled: false, width: 360 })
    await go(stranger, `/check/${code}`)
    expect(await texts(stranger, '.notice strong')).toContain('有效')
    expect(await stranger.locator('main').innerText()).not.toMatch(/交接单|司法/)

    const page = await signIn(await browserPage(), 'TJ', ZHONGMING)
    await go(page, doc)
    await page.locator('summary', { hasText: '作废这份文书' }).click()
    await page.fill('[name=reason]', '交接地点写错')
    await page.locator('form.action button', { hasText: '作废' }).click()
    await page.waitForURL(/done=withdrawn/)
    await page.locator('article.paper.void').waitFor()

    await stranger.fill('[name=code]', code)
    await stranger.getByRole('button', { name: '核验' }).click()
    await stranger.waitForURL(/code=/)
    expect(await texts(stranger, '.notice strong')).toContain('无效')
  })
})
