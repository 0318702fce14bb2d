/** The system administrator's day: an account, a place, a changed rule that somebody else confirms; how his pages look. */
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submit, texts } from './support/browser'

const admin = async (look?: Parameters<typeof browserPage>[0]) => signIn(await browserPage(look), 'AD', '3407')

describe('the system administrator', () => {
  it('starts with what waits for him, and sees no file', async () => {
    const page = await admin()
    await go(page, '/')
    expect(new URL(page.url()).pathname).toBe('/admin')
    await page.getByRole('link', { name: '2027 年放假安排还没有载入', exact: true }).waitFor()
    expect(await go(page, '/handoff')).toBe(403)
    expect((await texts(page, 'nav.side a')).join()).not.toMatch(/安置帮教|查找人员/)
  })

  it('makes an account and hands over a password that is shown once', async () => {
    const page = await admin()
    await go(page, '/admin/accounts/new')
    await page.fill('[name=name]', '新来的')
    await page.fill('[name=username]', 'ja.tongguan')
    await submit(page)
    await page.locator('.summary', { hasText: '已有这个用户名' }).waitFor()
    await page.fill('[name=username]', 'xin.laide')
    await submit(page)
    const password = await page.locator('code.secret').innerText()
    expect(password).toMatch(/^[\w-]{14}$/)
    await page.getByRole('link', { name: '已交给本人，继续' }).click()
    await page.getByRole('heading', { level: 1, name: '新来的' }).waitFor()
    expect(await page.locator('main').innerText()).not.toContain(password)
  })

  it('works without script: looks a place up by an old code and adds a unit', async () => {
    const page = await admin({ javaScriptEnabled: false })
    await go(page, '/admin/organisation?at=340711')
    await page.getByRole('link', { name: '新增单位' }).click()
    await page.selectOption('[name=kind]', 'school')
    await page.fill('[name=name]', '郊区第九学校')
    await submit(page)
    await page.getByText('已新增。').waitFor()
    await go(page, '/admin/organisation?q=长江路街道')
    expect(await texts(page, 'table.data tbody tr .tag')).toContain('2010年8月20日撤销')
  })

  it('changes a rule; the dates wait for the second person, and then it counts', async () => {
    const page = await admin()
    await go(page, '/admin/rules/D1.verify')
    await page.fill('[name=value]', '12')
    await page.fill('[name=effectiveFrom]', '2027-06-01')
    await page.fill('[name=source]', '皖司发〔2026〕12号')
    await submit(page)
    await page.getByRole('button', { name: '核对无误，提请确认' }).click()
    await page.getByRole('heading', { name: '等安全管理员确认' }).waitFor()
    const second = await signIn(await browserPage(), 'SE', '3407')
    await go(second, new URL(page.url()).pathname)
    await second.getByRole('button', { name: '确认变更' }).click()
    await second.locator('h1 + .tag', { hasText: '已生效' }).waitFor()
    await go(page, '/admin/rules/D1.verify')
    expect((await texts(page, 'table.simple tbody tr')).map((row) => row.split(/\s+/).slice(0, 2))).toEqual([
      ['2027年6月1日', '12'],
      ['2020年1月1日', '10'],
    ])
  })
})

const paths = [
  '/admin',
  '/admin/accounts?q=admin',
  '/admin/organisation?at=340705001001',
  '/admin/organisation/340705001001001',
  '/admin/organisation/merge?from=340705002-JO1&to=340705001-JO1',
  '/admin/rules?group=D7',
  '/admin/calendar',
]

describe('his pages', () => {
  it.each(paths)('%s suits axe in light and dark, and a phone', async (path) => {
    const page = await admin()
    expect(await go(page, path)).toBe(200)
    expect(await axeFinds(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 780 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })
})
