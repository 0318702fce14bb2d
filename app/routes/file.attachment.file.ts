import { guarded } from '~/access/guard.server'
import { serveAttachment } from '~/casefile/attachments/serve-attachment.server'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'

export const loader = guarded({ kind: kindsAt, verb: 'read', audit: 'file.attachment.file', raw: true }, async (c) =>
  serveAttachment((await fileAt(c, 'read')).kind, c),
)
