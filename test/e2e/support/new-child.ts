import type { Page } from 'playwright-core'

/** Fills the open form of a new child: a girl without an ID number, both parents away, in class 2024-1 of the school. */
export async function fillNewChild(
  page: Page,
  { name, birthOn, school }: { name: string; birthOn: string; school: string },
): Promise<void> {
  await page.fill('[name=name]', name)
  await page.check('[name=idType][value=none]')
  await page.fill('[name=noIdReason]', '未办理')
  await page.check('[name=sex][value=F]')
  await page.fill('[name=birthOn]', birthOn)
  for (const who of ['father', 'mother']) {
    await page.check(`[name="${who}.away"]`)
    await page.selectOption(`[name="${who}.reason"]`, 'work')
    await page.selectOption(`[name="${who}.province"]`, '浙江')
  }
  await page.selectOption('[name=living]', 'grandparents')
  await page.check('[name=schooling][value=enrolled]')
  await page.selectOption('[name=schoolCode]', school)
  await page.fill('[name=classNo]', '2024-1')
  await page.selectOption('[name=grade]', '3')
}
