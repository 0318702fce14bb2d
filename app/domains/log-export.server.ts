/** The log as an export: asked for by an auditor, approved like every file that leaves. */
import { roles, type Role } from '~/access/roles'
import { aboutLog, countLog, everyLine, exportedLog } from '~/audit/export-log.server'
import { sheetColumns } from '~/audit/search/sheet-columns'
import type { ExportContext, ExportSource } from '~/casefile/exports/source'
import { auditWords } from './audit-words.server'

const roleText = (code: string) => roles[code as Role] ?? code
const lookUp = ({ actor, db }: ExportContext, query: URLSearchParams) =>
  exportedLog(db, query, actor.today, Object.keys(roles))

export const logExport: ExportSource = {
  name: 'audit.log',
  label: '访问日志',
  kind: null,
  roles: ['AU'],
  // Another auditor, or the leader where there is only one.
  second: ['AU', 'LD'],
  // Those of staff.
  holdsNames: true,
  unit: '条',
  about: async (ctx, query) => aboutLog(await lookUp(ctx, query), roleText),
  count: async (ctx, query) => countLog(ctx.db, await lookUp(ctx, query)),
  async sheets(ctx, query) {
    const found = await lookUp(ctx, query)
    const { about, period } = aboutLog(found, roleText)
    const rows = async function* () {
      for await (const line of everyLine(ctx.db, found, auditWords)) yield sheetColumns.map((column) => column.of(line))
    }
    const columns = sheetColumns.map(({ label, type, width }) => ({ label, type, width }))
    return [{ name: '日志', title: '访问日志', notes: [`期间：${period}`, `条件：${about}`], columns, rows: rows() }]
  },
  backHref: (query) => `/audit?${query}`,
}
