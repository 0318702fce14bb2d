/** Which files the users of a bench open and work on: other ones for each user. */
import { withOwner } from '../../prisma/seed/owner'
import { CLASS, LARGE_VILLAGE } from './database/children'
import { WINDOW } from './database/intake'
import { CITY_BUREAU, COUNTY, OFFICE } from './database/plots'
import type { File } from './pages'
import { type Cast, type User } from './users'

const IN_HELP = "kind = 'handoff' AND state = 'in_help'"
const PAYING = `kind = 'relief_dibao' AND state = 'paying' AND county = '${COUNTY}'`
/** Casts named on each of their files, by the kind of it. */
const NAMED = { party: undefined, mentor: 'mentoring' } as const
type Named = keyof typeof NAMED
const isNamed = (cast: Cast): cast is Named => cast in NAMED

const FILES: Record<Exclude<Cast, Named>, string> = {
  narrow: `${IN_HELP} AND scope_key = '${OFFICE}'`,
  county: `${IN_HELP} AND county = '${COUNTY}' AND scope_key LIKE '%-JO1'`,
  wide: `${IN_HELP} AND city = '${CITY_BUREAU.slice(0, 4)}'`,
  window: `kind = 'intake' AND state = 'closed' AND scope_key = '${WINDOW}'`,
  dispatch: `kind = 'intake' AND state = 'closed' AND county = '${COUNTY}'`,
  check: PAYING,
  approve: PAYING,
  teacher: `kind = 'child' AND EXISTS (SELECT 1 FROM case_party p WHERE p.case_id = c.id AND p.holder = '${CLASS}')`,
  director: `kind = 'child' AND state = 'in_care' AND scope_key = '${LARGE_VILLAGE}'`,
  education: `kind = 'child' AND state = 'in_care' AND county = '${COUNTY}'`,
}
const COLUMNS = 'c.id, c.version, c.name, c.pinyin'

/**
 * `each` files for every user, from the `from`th on, no two users the same; spread over the scope, none of those
 * set `apart`. Throws when the scope has too few for that: two users would then work on one file, and one of them be told
 * so (409).
 */
export async function filesFor(
  cast: Cast,
  users: readonly User[],
  each: number,
  { from = 0, apart = [] }: { from?: number; apart?: readonly string[] } = {},
): Promise<File[][]> {
  return withOwner(async (db) => {
    if (!isNamed(cast)) {
      const where = `FROM case_file c WHERE ${FILES[cast]} AND id <> ALL ($1::uuid[])`
      const count = Number((await db.query(`SELECT count(*) AS n ${where}`, [apart])).rows[0]!.n)
      const wanted = each * users.length
      if (count < wanted) throw new Error(`${cast}: ${count} files, ${wanted} wanted`)
      // A small database has fewer than all slices need: the same files then come again.
      const { rows } = await db.query(`SELECT ${COLUMNS} ${where} ORDER BY hashtext(id::text), id OFFSET $2 LIMIT $3`, [
        apart,
        from % (count - wanted + 1),
        wanted,
      ])
      const files = rows as unknown as File[]
      return users.map((_, user) => Array.from({ length: each }, (_, i) => files[user + i * users.length]!))
    }
    const own: File[][] = []
    for (const { actor } of users) {
      const { rows } = await db.query(
        `SELECT ${COLUMNS} FROM case_party p JOIN case_file c ON c.id = p.case_id WHERE p.holder = $1 AND c.kind = coalesce($3, c.kind) ORDER BY c.id LIMIT $2`,
        [actor.postId, each, NAMED[cast] ?? null],
      )
      own.push(rows as unknown as File[])
    }
    return own
  })
}
