import { encrypt } from '~/lib/crypto.server'
import { invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'
import { wrapKey } from '../files/seal.server'
import { roomFor, tooMany } from './limits.server'
import type { Received } from './receive.server'

/** To what of the file it belongs. */
export type Belonging = { visitId: string } | { paperId: string }

/**
 * Hangs received files on a visit or a paper of the case, whose row the caller has locked; the version stays. Gives
 * their hashes (SM3), for the event. Throws 422 when the file holds too many.
 */
export async function addAttachments(
  { actor, db }: Ctx,
  file: Pick<CaseRow, 'id' | 'kind' | 'scopeKey'>,
  files: readonly Received[],
  to: Belonging,
): Promise<string[]> {
  if (files.length === 0) return []
  const room = await roomFor(db, file, actor.today)
  if (files.length > room.files) throw invalid({ [files[0]!.field]: [tooMany(room)] })
  await db.attachment.createMany({
    data: files.map(({ type, inline, name, content, small, key }) => {
      const id = uuidv7()
      return {
        id,
        caseId: file.id,
        kind: file.kind,
        scopeKey: file.scopeKey,
        ...to,
        type,
        inline,
        nameEnc: encrypt(name, `attachment:${file.id}`),
        size: content.size,
        sm3: content.sm3,
        storedName: content.name,
        smallName: small?.name ?? null,
        keyEnc: wrapKey(key, `attachment:${id}`),
        byPostId: actor.postId,
        byName: actor.userName,
        addedAt: actor.now,
      }
    }),
  })
  return files.map((one) => one.content.sm3)
}
