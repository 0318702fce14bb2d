/** The public notice: read and narrowed by anybody, also without JavaScript; an objection and its receipt; the village's sheet. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn } from './support/browser'

const rows = (page: Page) => page.locator('table.data tbody tr')

describe('notices', () => {
  it('are read without signing in, narrowed in the address, and objected to without JavaScript', async () => {
    const page = await browserPage({ javaScriptEnabled: false, width: 360 })
    expect(await go(page, '/notices')).toBe(200)
    expect(await rows(page).count()).toBeGreaterThan(3)
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex')
    await page.selectOption('[name=programme]', 'relief_dibao')
    await page.locator('form.filters button[type=submit]').click()
    expect(new URL(page.url()).searchParams.get('programme')).toBe('relief_dibao')
    expect(await rows(page).locator('td').allInnerTexts()).not.toContain('临时救助')
    await rows(page).first().locator('th a').click()
    expect(await page.locator('h1').innerText()).toContain('最低生活保障')
    await page.fill('[name=claim]', '他家在城里有门面房出租')
    await page.locator('form.action button[type=submit]').click()
    expect(await page.locator('.summary').innerText()).toContain('有 2 处需要修改')
    expect(await page.inputValue('[name=claim]')).toBe('他家在城里有门面房出租')
    await page.fill('[name=signer]', '来客')
    await page.fill('[name=phone]', '13800000001')
    await page.locator('form.action button[type=submit]').click()
    await page.waitForURL(/notices\/receipt\//)
    expect(await page.locator('main').innerText()).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)
  })

  it('have nothing for axe to find, in the light and in the dark', async () => {
    const page = await browserPage()
    await go(page, '/notices')
    expect(await axeFinds(page)).toEqual([])
    await rows(page).first().locator('th a').click()
    await page.locator('form.action').waitFor()
    expect(await axeFinds(page)).toEqual([])
    expect(await go(page, '/notices/GS-340705-2026-99999')).toBe(404)
    expect(await page.locator('main').innerText()).toContain('公示期已满')
  })

  it('hang on the village’s board as the clerk prints them', async () => {
    const page = await signIn(await browserPage(), 'CC', '340705')
    await go(page, '/relief/notices')
    expect(await axeFinds(page, ['light'])).toEqual([])
    await page.getByRole('link', { name: '打印张贴' }).first().click()
    await page.locator('article.paper').waitFor()
    expect(await page.locator('article.paper').innerText()).toContain('接受群众监督')
    expect(await axeFinds(page, ['light'])).toEqual([])
  })
})
