/** What stands behind one number of a return: the files that the line counts, or the units that it was summed from. */
import { judge, type KindName } from '~/access/policy'
import { notFound } from '~/lib/errors'
import { maskName } from '~/people/identity'
import { directory, findUnit } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import { countText, listCases } from '../find.server'
import { filesOf, ofUnit } from './count.server'
import { countsFiles, filesKind, levelOf, type Values } from './form'
import { reportPeriod } from './period'
import { loadReturn, type ReturnForms } from './take-act.server'

/** Throws 404; files are listed for who may list the kind, masked. */
export async function readReturnLine(
  forms: ReturnForms,
  pathOf: (kind: KindName) => string,
  ctx: Ctx,
  params: Record<string, string | undefined>,
  url: URL,
) {
  const { actor, db } = ctx
  const { row, form } = await loadReturn(forms, ctx, params.id)
  const line = form.lines.find(({ code }) => code === params.line)
  const unit = await findUnit(db, row.unitCode)
  const level = unit && levelOf(form, unit)
  const period = reportPeriod(row.period)
  if (!line || !level || !period || !judge(actor.role, form.kind, 'L').allowed) throw notFound()
  const head = {
    id: row.id,
    code: line.code,
    title: form.title,
    period: period.label,
    unit: unit.name,
    version: row.version,
    label: line.label,
    section: line.section,
    counted: line.unit,
    /** One file for each that is counted. */
    single: line.rows === 'files' && !line.sums,
    value: (row.lines as Values)[line.code] ?? 0,
    /** Where the files live. */
    path: pathOf(filesKind(form)),
  }
  if (!countsFiles(form, level)) {
    const sources = row.sources as Record<string, { id: string }>
    const parts = await db.unitReturn.findMany({ where: { id: { in: Object.values(sources).map(({ id }) => id) } } })
    const { units } = await directory(db)
    return {
      ...head,
      units: parts
        .map((part) => ({
          id: part.id,
          name: units.get(part.unitCode)?.name ?? part.unitCode,
          value: (part.lines as Values)[line.code] ?? 0,
        }))
        .sort((a, b) => b.value - a.value || a.name.localeCompare(b.name, 'zh')),
      files: null,
    }
  }
  if (line.bare || !judge(actor.role, filesKind(form), 'L').allowed) throw notFound()
  const list = await listCases(ctx, filesKind(form), {
    order: 'name',
    after: url.searchParams.get('after') ?? undefined,
    file: [await filesOf(form, line, db, period, ofUnit(form, row.unitCode))],
  })
  return {
    ...head,
    units: null,
    files: {
      count: countText(list),
      rows: list.rows.map(({ id, caseNo, name, sex }) => ({ id, caseNo, name: maskName(name), sex })),
      next: list.next && `${url.pathname}?after=${encodeURIComponent(list.next)}`,
    },
  }
}
export type LineData = Awaited<ReturnType<typeof readReturnLine>>
