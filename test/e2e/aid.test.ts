/** School aid through the hands of a day: the teacher takes it in, the school looks at it, the bureau decides; a loan is recommended. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submitDone } from './support/browser'

const COUNTY = '340722'
const pick = (page: Page, name: string, index: number) => page.selectOption(`[name=${name}]`, { index })

/** Who it is, without a paper. */
async function person(page: Page, name: string, birthOn: string) {
  await page.fill('[name=name]', name)
  await page.check('[name=idType][value=none]')
  await page.fill('[name=noIdReason]', '未带，以后补登')
  await page.check('[name=sex][value=F]')
  await page.fill('[name=birthOn]', birthOn)
}

describe('school aid', () => {
  let file = ''

  it('ST takes the application in', async () => {
    const page = await signIn(await browserPage({ width: 360 }), 'ST', COUNTY)
    await go(page, '/relief/new')
    expect(await axeFinds(page)).toEqual([])
    await person(page, '慕容试学', '2014-02-03')
    await page.check('[name=category][value=dibao]')
    await page.check('[name=stage][value=compulsory]')
    await page.fill('[name=need]', '寄宿生活费负担重')
    expect(await submitDone(page)).toContain('受理申请')
    file = new URL(page.url()).pathname
  })

  it('SP looks at the category, and the amount is the stage’s', async () => {
    const page = await signIn(await browserPage(), 'SP', COUNTY)
    await go(page, `${file}/step/propose`)
    expect(await axeFinds(page, ['light'])).toEqual([])
    await page.check('[name=category][value=dibao]')
    await page.fill('[name=basis]', '低保证信息核对一致')
    expect(await submitDone(page)).toContain('学校审核')
    expect(await page.locator('main').innerText()).toContain('1,250.00')
  })

  it('EC finds it on the desk and decides', async () => {
    const page = await signIn(await browserPage(), 'EC', COUNTY)
    await go(page, '/relief/desk')
    expect(await axeFinds(page, ['light'])).toEqual([])
    const card = page.locator('section.panel', { has: page.locator(`a[href="${file}"]`) })
    await card.getByRole('link', { name: '审批确认' }).click()
    await page.waitForURL(/step\/decide/)
    await pick(page, 'budgetCode', 1)
    await page.check('[name=checked]')
    expect(await submitDone(page)).toContain('审批确认')
    expect(await page.locator('main').innerText()).toContain('待发放')
  })
})

it('HR registers who wants a loan and sees what is due, and no amount', async () => {
  const page = await signIn(await browserPage(), 'HR', COUNTY)
  await go(page, '/relief/new?kind=relief_loan')
  expect(await axeFinds(page, ['light'])).toEqual([])
  await person(page, '慕容试贷', '1985-02-03')
  await page.fill('[name=need]', '开一家小吃店')
  expect(await submitDone(page)).toContain('登记')
  expect(await page.locator('main').innerText()).toContain('审核资格，推荐给银行')
  expect(await page.locator('main').innerText()).not.toMatch(/金额|收款账户/)
})
