/** Accounts that hold, as a person meets them: a new password, a code generator, one session, who are you again. */
import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { codeAt, fromBase32, stepAt } from '~/access/accounts/totp.server'
import { embeddedUrl } from '~/lib/env.server'
import { CLOCK } from './support/app'
import { axeFinds } from './support/axe'
import { browserPage, go, submit, texts } from './support/browser'
import { startRealWeb, type RealWeb } from './support/real-web'

/** A head of an office with something to decide, whom no other test signs in as. */
const ME = 'th.tongshan'
const HANDED_OVER = 'Guicheng-2026'
const MINE = 'Wer-weiss-das-2026'
let web: RealWeb
let secret = ''

async function sql(text: string): Promise<void> {
  const { varDir, postgresPort } = inject('demoPlace')
  const client = new pg.Client({ connectionString: embeddedUrl('postgres', varDir, postgresPort) })
  await client.connect()
  await client.query(text, [ME])
  await client.end()
}
/** The clock stands still: each code is that of another half minute, as each counts once. */
const code = (steps: number) => codeAt(fromBase32(secret), stepAt(new Date(CLOCK)) + steps)
const open = () => browserPage({ baseURL: web.url })
const at = (page: Page, path: string) => page.waitForURL((url) => url.pathname === path)
const accessible = async (page: Page) => expect(await axeFinds(page, ['light'])).toEqual([])

async function enter(page: Page, password: string): Promise<void> {
  await page.fill('[name=username]', ME)
  await page.fill('[name=password]', password)
  await submit(page)
}

beforeAll(async () => {
  await sql('UPDATE app_user SET must_change_password = true WHERE username = $1')
  web = await startRealWeb({ CLOCK })
})
afterAll(() => web?.end())

describe('an account', () => {
  it('begins with a password of one’s own, a code generator and recovery codes', async () => {
    const page = await open()
    await go(page, '/approvals')
    await enter(page, HANDED_OVER)
    await at(page, '/password')
    await accessible(page)
    await page.fill('[name=password]', HANDED_OVER)
    await page.fill('[name=newPassword]', 'tongshan-1')
    await page.fill('[name=newPasswordAgain]', 'tongshan-1')
    await submit(page)
    await page.locator('.summary', { hasText: '不能含有您的用户名' }).waitFor()
    await page.fill('[name=password]', HANDED_OVER)
    await page.fill('[name=newPassword]', MINE)
    await page.fill('[name=newPasswordAgain]', MINE)
    await submit(page)

    await at(page, '/second-factor')
    await accessible(page)
    await page.locator('summary', { hasText: '手工输入密钥' }).click()
    secret = (await page.locator('details code').innerText()).replaceAll(' ', '')
    await page.fill('[name=oneTimeCode]', code(-1))
    await submit(page)
    await page.locator('ol.codes').waitFor()
    await accessible(page)
    expect(new Set(await texts(page, 'ol.codes code')).size).toBe(10)
    await page.getByRole('link', { name: '已抄好，继续' }).click()
    await at(page, '/approvals')
    await go(page, '/account')
    await accessible(page)
    expect(await page.locator('main').innerText()).toContain('还有 10 个')
  })

  it('asks for the code at sign-in, and for both before an approval, which keeps what was typed', async () => {
    const page = await open()
    await go(page, '/approvals')
    await enter(page, MINE)
    await at(page, '/sign-in/code')
    await accessible(page)
    await page.fill('[name=oneTimeCode]', code(-1))
    await submit(page)
    await page.locator('.summary', { hasText: '已经用过' }).waitFor()
    await page.fill('[name=oneTimeCode]', code(0))
    await submit(page)
    await at(page, '/approvals')

    await page.locator('main a[href*="/proposal/"]').first().click()
    await page.waitForURL(/\/proposal\//)
    const proposal = new URL(page.url()).pathname
    await page.check('[name=accept][value=no]')
    await page.fill('[name=reason]', '受托单位的回函还没有到，请补齐后再报')
    await sql(`UPDATE app_session s SET created_at = s.created_at - interval '11 min', fresh_at = s.fresh_at - interval '11 min'
      FROM app_user u WHERE u.id = s.user_id AND u.username = $1`)
    await submit(page)
    await at(page, '/re-authenticate')
    await accessible(page)
    await page.fill('[name=password]', MINE)
    await page.fill('[name=oneTimeCode]', code(1))
    await submit(page)
    await at(page, proposal)
    expect(await page.inputValue('[name=reason]')).toBe('受托单位的回函还没有到，请补齐后再报')
    expect(await page.isChecked('[name=accept][value=no]')).toBe(true)
    await submit(page)
    await page.waitForURL(/done=/)
  })

  it('is signed in at one place: the other one is told so', async () => {
    const first = await browserPage()
    await go(first, '/sign-in')
    await first.fill('[name=username]', 'tj.tongshan')
    await first.fill('[name=password]', HANDED_OVER)
    await submit(first)
    await at(first, '/')
    const second = await browserPage({ javaScriptEnabled: false })
    await go(second, '/sign-in')
    await second.fill('[name=username]', 'tj.tongshan')
    await second.fill('[name=password]', HANDED_OVER)
    await submit(second)
    await at(second, '/')
    await go(first, '/help')
    expect(await texts(first, 'main .notice strong')).toContain('您的账号已在别处登录，这里的登录已结束')
  })
})
