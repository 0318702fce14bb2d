/** A month's money: finance makes a batch of what is due, sends it, and reads the bank's file back; the town sees it paid. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submitDone } from './support/browser'

const COUNTY = '340705'
const problems = (page: Page) => axeFinds(page)
const main = (page: Page) => page.locator('main').innerText()

describe('payment', () => {
  it('FN checks the waiting batch, sends it, hands in a file that does not fit, then the right one', async () => {
    const page = await signIn(await browserPage(), 'FN', COUNTY)
    await go(page, '/relief/payments?state=draft')
    expect(await problems(page)).toEqual([])
    await page.locator('table.data tbody a').first().click()
    await page.getByRole('heading', { name: '下一步：核对后送银行' }).waitFor()
    expect(await problems(page)).toEqual([])
    const batch = new URL(page.url()).pathname
    const no = /FF-\d{6}-\d{4}-\d{5}/.exec(await main(page))![0]
    const amounts = await page
      .locator('table.data tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
      )
    expect(amounts.length).toBeGreaterThan(0)
    await go(page, `${batch}/step/send`)
    await page.check('[name=checked]')
    expect(await submitDone(page)).toContain('送银行')

    const lines = amounts.map((cells) => {
      const at = cells.findIndex((cell) => /^[\d,]+\.\d{2}$/.test(cell.trim()))
      return `${no}-${/^\d+/.exec(cells[0]!.trim())![0].padStart(5, '0')},${cells[at]!.replaceAll(',', '')},成功`
    })
    const file = (rows: string[]) => ({
      name: '回盘.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['明细编号,金额,处理结果', ...rows].join('\r\n')),
    })
    const hand = async (rows: string[]) => {
      await go(page, `${batch}/step/read_back`)
      await page.setInputFiles('[name=file]', file(rows))
      await page.getByRole('button', { name: '上传并核对' }).click()
      await page.waitForURL((url) => url.pathname === batch)
    }
    await hand([...lines, `${no}-99999,1.00,成功`])
    await expect.poll(() => main(page), { timeout: 20_000 }).toContain('多出的一行')
    expect(await problems(page)).toEqual([])
    await hand(lines)
    await expect.poll(() => main(page), { timeout: 20_000 }).toContain('下一步：核对回盘，办结批次')
    await go(page, `${batch}/step/close`)
    expect(await submitDone(page)).toContain('办结批次')
  })

  it('FN and CA see where each fen of the budget is; on a phone too', async () => {
    const page = await signIn(await browserPage({ width: 360 }), 'FN', COUNTY)
    await go(page, '/relief/payments/budget')
    expect(await main(page)).toContain('已决定 = 待发放 + 批次中 + 已发放')
    expect(await problems(page)).toEqual([])
    await go(page, '/relief/payments/new')
    expect(await problems(page)).toEqual([])
    const approver = await signIn(await browserPage({ colorScheme: 'dark' }), 'CA', `${COUNTY}-`)
    await go(approver, '/relief/payments/budget')
    expect(await main(approver)).toContain('发放统计')
    expect((await approver.goto('/relief/payments'))?.status()).toBe(403)
  })
})
