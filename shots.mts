import { chromium } from 'playwright-core'
const base = 'http://localhost:3107'
const out = '/tmp/shots'
import { mkdirSync } from 'node:fs'
mkdirSync(out, { recursive: true })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(' ') })
const errors: string[] = []
async function as(user: string, look: any = {}) {
  const c = await browser.newContext({ baseURL: base, viewport: { width: look.width ?? 1280, height: 900 }, colorScheme: look.dark ? 'dark' : 'light', locale: 'zh-CN', reducedMotion: 'reduce' })
  c.setDefaultTimeout(60000)
  const p = await c.newPage()
  p.on('console', (m) => m.type() === 'error' && errors.push(`${p.url()} ${m.text()}`)); p.on('pageerror', (e) => errors.push(String(e)))
  await p.goto('/sign-in'); await p.fill('[name=username]', user); await p.fill('[name=password]', 'Guicheng-2026'); await p.click('main form.action button[type=submit]')
  await p.waitForURL((u) => !u.pathname.startsWith('/sign-in'))
  return p
}
const shot = async (p: any, path: string, name: string) => { await p.goto(path); await p.waitForTimeout(300); await p.screenshot({ path: `${out}/${name}.png`, fullPage: true }) ; console.log(name, await p.title(), await p.evaluate(() => document.documentElement.scrollWidth + '/' + document.documentElement.clientWidth)) }
const which = process.argv[2] ?? 'all'
if (which === 'all' || which === 'stat') {
  const jc = await as('jc.zongyang')
  await shot(jc, '/handoff/statistics?period=m36', 'stat-light')
  await shot(jc, '/handoff/statistics/list?measure=placed_helped&part=n&period=m36', 'stat-list')
  await shot(jc, '/handoff/statistics/print?period=m36', 'stat-print')
  await jc.emulateMedia({ colorScheme: 'dark' }); await shot(jc, '/handoff/statistics?period=m36', 'stat-dark')
  await jc.emulateMedia({ colorScheme: 'light' }); await jc.setViewportSize({ width: 360, height: 780 }); await shot(jc, '/handoff/statistics?period=m36', 'stat-360')
}
if (which === 'all' || which === 'cells') {
  const ld = await as('ld.shi')
  await shot(ld, '/reports/figures', 'cells-city'); await shot(ld, '/reports/figures?period=2026&region=340722', 'cells-county')
  await ld.setViewportSize({ width: 360, height: 780 }); await shot(ld, '/reports/figures?period=2026&region=340722', 'cells-360')
}
if (which === 'all' || which === 'exports') {
  const jc = await as('jc.zongyang'); const se = await as('security.shi')
  await shot(jc, '/exports/new?source=handoff.list&state=in_help', 'ask')
  await jc.locator('[name=purpose]').selectOption('meeting'); await jc.fill('[name=reason]', '县安置帮教工作会议用，会后收回销毁'); await jc.locator('main form.action button[type=submit]').click(); await jc.waitForURL(/\/exports\/[0-9a-f-]{36}/)
  const url = new URL(jc.url()).pathname; await shot(jc, url, 'request-waiting')
  await shot(se, '/admin/exports', 'admin-list'); await shot(se, `/admin${url}`, 'admin-one')
  await se.emulateMedia({ colorScheme: 'dark' }); await shot(se, `/admin${url}`, 'admin-one-dark'); await se.emulateMedia({ colorScheme: 'light' }); await se.setViewportSize({ width: 360, height: 780 }); await shot(se, '/admin/exports', 'admin-list-360'); await shot(se, `/admin${url}`, 'admin-one-360')
  await se.check('[name=decision][value=approve]'); await se.locator('main form.action button[type=submit]').click(); await se.waitForURL(/\/admin\/exports$/)
  await jc.goto(url); await jc.getByRole('link', { name: '下载' }).waitFor({ timeout: 60000 }); await shot(jc, url, 'request-ready')
  const [d] = await Promise.all([jc.waitForEvent('download'), jc.getByRole('link', { name: '下载' }).click()]); await d.saveAs(`${out}/list.xlsx`); console.log(d.suggestedFilename())
  await shot(jc, '/exports', 'my-exports'); await jc.setViewportSize({ width: 360, height: 780 }); await shot(jc, url, 'request-360')
}
console.log(errors)
await browser.close()
