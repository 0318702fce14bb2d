/** Calls and pairing in the browser: the school books and records a call, a helper records a contact on a phone. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submitDone } from './support/browser'
import { fillNewChild } from './support/new-child'

const TOWN = '340705001'
const SCHOOL = `${TOWN}-SC1`
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
/** The day of the demo's own clock. */
const today = async (page: Page, child: string) => {
  await go(page, `/children/calls/reminders/${child}`)
  return page.inputValue('[name=saidOn]')
}
const post = async (page: Page, button: string, address: RegExp) => {
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.waitForURL(address)
}

describe('calls and pairing', () => {
  let file = ''
  let child = ''

  it('CD registers a child of the class and writes down the guardian’s consents', async () => {
    const page = await signIn(await browserPage(), 'CD', TOWN)
    await go(page, '/children/new')
    await fillNewChild(page, { name: '欧阳小禾', birthOn: '2017-02-03', school: SCHOOL })
    await submitDone(page)
    file = new URL(page.url()).pathname
    child = file.split('/').pop()!
    await go(page, `${file}/consents`)
    await page.fill('[name=signer]', '某家长')
    await page.locator('[name=capacity][value=guardian]').check()
    for (const scope of ['call', 'pairing']) await page.locator(`[name=scope][value=${scope}]`).check()
    await page.locator('[name=method][value=paper]').check()
    await page.fill('[name=signedOn]', '2026-09-01')
    await page.fill('[name=keptAt]', '村委会')
    await page.locator('form.action button[type=submit]').last().click()
    await expect.poll(() => page.locator('main').innerText()).toContain('某家长')
  })

  it('SP sets a slot of the call room; ST books in it and records what became of the call', async () => {
    const officer = await signIn(await browserPage(), 'SP', SCHOOL)
    const day = await today(officer, child)
    await go(officer, '/children/calls/slots')
    expect(await officer.locator('main').innerText()).toContain('周三 16:40')
    await officer.selectOption('[name=weekday]', String(new Date(`${day}T00:00Z`).getUTCDay() || 7))
    // It has begun by the demo's clock; the school's own slots are in the afternoon and on other days.
    await officer.fill('[name=from]', '08:00')
    await officer.fill('[name=to]', '12:30')
    await officer.fill('[name=places]', '4')
    for (const way of ['phone', 'video']) await officer.locator(`[name=ways][value=${way}]`).check()
    await post(officer, '添加', /done=1/)
    expect(await axeFinds(officer)).toEqual([])

    const page = await signIn(await browserPage({ width: 360 }), 'ST', SCHOOL)
    await go(page, `/children/calls?child=${child}`)
    expect(await axeFinds(page)).toEqual([])
    expect(await fits(page)).toBe(true)
    await page.locator('.week li[aria-current] a[href*="/calls/book"]').first().click()
    await page.locator('[name=child]').waitFor()
    expect(await axeFinds(page)).toEqual([])
    expect(await page.inputValue('[name=child]')).toBe(child)
    await page.locator('[name=parties][value=mother]').check()
    await page.locator('[name=way][value=video]').check()
    await page.getByRole('button', { name: '预约', exact: true }).click()
    await expect.poll(() => page.locator('.summary').innerText()).toContain('改约电话')
    await page.locator('[name=way][value=phone]').check()
    await post(page, '预约', /done=booked/)
    await page.locator('.week').getByRole('link', { name: '欧阳小禾' }).click()
    await page.locator('[name=outcome]').first().waitFor()
    expect(await axeFinds(page)).toEqual([])
    expect(await fits(page)).toBe(true)
    await page.locator('[name=outcome][value=done]').check()
    await page.fill('[name=mood]', '开心')
    await post(page, '登记', /done=recorded/)
    expect(await page.locator('main').innerText()).toContain('已通话')
    await go(page, `${file}?tab=contact`)
    expect(await axeFinds(page)).toEqual([])
    await go(page, '/children/calls/uncontacted')
    expect(await axeFinds(page, ['light'])).toEqual([])
    expect(await page.locator('main').innerText()).not.toContain('欧阳小禾')
    await go(page, `/children/urgent/${child}`)
    expect(await axeFinds(page)).toEqual([])
  })

  it('SP proposes a helper, CD agrees; PH records a contact at 360 px and reads nothing but name, year and need', async () => {
    const officer = await signIn(await browserPage(), 'SP', SCHOOL)
    const day = await today(officer, child)
    const helper = await signIn(await browserPage({ width: 360 }), 'PH', TOWN)
    await go(helper, '/account')
    const name = (await helper.locator('.post .who').innerText()).split(/\s/)[0]!
    await go(officer, `/children/pairing/new?child=${child}`)
    expect(await axeFinds(officer)).toEqual([])
    await officer.locator('[name=helper]').selectOption({ label: name })
    await officer.fill('[name=need]', '喜欢画画')
    for (const field of ['declaredOn', 'childAskedOn']) await officer.fill(`[name=${field}]`, day)
    await officer.fill('[name=declarationKeptAt]', '镇政府')
    await officer.fill('[name=until]', await officer.getAttribute('[name=until]', 'max').then((max) => max!))
    await post(officer, '提出', /done=proposed/)
    const pairing = new URL(officer.url()).pathname

    const director = await signIn(await browserPage(), 'CD', TOWN)
    await go(director, pairing)
    expect(await axeFinds(director)).toEqual([])
    await post(director, '同意结对', /done=agree/)
    expect(await axeFinds(director)).toEqual([])
    await go(director, file)
    expect(await director.locator('main').innerText()).toContain('结对月度联系')

    await go(helper, file)
    expect(new URL(helper.url()).pathname).toBe('/children/pairing')
    expect(await axeFinds(helper)).toEqual([])
    await helper.getByRole('link', { name: '小禾', exact: true }).click()
    await helper.locator('[name=minutes]').waitFor()
    expect(await axeFinds(helper)).toEqual([])
    expect(await fits(helper)).toBe(true)
    await go(helper, pairing)
    const html = await helper.content()
    expect(html).toContain('三年级')
    for (const secret of ['欧阳', '2017-02-03', child, SCHOOL, '某家长', 'ET-'])
      expect(html, secret).not.toContain(secret)
    await helper.locator('[name=way][value=meet]').check()
    await helper.locator('[name=setting][value=open_school]').check()
    await helper.fill('[name=minutes]', '60')
    await helper.locator('[name=topics][value=hobby]').check()
    await post(helper, '登记', /pairing/)
    await expect.poll(() => helper.locator('.summary').innerText()).toContain('封闭的房间')
    await helper.check('[name=open]')
    await post(helper, '登记', /done=contact/)
    expect(await helper.locator('main').innerText()).toContain('1 次，1 小时')
    expect([await helper.inputValue('[name=minutes]'), await helper.locator('.summary').count()]).toEqual(['', 0])
  })
})
