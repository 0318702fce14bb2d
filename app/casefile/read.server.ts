import { fieldBits, purposes, type FieldGroup, type Purpose } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import { sightOf, type Sight } from '~/access/redact'
import { notFound, invalid } from '~/lib/errors'
import { decrypt } from '~/lib/crypto.server'
import type { Ctx } from './act.server'
import type { CaseRow } from './domain'
import { loadCase } from './load-case.server'

/** How this post sees this file. Throws 404 when neither range nor party covers it. */
export async function seeCase({ actor, db }: Ctx, file: CaseRow): Promise<Sight> {
  const parties = await db.caseParty.findMany({
    where: { caseId: file.id, holder: { in: actor.holders }, untilAt: { gt: actor.now } },
  })
  const sight = sightOf(actor, file, parties)
  if (!sight) throw notFound()
  return sight
}

/** Opens a file for reading: 404 for absent and out of scope alike; the read is logged with the groups of fields shown. */
export async function readCase(
  ctx: Ctx,
  kind: string,
  id: string | undefined,
  groups: readonly FieldGroup[],
): Promise<{ file: CaseRow; sight: Sight }> {
  const file = await loadCase(ctx.db, kind, id)
  const sight = await seeCase(ctx, file)
  await logAccess(ctx.db, ctx.actor, { event: 'read', fileToken: file.fileToken, fields: fieldBits(groups) })
  return { file, sight }
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

/** The person's ID number in clear; undefined for a person without one. */
export async function readIdNumber({ db }: Ctx, file: CaseRow): Promise<string | undefined> {
  const person = file.personId ? await db.person.findUnique({ where: { id: file.personId } }) : null
  return person?.idEnc ? decrypt(person.idEnc, 'person.id_no') : undefined
}

export type Contact = { id: string; what: string; relation: string | null; name: string | null; value: string }

/** Contacts of a file in clear; pages mask them until they are revealed. */
export async function readContacts({ db }: Ctx, file: CaseRow): Promise<Contact[]> {
  const rows = await db.caseContact.findMany({ where: { caseId: file.id, endedAt: null }, orderBy: { addedAt: 'asc' } })
  return rows.map((row) => ({
    id: row.id,
    what: row.what,
    relation: row.relation,
    name: row.nameEnc && decrypt(row.nameEnc, `contact:${file.id}`),
    value: decrypt(row.valueEnc, `contact:${file.id}`),
  }))
}
