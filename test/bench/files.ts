/** Which files the users of a bench open and work on: other ones for each user. */
import { withOwner } from '../../prisma/seed/owner'
import { CITY_BUREAU, COUNTY, OFFICE } from './database/plots'
import type { File } from './pages'
import { type Cast, type User } from './users'

const SCOPES: Record<Exclude<Cast, 'party'>, string> = {
  narrow: `scope_key = '${OFFICE}'`,
  county: `county = '${COUNTY}' AND scope_key LIKE '%-JO1'`,
  wide: `city = '${CITY_BUREAU.slice(0, 4)}'`,
}
const COLUMNS = 'c.id, c.version, c.name, c.pinyin'

/** `each` files in help for every user, no two users the same; spread over the scope, the same ones in every run. */
export async function filesFor(cast: Cast, users: readonly User[], each: number): Promise<File[][]> {
  return withOwner(async (db) => {
    if (cast !== 'party') {
      const { rows } = await db.query(
        `SELECT ${COLUMNS} FROM case_file c WHERE kind = 'handoff' AND state = 'in_help' AND ${SCOPES[cast]}
         ORDER BY hashtext(id::text), id LIMIT $1`,
        [each * users.length],
      )
      const files = rows as unknown as File[]
      // A small database has fewer; they are then worked on in turn.
      return users.map((_, user) =>
        Array.from({ length: each }, (_, i) => files[(user + i * users.length) % files.length]!),
      )
    }
    const own: File[][] = []
    for (const { actor } of users) {
      const { rows } = await db.query(
        `SELECT ${COLUMNS} FROM case_party p JOIN case_file c ON c.id = p.case_id WHERE p.holder = $1 ORDER BY c.id LIMIT $2`,
        [actor.postId, each],
      )
      own.push(rows as unknown as File[])
    }
    return own
  })
}
