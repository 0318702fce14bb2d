/** Help after release from a prison's roster to the decided end, through the pages, by everybody whose hands it passes. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { root } from '../../server/root'
import { browserPage, go, signIn, submit, submitDone, texts } from './support/browser'

const COUNTY = '340705'
const XIHU = '340705100'
const ROSTER = join(root, 'test/samples/release-roster.xlsx')
const NAME = '柏小川'

const as = async (role: string, unit?: string) => signIn(await browserPage(), role, unit)

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.fill(`[name="${name}"]`, value)
}
const choose = (page: Page, name: string, value: string) => page.check(`[name=${name}][value=${value}]`)
const paper = (name: string, title: string) => ({
  [`${name}.title`]: title,
  [`${name}.onDay`]: '2026-11-23',
  [`${name}.keptAt`]: '司法所档案柜 3 号',
})

/** Hands in the roster and waits for the dry run; gives the numbers on its tabs. */
async function dryRun(page: Page): Promise<Record<string, number>> {
  await go(page, '/handoff/import')
  await page.setInputFiles('[name=file]', ROSTER)
  const roster = page.locator('[name=variant][type=radio][value=roster]')
  if (await roster.count()) await roster.check()
  await submit(page)
  await page.waitForURL(/\/handoff\/import\/[0-9a-f-]{36}/)
  return counts(page)
}

async function counts(page: Page): Promise<Record<string, number>> {
  const tabs = page.locator('nav[aria-label=试导入结果] a')
  await tabs.first().waitFor()
  const read = await tabs.allInnerTexts()
  return Object.fromEntries(read.map((text) => [text.replace(/[\s\d]+$/, ''), Number(/\d+\s*$/.exec(text)?.[0] ?? 0)]))
}

/** Confirms the dry run and waits until it is written. */
async function write(page: Page): Promise<string> {
  await page.getByRole('link', { name: /^导入 \d+ 人$/ }).click()
  await page.waitForURL(/confirm=1/)
  await submit(page)
  const done = page.locator('.notice.done', { hasText: '已导入' })
  await done.waitFor({ timeout: 60_000 })
  return done.innerText()
}

describe('D1: a roster', () => {
  it('is tried, mended in place and imported; a second time it creates nothing', async () => {
    const page = await as('JC', COUNTY)
    const before = await dryRun(page)
    expect(before).toEqual({ 将新建: 15, 已有档案: 0, 属其他单位: 10, 须更正: 6 })
    const path = new URL(page.url()).pathname

    await go(page, `${path}?tab=mend`)
    const row = page.locator('form:has([name="cell.release_due_on"])')
    await row.locator('[name="cell.release_due_on"]').fill('2026-12-30')
    await row.getByRole('button', { name: '更正' }).click()
    await page.locator('.notice.done', { hasText: '已更正' }).waitFor()
    expect(await counts(page)).toMatchObject({ 将新建: 16, 须更正: 5 })

    expect(await write(page)).toContain('新建 16 份档案')

    const again = await dryRun(page)
    expect(again).toMatchObject({ 将新建: 0, 已有档案: 16, 须更正: 5 })
    expect(await page.getByRole('link', { name: /^导入 \d+ 人$/ }).count()).toBe(0)
    await page.getByRole('button', { name: '放弃这次导入' }).click()
    await page.waitForURL(/\/handoff\/import$/)
  })
})

