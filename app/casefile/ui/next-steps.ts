import { addDays, type LegalDay } from '~/lib/dates'
import type { DutyView, StepView } from './views'

export type NextLink = { href: string; label: string; hint?: string; grave: boolean }
type Ranked = NextLink & { title?: string; dueOn?: LegalDay; forward?: boolean }
export type NextSteps = { title?: string; links: NextLink[]; others: NextLink[]; rare: NextLink[] }

const FEW = 4
/** A second duty is only worth a button when it comes soon. */
const SOON_DAYS = 14

/** The address that fulfils a duty, when this post may do it. */
export function dutyHref(
  base: string,
  duty: DutyView,
  steps: readonly StepView[],
  mayRecord: boolean,
): string | undefined {
  if (duty.step && steps.some((step) => step.step === duty.step)) return `${base}/step/${duty.step}`
  return duty.record && mayRecord ? `${base}/visit?type=${duty.record.split(' ')[0]}` : undefined
}

/**
 * Puts the steps of a post in order: what is due soonest first, then what leads on, then the rest. With few steps all are
 * shown; with many the daily ones are folded away. Duties come soonest first.
 */
export function arrangeSteps(
  base: string,
  steps: readonly StepView[],
  duties: readonly DutyView[],
  mayRecord: boolean,
  today: LegalDay,
): NextSteps {
  const link = (step: StepView): NextLink => ({
    href: `${base}/step/${step.step}`,
    label: step.label,
    grave: step.grave,
    ...(step.hint && { hint: step.hint }),
  })
  const due = duties.flatMap((duty) => {
    const href = dutyHref(base, duty, steps, mayRecord)
    const step = steps.find((one) => one.step === duty.step)
    return href
      ? [{ dueOn: duty.dueOn, ...(step ? link(step) : { label: duty.label, grave: false }), href, title: duty.label }]
      : []
  })
  const usual = steps
    .filter((step) => !step.rare)
    .map((step) => ({ ...link(step), forward: step.forward && !step.grave }))
  const ranked = distinct([...due.slice(0, 1), ...usual.filter((one) => one.forward), ...due, ...usual])
  const daily = ranked.length - 1 > FEW
  const shown = daily
    ? distinct([
        ...due.filter((one, at) => at === 0 || one.dueOn <= addDays(today, SOON_DAYS)),
        ...usual.filter((one) => one.forward),
      ]).slice(0, FEW)
    : ranked
  const rest = ranked.filter((one) => !shown.some((other) => other.href === one.href))
  const title = due[0]?.title ?? usual.find((one) => one.forward)?.label
  return {
    ...(title && { title }),
    links: shown.map(bare),
    others: rest.map(bare),
    rare: steps.filter((step) => step.rare).map(link),
  }
}

const bare = ({ href, label, hint, grave }: Ranked): NextLink => ({ href, label, grave, ...(hint && { hint }) })

function distinct(links: readonly Ranked[]): Ranked[] {
  return links.filter((link, at) => links.findIndex((other) => other.href === link.href) === at)
}
