/** One matter from the window to the unit and back, and a visit on a phone, as they are done in the browser. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { browserPage, go, signIn, submit, submitDone, texts } from './support/browser'

const TOWN = '340705001'
const problems = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

describe('one window', () => {
  let file = ''
  let no = ''

  it('IC takes a matter in, and can print the receipt', async () => {
    const page = await signIn(await browserPage(), 'IC', `${TOWN}-CW1`)
    await go(page, '/intake/new')
    expect(await problems(page)).toEqual([])
    expect(await texts(page, 'main button')).not.toContain('不予受理')
    await page.selectOption('[name=matter]', 'mediation')
    await page.fill('[name=summary]', '装修队没有按约定完工，请求调解。')
    await page.fill('[name=name]', '窗测一')
    await page.getByLabel('男', { exact: true }).check()
    await page.fill('[name=phone]', '13800009999')
    expect(await submitDone(page)).toMatch(/受理登记[\s\S]*受理回执/)
    file = new URL(page.url()).pathname
    no = (await page.locator('nav[aria-label] li, .trail li').allInnerTexts()).join(' ')
    expect(no).toMatch(/SL-340705-2026-\d{5}/)
    expect(await problems(page)).toEqual([])
  })

  it('DP routes it by the table', async () => {
    const page = await signIn(await browserPage(), 'DP', '340705')
    await go(page, `${file}/step/route`)
    expect(await page.inputValue('[name=mainUnit]')).toBe(`${TOWN}-JO1`)
    expect(await problems(page)).toEqual([])
    expect(await submitDone(page)).toBe('已办理：分派。')
  })

  it('the unit accepts and replies on its referral, and never opens the file', async () => {
    const page = await signIn(await browserPage(), 'TJ', `${TOWN}-JO1`)
    expect(await go(page, file)).toBe(403)
    await go(page, '/referrals?box=in&type=intake')
    await page.locator('table.data tbody tr', { hasText: '窗' }).locator('th a').first().click()
    await page.getByRole('button', { name: '接收', exact: true }).click()
    await page.waitForURL(/done=accept/)
    await page.locator('#answer-text').fill('双方已达成协议，一周内完工。')
    await page.getByRole('button', { name: '提交答复' }).click()
    await page.waitForURL(/done=answer/)
    expect(await problems(page)).toEqual([])
  })

  it('IC asks whether the applicant is content, and closes it', async () => {
    const page = await signIn(await browserPage(), 'IC', `${TOWN}-CW1`)
    await go(page, file)
    expect(await page.locator('main').innerText()).toContain('双方已达成协议，一周内完工。')
    await page.locator('main').getByRole('link', { name: '回访办结' }).first().click()
    await page.getByLabel('满意', { exact: true }).check()
    expect(await submitDone(page)).toBe('已办理：回访办结。')
    await page.locator('.titleline .tag', { hasText: '办结' }).waitFor()
  })
})

describe('a grid worker on a phone', () => {
  it('records a visit with one hand, and a promise goes to the window', async () => {
    const page = await signIn(await browserPage({ width: 360 }), 'GW', `${TOWN}001001`)
    await go(page, '/intake/households')
    expect(await wide(page)).toBeLessThanOrEqual(0)
    expect(await problems(page)).toEqual([])
    await page.locator('table.data tbody th a').first().click()
    await page.locator('main').getByRole('link', { name: '入户走访' }).first().click()
    await page.locator('[name=confirm]').first().waitFor()
    expect(await wide(page)).toBeLessThanOrEqual(0)
    expect(await problems(page)).toEqual([])
    await page.fill('[name=note]', '老人信教，屋顶漏雨。')
    await page.fill('[name=promised]', '帮忙申请危房改造')
    await page.selectOption('[name=promisedMatter]', 'housing')
    await submit(page)
    await page.locator('.field.wrong').first().waitFor()
    expect(await page.inputValue('[name=promised]')).toBe('帮忙申请危房改造')
    await page.fill('[name=note]', '屋顶漏雨。')
    await submit(page)
    await page.waitForURL(/intake=SL-/)
    expect(await page.locator('main').innerText()).toMatch(/已签字确认[\s\S]*帮忙申请危房改造/)
    expect(await wide(page)).toBeLessThanOrEqual(0)
  })
})
