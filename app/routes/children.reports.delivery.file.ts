import { guarded } from '~/access/guard.server'
import { reportRoles } from '~/access/policy'
import { serveDeliveredFile } from '~/domains/children/reports/files.server'

export const loader = guarded(
  { kind: null, verb: 'desk', audit: 'children.inbox.file', roles: reportRoles.receive, unlisted: true, raw: true },
  serveDeliveredFile,
)
