import { Prisma } from '~/generated/prisma/client'
import type { LegalDay } from '~/lib/dates'
import { readTogether, type Db } from '~/lib/db.server'
import {
  attemptsSince,
  latest,
  markedDays,
  markedQuery,
  triedContacts,
  triedQuery,
  type MarkedRow,
  type TriedRow,
} from '../facts.server'
import type { NoticeFacts } from '../release-notice.kind'
import type { SupportFacts } from '../support.kind'
import { contactRecords } from '../terms'

type FileRow = {
  id: string
  state: string
  sex: string
  openedOn: LegalDay
  birthOn: LegalDay | null
  scopeKey: string
}

const filesQuery = (kind: 'release_notice' | 'support', ids: readonly string[]) => Prisma.sql`
  SELECT id, state, sex, opened_on AS "openedOn", birth_on AS "birthOn", scope_key AS "scopeKey"
  FROM case_file WHERE id = ANY (${[...ids]}::uuid[]) AND kind = ${kind}`

type NoticeDays = Pick<NoticeFacts, 'releaseDueOn' | 'repliedOn' | 'releasedOn' | 'signedOn'>

/** The facts of a prison's notices, in one statement. */
export async function noticeFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, NoticeFacts>> {
  const rows = await readTogether<{ files: FileRow[]; own: (NoticeDays & { id: string })[] }>(db, {
    files: filesQuery('release_notice', caseIds),
    own: Prisma.sql`SELECT case_id AS id, release_due_on AS "releaseDueOn", replied_on AS "repliedOn", released_on AS "releasedOn", signed_on AS "signedOn"
      FROM release_notice WHERE case_id = ANY (${[...caseIds]}::uuid[])`,
  })
  const own = new Map(rows.own.map(({ id, ...days }) => [id, days]))
  return new Map(
    rows.files.map(({ id, scopeKey: _scopeKey, ...base }) => [
      id,
      { ...base, ...(own.get(id) ?? { releaseDueOn: null, repliedOn: null, releasedOn: null, signedOn: null }) },
    ]),
  )
}

type SupportRows = {
  files: FileRow[]
  own: { id: string; needs: string[] | null; startedOn: LegalDay | null }[]
  talks: { id: string; last: LegalDay; times: number }[]
  tried: TriedRow[]
  marked: MarkedRow[]
}

/** The facts of neutral support files, in one statement. */
export async function supportFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, SupportFacts>> {
  const ids = [...caseIds]
  const rows = await readTogether<SupportRows>(db, {
    files: filesQuery('support', ids),
    own: Prisma.sql`SELECT case_id AS id, needs, started_on AS "startedOn" FROM support_file WHERE case_id = ANY (${ids}::uuid[])`,
    talks: Prisma.sql`SELECT case_id AS id, max(on_day) AS last, count(*) AS times FROM visit
      WHERE case_id = ANY (${ids}::uuid[]) AND reached AND type = ANY (${[...contactRecords]}) GROUP BY case_id`,
    tried: triedQuery(ids),
    marked: markedQuery(ids, ['unreachable']),
  })
  const own = new Map(rows.own.map((row) => [row.id, row]))
  const talked = new Map(rows.talks.map((row) => [row.id, row]))
  const tried = triedContacts(rows.tried)
  const marked = markedDays(rows.marked)
  return new Map(
    rows.files.map(({ id, ...file }) => {
      const attempts = tried.get(id) ?? []
      const lastContactOn = talked.get(id)?.last ?? null
      const facts: SupportFacts = {
        ...file,
        needs: own.get(id)?.needs ?? [],
        startedOn: own.get(id)?.startedOn ?? null,
        lastContactOn,
        contactsMade: talked.get(id)?.times ?? 0,
        attempts: attemptsSince(attempts, lastContactOn),
        lostOn: marked.get(id)?.get('unreachable') ?? null,
        lastRecheckOn: latest(...attempts.filter((one) => one.type === 'recheck').map((one) => one.onDay)),
      }
      return [id, facts]
    }),
  )
}
