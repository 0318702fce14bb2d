/** The rows that documents of a file are drawn up from, in one statement; row-level security cuts each part by itself. */
import { Prisma } from '~/generated/prisma/client'
import type { CaseRow } from '~/casefile/domain'
import type { Db } from '~/lib/db.server'

type Day = string | null
export type PersonRow = { id_type: string; id_enc: string | null; no_id_reason: string | null }
export type ContactRow = { what: string; relation: string | null; name_enc: string | null; value_enc: string }
export type VisitRow = {
  id: string
  type: string
  on_day: string
  reached: boolean
  place: string | null
  present: string[] | null
  tags: string[] | null
  note_enc: string | null
  next_on: Day
  by_name: string
}
export type EventRow = { step: string; event_on: string; actor_name: string | null; inputs_enc: string | null }
export type ProposalRow = {
  id: string
  step: string
  state: string
  inputs_enc: string
  decided_by: string | null
  decided_name: string | null
  decided_at: string | null
}
export type OwnRow = Record<string, string | number | boolean | string[] | null>

export type FileRows = {
  own: OwnRow | null
  offence: { offence_code: string | null; sentence_months: number | null } | null
  person: PersonRow | null
  owner: string | null
  contacts: ContactRow[]
  visits: VisitRow[]
  members: { name: string; member: string; sex: string | null }[]
  placements: { type: string; placed_on: string; ended_on: Day; evidence: string | null }[]
  measures: { type: string; referred_on: string; result: string | null; result_on: Day }[]
  events: EventRow[]
  proposals: ProposalRow[]
}

const VISITS = 50

/** `table`: the kind's own; `steps`: those whose inputs some document tells. */
export async function readRows(
  db: Db,
  file: CaseRow,
  table: 'handoff_file' | 'release_notice' | 'support_file',
  steps: readonly string[],
): Promise<FileRows> {
  const id = Prisma.sql`${file.id}::uuid`
  const list = (from: Prisma.Sql) => Prisma.sql`(SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM (${from}) x)`
  const handoff = table === 'handoff_file'
  const only = (from: Prisma.Sql) => (handoff ? list(from) : Prisma.sql`'[]'::jsonb`)
  const rows = await db.$queryRaw<FileRows[]>(Prisma.sql`SELECT
    (SELECT to_jsonb(o) FROM ${Prisma.raw(table)} o WHERE o.case_id = ${id}) AS own,
    ${handoff ? Prisma.sql`(SELECT to_jsonb(f) FROM handoff_offence f WHERE f.case_id = ${id})` : Prisma.sql`NULL::jsonb`} AS offence,
    (SELECT to_jsonb(p) FROM person p WHERE p.id = ${file.personId}::uuid) AS person,
    (SELECT u.name FROM post t JOIN app_user u ON u.id = t.user_id WHERE t.id = ${file.ownerPostId}::uuid) AS owner,
    ${list(Prisma.sql`SELECT what, relation, name_enc, value_enc FROM case_contact WHERE case_id = ${id} AND ended_at IS NULL ORDER BY added_at LIMIT 20`)} AS contacts,
    ${list(Prisma.sql`SELECT id, type, on_day, reached, place, present, tags, note_enc, next_on, by_name FROM visit WHERE case_id = ${id} ORDER BY on_day DESC, id DESC LIMIT ${VISITS}`)} AS visits,
    ${only(Prisma.sql`SELECT name, member, sex FROM handoff_group_member WHERE case_id = ${id} AND until_on IS NULL ORDER BY id`)} AS members,
    ${only(Prisma.sql`SELECT type, placed_on, ended_on, evidence FROM handoff_placement WHERE case_id = ${id} ORDER BY placed_on LIMIT 20`)} AS placements,
    ${only(Prisma.sql`SELECT type, referred_on, result, result_on FROM handoff_measure WHERE case_id = ${id} ORDER BY referred_on LIMIT 50`)} AS measures,
    ${list(Prisma.sql`SELECT DISTINCT ON (step) step, event_on, actor_name, inputs_enc FROM case_event WHERE case_id = ${id} AND step = ANY (${[...steps]}) ORDER BY step, seq DESC`)} AS events,
    ${list(Prisma.sql`SELECT DISTINCT ON (step) id, step, state, inputs_enc, decided_by, decided_name, decided_at FROM proposal WHERE case_id = ${id} AND step = ANY (${[...steps]}) AND state IN ('waiting', 'decided', 'done') ORDER BY step, proposed_at DESC`)} AS proposals`)
  return rows[0]!
}
