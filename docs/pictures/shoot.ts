/**
 * Takes the pictures of the README from a running demo, by hand:
 *
 *   npm run demo                        # in another terminal; CLOCK=2026-11-23T09:00:00+08:00 gives the day of these pictures
 *   npx tsx docs/pictures/shoot.ts      # PORT and VAR_DIR as the demo's, when they are not the usual ones
 *
 * It looks, and hands in the sample roster for a dry run that it gives up again; it writes no file of a person.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { accountFor, enter, launchChromium } from '../../test/e2e/support/chromium'
import type { DemoAccount } from '../../test/support/demo'

const root = fileURLToPath(new URL('../..', import.meta.url))
const url = `http://localhost:${process.env.PORT ?? 3000}`
const TOWN = '340705001'

type Look = { width: number; height: number; dark?: boolean }
const WIDE: Look = { width: 1280, height: 860 }

async function signedIn(browser: Browser, role: string, unit: string, look: Look): Promise<Page> {
  const { width, height, dark } = look
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const accounts = JSON.parse(
    readFileSync(join(process.env.VAR_DIR ?? join(root, 'var'), 'demo/accounts.json'), 'utf8'),
  ) as DemoAccount[]
  await page.goto(`${url}/sign-in`)
  await enter(page, accountFor(accounts, role, unit))
  return page
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(root, 'docs/pictures', name) })
  process.stdout.write(`${name}\n`)
}

/** Opens a list with its names shown. */
async function withNames(page: Page, path: string): Promise<void> {
  await page.goto(`${url}${path}`)
  await page.getByRole('button', { name: '显示姓名' }).click()
  await page.getByText('姓名已显示').waitFor()
}

async function shoot(browser: Browser): Promise<void> {
  const town = await signedIn(browser, 'TJ', TOWN, WIDE)
  await town.goto(url)
  await take(town, 'desk.png')
  await withNames(town, '/handoff')
  await take(town, 'list.png')
  await withNames(town, '/handoff?state=in_help')
  await town.locator('table.data tbody th a').first().click()
  await town.locator('.panel.next').waitFor()
  await take(town, 'case.png')

  const county = await signedIn(browser, 'JC', '340705', WIDE)
  await withNames(county, '/handoff/pickups?days=90')
  await take(county, 'pickups.png')
  await county.goto(`${url}/handoff/import`)
  await county.check('[name=variant][value=roster]')
  await county.setInputFiles('[name=file]', join(root, 'test/samples/release-roster.xlsx'))
  await county.locator('main form.action button[type=submit]').click()
  await county.getByRole('link', { name: /^须更正/ }).click({ timeout: 60_000 })
  await county.locator('[name^="cell."]').first().waitFor()
  await take(county, 'import.png')
  await county.getByRole('button', { name: '放弃这次导入' }).click()
  await county.waitForURL(/\/handoff\/import$/)

  for (const [name, look] of [
    ['desk-dark.png', { ...WIDE, dark: true }],
    ['desk-narrow.png', { width: 360, height: 780 }],
  ] as const) {
    const page = await signedIn(browser, 'TJ', TOWN, look)
    await page.goto(url)
    await take(page, name)
  }
}

const browser = await launchChromium()
try {
  await shoot(browser)
} finally {
  await browser.close()
}
