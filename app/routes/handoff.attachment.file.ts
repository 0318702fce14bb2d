import { guarded } from '~/access/guard.server'
import { serveAttachment } from '~/casefile/attachments/serve-attachment.server'

export const loader = guarded({ kind: 'handoff', verb: 'read', audit: 'handoff.attachment.file', raw: true }, (c) =>
  serveAttachment('handoff', c),
)
