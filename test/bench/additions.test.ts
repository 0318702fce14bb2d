import { beforeAll, describe, expect, it } from 'vitest'
import { CHILD_TABLES, childRows, CLASS, LARGE_VILLAGE } from './database/children'
import { INTAKE_TABLES, intakeRows, WINDOW } from './database/intake'
import { LEGAL_TABLES, legalRows, SERVING } from './database/legal-education'
import { COUNTY } from './database/plots'
import { RELIEF_TABLES, reliefRows } from './database/relief'
import type { Rows } from './database/rows'

const TODAY = '2026-11-26'
const FILES = 8000

describe.each([
  { what: 'matters', tables: INTAKE_TABLES, make: intakeRows, own: 'intake_file', count: FILES / 4 },
  { what: 'relief', tables: RELIEF_TABLES, make: reliefRows, own: 'relief_file', count: FILES / 10 },
  { what: 'children', tables: CHILD_TABLES, make: childRows, own: 'child_file', count: FILES / 5 },
  {
    what: 'legal education',
    tables: LEGAL_TABLES,
    make: legalRows,
    own: ['lvp_service', 'mentoring_file'],
    count: SERVING + FILES / 100,
  },
])('the rows of $what', ({ tables, make, own, count }) => {
  let all: Rows[]
  beforeAll(() => {
    all = [...make(FILES, TODAY)]
  })
  const files = () => all.map((rows) => rows.case_file![0]!)

  it('are the share of the bench that belongs to them, in one county', () => {
    expect(all).toHaveLength(count)
    expect(files().filter((file) => !String(file.scope_key).startsWith(COUNTY))).toEqual([])
  })

  it('give the columns that the copy names, and no others', () => {
    for (const [table, columns] of Object.entries(tables)) {
      const given = new Set(all.flatMap((rows) => (rows[table] ?? []).flatMap((row) => Object.keys(row))))
      expect([...given].sort(), table).toEqual([...columns].sort())
    }
    expect(all.flatMap((rows) => Object.keys(rows)).filter((table) => !(table in tables))).toEqual([])
  })

  it('fit together: one file, its own row, a duty only while something is due; numbers are given once', () => {
    for (const rows of all) {
      const { person: _, case_file: file, task = [], ...rest } = rows
      expect([file!.length, [own].flat().flatMap((table) => rows[table] ?? []).length]).toEqual([1, 1])
      const children = [...task, ...Object.values(rest).flat()]
      expect(new Set(children.map((row) => row.case_id))).toEqual(new Set([file![0]!.id]))
      expect(file![0]!.next_due_on === '9999-12-31').toBe(task.length === 0)
      expect(['closed', 'exited', 'ended'].includes(String(file![0]!.state))).toBe(file![0]!.closed_on !== null)
      expect(String(file![0]!.opened_on) <= TODAY).toBe(true)
    }
    for (const column of ['case_no', 'neutral_no'])
      expect(new Set(files().map((file) => file[column])).size).toBe(count)
  })
})

it('half of the matters lie at one window; one in some hundred cannot wait', () => {
  const all = [...intakeRows(FILES, TODAY)]
  const share = (holds: (rows: Rows) => boolean) => all.filter(holds).length / all.length
  expect(share((rows) => rows.case_file![0]!.scope_key === WINDOW)).toBeCloseTo(0.52, 1)
  expect(share((rows) => rows.intake_file![0]!.urgency === 'immediate')).toBeLessThan(0.01)
})

it('one relief file in twenty waits for the approver; what is posted now stands on notices that have not ended', () => {
  const all = [...reliefRows(FILES, TODAY)]
  const waiting = all.filter((rows) => ['proposed', 'objection'].includes(String(rows.case_file![0]!.state)))
  expect(waiting.length / all.length).toBeGreaterThan(0.03)
  expect(waiting.length / all.length).toBeLessThan(0.07)
  expect(
    all.flatMap((rows) => rows.relief_notice ?? []).filter((row) => String(row.to_on) >= TODAY).length,
  ).toBeGreaterThan(0)
})

it('three children in ten live in one village, and one class is of a size that does not grow', () => {
  const all = [...childRows(FILES, TODAY)]
  const share = (holds: (rows: Rows) => boolean) => all.filter(holds).length / all.length
  expect(share((rows) => rows.case_file![0]!.scope_key === LARGE_VILLAGE)).toBeCloseTo(0.3, 1)
  const taught = (files: number) =>
    [...childRows(files, TODAY)].filter((rows) => rows.child_file![0]!.class_code === CLASS)
  expect(taught(FILES)).toHaveLength(taught(2 * FILES).length)
  for (const { child_file: own, case_party: parties } of all)
    expect(parties!.map(({ holder }) => holder)).toEqual([own![0]!.school_code, own![0]!.class_code])
})
