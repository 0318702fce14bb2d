/** Figures and what leaves the system: a number opens its list, a list leaves with the approval of another, sums lead nowhere. */
import Excel from 'exceljs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submit, texts } from './support/browser'

const COUNTY = '340722'

/** What axe finds in light and dark, and by how much the page is wider than a phone. */
async function flaws(page: Page): Promise<string[]> {
  const found = await axeFinds(page)
  const size = page.viewportSize()!
  await page.setViewportSize({ width: 360, height: 780 })
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await page.setViewportSize(size)
  return over > 0 ? [...found, `${over} px too wide`] : found
}

describe('statistics', () => {
  it('print 159/162 = 98.1%; each number opens the list of as many people', async () => {
    const page = await signIn(await browserPage(), 'JC', COUNTY)
    await go(page, '/handoff/statistics')
    await page.selectOption('[name=period]', 'm36')
    await page.getByRole('button', { name: '统计' }).click()
    await page.waitForURL(/period=m36/)
    const row = page.locator('table.data').first().locator('tr', { hasText: '帮教安置率' })
    await expect.poll(() => row.locator('td').first().innerText()).toBe('159/162 = 98.1%')
    expect(await page.locator('[role=img] svg text').allTextContents()).toEqual(
      expect.arrayContaining(['枞阳镇', '100.0%（16/16）']),
    )
    expect(await flaws(page)).toEqual([])
    await row.getByRole('link', { name: '159' }).click()
    await page.getByRole('heading', { level: 1, name: /帮教安置率（分子）/ }).waitFor()
    expect(await texts(page, '.countline')).toEqual(['共 159 人'])
    expect(await flaws(page)).toEqual([])
  })

  it('of a leader are sums without a way to anybody', async () => {
    const page = await signIn(await browserPage(), 'LD', '3407-')
    expect(await go(page, '/handoff/statistics')).toBe(403)
    await go(page, `/reports/figures?region=${COUNTY}`)
    expect(await page.locator('main a[href*="/handoff"]').count()).toBe(0)
    expect((await texts(page, 'table.data td')).some((text) => text.includes('<5'))).toBe(true)
    expect(await flaws(page)).toEqual([])
  })
})

describe('a list', () => {
  it('leaves as a file: asked for with a reason, approved by another, marked', async () => {
    const page = await signIn(await browserPage(), 'JC', COUNTY)
    await go(page, '/handoff?state=in_help')
    await page.getByRole('link', { name: '申请导出' }).click()
    await page.getByRole('heading', { level: 1, name: /^申请导出/ }).waitFor()
    expect(await flaws(page)).toEqual([])
    await submit(page)
    await page.locator('.summary').waitFor()
    await page.selectOption('[name=purpose]', 'meeting')
    await page.fill('[name=reason]', '县安置帮教工作会议用，会后收回')
    await submit(page)
    await page.waitForURL(/\/exports\/[0-9a-f-]{36}$/)
    const path = new URL(page.url()).pathname

    const security = await signIn(await browserPage(), 'SE', '3407-')
    await go(security, '/admin/exports')
    await security.locator(`a[href="/admin${path}"]`).click()
    await security.getByText('县安置帮教工作会议用').waitFor()
    expect(await flaws(security)).toEqual([])
    await security.check('[name=decision][value=approve]')
    await submit(security)
    await security.waitForURL(/\/admin\/exports$/)

    const link = page.getByRole('link', { name: '下载' })
    await go(page, path)
    await link.waitFor()
    expect(await flaws(page)).toEqual([])
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    const book = new Excel.Workbook()
    await book.xlsx.readFile(await download.path())
    const [sheet] = book.worksheets
    expect(String(sheet!.getRow(2).getCell(1).value)).toMatch(
      /^导出：.+ · 枞阳县司法局 · 2026-11-23 09:00 · 导〔2026〕\d{4}号/,
    )
    expect(sheet!.rowCount).toBe(3 + 1 + Number(/共 (\d+) 行/.exec(String(sheet!.lastRow!.getCell(1).value))![1]) + 1)
  })
})
