import { AfterCommit } from '~/access/after-commit'
import type { Context } from '~/access/guard.server'
import { judge, type KindName } from '~/access/policy'
import { fieldBits } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import { formatDay, dbToDay } from '~/lib/dates'
import type { Attachment } from '~/generated/prisma/client'
import type { Domain } from '../domain'
import type { BaseFacts, Kind } from '../kind'
import { mayWork } from '../ui/read-case-frame.server'
import { findAttachment } from './find-attachment.server'
import { viewOf } from './list-attachments.server'
import { mayRemove } from './may-see'
import { problemWords } from './give-content.server'
import { problemOf } from './verify-attachment.server'

export type AttachmentPageData = Awaited<ReturnType<Awaited<ReturnType<typeof readAttachment>>['make']>>

/** The page of one attachment: what it is, to what it belongs, whether it is as it was added. The opening is logged. */
export async function readAttachment<F extends BaseFacts>({ kind }: Domain<F>, c: Context) {
  const { file, row, sight } = await findAttachment(c, kind.name, c.params)
  await logAccess(c.db, c.actor, { event: 'read', fileToken: file.fileToken, fields: fieldBits(['attachments']) })
  const base = `${kind.path}/${file.id}`
  const owner = await ownerOf(kind, c, row)
  const page = {
    ...viewOf(row, base),
    ...owner,
    back: `${base}?tab=${row.visitId ? 'visits' : 'papers'}`,
    trail: [
      { href: kind.path, label: kind.label },
      { href: base, label: file.caseNo },
    ],
    sm3: row.sm3,
    show: row.inline ? (row.type === 'pdf' ? ('pdf' as const) : ('picture' as const)) : null,
    /** A PDF that is given as a download only. */
    guarded: row.type === 'pdf' && !row.inline,
    mayRemove: mayWork(sight) && mayWrite(c, kind.name) && mayRemove(c.actor, kind.name, row),
    token: c.token,
    draft: c.draft,
  }
  return new AfterCommit(async ({ log }) => {
    const problem = await problemOf(row)
    if (problem) await log({ event: 'file_alarm', fileToken: file.fileToken, data: { problem } })
    return { ...page, problem: problem && problemWords[problem] }
  })
}

const mayWrite = ({ actor }: Context, kind: KindName) =>
  judge(actor.role, kind, 'W').allowed || judge(actor.role, kind, 'A').allowed

async function ownerOf<F extends BaseFacts>(kind: Kind<F>, { db }: Context, row: Attachment): Promise<{ of: string }> {
  if (row.visitId) {
    const visit = await db.visit.findUniqueOrThrow({ where: { id: row.visitId } })
    return { of: `${formatDay(dbToDay(visit.onDay))} ${kind.records[visit.type] ?? '联系'}` }
  }
  const paper = await db.casePaper.findUniqueOrThrow({ where: { id: row.paperId! } })
  return { of: `材料“${paper.title}”` }
}
