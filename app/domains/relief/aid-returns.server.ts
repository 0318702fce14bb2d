/**
 * 《教育救助月报表》 and 《培训补贴月报表》 (DOMAIN 4.15, §11): of aid that the school or the labour bureau takes in; the same
 * numbers as the other returns of relief where they apply, and what was granted by category, stage or level.
 */
import { Prisma } from '~/generated/prisma/client'
import type { Check, Line, ReturnForm } from '~/casefile/returns/form'
import { checks, granted, handled, line, paid, rows } from './monthly-returns.server'
import { childCategories, schoolStages, trainingLevels } from './terms'

/** What was granted, by the codes of a column. */
const by = (
  section: string,
  prefix: string,
  column: 'child_category' | 'school_stage' | 'training_level',
  terms: object,
) =>
  Object.entries(terms as Record<string, string>).map(([code, label]): Line =>
    line(
      section,
      `${prefix}_${code}`,
      `本月确认：${label}`,
      (month) => Prisma.sql`${granted(month)} AND b.${Prisma.raw(column)} = ${code}`,
    ),
  )
const addsUp = (label: string, prefix: string, terms: object): Check => ({
  label,
  left: Object.keys(terms).map((code) => [`${prefix}_${code}`, 1] as const),
  right: 'out_granted',
})

/** The class teacher counts, the head of the school checks and signs: two people that every school has. */
export const schoolMonthly: ReturnForm = {
  code: 'relief.school.monthly',
  kind: 'relief_school',
  every: 'month',
  title: '教育救助月报表',
  version: '1',
  levels: [
    { unitKind: 'school', digits: 9, prepare: ['ST', 'SP'], check: ['SP'], sign: ['SP'] },
    { unitKind: 'edu_bureau', digits: 6, prepare: ['EC'], check: ['EC'], sign: ['EC'] },
  ],
  rows,
  lines: [
    // Nobody refers a pupil: the application comes to the school.
    ...handled.filter(({ code }) => code !== 'in_referred'),
    ...by('三、困难类别', 'category', 'child_category', childCategories),
    ...by('四、学段', 'stage', 'school_stage', schoolStages),
    ...paid('五'),
  ],
  checks: [...checks, addsUp('困难类别分项', 'category', childCategories), addsUp('学段分项', 'stage', schoolStages)],
}

/** The county's labour bureau has no office below: it counts its own files. */
export const trainingMonthly: ReturnForm = {
  code: 'relief.training.monthly',
  kind: 'relief_training',
  every: 'month',
  title: '培训补贴月报表',
  version: '1',
  levels: [{ unitKind: 'hr_bureau', digits: 6, prepare: ['HR'], check: ['HR'], sign: ['HR'] }],
  rows,
  lines: [...handled, ...by('三、证书等级', 'level', 'training_level', trainingLevels), ...paid('四')],
  checks: [...checks, addsUp('证书等级分项', 'level', trainingLevels)],
}
