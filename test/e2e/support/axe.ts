import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

type Scheme = 'light' | 'dark'

/**
 * What axe finds on a page, a line each: scheme, rule, place, what to do. In the dark the colours alone are another matter; all
 * other rules have been asked in the light.
 */
export async function axeFinds(page: Page, schemes: readonly Scheme[] = ['light', 'dark']): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    const axe = new AxeBuilder({ page })
    if (colorScheme === 'dark' && schemes.includes('light')) axe.withRules(['color-contrast', 'link-in-text-block'])
    const { violations } = await axe.analyze()
    for (const { id, nodes } of violations)
      for (const node of nodes)
        found.push(
          `${colorScheme} ${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`.trim(),
        )
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}
