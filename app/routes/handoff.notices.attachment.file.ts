import { guarded } from '~/access/guard.server'
import { serveAttachment } from '~/casefile/attachments/serve-attachment.server'

export const loader = guarded(
  { kind: 'release_notice', verb: 'read', audit: 'release_notice.attachment.file', raw: true },
  (c) => serveAttachment('release_notice', c),
)
