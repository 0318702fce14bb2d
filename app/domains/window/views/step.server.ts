/** The page of one step of one file, of either kind. */
import type { Context } from '~/access/guard.server'
import type { CaseRow, Domain } from '~/casefile/domain'
import type { BaseFacts } from '~/casefile/kind'
import { openStep } from '~/casefile/ui/read-outlook.server'
import { stepData } from '~/casefile/ui/step-data.server'
import { household, intake } from '../domain.server'
import type { IntakeFacts } from '../facts'
import type { StepPageData } from '../pages/steps/step-page'
import { routeOf, unitOptions } from '../route-table.server'
import { matterLabel } from '../terms'

type Own = { about?: string; units?: StepPageData['units']; defaults?: Record<string, unknown> }

async function page<F extends BaseFacts>(
  domain: Domain<F>,
  place: { label: string; path: string },
  c: Context,
  own: (file: CaseRow, facts: F, step: string) => Promise<Own>,
): Promise<StepPageData> {
  const opened = await openStep(domain, c, { id: c.params.id, step: c.params.step })
  const { file, facts, step } = opened
  const { about, units, defaults } = await own(file, facts, step)
  return {
    ...stepData(place, c, opened),
    kind: domain.kind.name as StepPageData['kind'],
    person: [file.name, about].filter(Boolean).join(' · '),
    units: units ?? [],
    defaults: { onDay: c.actor.today, ...defaults },
  }
}

export const readIntakeStep = (c: Context): Promise<StepPageData> =>
  page(intake, { label: '一口受理', path: '/intake' }, c, async (file, facts: IntakeFacts, step) => {
    const about = matterLabel(facts.matter)
    if (step !== 'route' && step !== 'reroute')
      return { about, defaults: { matter: facts.matter, urgency: facts.urgency, accepted: 'yes' } }
    const town = file.scopeKey.slice(0, 9)
    const known = step === 'route' ? await routeOf(c, facts.matter, town) : null
    return { about, units: await unitOptions(c, file.scopeKey), defaults: { ...known } }
  })

export const readHouseholdStep = (c: Context): Promise<StepPageData> =>
  page(household, { label: '民情档案', path: '/intake/households' }, c, async (file) => {
    const row = await c.db.householdFile.findUniqueOrThrow({ where: { caseId: file.id } })
    return { defaults: { membersCount: row.membersCount, hardship: row.hardship, needs: row.needs } }
  })
