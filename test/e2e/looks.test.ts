/** How the pages look and are used: axe finds nothing in light and dark, no page is wider than a phone, keys suffice. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { root } from '../../server/root'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submit } from './support/browser'

const TOWN = '340705001'
const PHONE = 360

/** By how much the page is wider than the phone, and the outermost elements that stick out. */
async function overflow(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: PHONE, height: 780 })
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room) return []
    const wide = [...document.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > room + 1 && !one.closest('.scroll'),
    )
    return [
      `${document.documentElement.scrollWidth} px`,
      ...wide.slice(0, 5).map((one) => `${one.tagName}.${one.className}`),
    ]
  })
}

const town = async () => signIn(await browserPage(), 'TJ', TOWN)
const at = (path: string) => async () => {
  const page = await town()
  expect(await go(page, path)).toBe(200)
  return page
}
/** The first file of a state, as this office opens it. */
const fileAt = (state: string, rest: string) => async () => {
  const page = await town()
  await go(page, `/handoff?state=${state}`)
  const href = await page.locator('table.data tbody th a').first().getAttribute('href')
  expect(await go(page, `${href}${rest}`)).toBe(200)
  return page
}

const pages: Record<string, () => Promise<Page>> = {
  'sign-in': async () => {
    const page = await browserPage()
    await go(page, '/sign-in')
    return page
  },
  'my work': at('/'),
  'the list': at('/handoff'),
  'a file': fileAt('in_help', ''),
  'its timeline': fileAt('in_help', '?tab=timeline'),
  'a step, sent back': async () => {
    const page = await fileAt('registered', '/step/start_help')()
    await submit(page)
    await page.locator('.summary').waitFor()
    return page
  },
  'the dry run of an import': async () => {
    const page = await signIn(await browserPage(), 'JC', '340705')
    await go(page, '/handoff/import')
    await page.check('[name=variant][value=roster]')
    await page.setInputFiles('[name=file]', join(root, 'test/samples/release-roster.xlsx'))
    await submit(page)
    await page.waitForURL(/\/handoff\/import\/[0-9a-f-]{36}/)
    await page.getByRole('link', { name: /^须更正/ }).click({ timeout: 60_000 })
    await page.locator('[name^="cell."]').first().waitFor()
    return page
  },
  'pick-ups': at('/handoff/pickups?days=90'),
  'the week': at('/week'),
  'people search': at('/people?q=w'),
  'my account': at('/account'),
  help: at('/help'),
}

describe.each(Object.entries(pages))('%s', (_, open) => {
  it('suits axe in light and dark, and a phone', async () => {
    const page = await open()
    expect(await axeFinds(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
  })
})

describe('on a phone', () => {
  it('menu and search stand behind one button', async () => {
    const page = await signIn(await browserPage({ width: PHONE }), 'TJ', TOWN)
    await go(page, '/')
    expect(await page.locator('nav.side').isVisible()).toBe(false)
    await page.locator('details.menu > summary').click()
    await page.locator('details.menu').getByRole('link', { name: '接回看板' }).click()
    await page.getByRole('heading', { level: 1, name: '接回看板' }).waitFor()
    await page.locator('details.menu:not([open]) > summary').click()
    await page.fill('#menu-search', 'zhang')
    await page.press('#menu-search', 'Enter')
    await page.waitForURL(/\/people\?q=zhang/)
    await page.getByRole('heading', { level: 1, name: '查找人员' }).waitFor()
  })
})

describe('with the keyboard alone', () => {
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute('href') ?? document.activeElement?.id)

  it('the first key reaches the way past the menu', async () => {
    const page = await town()
    await go(page, '/handoff')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('#main')
    expect(await page.locator('.skip').boundingBox()).toMatchObject({ x: 8, y: 8 })
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toBe('main')
  })

  it('j and k walk the list, Enter opens', async () => {
    const page = await town()
    await go(page, '/handoff')
    const hrefs = await page
      .locator('table.data tbody th a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    await expect
      .poll(async () => {
        await page.keyboard.press('k') // stays on the first row
        return focused(page)
      })
      .toBe(hrefs[0])
    for (const [key, row] of [
      ['j', 1],
      ['j', 2],
      ['k', 1],
    ] as const) {
      await page.keyboard.press(key)
      expect(await focused(page)).toBe(hrefs[row])
    }
    await page.keyboard.press('Enter')
    await page.waitForURL((to) => to.pathname === hrefs[1])
  })
})
