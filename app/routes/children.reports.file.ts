import { guarded } from '~/access/guard.server'
import { reportRoles } from '~/access/policy'
import { serveOwnFile } from '~/domains/children/reports/files.server'

export const loader = guarded(
  { kind: null, verb: 'desk', audit: 'children.report.file', roles: reportRoles.file, unlisted: true, raw: true },
  serveOwnFile,
)
