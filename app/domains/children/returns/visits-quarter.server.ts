/** 《留守儿童走访季报表》 (DOMAIN 4.15, §8): the register's course in a quarter, visits due and made, whom nobody visited. */
import { Prisma } from '~/generated/prisma/client'
import type { ReturnForm } from '~/casefile/returns/form'
import type { ReportPeriod } from '~/casefile/returns/period'
import { records } from '../terms'
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
const DUE = '二、应走访和完成'
const MADE = '三、走访记录'

const exits = {
  parent_back: ['父母返回', ['parent_back']],
  age: ['年满十六、十八周岁', ['turned_16', 'turned_18']],
  moved: ['随父母生活、迁居', ['moved', 'moved_away']],
} as const
const known = Object.values(exits).flatMap(([, causes]) => [...causes])

/** What was recorded of visits, calls and talks in the quarter. */
const visits = ({ from, to }: ReportPeriod, scope: Prisma.Sql) => Prisma.sql`
  SELECT v.case_id, c.town AS unit, v.type FROM visit v JOIN case_file c ON c.id = v.case_id
  WHERE ${scope} AND v.reached AND v.on_day BETWEEN ${from}::date AND ${to}::date`

export const visitsQuarter: ReturnForm = {
  code: 'child.visits.quarter',
  kind: 'guardianship',
  files: 'child',
  every: 'quarter',
  title: '留守儿童走访季报表',
  version: '1',
  levels,
  area: true,
  rows: { files, duties, visits },
  lines: [
    line(REGISTER, 'start', '期初在册', before),
    line(REGISTER, 'in', '本季列入名册', came),
    line(REGISTER, 'out', '本季退出', went),
    ...Object.entries(exits).map(([code, [label, causes]]) =>
      line(REGISTER, `out_${code}`, `其中：${label}`, both(went, Prisma.sql`b.exit_cause = ANY (${[...causes]})`), {
        of: 'out',
      }),
    ),
    line(
      REGISTER,
      'out_other',
      '其中：其他',
      both(went, Prisma.sql`(b.exit_cause IS NULL OR b.exit_cause <> ALL (${known}))`),
      { of: 'out' },
    ),
    line(REGISTER, 'end', '期末在册', stock),
    ...dutyLines(DUE, 'visit', '入户走访（儿童主任）', ['visit']),
    ...dutyLines(DUE, 'at_once', '立即上门（独居、无人看护、危险）', ['alone', 'danger_visit']),
    ...dutyLines(DUE, 'teacher', '家访（教师）', ['teacher_visit']),
    ...Object.entries(records).map(([type, label]) =>
      line(MADE, `made_${type}`, label, () => Prisma.sql`b.type = ${type}`, { rows: 'visits', unit: '人次' }),
    ),
    line(MADE, 'end_visited', '期末在册、本季入户见到的', both(stock, Prisma.sql`b.visited`)),
    line(MADE, 'end_unvisited', '期末在册、本季没有入户的', both(stock, Prisma.sql`NOT b.visited`)),
  ],
  checks: [
    stockCheck,
    {
      label: '退出人数分项',
      left: [...Object.keys(exits), 'other'].map((code) => [`out_${code}`, 1] as const),
      right: 'out',
    },
    dutyCheck('visit', '入户走访分项'),
    dutyCheck('at_once', '立即上门分项'),
    dutyCheck('teacher', '家访分项'),
    {
      label: '期末在册分项',
      left: [
        ['end_visited', 1],
        ['end_unvisited', 1],
      ],
      right: 'end',
    },
  ],
}
