/** Every set of figures (统计): the only place that lists them. */
import { sumReaders } from '~/access/policy'
import type { Role } from '~/access/roles'
import type { FigureSet } from '~/casefile/figures/figure'
import { childFigures } from './children/figures/child-figures.server'
import { handoffFigures } from './handoff/figures/handoff-figures.server'
import { reliefFigures } from './relief/figures/relief-figures.server'
import { intakeFigures } from './window/figures/intake-figures.server'

export const figureSets: readonly FigureSet[] = [
  handoffFigures,
  intakeFigures,
  ...Object.values(reliefFigures),
  childFigures,
]

/** Roles that read sums of some kind and no row of it. */
export const allSumReaders: readonly Role[] = [...new Set(Object.values(sumReaders).flat())]
