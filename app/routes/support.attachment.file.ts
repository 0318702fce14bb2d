import { guarded } from '~/access/guard.server'
import { serveAttachment } from '~/casefile/attachments/serve-attachment.server'

export const loader = guarded({ kind: 'support', verb: 'read', audit: 'support.attachment.file', raw: true }, (c) =>
  serveAttachment('support', c),
)
