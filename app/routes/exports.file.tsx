import { guarded } from '~/access/guard.server'
import { downloadExport } from '~/casefile/exports/download.server'
import { exportSources } from '~/domains/exports.server'

export const loader = guarded({ kind: null, verb: 'export', audit: 'exports.file', fresh: true }, (c) =>
  downloadExport(exportSources, c, c.params.id),
)
