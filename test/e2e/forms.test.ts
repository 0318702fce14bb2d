/** What every form promises: nothing typed is lost, no script is needed, one press is one deed, other people's files stay shut. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { appUrl, browserPage, go, signIn, submit, submitDone, texts } from './support/browser'

const TOWN = '340705001'
const OTHER_TOWN = '340705100'

/** The address of the first file of a state on the office's list. */
async function fileIn(page: Page, state: string): Promise<string> {
  await go(page, `/handoff?state=${state}`)
  return (await page.locator('table.data tbody th a').first().getAttribute('href'))!
}

/** Sends 外出委托帮教 with only the place filled and looks at what comes back. */
async function sendHalfFilled(page: Page): Promise<void> {
  await go(page, `${await fileIn(page, 'in_help')}/step/entrust`)
  await page.fill('[name=awayTo]', '上海市浦东新区')
  await submit(page)
  await page.locator('.summary').waitFor()
  const links = page.locator('.summary a')
  expect(await page.locator('.summary h2').innerText()).toBe(`有 ${await links.count()} 处需要修改`)
  expect(await texts(page, '.summary a')).toEqual([
    expect.stringContaining('受托单位'),
    expect.stringContaining('预计返回'),
    expect.stringContaining('材料名称'),
    expect.stringContaining('材料日期'),
    expect.stringContaining('原件存放处'),
  ])
  for (const link of await links.all()) {
    const field = page.locator(`[id="${(await link.getAttribute('href'))!.slice(1)}"]`)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    const why = (await field.getAttribute('aria-describedby'))!.split(' ').at(-1)!
    expect(await page.locator(`[id="${why}"]`).innerText()).not.toBe('')
  }
  expect(await page.inputValue('[name=awayTo]')).toBe('上海市浦东新区')
  expect(await page.inputValue('[name=consentOn]')).toBe('2026-11-23')
}

describe('a form with mistakes', () => {
  it('tells them on top and at the field, and keeps what was typed', async () => {
    const page = await signIn(await browserPage(), 'TJ', TOWN)
    await sendHalfFilled(page)
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('summary')
    await page.locator('.summary a').first().click()
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('awayUnit')
  })
})

describe('without JavaScript', () => {
  it('one signs in: a wrong password is told, the right one leads to my work', async () => {
    const page = await browserPage({ javaScriptEnabled: false })
    await go(page, '/handoff')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    // an account of its own: it ends every other session of it
    await page.fill('[name=username]', 'tj.datong')
    await page.fill('[name=password]', 'Nicht-das-1')
    await submit(page)
    expect(await page.locator('.summary').innerText()).toContain('密码')
    expect(await page.inputValue('[name=username]')).toBe('tj.datong')
    await page.fill('[name=password]', 'Guicheng-2026')
    await submit(page)
    await page.waitForURL(/\/handoff$/)
    expect(await texts(page, 'main h1')).toEqual(['安置帮教'])
  })

  it('a step is refused, mended and taken', async () => {
    const page = await signIn(await browserPage({ javaScriptEnabled: false }), 'TJ', TOWN)
    await sendHalfFilled(page)
    await go(page, `${await fileIn(page, 'in_help')}/step/review_level`)
    await page.check('[name=supportLevel][value=B]')
    await page.fill('[name=reason]', '已有工作，住处稳定')
    expect(await submitDone(page)).toMatch(/^已办理/)
  })

  it('the list is filtered', async () => {
    const page = await signIn(await browserPage({ javaScriptEnabled: false }), 'TJ', TOWN)
    await go(page, '/handoff')
    await page.selectOption('form.filters [name=state]', 'in_help')
    await page.locator('form.filters button').first().click()
    await page.waitForURL(/state=in_help/)
    expect(await page.inputValue('form.filters [name=state]')).toBe('in_help')
    const states = await texts(page, 'table.data tbody td[data-label=状态] .tag:first-child')
    expect(states.length).toBeGreaterThan(0)
    expect(new Set(states)).toEqual(new Set(['帮教中']))
  })
})

describe('the same button', () => {
  it('pressed twice has one effect', async () => {
    const page = await signIn(await browserPage(), 'TJ', TOWN)
    const file = await fileIn(page, 'in_help')
    const note = `周五再打电话 ${Date.now()}`
    await go(page, `${file}/note`)
    await page.fill('[name=text]', note)
    const token = await page.inputValue('main [name=_token]')
    await page.locator('main form.action button[type=submit]').dblclick()
    await page.locator('.notice.done').waitFor()
    // and once more, as a browser's "send again" does
    const again = await page.request.post(`${appUrl}${file}/note`, {
      form: { _token: token, text: note },
      headers: { Origin: appUrl },
      maxRedirects: 0,
    })
    expect([again.status(), again.headers().location]).toEqual([302, expect.stringContaining('done=note')])
    await go(page, `${file}?tab=notes`)
    expect(await page.getByText(note).count()).toBe(1)
  })

  it('changes nothing when the form is not this site’s', async () => {
    const page = await signIn(await browserPage(), 'TJ', TOWN)
    const file = await fileIn(page, 'in_help')
    const form = { _token: 'made-up', text: '不该留下' }
    const forged = await page.request.post(`${appUrl}${file}/note`, {
      form,
      headers: { Origin: appUrl },
      maxRedirects: 0,
    })
    expect(forged.status()).toBe(403)
    const foreign = await page.request.post(`${appUrl}${file}/note`, {
      form,
      headers: { Origin: 'https://example.org' },
      maxRedirects: 0,
    })
    expect(foreign.status()).toBe(403)
  })
})

describe('somebody else’s', () => {
  it('file is answered like one that does not exist', async () => {
    const theirs = await fileIn(await signIn(await browserPage(), 'TJ', OTHER_TOWN), 'in_help')
    const page = await signIn(await browserPage(), 'TJ', TOWN)
    const seen: string[] = []
    for (const path of [
      theirs,
      '/handoff/01a20788-704e-7136-8c5d-fe83dc197d6a',
      `${theirs}/step/entrust`,
      `${theirs}?tab=timeline`,
    ]) {
      expect(await go(page, path)).toBe(404)
      seen.push((await page.locator('main').innerText()).replace(/请求编号.*/s, ''))
    }
    expect(seen[0]).toContain('没有找到')
    expect(new Set(seen).size).toBe(1)
  })

  it('post: a form opened as another one is not taken, and stays filled', async () => {
    const page = await signIn(await browserPage(), 'TJ', '340722')
    const file = await fileIn(page, 'in_help')
    await go(page, `${file}/note`)
    await page.fill('[name=text]', '约好下周二上门')
    const other = await page.context().newPage()
    await go(other, '/posts')
    await other.locator('main').getByRole('button', { name: '进入' }).click()
    await other.waitForURL((to) => to.pathname === '/')
    const answer = page.waitForResponse((response) => response.request().method() === 'POST')
    await submit(page)
    expect((await answer).status()).toBe(409)
    await page
      .locator('.summary', { hasText: '您已切换岗位。请确认当前岗位后重新提交，您填写的内容已保留。' })
      .waitFor()
    expect(await page.inputValue('[name=text]')).toBe('约好下周二上门')
  })
})
