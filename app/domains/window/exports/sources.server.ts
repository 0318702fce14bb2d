/** What may leave as a file: the list of matters, their figures, and the lists behind a number. */
import type { ExportColumn, ExportSource } from '~/casefile/exports/source'
import { figureListExport, figuresExport } from '~/casefile/figures/export-figures.server'
import { countCases, everyCase, type ListedCase } from '~/casefile/find.server'
import { directory, type Directory } from '~/orgs/find-units.server'
import { intakeFigures } from '../figures/intake-figures.server'
import { intakeKind } from '../intake.kind'
import { matterLabel, isMatter, urgencies } from '../terms'
import { intakeQuery } from '../views/list.server'

const columns: readonly ExportColumn[] = [
  { label: '申请人', type: 'text' },
  { label: '受理编号', type: 'code', width: 22 },
  { label: '受理窗口', type: 'text', width: 24 },
  { label: '事项', type: 'text', width: 18 },
  { label: '紧急程度', type: 'text', width: 10 },
  { label: '状态', type: 'text' },
  { label: '承办单位', type: 'text', width: 24 },
  { label: '受理日期', type: 'day', width: 12 },
  { label: '答复期限', type: 'day', width: 12 },
]

function rowOf({ extra, ...row }: ListedCase, { units }: Directory) {
  const unit = (code: unknown) => (typeof code === 'string' ? (units.get(code)?.name ?? code) : null)
  return [
    row.name,
    row.caseNo,
    unit(row.scopeKey),
    matterLabel(String(extra.matter)),
    urgencies[extra.urgency as keyof typeof urgencies] ?? null,
    intakeKind.states[row.state]?.label ?? row.state,
    unit(extra.main_unit),
    row.openedOn,
    typeof extra.reply_due_on === 'string' ? extra.reply_due_on : null,
  ]
}

/** The filters in words, for those who approve: never what was searched for. */
function filterWords(query: URLSearchParams): string {
  const of = (name: string) => query.get(name) ?? ''
  const urgency = urgencies[of('urgency') as keyof typeof urgencies]
  const words = [
    of('q') && '按查找词筛选',
    intakeKind.states[of('state')] && `状态：${intakeKind.states[of('state')]!.label}`,
    isMatter(of('matter')) && `事项：${matterLabel(of('matter'))}`,
    urgency && `紧急程度：${urgency}`,
    of('town') && '按乡镇筛选',
    of('due') && '按到期筛选',
  ]
  return words.filter(Boolean).join('；') || '全部事项'
}

export const intakeListExport: ExportSource = {
  name: 'intake.list',
  label: '一口受理事项名单',
  kind: 'intake',
  holdsNames: true,
  unit: '件',
  about: async (_ctx, query) => ({ about: filterWords(query), period: null }),
  count: (ctx, query) => countCases(ctx, 'intake', intakeQuery(query)),
  async sheets(ctx, query) {
    const known = await directory(ctx.db)
    const rows = async function* () {
      for await (const row of everyCase(ctx, 'intake', intakeQuery(query))) yield rowOf(row, known)
    }
    const notes = [`${ctx.actor.unit.name}；条件：${filterWords(query)}`]
    return [{ name: '名单', title: '一口受理事项名单', notes, columns, rows: rows() }]
  },
  backHref: (query) => `/intake?${query}`,
}

export const intakeFiguresExport = figuresExport(intakeFigures)
export const intakeFigureListExport = figureListExport(intakeFigures, {
  columns,
  row: (file, { known }) => rowOf(file, known),
  select: intakeQuery(new URLSearchParams()).select!,
})