describe('D1: one person, from the notice to the end', () => {
  let notice = ''
  let file = ''

  it('PR sends a notice', async () => {
    const page = await as('PR')
    await go(page, '/handoff/notices/new')
    await fill(page, { name: NAME, noIdReason: '身份证遗失', birthOn: '1990-05-05', phone: '13800009999' })
    await choose(page, 'idType', 'none')
    await choose(page, 'sex', 'M')
    await page.selectOption('[name=hujiCode]', XIHU)
    await page.selectOption('[name=residenceCode]', XIHU)
    await choose(page, 'juvenileAtOffence', 'no')
    await page.selectOption('[name=offenceCode]', '264')
    await fill(page, { noticeOn: '2026-10-20', releaseDueOn: '2026-11-23', sentenceMonths: '24' })
    await choose(page, 'keyCategory', 'no_home')
    await submit(page)
    await page.waitForURL(/\/handoff\/notices\/[0-9a-f-]{36}/)
    notice = new URL(page.url()).pathname
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor()
  })

  it('JC verifies it to 西湖镇司法所', async () => {
    const page = await as('JC', COUNTY)
    await go(page, '/handoff?state=pre_notice&order=due')
    await page.getByRole('button', { name: '显示姓名' }).click()
    await page.getByRole('link', { name: NAME }).click()
    await page.waitForURL(/\/handoff\/[0-9a-f-]{36}/)
    file = new URL(page.url()).pathname
    await go(page, `${file}/step/verify`)
    await choose(page, 'verifyResult', 'match')
    expect(await page.inputValue('[name=townUnit]')).toBe(`${XIHU}-JO1`)
    expect(await submitDone(page)).toContain('已办理：核实')
  })

  it('TJ plans the pick-up, hands over and registers', async () => {
    const page = await as('TJ', XIHU)
    await go(page, `${file}/step/plan_pickup`)
    await choose(page, 'pickupMode', 'self')
    await submit(page)
    await page.locator('.summary').waitFor()
    await choose(page, 'pickupMode', 'joint')
    await fill(page, {
      'people[0].name': '章晓燕',
      'people[0].phone': '13800000001',
      'people[1].name': '柏父',
      'people[1].phone': '13800000002',
      pickupAt: '2026-11-23T09:00',
      pickupCost: '120',
      tonight: '回父母家',
    })
    await page.selectOption('[name=fundSource]', 'county')
    expect(await submitDone(page)).toContain('已办理：定接回方案')
    expect(await texts(page, '.panel.next')).toEqual([expect.stringContaining('接回人：章晓燕、柏父')])

    await go(page, `${file}/step/hand_over`)
    await fill(page, { handoverPlace: '监所会见楼前' })
    await page.check('[name=atGate]')
    await page.check('[name=personSigned]')
    expect(await submitDone(page)).toContain('已办理：交接')

    await go(page, `${file}/step/register`)
    await fill(page, {
      firstTalkNote: '想找工作，先住父母家。',
      releaseCertNo: '释字 2026-1123',
      helpEndOn: '2026-12-20',
      helpEndBasis: '裁定书',
    })
    expect(await submitDone(page)).toContain('已办理：建档')
  })

  it('TJ starts help with group, duties, pair helper and agreement, and records a visit', async () => {
    const page = await as('TJ', XIHU)
    await go(page, `${file}/step/start_help`)
    const group = [
      ['章晓燕', 'justice_office', 'F'],
      ['李主任', 'village', 'M'],
      ['柏父', 'family', 'M'],
    ] as const
    for (const [at, [name, kind, sex]] of group.entries()) {
      await page.fill(`[name="group[${at}].name"]`, name)
      await page.selectOption(`[name="group[${at}].kind"]`, kind)
      await page.selectOption(`[name="group[${at}].sex"]`, sex)
    }
    await fill(page, { guidanceOwner: '章晓燕', contactOwner: '章晓燕', supportOwner: '李主任' })
    await choose(page, 'supportLevel', 'A')
    await page.selectOption('[name=pairHelperPostId]', { index: 1 })
    await fill(page, {
      levelReason: '没有住处和工作',
      plan: '每月联系一次，推荐就业。',
      ...paper('agreement', '安置帮教协议书'),
    })
    expect(await submitDone(page)).toContain('已办理：开始帮教')

    await go(page, `${file}/visit?type=visit`)
    await fill(page, { note: '家里已安顿好，约好周五去人社所。', place: '家中' })
    expect(await submitDone(page)).toContain('已登记走访或联系')
    await go(page, `${file}?tab=visits`)
    expect(await page.locator('main').innerText()).toContain('约好周五去人社所')
  })

  it('TJ entrusts it to another place, TH approves', async () => {
    const page = await as('TJ', XIHU)
    await go(page, `${file}/step/entrust`)
    await fill(page, {
      awayTo: '上海',
      awayUnit: '某街道司法所',
      awayUntil: '2026-12-10',
      ...paper('paper', '委托帮教函'),
    })
    expect(await submitDone(page)).toContain('已提交，等待审批')
    expect(await texts(page, '.titleline .tag')).toEqual(['帮教中'])
    expect(await approve('TH', XIHU, '外出委托帮教')).toContain('已经生效')
    await go(page, file)
    expect(await texts(page, '.titleline .tag')).toEqual(['外出委托帮教'])
  })

  it('TJ proposes the end, JA approves it ahead of its day', async () => {
    const page = await as('TJ', XIHU)
    await go(page, `${file}/step/end_review`)
    await fill(page, { conclusion: '已就业，生活稳定。' })
    expect(await submitDone(page)).toContain('已办理：期满评议')

    await go(page, `${file}/step/end`)
    await fill(page, { personToldOn: '2026-11-23' })
    await page.check('[name=agreed]')
    await submit(page)
    await page.locator('.summary', { hasText: '确认' }).waitFor()
    await page.check('[name=sure]')
    expect(await submitDone(page)).toContain('已提交，等待审批')

    expect(await approve('JA', COUNTY, '期满解除')).toContain('到日自动办理')
    await go(page, file)
    expect(await page.locator('.notice', { hasText: '已批准，到日自动办理' }).innerText()).toContain(
      '2026年12月20日 起生效',
    )
    expect(await texts(page, '.titleline .tag')).toEqual(['外出委托帮教'])
  })

  it('the timeline is sound, and PR signs', async () => {
    const prison = await as('PR')
    await go(prison, `${notice}/step/sign`)
    await fill(prison, { signedBy: '白帆', releaseCertNo: '释字 2026-1123' })
    expect(await submitDone(prison)).toContain('已办理：签署交接单')
    expect(await texts(prison, '.titleline .tag')).toEqual(['已签字'])

    const page = await as('TJ', XIHU)
    await go(page, `${file}?tab=timeline`)
    expect(await texts(page, 'main .notice.done')).toContainEqual(
      expect.stringMatching(/共 \d+ 条，已逐条校验，没有改动过/),
    )
  })

  /** Opens what waits for this post on the file and approves it; gives what the page says then. */
  async function approve(role: string, unit: string, step: string): Promise<string> {
    const page = await as(role, unit)
    await go(page, file)
    await page
      .locator('.notice', { hasText: `“${step}”等待您审批` })
      .getByRole('link', { name: '审批' })
      .click()
    await page.waitForURL(/\/proposal\//)
    await choose(page, 'accept', 'yes')
    return submitDone(page)
  }
})
