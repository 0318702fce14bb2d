/** Legal education through the hands of a day: a lesson on a phone, a talk, the bureau's page, the school's proposal. */
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submitDone } from './support/browser'

const COUNTY = '340705'
const base = '/children/legal-education'

describe('legal education', () => {
  it('LV records a lesson on a phone, from his desk', async () => {
    const page = await signIn(await browserPage({ width: 360 }), 'LV', COUNTY)
    await go(page, '/')
    expect(new URL(page.url()).pathname).toBe(base)
    expect(await axeFinds(page)).toEqual([])
    await page.getByRole('link', { name: '记录法治课' }).first().click()
    await page.waitForURL(/step\/hold_lesson/)
    expect(await axeFinds(page, ['light'])).toEqual([])
    await page.fill('[name=className]', '七年级3班')
    await page.selectOption('[name=topic]', 'rights')
    await page.check('[name=hours][value="2"]')
    await page.fill('[name=headCount]', '43')
    expect(await submitDone(page)).toContain('记录法治课')
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    expect(Number(wide)).toBeLessThanOrEqual(360)
  })

  it('EC sees coverage and duty, and filters the schools that lack one', async () => {
    const page = await signIn(await browserPage(), 'EC', COUNTY)
    await go(page, base)
    expect(await axeFinds(page)).toEqual([])
    expect(await page.locator('main').innerText()).toContain('有在任法治副校长的学校')
    await go(page, `${base}?gap=lacking`)
    expect(await page.locator('[name=gap]').inputValue()).toBe('lacking')
    await page.getByRole('link', { name: '还没有，登记推荐人选' }).first().click()
    await page.waitForURL(/legal-education\/new\?school=/)
    expect(await axeFinds(page, ['light'])).toEqual([])
  })

  it('SP finds his vice-principal and the form that proposes a mentor', async () => {
    const page = await signIn(await browserPage(), 'SP', COUNTY)
    await go(page, base)
    expect(await axeFinds(page, ['light'])).toEqual([])
    await go(page, '/children/mentoring')
    expect(await axeFinds(page, ['light'])).toEqual([])
    await go(page, '/children/mentoring/new')
    expect(await axeFinds(page)).toEqual([])
  })

  it('everybody concerned reads the library', async () => {
    const page = await signIn(await browserPage(), 'EC', COUNTY)
    await go(page, `${base}/materials`)
    expect(await axeFinds(page)).toEqual([])
  })
})
