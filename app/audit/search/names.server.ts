import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/lib/db.server'

/** Staff and units that lines name by ids and codes. Nobody else has a name here. */
export type Names = {
  user: (id: string | null) => { name: string; username: string } | undefined
  post: (id: string | null) => { name: string; role: string; unit: string } | undefined
  unit: (code: string | null) => string | undefined
}

type Naming = { post_id: string | null; user_id: string | null; unit_code: string | null; data: unknown }
type Row = { what: string; id: string; name: string; username: string | null; role: string | null; unit: string | null }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const UNIT = /^\d{2,15}-[A-Z]+\d+$/

/** Every text in a line's data, however deep. */
function textsOf(data: unknown): string[] {
  if (typeof data === 'string') return [data]
  return data && typeof data === 'object' ? Object.values(data).flatMap(textsOf) : []
}

/** The names that these lines need, in one statement. */
export async function namesOf(db: Pick<Db, '$queryRaw'>, lines: readonly Naming[]): Promise<Names> {
  const texts = lines.flatMap((line) => textsOf(line.data))
  const ids = [...new Set([...lines.flatMap((line) => [line.post_id, line.user_id]), ...texts])].filter(
    (id): id is string => id !== null,
  )
  const uuids = ids.filter((id) => UUID.test(id))
  const codes = [...new Set([...lines.map((line) => line.unit_code), ...texts])].filter(
    (code): code is string => code !== null && UNIT.test(code),
  )
  const rows =
    ids.length || codes.length
      ? await db.$queryRaw<Row[]>(Prisma.sql`
          SELECT 'post' AS what, p.id::text AS id, u.name, u.username, p.role, n.name AS unit
            FROM post p JOIN app_user u ON u.id = p.user_id JOIN unit n ON n.code = p.unit_code WHERE p.id = ANY (${uuids}::uuid[])
          UNION ALL SELECT 'user', u.id, u.name, u.username, NULL, NULL FROM app_user u WHERE u.id = ANY (${ids}::text[])
          UNION ALL SELECT 'unit', n.code, n.name, NULL, NULL, NULL FROM unit n WHERE n.code = ANY (${codes}::text[])`)
      : []
  const of = (what: string) => new Map(rows.filter((row) => row.what === what).map((row) => [row.id, row]))
  const [posts, users, units] = [of('post'), of('user'), of('unit')]
  return {
    user: (id) => {
      const row = id === null ? undefined : users.get(id)
      return row && { name: row.name, username: row.username ?? '' }
    },
    post: (id) => {
      const row = id === null ? undefined : posts.get(id)
      return row && { name: row.name, role: row.role ?? '', unit: row.unit ?? '' }
    },
    unit: (code) => (code === null ? undefined : units.get(code)?.name),
  }
}
