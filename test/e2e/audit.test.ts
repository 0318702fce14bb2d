/** The auditor at work: searches, narrows, looks at a file's readers and at the chain; nobody else comes in. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, texts } from './support/browser'

const XIHU = '340705100'
const axe = (page: Page) => axeFinds(page, ['light'])

let token = ''

beforeAll(async () => {
  const page = await signIn(await browserPage(), 'TJ', XIHU)
  await go(page, '/handoff')
  await page.locator('table.data tbody th a').first().click()
  await page.waitForURL(/\/handoff\/[0-9a-f-]{36}/)
  const file = new URL(page.url()).pathname
  await go(page, `${file}/readers`)
  token = (await page.locator('main p .code').innerText()).trim()
  await page.context().close()
})

describe('the auditor', () => {
  it('searches, filters, and prints the readers of a file', async () => {
    const page = await signIn(await browserPage(), 'AU', '3407-')
    // The address changes before the page has been drawn: what is looked at is waited for.
    const shows = (title: string) => page.getByRole('heading', { level: 1, name: title }).waitFor()
    const events = () => texts(page, 'tbody td[data-label=事件]')
    await go(page, '/')
    expect(await texts(page, 'nav.side a')).toEqual([
      '我的工作',
      '日志查询',
      '查阅人清单',
      '链条核验',
      '导出申请',
      '我的账号',
      '帮助',
    ])
    await page.locator('nav.side').getByRole('link', { name: '日志查询' }).click()
    await shows('日志查询')
    expect(await axe(page)).toEqual([])
    expect((await events()).length).toBeGreaterThan(1)

    await page.selectOption('[name=event]', 'read')
    await page.selectOption('[name=role]', 'TJ')
    await page.getByRole('button', { name: '筛选' }).click()
    await expect.poll(async () => [...new Set(await events())]).toEqual(['查看'])

    await page.fill('[name=token]', '安帮-2026-1')
    await page.getByRole('button', { name: '筛选' }).click()
    await page.getByText('这里不能用案件号或姓名查').waitFor()
    expect(await page.inputValue('[name=token]')).toBe('安帮-2026-1')
    expect(await events()).toEqual([])
    await page.fill('[name=token]', token)
    await page.getByRole('button', { name: '筛选' }).click()
    await page.locator('details.reason summary').first().click()
    await page.getByRole('link', { name: '谁看过' }).first().click()
    await shows('查阅人清单')
    expect(await texts(page, 'tbody td[data-label=岗位和单位]')).toContainEqual(expect.stringContaining('司法所'))
    expect(await axe(page)).toEqual([])

    await page.getByRole('link', { name: '打印清单' }).click()
    await shows('个人信息查阅情况清单')
    expect(await page.locator('.paper').innerText()).toContain(token)
  })

  it('looks at the chain and compares a hash, on a small screen too and without a script', async () => {
    const page = await signIn(await browserPage({ width: 360, javaScriptEnabled: false }), 'AU', '3407-')
    await go(page, '/audit/chain')
    await page.fill('[name=sm3]', '0123456789abcdef')
    await page.getByRole('button', { name: '比对' }).click()
    expect(await page.locator('main').innerText()).toContain('数据库中没有这个摘要')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await go(page, '/audit')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })
})

it('nobody else comes in: the same answer as for an address that leads nowhere', async () => {
  const page = await signIn(await browserPage(), 'SE')
  expect(await go(page, '/no-such-page')).toBe(404)
  const nowhere = await page.locator('main').innerText()
  for (const path of ['/audit', '/audit/readers', '/audit/readers/print', '/audit/chain', '/audit/chain/print']) {
    expect(await go(page, path), path).toBe(404)
    const said = (text: string) => text.replace(/编号.*/s, '')
    expect(said(await page.locator('main').innerText()), path).toBe(said(nowhere))
  }
})
