import { describe, expect, it } from 'vitest'
import { adminDuties, type AdminFacts } from '~/casefile/desk/admin-duties'

const calm: AdminFacts = {
  today: '2026-11-23',
  accounts: { unused: 0, postless: 0, never: 9 },
  review: 0,
  submitted: 0,
  years: [2026, 2027],
  provisional: [],
  merges: 0,
  imports: 0,
  crowded: 0,
  workerless: 0,
  silent: false,
  failed: 0,
  failedWhy: '',
}
const ids = (change: Partial<AdminFacts>) => adminDuties({ ...calm, ...change }).map((duty) => duty.id)

describe('what waits for the system administrator', () => {
  it('is nothing when all is well', () => {
    expect(ids({})).toEqual([])
  })

  it('is a year without its notice: this year at once, the next from November on', () => {
    expect(
      adminDuties({ ...calm, years: [2025], today: '2026-03-01', provisional: [{ year: 2026, duties: 12 }] }),
    ).toMatchObject([{ id: 'calendar-2026', when: { tone: 'late' }, why: expect.stringContaining('12 项') }])
    expect(ids({ years: [2026], today: '2026-10-31' })).toEqual([])
    expect(ids({ years: [2026], today: '2026-11-01' })).toEqual(['calendar-2027'])
  })

  it('comes with its number, the most urgent first, and a page for each', () => {
    const duties = adminDuties({
      ...calm,
      silent: true,
      failed: 3,
      merges: 1,
      review: 2,
      submitted: 1,
      imports: 1,
      crowded: 4,
      workerless: 5,
      accounts: { unused: 7, postless: 8, never: 0 },
    })
    expect(duties.map((duty) => [duty.id, duty.when.text])).toEqual([
      ['worker', '马上'],
      ['outbox', '3 项'],
      ['merges', '1 项'],
      ['review', '2 项'],
      ['submitted', '1 项'],
      ['postless', '8 项'],
      ['unused', '7 项'],
      ['imports', '1 项'],
      ['crowded', '4 项'],
      ['workerless', '5 项'],
    ])
    for (const duty of duties) expect(duty.action.href).toMatch(/^\/(admin|healthz)/)
  })
})
