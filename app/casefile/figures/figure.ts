/**
 * The contract of figures (统计): a domain declares what it counts; page, list behind each number, chart, print, paper,
 * xlsx, the nightly cells for roles without rows and the feed of the monthly return come by themselves.
 */
import type { KindName } from '~/access/policy'
import type { Prisma } from '~/generated/prisma/client'
import type { LegalDay } from '~/lib/dates'
import type { Form } from './rate'

/** What a condition may look at: the two rows of a file under their aliases, the cut-off day, the rule parameters. */
export type At = {
  /** Alias of case_file. */
  c: Prisma.Sql
  /** Alias of the kind's own table. */
  h: Prisma.Sql
  cutOff: LegalDay
  today: LegalDay
  /** Value of a rule parameter in force on the cut-off day. */
  p: (rule: string) => number
}

/** A condition of SQL over At's aliases. */
export type Condition = (at: At) => Prisma.Sql

export type Measure = {
  code: string
  /** 衔接率 */
  label: string
  /** 口径 in words: what counts, over what; with the parameters as they are in force. */
  words: (p: (rule: string) => number) => string
  form: Form
  /** Rate and count: which of the denominator count, or those that all the named measures count. Days, fen: which have a number of them. */
  numerator: Condition | { all: readonly string[] }
  /** Days alone: how many, an expression that is not NULL where the numerator holds. */
  days?: Condition
  /** Fen alone: how much, such an expression in fen. Its sum is told with the number of files; of no set that is `kept`. */
  fen?: Condition
  /** Which of the cohort make the denominator; the whole cohort when it is not given. Days, fen: those with a number. */
  denominator?: Condition
  /** Counts persons: two files of one person are one. */
  persons?: boolean
}

export type FigureSet = {
  kind: KindName
  /** Title of the page: 安置帮教统计. */
  title: string
  /** '/handoff/statistics' */
  path: string
  /** '1': rises when a definition changes; printed. */
  version: string
  /** The kind's own table. */
  table: string
  /** Its columns city, county, town lead the index on `day`; else those of case_file are used. */
  tiersOn: 'c' | 'h'
  /** Column of the own table that places a file in a period. */
  day: string
  /** What that day is: 释放日. */
  dayLabel: string
  /** What a file of the set is: '接收人员'; and counted in: '人'. */
  counts: { label: string; words: string; unit: string }
  cohort: Condition
  /**
   * Counts who is there at the end of the cut-off day, whenever he came: the cohort leaves out who had left by then. Its page asks
   * for that day and no period; each period of the nightly cells counts as of its last day.
   */
  stock?: true
  /**
   * The worker keeps exact sums of every unit and month: for that the database marks what is written to any table that the
   * conditions name (`CALL keep_figures(kind, …)` in a migration); one set a kind. Without it every look counts the rows.
   */
  kept?: true
  measures: readonly Measure[]
  /** Counts that are parts of another count, by their codes: withheld together where small numbers are. */
  addsUp?: { whole: string; parts: readonly string[] }
  /** The one that is charted first. */
  main: string
  /** Rule parameters that the definitions use; printed with their version. */
  rules: readonly string[]
  /** The table as an official paper of a unit (统计表), where there is one: its code, title, and letters in the number. */
  paper?: { code: string; title: string; word: string }
}

/** What is added up of a row, where anything is. */
export const addedOf = ({ days, fen }: Measure): Condition | undefined => days ?? fen

export const measureOf = (set: FigureSet, code: string | null): Measure | undefined =>
  set.measures.find((one) => one.code === code)
