import { logAccess } from '~/audit/log.server'
import type { Db } from '~/lib/db.server'
import { notFound } from '~/lib/errors'
import type { Actor } from './actor'
import { grantOf, type KindName, type Operation, type View } from './policy'
import { sightOf } from './redact'
import { roles } from './roles'

type Ctx = { actor: Actor; db: Db }

/** The file as the access pages need it: its numbers, its owner, nothing of the person. */
export type FileHead = {
  id: string
  kind: KindName
  caseNo: string
  scopeKey: string
  fileToken: string
  ownerUnit: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The head of a file in the actor's scope. Throws 404 for absent and out of scope alike; logs that access was looked at. */
export async function headOf({ actor, db }: Ctx, kind: KindName, id: string | undefined): Promise<FileHead> {
  const row = id && UUID.test(id) ? await db.caseFile.findFirst({ where: { id, kind } }) : null
  if (!row) throw notFound()
  const unit = await db.unit.findUnique({ where: { code: row.scopeKey } })
  await logAccess(db, actor, { event: 'read', fileToken: row.fileToken, fields: 0 })
  return {
    id: row.id,
    kind,
    caseNo: row.caseNo,
    scopeKey: row.scopeKey,
    fileToken: row.fileToken,
    ownerUnit: unit?.name ?? row.scopeKey,
  }
}

export type Reason = {
  caseNo: string
  ownerUnit: string
  /** By range of the post, or by a party row of the file. */
  by: 'range' | 'party'
  roleLabel: string
  unitName: string
  reach: 'unit' | 'subtree' | 'party' | null
  regionName: string
  basis: string | null
  /** The instant a party's access ends; null when it has no end. */
  until: Date | null
  view: View
  may: Operation[]
}

const ENDLESS_YEAR = 9000

/** Why this post sees this file (我为什么能看): its range or party, the basis, until when, and what the view holds. */
export async function whyVisible(ctx: Ctx, kind: KindName, id: string | undefined): Promise<Reason> {
  const { actor, db } = ctx
  const file = await headOf(ctx, kind, id)
  const parties = await db.caseParty.findMany({
    where: { caseId: file.id, holder: { in: actor.holders }, untilAt: { gt: actor.now } },
  })
  const sight = sightOf(actor, file, parties)
  if (!sight) throw notFound()
  const grant = grantOf(actor.role, kind)
  return {
    caseNo: file.caseNo,
    ownerUnit: file.ownerUnit,
    by: sight.by,
    roleLabel: roles[actor.role],
    unitName: actor.unit.name,
    reach: grant?.reach ?? null,
    regionName: actor.unit.regionName,
    basis: sight.basis ?? null,
    until: sight.until && sight.until.getUTCFullYear() < ENDLESS_YEAR ? sight.until : null,
    view: sight.view,
    may: [...(grant?.may ?? '')] as Operation[],
  }
}
