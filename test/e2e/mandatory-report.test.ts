/** A report from a teacher's phone to the county and back, as it is done in the browser. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submit, submitDone } from './support/browser'

const COUNTY = '340705'
const problems = (page: Page) => axeFinds(page, ['light'])
const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
const main = (page: Page) => page.locator('main').innerText()

describe('a mandatory report', () => {
  let own = ''
  let no = ''
  let school = ''

  it('ST files it on a phone; what was typed stays when something is missing', async () => {
    const page = await signIn(await browserPage({ width: 360 }), 'ST', COUNTY)
    await go(page, '/children/reports/new')
    expect(await wide(page)).toBeLessThanOrEqual(0)
    expect(await problems(page)).toEqual([])
    expect(await page.getByRole('link', { name: '拨打 110' }).getAttribute('href')).toBe('tel:110')
    await page.getByLabel('身上多处受伤', { exact: false }).check()
    await page.fill('[name=facts]', '手臂上有多处旧伤，孩子说是被人打的。')
    await submit(page)
    await page.locator('.field.wrong').first().waitFor()
    expect(await page.inputValue('[name=facts]')).toContain('旧伤')
    expect(await problems(page)).toEqual([])
    await page.fill('[name=child]', '程测一，五年级')
    school = (await page.locator('[name=named]').first().getAttribute('value'))!
    await page.locator('[name=named]').first().check()
    expect(await submitDone(page)).toContain('报告已经收下')
    own = new URL(page.url()).pathname
    no = /QB-\d{6}-\d{4}-\d{5}/.exec(await main(page))![0]
    expect(await main(page)).toMatch(/回执号/)
    expect(await wide(page)).toBeLessThanOrEqual(0)
    expect(await problems(page)).toEqual([])
  })

  it('the head of the named school sees nothing of it', async () => {
    const page = await signIn(await browserPage(), 'SP', school)
    expect(await go(page, own)).toBe(404)
    await go(page, '/children/reports')
    expect(await main(page)).not.toContain(no)
    await go(page, '/')
    expect(await main(page)).not.toMatch(/强制报告表|程测一/)
    expect(await go(page, '/children/reports/inbox')).toBe(404)
  })

  it('CA takes note of it, sees who reported on request, and feeds back', async () => {
    const page = await signIn(await browserPage(), 'CA', `${COUNTY}-CA1`)
    await go(page, '/children/reports/inbox')
    expect(await problems(page)).toEqual([])
    await page.getByRole('link', { name: no }).click()
    await page.locator('h1', { hasText: no }).waitFor()
    expect(await main(page)).toContain('程测一，五年级')
    expect(await problems(page)).toEqual([])
    await page.getByRole('button', { name: '显示报告人' }).click()
    await page.getByText('班主任').first().waitFor()
    await page.getByRole('button', { name: '查收，开始处理' }).click()
    await page.waitForURL(/done=acknowledge/)
    await page.locator('[name=text]').fill('已与孩子见面，安排临时照料。')
    await page.getByRole('button', { name: '反馈给报告人' }).click()
    await page.waitForURL(/done=feedback/)
    expect(await problems(page)).toEqual([])
  })

  it('the reporter reads the feedback', async () => {
    const page = await signIn(await browserPage({ width: 360 }), 'ST', COUNTY)
    await go(page, own)
    expect(await main(page)).toContain('已与孩子见面，安排临时照料。')
    expect(await wide(page)).toBeLessThanOrEqual(0)
    expect(await problems(page)).toEqual([])
  })
})
