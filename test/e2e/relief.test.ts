/** One application through the hands of a day: the clerk takes it in, the checker proposes, the approver decides. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submit, submitDone } from './support/browser'

const COUNTY = '340705'
const ID_NO = '340799198502030029'
const problems = (page: Page) => axeFinds(page, ['light'])
/** The first entries of a list, for fields that only have to be filled. */
const pick = async (page: Page, name: string, at: number) => page.selectOption(`[name=${name}]`, { index: at })

describe('relief', () => {
  let file = ''

  it('CC takes the application in, begins the check and notes the survey by two', async () => {
    const page = await signIn(await browserPage(), 'CC', `${COUNTY}`)
    await go(page, '/relief/new?kind=relief_temp')
    expect(await problems(page)).toEqual([])
    await page.fill('[name=name]', '上官试云')
    await page.check('[name=idType][value=resident]')
    await page.fill('[name=idNo]', ID_NO)
    await pick(page, 'villageCode', 1)
    await page.check('[name=cause][value=disaster]')
    await page.fill('[name=need]', '住房被烧')
    expect(await submitDone(page)).toContain('受理申请')
    file = new URL(page.url()).pathname
    expect(await problems(page)).toEqual([])
    await go(page, `${file}/step/start_check`)
    await page.check('[name=route][value=case_by_case]')
    await page.fill('[name=keptAt]', '窗口档案柜')
    await submitDone(page)
    await go(page, `${file}/step/survey`)
    await page.check('[name=type][value=home]')
    await pick(page, 'firstPostId', 1)
    await pick(page, 'secondPostId', 2)
    await page.check('[name=result][value=true]')
    await page.fill('[name=findings]', '房屋过火，无法居住')
    await submitDone(page)
    await go(page, `${file}/step/survey`)
  })

  it('CK checks the means and proposes what the formula gives', async () => {
    const page = await signIn(await browserPage(), 'CK', COUNTY)
    await go(page, `${file}/step/check_means`)
    await page.fill('[name=income]', '0')
    await page.fill('[name=assets]', '0')
    await page.check('[name=incomeStable][value=no]')
    await page.check('[name=result][value=fits]')
    await page.fill('[name=report]', '无异常')
    await submitDone(page)
    await go(page, `${file}/step/propose`)
    await page.fill('[name=factor]', '2')
    await page.check('[name=period][value=once]')
    await page.fill('[name=minutesOn]', '2026-11-23')
    await page.fill('[name=minutesMembers]', '3')
    expect(await submitDone(page)).toContain('提出初审意见')
    expect(await page.locator('main').innerText()).toContain('820.00 × 2.0 × 1 = 1,640.00')
  })

  it('CA finds it on the desk with formula, checklist and budget, and decides', async () => {
    const page = await signIn(await browserPage({ width: 360 }), 'CA', `${COUNTY}-`)
    await go(page, '/relief/desk')
    expect(await problems(page)).toEqual([])
    const card = page.locator('section.panel', { has: page.locator(`a[href="${file}"]`) })
    await card.getByText('1,640.00').first().waitFor()
    expect(await card.innerText()).toContain('齐全')
    await card.getByRole('link', { name: '审批确认' }).click()
    await page.waitForURL(/step\/decide/)
    await pick(page, 'budgetCode', 1)
    await page.check('[name=checked]')
    expect(await submitDone(page)).toContain('审批确认')
    expect(await page.locator('main').innerText()).toContain('待发放')
  })

  it('CC changes the account, and it counts when CK has confirmed it', async () => {
    const page = await signIn(await browserPage(), 'CC', `${COUNTY}`)
    await go(page, `${file}/step/change_payee`)
    expect(await problems(page)).toEqual([])
    await page.check('[name=payeeRelation][value=self]')
    await page.fill('[name=payeeName]', '上官试云')
    await page.fill('[name=payeeAccount]', '6222020200112233')
    await page.fill('[name=payeeBank]', '某农商银行')
    await submitDone(page)
    await page.locator('main a[href*="/proposal/"]').first().waitFor()

    const checker = await signIn(await browserPage(), 'CK', COUNTY)
    await go(checker, file)
    await checker.locator('main a[href*="/proposal/"]').first().click()
    await checker.waitForURL(/\/proposal\//)
    expect(await problems(checker)).toEqual([])
    await checker.check('[name=accept][value=yes]')
    await submitDone(checker)
    expect(await checker.locator('main').innerText()).toContain('变更收款账户')
  })

  it('CK hands in a list of deaths: a wrong row is named, and what is to be paid is held back', async () => {
    const page = await signIn(await browserPage({ width: 360 }), 'CK', COUNTY)
    const hand = async (row: string) => {
      await go(page, '/relief/deaths')
      await page.fill('[name=source]', '县公安局 2026 年 11 月')
      await page.setInputFiles('[name=file]', {
        name: '死亡名单.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`姓名,身份证号,死亡日期\r\n${row}`),
      })
      await submit(page)
    }
    await hand(`上官试云,${ID_NO},2026-12-24`)
    const list = page.locator('table.data').last()
    await expect.poll(() => list.innerText(), { timeout: 20_000 }).toContain('死亡日期晚于今天')
    expect(await problems(page)).toEqual([])
    await hand(`上官试云,${ID_NO},2026-11-22`)
    await expect.poll(() => list.innerText(), { timeout: 20_000 }).toContain('已登记')
    expect(await page.locator('main').innerText()).not.toMatch(/上官|340799/)

    const clerk = await signIn(await browserPage(), 'CC', `${COUNTY}`)
    await expect
      .poll(
        async () => {
          await go(clerk, file)
          return clerk.locator('main').innerText()
        },
        { timeout: 20_000 },
      )
      .toContain('联系领取人更正账户')
  })
})
