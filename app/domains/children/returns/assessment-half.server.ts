/** 《监护评估半年报表》 (DOMAIN 4.15, §8): the half-yearly re-assessment of those who care for the children, dangers, and guardianship. */
import { Prisma } from '~/generated/prisma/client'
import type { ReturnForm } from '~/casefile/returns/form'
import type { ReportPeriod } from '~/casefile/returns/period'
import { guardianshipForms, levels as levelWords } from '../terms'
import {
  before,
  both,
  came,
  duties,
  dutyCheck,
  dutyLines,
  files,
  levels,
  line,
  stock,
  stockCheck,
  went,
} from './lines.server'

const REGISTER = '一、在册儿童'
const DUE = '二、半年监护评估'
const RESULT = '三、最近一次评级（评的是照料人）'
const DANGER = '四、监护风险和民政监护'

/** Dangers as they were found; of whoever reads the files in full. */
const risks = ({ to }: ReportPeriod, scope: Prisma.Sql) => Prisma.sql`
  SELECT r.case_id, c.town AS unit, (r.found_at AT TIME ZONE 'Asia/Shanghai')::date AS found_on,
    r.ended_on IS NULL OR r.ended_on > ${to}::date AS open
  FROM child_risk r JOIN case_file c ON c.id = r.case_id WHERE ${scope}`

/** Guardianship by civil affairs of the children, as it stood at the end of the period. */
const guardianships = ({ to }: ReportPeriod, scope: Prisma.Sql) => Prisma.sql`
  SELECT g.child_case_id AS case_id, c.town AS unit, g.form FROM guardianship_file g JOIN case_file c ON c.id = g.child_case_id
  WHERE ${scope} AND g.from_on <= ${to}::date AND (g.ended_on IS NULL OR g.ended_on > ${to}::date)`

const found: (period: ReportPeriod) => Prisma.Sql = ({ from, to }) =>
  Prisma.sql`b.found_on BETWEEN ${from}::date AND ${to}::date`

export const assessmentHalf: ReturnForm = {
  code: 'child.assessment.half',
  kind: 'guardianship',
  files: 'child',
  every: 'half',
  title: '监护评估半年报表',
  version: '1',
  levels,
  area: true,
  rows: { files, duties, risks, guardianships },
  lines: [
    line(REGISTER, 'start', '期初在册', before),
    line(REGISTER, 'in', '本期列入名册', came),
    line(REGISTER, 'out', '本期退出', went),
    line(REGISTER, 'end', '期末在册', stock),
    ...dutyLines(DUE, 'assess', '评估', ['assessment']),
    line(DUE, 'end_assessed', '期末在册、本期评估过的', both(stock, Prisma.sql`b.assessed`)),
    line(DUE, 'end_unassessed', '期末在册、本期没有评估的', both(stock, Prisma.sql`NOT b.assessed`)),
    ...Object.entries(levelWords).map(([code, label]) =>
      line(RESULT, `level_${code}`, label, both(stock, Prisma.sql`b.guardianship_level = ${code}`)),
    ),
    line(RESULT, 'level_none', '还没有评过', both(stock, Prisma.sql`b.guardianship_level IS NULL`)),
    line(DANGER, 'found', '本期发现危险', found, { rows: 'risks', unit: '次' }),
    line(DANGER, 'found_ended', '其中：期末已解除', both(found, Prisma.sql`NOT b.open`), {
      rows: 'risks',
      unit: '次',
      of: 'found',
    }),
    line(DANGER, 'found_open', '其中：期末仍在处置', both(found, Prisma.sql`b.open`), {
      rows: 'risks',
      unit: '次',
      of: 'found',
    }),
    ...Object.entries(guardianshipForms).map(([code, label]) =>
      line(DANGER, `guardianship_${code}`, `期末民政${label}`, () => Prisma.sql`b.form = ${code}`, {
        rows: 'guardianships',
      }),
    ),
  ],
  checks: [
    stockCheck,
    dutyCheck('assess', '评估分项'),
    {
      label: '期末在册分项',
      left: [
        ['end_assessed', 1],
        ['end_unassessed', 1],
      ],
      right: 'end',
    },
    {
      label: '评级分项',
      left: [...Object.keys(levelWords), 'none'].map((code) => [`level_${code}`, 1] as const),
      right: 'end',
    },
    {
      label: '危险分项',
      left: [
        ['found_ended', 1],
        ['found_open', 1],
      ],
      right: 'found',
    },
  ],
}
