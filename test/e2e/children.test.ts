/** A child through the hands of a month: the director registers and signs, the supervisor confirms, the teacher visits. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submit, submitDone } from './support/browser'
import { fillNewChild } from './support/new-child'

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
    await fillNewChild(page, { name: '慕容试禾', birthOn: '2016-02-03', school: `${TOWN}-SC1` })
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

  it('CD asks the school for aid; SP opens a file of the school’s own, and CD reads the answer and no more', async () => {
    const director = await signIn(await browserPage(), 'CD', TOWN)
    await go(director, `${file}/consents`)
    await director.fill('[name=signer]', '慕容某')
    await director.check('[name=capacity][value=guardian]')
    await director.check('[name=scope][value=school_aid]')
    await director.check('[name=method][value=paper]')
    await director.fill('[name=keptAt]', '村委会')
    await submit(director)
    await director.locator('main', { hasText: '慕容某' }).waitFor()
    await go(director, `${file}/refer?type=school_aid`)
    expect(await axeFinds(director, ['light'])).toEqual([])
    await director.selectOption('[name=toKey]', `${TOWN}-SC1`)
    await director.selectOption('[name=consentId]', { index: 1 })
    await director.fill('[name=need]', '寄宿生活费有困难')
    await director.check('[name=checked]')
    expect(await submitDone(director)).toContain('转介')

    const officer = await signIn(await browserPage(), 'SP', TOWN)
    await go(officer, '/referrals?box=in&type=school_aid')
    await officer.locator('table.data tbody tr', { hasText: '慕容' }).locator('th a').click()
    await officer.getByRole('link', { name: '受理并建档' }).waitFor()
    const referral = new URL(officer.url()).pathname
    const sent = await officer.locator('main').innerText()
    expect(sent).toContain('寄宿生活费有困难')
    expect(sent).not.toMatch(/留守|监护|照料|2016/)
    await officer.getByRole('link', { name: '受理并建档' }).click()
    await officer.waitForURL(/\/relief\/new/)
    expect(await officer.inputValue('[name=need]')).toContain('寄宿生活费有困难')
    await officer.check('[name=idType][value=none]')
    await officer.fill('[name=noIdReason]', '未办理')
    await officer.check('[name=sex][value=F]')
    await officer.fill('[name=birthOn]', '2016-02-03')
    await officer.check('[name=category][value=edge]')
    await officer.check('[name=stage][value=compulsory]')
    expect(await submitDone(officer)).toContain('受理申请')
    const aid = new URL(officer.url()).pathname
    await go(officer, referral)
    await officer.fill('[name=text]', '已受理，按学期发放生活补助。')
    await officer.getByRole('button', { name: '提交答复' }).click()
    await officer.waitForURL(/done=/)

    await go(director, referral)
    const answer = await director.locator('main').innerText()
    expect(answer).toContain('已受理，按学期发放生活补助。')
    expect(await director.locator(`a[href*="${aid}"]`).count()).toBe(0)
    expect(await go(director, aid)).toBe(403)
  })

  it('nobody else opens it: neither by its address nor by a list, a search, a figure, a report or an export', async () => {
    const id = file.split('/').pop()!
    const addresses = [
      ...[
        '',
        '/calls',
        '/pairing',
        '/mentoring',
        '/legal-education',
        '/guardianship',
        '/review',
        '/candidates',
        '/import',
      ],
      ...['/new', '/statistics', '/reports/inbox', `/${id}`, `/${id}/access`, `/${id}/step/assess`, `/urgent/${id}`],
      ...[`/${id}/attachments/${id}`, `/${id}/attachments/${id}/file`, `/mentoring/${id}`, `/pairing/${id}`],
    ].map((end) => `/children${end}`)
    for (const [role, unit] of [
      ['CC', TOWN],
      ['TJ', `${TOWN}-JO1`],
      ['AU', '3407'],
    ] as const) {
      const page = await signIn(await browserPage(), role, unit)
      for (const address of [...addresses, '/exports/new?kind=child']) {
        const answer = await page.request.get(address, { maxRedirects: 0 })
        expect([403, 404], `${role} ${address} ${answer.status()}`).toContain(answer.status())
        expect(await answer.text(), address).not.toMatch(/慕容试禾|慕容\*禾/)
      }
      const found = await page.request.get('/people?q=慕容试禾')
      if (role !== 'AU') expect(await found.text()).toContain('慕容试禾')
      expect(await found.text()).not.toMatch(/慕容\*禾|ET-\d/)
      await go(page, '/')
      expect(await page.locator('body').innerText()).not.toMatch(/留守儿童|慕容|结对关爱|亲情通话|法治副校长/)
    }
  })
})

describe('the census', () => {
  it('CD imports a sheet and puts forward who belongs on the register; CS confirms several at once', async () => {
    const director = await signIn(await browserPage(), 'CD', TOWN)
    await go(director, '/children/import')
    const census = director.locator('[name=variant][type=radio][value=census]')
    if (await census.count()) await census.check()
    const row = (name: string, sex: string, father: string) =>
      [name, '', '未办理', sex, '2018-04-05', father, '外出务工', '尉迟老人', '祖父母'].join(',')
    const sheet = [
      '姓名,身份证号,无证原因,性别,出生日期,父亲情况,母亲情况,照料人姓名,与照料人关系',
      row('尉迟试春', '女', '外出务工'),
      row('尉迟试夏', '男', '外出务工'),
      row('尉迟试秋', '男', '在家'),
    ]
    await director.setInputFiles('[name=file]', {
      name: '摸底表.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(sheet.join('\r\n')),
    })
    await submit(director)
    await director.waitForURL(/\/children\/import\/[0-9a-f-]{36}/)
    await director.getByRole('link', { name: '导入 3 人' }).click()
    await director.waitForURL(/confirm=1/)
    await submit(director)
    await director.locator('.notice.done', { hasText: '新建 3 份档案' }).waitFor()

    await go(director, '/children/candidates')
    expect(await axeFinds(director, ['light'])).toEqual([])
    const eligible = director.locator('.option', { hasText: '尉迟*' })
    expect(await eligible.count()).toBe(2)
    expect(await director.locator('main li', { hasText: '尉迟*秋' }).innerText()).toContain('另一方有监护能力')
    for (const box of await eligible.locator('input').all()) await box.check()
    await director.getByRole('button', { name: '提交列入名册' }).click()
    await director.locator('.notice.done', { hasText: '已提交 2 名' }).waitFor()

    const supervisor = await signIn(await browserPage(), 'CS', TOWN)
    await go(supervisor, '/children/review')
    expect(await axeFinds(supervisor, ['light'])).toEqual([])
    const waiting = supervisor.locator('.option', { hasText: '尉迟*' })
    expect(await waiting.count()).toBe(2)
    for (const box of await waiting.locator('input').all()) await box.check()
    await supervisor.check('[name=answer][value=accept]')
    await submit(supervisor)
    await supervisor.locator('.notice.done', { hasText: '已办理 2 名' }).waitFor()
    await go(director, '/children?q=尉迟&state=confirmed')
    expect(await director.locator('table.data tbody tr').count()).toBe(2)
  })
})
