/** What a list of files is asked for. */
import type { Prisma } from '~/generated/prisma/client'

/** Numbers of a list are exact up to here; beyond, '1000+'. */
export const COUNT_CAP = 1000

export type Order = 'due' | 'opened' | 'name'
export type ListQuery = {
  q?: string | undefined
  state?: string | undefined
  /** late | today | week | none */
  due?: string | undefined
  /** Files of my own hand. */
  mine?: boolean
  order?: Order
  after?: string | undefined
  /** Further conditions over alias c (case_file) alone. */
  file?: readonly Prisma.Sql[]
  /** The kind's own table, joined as h; every file has its row there. */
  table?: string
  /** Conditions over h alone. */
  own?: readonly Prisma.Sql[]
  /** The own table holds the file's state as well (column state, kept by the database): with `own`, its index answers for both. */
  stateBeside?: boolean
  /** Conditions over c and h. */
  where?: readonly Prisma.Sql[]
  /** Of a search that finds more than COUNT_CAP: any of them will do, not the first in the order. */
  glance?: boolean
  /** Begin with the rows that `own` holds for, however many: other conditions hold for few of all files. */
  lead?: boolean
  /** Columns of h to be given too. */
  select?: Prisma.Sql
  limit?: number
}
