import type { Context } from '~/access/guard.server'
import type { CaseRow } from '../domain'
import { trailOf, type Place } from './read-forms.server'
import type { StepData, StepOutlook } from './step-frame'

/** What the page of a step is given on every kind; the domain adds its own choices and defaults. */
export const stepData = (
  place: Place,
  c: Context,
  { file, step, outlook }: { file: CaseRow; step: string; outlook: StepOutlook },
): Omit<StepData, 'defaults'> => ({
  step,
  outlook,
  back: `${place.path}/${file.id}`,
  trail: [...trailOf(place, file), { label: outlook.label }],
  person: file.name,
  token: c.token,
  version: file.version,
  today: c.actor.today,
})
