import { describe, expect, it } from 'vitest'
import { makeRng } from '../../prisma/seed/people'
import { copyText } from './database/copy'
import { COUNTY, OFFICE, plots } from './database/plots'
import { fileMaker } from './database/rows'
import { BEFORE, isHelped, stageOf } from './database/stages'
import { TABLES } from './database/tables'

describe('where the files lie', () => {
  it.each([1000, 10_000, 1_000_000])('%i files, exactly; 52 of 1,000 in one office, a tenth in the county', (files) => {
    const all = plots(files)
    const of = (part: typeof all) => part.reduce((sum, plot) => sum + plot.files, 0)
    expect(of(all)).toBe(files)
    expect(of(all.filter(({ office }) => office === OFFICE))).toBe(files * 0.052)
    expect(of(all.filter(({ office }) => office.startsWith(COUNTY)))).toBe(files / 10)
    expect(new Set(all.map(({ office }) => office)).size).toBe(all.length)
  })
})

describe('a value of a copy', () => {
  it.each([
    [null, '\\N'],
    [true, 't'],
    [7, '7'],
    ['张\t三\n\\', '张\\t三\\n\\\\'],
    [['a"b', 'c\\d'], '{"a\\\\"b","c\\\\\\\\d"}'],
    [[], '{}'],
  ] as const)('%j', (value, text) => expect(copyText(value)).toBe(text))
})

describe('the rows of a file', () => {
  const seat = (name: string) => ({ postId: `00000000-0000-7000-8000-00000000000${name}`, name })
  const office = () => ({
    ...{ code: OFFICE, name: '司法所', town: OFFICE.slice(0, 9), owners: [seat('1')], helpers: [seat('2')] },
    first: [seat('3')],
  })
  const today = '2026-11-26'
  const made = (count: number) => {
    const make = fileMaker(makeRng(7), today)
    const given = office()
    return Array.from({ length: count }, (_, i) => make(i + 1, given))
  }

  it('give every column that the copy names', () => {
    const given = new Map<string, Set<string>>()
    for (const rows of made(400))
      for (const [table, lines] of Object.entries(rows))
        for (const line of lines)
          for (const column of Object.keys(line)) given.set(table, (given.get(table) ?? new Set()).add(column))
    for (const [table, columns] of Object.entries(TABLES))
      expect(
        columns.filter((column) => !given.get(table)?.has(column)),
        table,
      ).toEqual([])
  })

  it('fit together: one file, its own row, keys, and duties only while something is due', () => {
    for (const { case_file: files, handoff_file: own, case_key: keys, task = [] } of made(200)) {
      const file = files![0]!
      expect([files!.length, own!.length]).toEqual([1, 1])
      expect(new Set([...own!, ...keys!, ...task].map((row) => row.case_id))).toEqual(new Set([file.id]))
      expect(file.state === 'ended').toBe(file.closed_on !== null)
      expect(file.next_due_on === '9999-12-31').toBe(task.length === 0)
      expect(own![0]!.handed_over_at !== null).toBe(isHelped(String(file.state)))
      expect(String(own![0]!.last_contact_on ?? today) <= today).toBe(true)
    }
  })

  it('stand in every stage that the shares name; those before verification at the county bureau', () => {
    expect(new Set(Array.from({ length: 100 }, (_, roll) => stageOf(roll).state)).size).toBe(9)
    const early = made(40).at(-1)!.case_file![0]!
    expect(early).toMatchObject({ state: BEFORE.state, scope_key: `${OFFICE.slice(0, 6)}-JB1`, owner_post_id: null })
  })
})
