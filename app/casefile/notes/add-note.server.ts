import { judge } from '~/access/policy'
import { decrypt, encrypt } from '~/lib/crypto.server'
import { invalid, refused } from '~/lib/errors'
import { requiredText } from '~/lib/text'
import type { Ctx } from '../act.server'
import { lockCase } from '../load-case.server'
import type { CaseRow } from '../domain'

/** Adds a colleague's note; the version stays. Throws 404, 403, 422. */
export async function addNote(
  { actor, db }: Ctx,
  kind: string,
  request: { caseId: string | undefined; text: FormDataEntryValue | null },
): Promise<void> {
  const file = await lockCase(db, kind, request.caseId)
  if (!judge(actor.role, kind, 'W').allowed && !judge(actor.role, kind, 'A').allowed) throw refused()
  const text = requiredText(1000, { lines: true }).safeParse(request.text ?? undefined)
  if (!text.success) throw invalid({ text: text.error.issues.map((issue) => issue.message) })
  await db.caseNote.create({
    data: {
      caseId: file.id,
      kind,
      scopeKey: file.scopeKey,
      noteEnc: encrypt(text.data, `note:${file.id}`),
      byPostId: actor.postId,
      byName: actor.userName,
      createdAt: actor.now,
    },
  })
}

/** Notes of a file, newest first. */
export async function listNotes({ db }: Ctx, file: CaseRow, limit = 100) {
  const rows = await db.caseNote.findMany({ where: { caseId: file.id }, orderBy: { createdAt: 'desc' }, take: limit })
  return rows.map((row) => ({
    id: row.id,
    at: row.createdAt,
    byName: row.byName,
    text: decrypt(row.noteEnc, `note:${file.id}`),
  }))
}
