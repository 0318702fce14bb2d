import { fieldBits, purposes, type FieldGroup, type Purpose } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import type { Actor } from '~/access/actor'
import { sightOf, type Sight } from '~/access/redact'
import { notFound, invalid } from '~/lib/errors'
import { decrypt } from '~/lib/crypto.server'
import { readTogether } from '~/lib/db.server'
import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from './act.server'
import type { CaseRow } from './domain'
import { loadWithParties, type PartyRow } from './load-case.server'

/** How this post sees this file. Throws 404 when neither range nor party covers it. */
export async function seeCase({ actor, db }: Ctx, file: CaseRow): Promise<Sight> {
  const parties = await db.caseParty.findMany({
    where: { caseId: file.id, holder: { in: actor.holders }, untilAt: { gt: actor.now } },
  })
  return sightFor(actor, file, parties)
}

function sightFor(actor: Actor, file: CaseRow, parties: readonly PartyRow[]): Sight {
  const sight = sightOf(actor, file, parties)
  if (!sight) throw notFound()
  return sight
}

/** The file and how this post sees it, in one statement. Throws 404 for absent and out of scope alike. */
export async function findCase(
  ctx: Ctx,
  kind: string,
  id: string | undefined,
): Promise<{ file: CaseRow; sight: Sight }> {
  const { file, parties } = await loadWithParties(ctx, kind, id)
  return { file, sight: sightFor(ctx.actor, file, parties) }
}

/** Opens a file for reading: 404 for absent and out of scope alike; the read is logged with the groups of fields shown. */
export async function readCase(
  ctx: Ctx,
  kind: string,
  id: string | undefined,
  groups: readonly FieldGroup[],
): Promise<{ file: CaseRow; sight: Sight }> {
  const found = await findCase(ctx, kind, id)
  await logAccess(ctx.db, ctx.actor, { event: 'read', fileToken: found.file.fileToken, fields: fieldBits(groups) })
  return found
}

/** Shows hidden groups of fields for a stated purpose (查看事由); each reveal is logged and counted for the alarm. */
export async function revealGroup(
  ctx: Ctx,
  file: CaseRow,
  groups: readonly FieldGroup[],
  purpose: FormDataEntryValue | null,
): Promise<void> {
  if (typeof purpose !== 'string' || !Object.hasOwn(purposes, purpose)) throw invalid({ purpose: ['请选择查看事由'] })
  await logAccess(ctx.db, ctx.actor, {
    event: 'reveal',
    fileToken: file.fileToken,
    fields: fieldBits(groups),
    purpose: purpose as Purpose,
  })
}

export type IdentityRows = { ids: { enc: string | null }[]; contacts: ContactRow[] }
type ContactRow = { id: string; what: string; relation: string | null; name_enc: string | null; value_enc: string }

/** Queries of a file's ID number and contacts, for readTogether(). */
export const identityQueries = (file: CaseRow) => ({
  ids: Prisma.sql`SELECT id_enc AS enc FROM person WHERE id = ${file.personId}::uuid`,
  contacts: Prisma.sql`SELECT id, what, relation, name_enc, value_enc FROM case_contact WHERE case_id = ${file.id}::uuid AND ended_at IS NULL ORDER BY added_at`,
})

/** The person's ID number in clear; undefined for a person without one. */
export const idNumberOf = ({ ids }: Pick<IdentityRows, 'ids'>): string | undefined =>
  ids[0]?.enc ? decrypt(ids[0].enc, 'person.id_no') : undefined

export async function readIdNumber({ db }: Ctx, file: CaseRow): Promise<string | undefined> {
  return idNumberOf(await readTogether<Pick<IdentityRows, 'ids'>>(db, { ids: identityQueries(file).ids }))
}

export type Contact = { id: string; what: string; relation: string | null; name: string | null; value: string }

/** Contacts of a file in clear; pages mask them until they are revealed. */
export const contactsOf = (file: CaseRow, { contacts }: Pick<IdentityRows, 'contacts'>): Contact[] =>
  contacts.map((row) => ({
    id: row.id,
    what: row.what,
    relation: row.relation,
    name: row.name_enc && decrypt(row.name_enc, `contact:${file.id}`),
    value: decrypt(row.value_enc, `contact:${file.id}`),
  }))

export async function readContacts({ db }: Ctx, file: CaseRow): Promise<Contact[]> {
  const { contacts } = identityQueries(file)
  return contactsOf(file, await readTogether<Pick<IdentityRows, 'contacts'>>(db, { contacts }))
}
