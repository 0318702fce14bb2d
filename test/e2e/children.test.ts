/** A child through the hands of a month: the director registers and signs, the supervisor confirms, the teacher visits. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submitDone } from './support/browser'

const TOWN = '340705001'
const today = (page: Page) => page.locator('[name=onDay]').inputValue()

describe('a child left behind', () => {
  let file = ''

  it('CD registers it on a phone; the form is kept when something is missing', async () => {
    const page = await signIn(await browserPage({ width: 360 }), 'CD', TOWN)
    await go(page, '/children')
    expect(await axeFinds(page)).toEqual([])
    await go(page, '/children/new')
    expect(await axeFinds(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.fill('[name=name]', '慕容试禾')
    await page.check('[name=idType][value=none]')
    await page.fill('[name=noIdReason]', '未办理')
    await page.check('[name=sex][value=F]')
    await page.fill('[name=birthOn]', '2016-02-03')
    for (const who of ['father', 'mother']) {
      await page.check(`[name="${who}.away"]`)
      await page.selectOption(`[name="${who}.reason"]`, 'work')
      await page.selectOption(`[name="${who}.province"]`, '浙江')
    }
    await page.selectOption('[name=living]', 'grandparents')
    await page.check('[name=schooling][value=enrolled]')
    await page.selectOption('[name=schoolCode]', `${TOWN}-SC1`)
    await page.fill('[name=classNo]', '2024-1')
    await page.selectOption('[name=grade]', '3')
    expect(await submitDone(page)).toContain('登记儿童')
    file = new URL(page.url()).pathname
    await go(page, `${file}/step/confirm`)
    await submitDone(page)
    expect(await page.locator('main').innerText()).toContain('列入名册')
  })

  it('CS confirms', async () => {
    const page = await signIn(await browserPage(), 'CS', TOWN)
    await go(page, file)
    await page.locator('main a[href*="/proposal/"]').first().click()
    await page.waitForURL(/\/proposal\//)
    await page.check('[name=accept][value=yes]')
    await submitDone(page)
    expect(await page.locator('main').innerText()).toContain('在册')
  })

  it('CD signs the agreement: a carer with a bar is refused in general words, another is taken', async () => {
    const page = await signIn(await browserPage({ width: 360 }), 'CD', TOWN)
    await go(page, `${file}/step/agree`)
    expect(await axeFinds(page, ['light'])).toEqual([])
    const day = await page.locator('[name=signedOn]').inputValue()
    await page.fill('[name=carerName]', '慕容老人')
    await page.selectOption('[name=carerRelation]', 'grandparent')
    await page.fill('[name=carerBirthOn]', '1960-05-01')
    for (const name of ['capable', 'barsChecked', 'barred']) await page.check(`[name=${name}]`)
    await page.check('[name=signers][value=father]')
    await page.fill('[name=toOn]', `${Number(day.slice(0, 4)) + 1}${day.slice(4, 8)}01`)
    await page.check('[name=viewHow][value=told]')
    await page.fill('[name=view]', '愿意和爷爷住')
    await page.fill('[name=notifiedSchoolOn]', day)
    await page.fill('[name="paper.title"]', '委托照护协议')
    await page.fill('[name="paper.onDay"]', day)
    await page.fill('[name="paper.keptAt"]', '村委会')
    await page.locator('main form.action button[type=submit]').last().click()
    await page.getByText('不符合法律对受托照护人的要求').first().waitFor()
    await page.uncheck('[name=barred]')
    expect(await submitDone(page)).toContain('签订委托照护协议')
    await go(page, `${file}/step/start_care`)
    expect(await today(page)).toBe(day)
    await page.check('[name=level][value=weak]')
    await page.fill('[name=levelReason]', '照料人年纪大')
    await page.fill('[name=plan]', '每月走访一次')
    expect(await submitDone(page)).toContain('开始关爱服务')
    await go(page, `${file}?tab=care`)
    expect(await axeFinds(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })

  it('ST sees the pupil, not the family’s secrets, and visits', async () => {
    const page = await signIn(await browserPage({ width: 360 }), 'ST', TOWN)
    await go(page, file)
    expect(await axeFinds(page)).toEqual([])
    const text = await page.locator('main').innerText()
    expect(text).toContain('家访（每学期至少一次）')
    expect(text).not.toMatch(/监护情况|身份证|时间线/)
    await go(page, `${file}/visit?type=school_home`)
    await page.fill('[name=note]', '孩子很好，作业有人管')
    expect(await submitDone(page)).toContain('走访')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })

  it('nobody else opens it', async () => {
    const page = await signIn(await browserPage(), 'CC', TOWN)
    expect(await go(page, file)).toBe(403)
    expect(await go(page, '/children')).toBe(403)
  })
})
