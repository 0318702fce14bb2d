/** A referral as its two sides see it: the justice office asks relief for somebody, the town window opens a file of its own. */
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submit, submitDone } from './support/browser'

const TOWN = '340705001'

describe('a referral to relief', () => {
  let subject = ''

  it('is sent by TJ with the person’s consent, and refused where it tells what is never sent', async () => {
    const page = await signIn(await browserPage(), 'TJ', `${TOWN}-JO1`)
    await go(page, '/handoff?state=in_help&order=name')
    await page.locator('table.data tbody th a').first().click()
    await page.waitForURL(/\/handoff\/[0-9a-f-]{36}$/)
    const file = new URL(page.url()).pathname
    const name = (await page.locator('main h1').first().innerText()).trim().split(/\s/)[0]!
    subject = name[0]!
    await go(page, `${file}/consents`)
    await page.fill('[name=signer]', name)
    await page.locator('[name=scope]').first().check()
    await page.fill('[name=keptAt]', '档案柜 3')
    await submit(page)
    await page.locator('main table, main li', { hasText: '档案柜 3' }).first().waitFor()
    await go(page, `${file}/refer?type=temp_relief`)
    expect(await axeFinds(page)).toEqual([])
    expect(await page.inputValue('[name=toKey]')).toBe(`${TOWN}-CW1`)
    await page.selectOption('[name=consentId]', { index: 1 })
    await page.fill('[name=household]', '两口人')
    await page.fill('[name=need]', '刑满释放后没有收入')
    await page.check('[name=checked]')
    await submit(page)
    await page.getByText('不告诉对方这些情况').first().waitFor()
    expect(await page.inputValue('[name=need]')).toBe('刑满释放后没有收入')
    await page.fill('[name=need]', '没有收入，房租无着')
    await page.check('[name=checked]')
    expect(await submitDone(page)).toContain('转介')
  })

  it('reaches the window without where it came from, and becomes a file there', async () => {
    const page = await signIn(await browserPage(), 'CC', `${TOWN}-CW1`)
    await go(page, '/referrals?box=in&type=temp_relief')
    await page.locator('table.data tbody tr', { hasText: subject }).locator('th a').first().click()
    await page.waitForURL(/\/referrals\/[0-9a-f-]{36}/)
    const text = await page.locator('main').innerText()
    expect(text).toContain('没有收入，房租无着')
    expect(text).not.toMatch(/释放|帮教|司法所/)
    expect(await axeFinds(page, ['light'])).toEqual([])
    await page.getByRole('link', { name: '受理并建档' }).click()
    await page.waitForURL(/\/relief\/new/)
    expect(await page.inputValue('[name=need]')).toContain('没有收入，房租无着')
  })
})
