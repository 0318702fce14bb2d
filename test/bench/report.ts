/** What the bench prints and keeps. */
import { ratio, type Summary } from './numbers'

export interface Line {
  cast: string
  page: string
  users: number
  statements: number
  application: Summary
  floor: Summary
  /** The application on the small database. */
  small?: Summary
}

/** Aims of one run; a page's p95 counts at the most users. */
export const AIMS = { floor: 2.5, wish: 1.5, growth: 1.5, statements: 8, memoryMb: 400 } as const

const HEAD = [
  'role',
  'page',
  'users',
  'SQL',
  'p50',
  'p95',
  'p99',
  'req/s',
  'errors',
  'floor p95',
  'ratio',
  'req/s',
  'small',
]
const pad = (cells: (string | number)[]) =>
  cells.map((cell, i) => (i < 2 ? String(cell).padEnd(i ? 15 : 7) : String(cell).padStart(9))).join(' ')

export const headLine = (): string => pad(HEAD)

/** ratio: p95 against the floor's; then requests per second, floor against application; then p95 against the small database's. */
export const lineOf = ({ cast, page, users, statements, application: a, floor, small }: Line): string =>
  pad([
    ...[cast, page, users, statements, a.p50, a.p95, a.p99, a.perSecond, a.errors + floor.errors, floor.p95],
    ...[ratio(a.p95, floor.p95), ratio(floor.perSecond, a.perSecond), small ? ratio(a.p95, small.p95) : '-'],
  ])

/** Processor time per request: application and floor, web and database. */
export const cpuLine = ({ application: a, floor: f }: Line): string =>
  `        cpu ms/request: web ${a.webMs} (floor ${f.webMs}, ×${ratio(a.webMs, f.webMs)}), database ${a.databaseMs} (floor ${f.databaseMs})`
