/** Legal education through the hands of a day: a lesson on a phone, a talk, the bureau's page, the school's proposal. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submit, submitDone } from './support/browser'

const COUNTY = '340705'
/** The school of the first officer of the county. */
const SCHOOL = '天井湖新社区中心学校'
const base = '/children/legal-education'
const main = (page: Page) => page.locator('main').innerText()

/** Issues the paper that the file's page offers, and gives what its sheet says; the .docx is there, too. */
async function issue(page: Page, file: string, title: RegExp): Promise<string> {
  await go(page, `${file}?tab=documents`)
  await page.getByRole('link', { name: title }).first().click()
  await page.waitForURL(/documents\/new/)
  await submit(page)
  await page.waitForURL(/done=issued/)
  const docx = await page.request.get(`${new URL(page.url()).pathname}/docx`)
  expect([docx.status(), (await docx.body()).subarray(0, 2).toString()]).toEqual([200, 'PK'])
  return page.locator('article.paper').innerText()
}

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

  it('LV writes down a talk, never what was said, and finds the next one on his desk; SP sees that they talked', async () => {
    const page = await signIn(await browserPage({ width: 360 }), 'LV', COUNTY)
    await go(page, base)
    const mentee = page.locator('table.data tbody tr').filter({ hasText: SCHOOL, hasNotText: '等您接受' }).first()
    const name = (await mentee.locator('th').innerText()).trim()
    await mentee.locator('th a').click()
    await page.getByRole('link', { name: '记录谈话' }).waitFor()
    const file = new URL(page.url()).pathname
    expect(await axeFinds(page, ['light'])).toEqual([])
    expect(await main(page)).not.toMatch(/监护人同意|孩子自己的意见|身份证/)
    await page.getByRole('link', { name: '记录谈话' }).click()
    await page.waitForURL(/step\/talk/)
    expect(await axeFinds(page, ['light'])).toEqual([])
    expect(await page.locator('textarea').count()).toBe(0)
    await page.check('[name=length][value="1"]')
    await page.selectOption('[name=topic]', 'bullying')
    await page.fill('[name=nextOn]', '2026-12-08')
    expect(await submitDone(page)).toContain('记录谈话')
    expect(await main(page)).toMatch(/下次谈话\s*2026年12月8日/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await go(page, base)
    expect(await page.locator('table.data tbody tr', { hasText: name }).first().innerText()).toMatch(/12月8日|12-08|天/)

    const officer = await signIn(await browserPage(), 'SP', COUNTY)
    await go(officer, file)
    expect(await main(officer)).toMatch(/监护人同意[\s\S]*孩子自己的意见[\s\S]*2026-12-08/)
    await go(officer, `${file}?tab=timeline`)
    expect(await main(officer)).toContain('记录谈话')
  })

  it('EC issues the letter of appointment, SP the record of a lesson and the proof of service', async () => {
    const bureau = await signIn(await browserPage(), 'EC', COUNTY)
    await go(bureau, base)
    const link = bureau.locator('table.data tbody tr').first().locator(`a[href^="${base}/"]`).first()
    const person = (await link.innerText()).trim()
    const file = (await link.getAttribute('href'))!
    expect(await issue(bureau, file, /法治副校长聘书/)).toMatch(
      new RegExp(`${person}同志[\\s\\S]*聘任您为[\\s\\S]*法治副校长，任期自2025年`),
    )
    const officer = await signIn(await browserPage(), 'SP', COUNTY)
    await go(officer, base)
    const own = (await officer.locator('table.data tbody th a').first().getAttribute('href'))!
    expect(await issue(officer, own, /法治课记录/)).toMatch(/到课人数\s*\d+ 人[\s\S]*课后反馈/)
    const proof = await issue(officer, own, /履职证明/)
    expect(proof).toMatch(/担任我校法治副校长。2026年共上法治课 \d+ 次，\d+ 课时[\s\S]*特此证明/)
    expect(await axeFinds(officer, ['light'])).toEqual([])
  })

  it('everybody concerned reads the library', async () => {
    const page = await signIn(await browserPage(), 'EC', COUNTY)
    await go(page, `${base}/materials`)
    expect(await axeFinds(page)).toEqual([])
  })
})
