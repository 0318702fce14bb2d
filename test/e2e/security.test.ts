/** A colleague leaves, another comes: granted by one hand, confirmed by another, the caseload handed over by list. */
import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submit, texts } from './support/browser'
import { accountFor } from './support/chromium'

const TIANMEN = '340706103'
const SHUNAN = '340706101'
const PHONE = 360

const as = async (role: string, unit?: string) => signIn(await browserPage(), role, unit)
/** The user name is what a list is searched by: it is the account's own. */
const usernameOf = (role: string, unit: string) => accountFor(inject('accounts'), role, unit).username

/** Axe finds nothing, in light and dark, and nothing sticks out of a phone. */
async function looksWell(page: Page): Promise<void> {
  expect(await axeFinds(page), page.url()).toEqual([])
  const size = page.viewportSize()!
  await page.setViewportSize({ width: PHONE, height: 780 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(`${page.url()} ${wide}`).toBe(`${page.url()} 0`)
  await page.setViewportSize(size)
}

it('the security administrator grants, the head confirms, and the new colleague has the post', async () => {
  const security = await as('SE', '3407-')
  await go(security, '/admin')
  await looksWell(security)
  await go(security, `/admin/posts/new?q=${usernameOf('TJ', SHUNAN)}`)
  await security.locator('table.data tbody th a').click()
  await security.waitForURL(/person=/)
  await security.selectOption('main form[role=search] [name=role]', 'TJ')
  await security.fill('main form[role=search] [name=unit]', '天门')
  await security.getByRole('button', { name: '筛选' }).click()
  await security.waitForURL(/role=TJ/)
  await looksWell(security)
  await submit(security)
  await security.waitForURL(/done=granted/)
  await expect.poll(() => texts(security, '.titleline .tag')).toEqual(['待确认'])

  const colleague = await as('TJ', SHUNAN)
  await go(colleague, '/posts')
  expect(await colleague.locator('main', { hasText: '天门' }).count()).toBe(0)

  const head = await as('TH', TIANMEN)
  await go(head, '/access/posts')
  await looksWell(head)
  await head.getByRole('button', { name: '确认', exact: true }).click()
  await head.waitForURL(/done=confirm/)

  await go(colleague, '/posts')
  await colleague.locator('main tr', { hasText: '天门' }).getByRole('button', { name: '进入' }).click()
  await colleague.waitForURL((url) => url.pathname === '/')
  await expect.poll(() => colleague.locator('header').innerText()).toContain('天门镇司法所')
})

it('the leaver’s post ends with his session, and the head hands every file over', async () => {
  const leaver = await as('TJ', TIANMEN)
  await go(leaver, '/')
  const security = await as('SE', '3407-')
  await go(security, `/admin/posts?q=${usernameOf('TJ', TIANMEN)}`)
  await security.locator('table.data tbody th a').click()
  await security.getByLabel('离职或离岗').check()
  await submit(security)
  await security.waitForURL(/done=end/)
  await leaver.goto('/')
  expect(await leaver.locator('main').innerText()).toContain('您的岗位已结束或调整')

  const head = await as('TH', TIANMEN)
  await go(head, '/access/handover')
  const gone = head.locator('table.data').first().locator('tbody tr').first()
  const files = Number(await gone.locator('td[data-label=在办档案]').innerText())
  expect(files).toBeGreaterThan(0)
  await gone.locator('a').click()
  await head.waitForURL(/handover\/[0-9a-f-]{36}/)
  await expect.poll(() => head.locator('main input[name=file]').count()).toBe(files)
  await looksWell(head)
  await head.getByLabel('全部').check()
  await head.selectOption('[name=to]', { index: 1 })
  await submit(head)
  await head.waitForURL(/done=/)
  await head.locator('.notice.done', { hasText: `已移交档案 ${files} 份` }).waitFor()
  await head.getByText('名下没有在办档案和事项').waitFor()

  const colleague = await as('TJ', SHUNAN)
  await go(colleague, '/posts')
  // the post last entered is the one a sign-in begins with
  const enter = colleague.locator('main tr', { hasText: '天门' }).getByRole('button', { name: '进入' })
  if (await enter.count()) {
    await enter.click()
    await colleague.waitForURL((url) => url.pathname === '/')
  }
  await expect.poll(() => colleague.locator('header').innerText()).toContain('天门镇司法所')
  await go(colleague, '/?tab=mine')
  expect(await colleague.locator('.duty').count()).toBeGreaterThanOrEqual(Math.min(files, 50))
})
