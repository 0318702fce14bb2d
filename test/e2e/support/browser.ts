import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect, inject, vi } from 'vitest'
import type { DemoAccount } from '../../support/demo'
import { accountFor, enter, launchChromium } from './chromium'

type Look = {
  width?: number
  colorScheme?: 'light' | 'dark'
  javaScriptEnabled?: boolean
  /** Where its relative addresses lead, when not to the demo. */
  baseURL?: string
}

/** Where the application is, without a slash at the end. */
export const appUrl = inject('appUrl')

const WAIT_MS = 30_000
let browser: Promise<Browser> | undefined
const open: BrowserContext[] = []
const complaints: string[] = []
const scriptless = new WeakSet<Page>()
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>
const cookies = new Map<string, Cookies>()

/** What a browser says of an answer of 4xx is no complaint: those are asked for. */
const expected = /^Failed to load resource: the server responded with a status of 4/

/** A new page in a context of its own. Relative addresses are the application's. */
export async function browserPage({
  width = 1280,
  colorScheme = 'light',
  javaScriptEnabled = true,
  baseURL = appUrl,
}: Look = {}): Promise<Page> {
  browser ??= launchChromium()
  const context = await (
    await browser
  ).newContext({
    baseURL,
    viewport: { width, height: 900 },
    colorScheme,
    javaScriptEnabled,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(WAIT_MS)
  open.push(context)
  const page = await context.newPage()
  if (javaScriptEnabled) arriveDrawn(page)
  else scriptless.add(page)
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${String(error)}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text()))
      complaints.push(`${page.url()}: ${message.text()}`)
  })
  return page
}

/** The script changes the address a moment before it draws the page: who waits for an address waits for both. */
function arriveDrawn(page: Page): void {
  const arrive = page.waitForURL.bind(page)
  page.waitForURL = async (...given) => {
    await arrive(...given)
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn, 50)))),
    )
  }
}

/** Signs in as the first demo account of a role (at a unit whose code begins so). */
export async function signIn(page: Page, role: string, unit?: string): Promise<Page> {
  const account = accountFor(inject('accounts'), role, unit)
  const known = cookies.get(account.username) ?? (await session(page, account))
  cookies.set(account.username, known)
  await page.context().addCookies(known)
  return page
}

/**
 * The one session of an account in the whole run, as a second one would end the first: the file of tests that needs it
 * first signs in, the others, also those that run beside it, wait for its cookies.
 */
async function session(page: Page, account: DemoAccount): Promise<Cookies> {
  const kept = join(inject('demoPlace').varDir, `session-${account.username}`)
  const file = `${kept}.json`
  try {
    mkdirSync(kept) // fails for everybody but the first
  } catch {
    await vi.waitUntil(() => existsSync(file), { timeout: WAIT_MS, interval: 100 })
    return JSON.parse(readFileSync(file, 'utf8')) as Cookies
  }
  try {
    await go(page, '/sign-in')
    await enter(page, account)
    const found = await page.context().cookies()
    writeFileSync(join(kept, 'draft'), JSON.stringify(found))
    renameSync(join(kept, 'draft'), file)
    return found
  } catch (error) {
    rmdirSync(kept)
    throw error
  }
}

/** Opens an address, waits until its script runs (where there is any), and gives its status. */
export async function go(page: Page, path: string): Promise<number> {
  const answer = await page.goto(path)
  if (!scriptless.has(page))
    await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__react')))
  return answer?.status() ?? 0
}

/** Presses the main button of the page's form. */
export const submit = (page: Page) => page.locator('main form.action button[type=submit]').last().click()

/** Presses it and waits until the file's page says what was done. */
export async function submitDone(page: Page): Promise<string> {
  await submit(page)
  await page.waitForURL(/[?&]done=/)
  return (await page.locator('.notice.done').first().innerText()).trim()
}

/** The texts of all that match, without blanks at the ends. */
export const texts = async (page: Page, selector: string) =>
  (await page.locator(selector).allInnerTexts()).map((text) => text.trim())

/** Waits until these are the texts of all that match. */
export const untilTexts = (page: Page, selector: string, wanted: readonly unknown[]) =>
  expect.poll(() => texts(page, selector), { timeout: WAIT_MS }).toEqual(wanted)

/** Ends what a test has opened. Fails when a page complained. */
export async function closePages(): Promise<void> {
  await Promise.all(open.splice(0).map((context) => context.close()))
  expect(complaints.splice(0)).toEqual([])
}

/** Ends the browser of a file of tests; the next one starts its own. */
export async function closeBrowser(): Promise<void> {
  const one = browser
  browser = undefined
  await (await one)?.close()
}
