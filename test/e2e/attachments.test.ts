/** Photos and scans as people handle them: with a visit, looked at, refused without loss, taken away. */
import sharp from 'sharp'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { drawnPhoto, scannedPdf } from '../../prisma/seed/scan'
import { axeFinds } from './support/axe'
import { browserPage, go, signIn, submit, submitDone, texts, untilTexts } from './support/browser'

const TOWN = '340705002'
const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4000, 1)])
const chooser = (page: Page, name: string) => page.locator(`input[type=file][multiple][name=${name}]`)

async function openFile(page: Page): Promise<string> {
  await go(page, '/handoff?state=in_help')
  return (await page.locator('table.data tbody th a').first().getAttribute('href'))!
}

describe('a photo with a visit', () => {
  it('is refused when it is a program, with the form kept; then saved, shown and removed', async () => {
    const page = await signIn(await browserPage(), 'TJ', TOWN)
    const file = await openFile(page)
    await go(page, `${file}/visit`)
    await page.selectOption('[name=type]', 'visit')
    await page.fill('[name=note]', '到家中走访，住处稳定。')
    const large = await sharp(await drawnPhoto(9))
      .resize(3600)
      .jpeg({ quality: 100 })
      .toBuffer()
    await chooser(page, 'photos').setInputFiles([
      { name: '住处;南窗=1.jpg', mimeType: 'image/jpeg', buffer: large },
      { name: '合同.pdf', mimeType: 'application/pdf', buffer: EXE },
    ])
    await page.locator('.chosen li').nth(1).waitFor()
    await submit(page)
    await page.locator('.summary', { hasText: '“合同.pdf”：这是程序文件' }).waitFor()
    expect(await page.inputValue('[name=note]')).toBe('到家中走访，住处稳定。')
    // what was chosen is still there, shrunk before it travelled
    const chosen = await chooser(page, 'photos').evaluate((input: HTMLInputElement) =>
      [...input.files!].map((one) => one.size),
    )
    expect(chosen).toHaveLength(2)
    expect(chosen[0]).toBeLessThan(large.length)
    await page.getByRole('button', { name: '去掉 合同.pdf' }).click()
    expect(await submitDone(page)).toContain('已登记走访')

    const small = page.locator('.files img').first()
    await expect.poll(() => small.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(100)
    await page.locator('.files a').first().click()
    await page.waitForURL(/\/attachments\//)
    await untilTexts(page, 'main h1', ['住处;南窗=1.jpg'])
    await expect
      .poll(() => page.locator('img.preview').evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBe(2560)
    expect(await axeFinds(page, ['light'])).toEqual([])
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载' }).click()])
    expect(saved.suggestedFilename()).toBe('住处_南窗=1.jpg'.replace('_', ';'))

    await page.fill('[name=why]', '拍错了')
    expect(await submitDone(page)).toContain('已删除附件')
    expect(await page.getByText('住处;南窗=1.jpg').count()).toBe(0)
  })
})

describe('a scan of a paper', () => {
  it('goes up without a script and is given to the browser’s own viewer, sandboxed', async () => {
    const plain = await signIn(await browserPage({ javaScriptEnabled: false, width: 360 }), 'TJ', TOWN)
    const file = await openFile(plain)
    await go(plain, `${file}/attach`)
    await plain.fill('[name=title]', '租房合同')
    await chooser(plain, 'files').setInputFiles({
      name: '合同.pdf',
      mimeType: 'application/pdf',
      buffer: scannedPdf('租房合同', ['甲方']),
    })
    await submit(plain)
    expect(await texts(plain, '.summary a')).toEqual([expect.stringContaining('原件存放处')])
    expect(await plain.inputValue('[name=title]')).toBe('租房合同')
    await plain.fill('[name=keptAt]', '司法所一号柜')
    await chooser(plain, 'files').setInputFiles({
      name: '合同.pdf',
      mimeType: 'application/pdf',
      buffer: scannedPdf('租房合同', ['甲方']),
    })
    expect(await submitDone(plain)).toContain('已保存材料')

    const page = await signIn(await browserPage(), 'TJ', TOWN)
    await go(page, `${file}?tab=papers`)
    await page
      .getByRole('link', { name: /合同\.pdf/ })
      .first()
      .click()
    const shown = await page.waitForResponse((one) => one.url().endsWith('/file'))
    // asked for once more, as a viewer tells its own policy for the frame
    const answer = await page.request.get(shown.url())
    expect(answer.headers()['content-security-policy']).toBe("sandbox; default-src 'none'; frame-ancestors 'self'")
    expect(answer.headers()['content-type']).toBe('application/pdf')
    expect(answer.headers()['content-disposition']).toMatch(/^inline/)
    expect(await page.locator('iframe.preview').getAttribute('src')).toBe(
      `${new URL(shown.url()).pathname}#view=FitH&navpanes=0`,
    )
  })
})
