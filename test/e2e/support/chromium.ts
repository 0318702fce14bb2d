import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'
import type { DemoAccount } from '../../support/demo'

/** The shell without a window of its own first: it draws the same at half the work. */
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

/** A headless Chromium of this machine. Throws, saying what to install, when there is none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = PLACES.find((place) => existsSync(place))
  if (!executablePath)
    throw new Error(
      `The browser tests need Chromium; none is at ${PLACES.join(', ')}. Install it: apt-get install chromium fonts-noto-cjk`,
    )
  return chromium.launch({ executablePath, args: FLAGS.split(' ') })
}

/** The first account whose first post has the role, at a unit whose code begins so. */
export function accountFor(accounts: readonly DemoAccount[], role: string, unit = ''): DemoAccount {
  const found = accounts.find(({ posts }) => posts[0]?.role === role && posts[0].unit.startsWith(unit))
  if (!found) throw new Error(`no demo account for ${role} ${unit}`)
  return found
}

/** Signs in through the open sign-in page; an account of several posts takes its first one. */
export async function enter(page: Page, account: DemoAccount): Promise<void> {
  await page.fill('[name=username]', account.username)
  await page.fill('[name=password]', account.password)
  await page.click('main form.action button[type=submit]')
  await page.waitForURL((to) => !to.pathname.startsWith('/sign-in'))
  if (new URL(page.url()).pathname !== '/posts') return
  await page.locator('main').getByRole('button', { name: '进入' }).first().click()
  await page.waitForURL((to) => to.pathname === '/')
}
