/** The list of 安置帮教 as a file: the same filters, the same rows, the columns of the list. */
import { Prisma } from '~/generated/prisma/client'
import type { ExportColumn, ExportSource } from '~/casefile/exports/source'
import type { ListedCase } from '~/casefile/find.server'
import { countCases, everyCase } from '~/casefile/find.server'
import { sexWord } from '~/casefile/ui/day-words'
import { age, NO_DUE, type LegalDay } from '~/lib/dates'
import { directory, type Directory } from '~/orgs/find-units.server'
import { handoffKind } from '../handoff.kind'
import { handoffQuery } from '../views/list.server'
import { filterWords } from './filter-words'
import { placementTypes } from '../terms'

export const personColumns: readonly ExportColumn[] = [
  { label: '姓名', type: 'text' },
  { label: '性别', type: 'text', width: 6 },
  { label: '年龄', type: 'number', width: 6 },
  { label: '案件号', type: 'code', width: 22 },
  { label: '承办单位', type: 'text', width: 24 },
  { label: '状态', type: 'text' },
  { label: '帮扶等级', type: 'text', width: 10 },
  { label: '安置', type: 'text' },
  { label: '下一事项', type: 'text', width: 18 },
  { label: '到期', type: 'day', width: 12 },
]

/** One person of a list as a row: what the list shows, with the name in full. */
export function personRow(row: ListedCase, today: LegalDay, { units }: Directory) {
  const level = row.extra.support_level
  return [
    row.name,
    sexWord(row.sex),
    row.birthOn ? age(row.birthOn, today) : null,
    row.caseNo,
    units.get(row.scopeKey)?.name ?? row.scopeKey,
    handoffKind.states[row.state]?.label ?? row.state,
    typeof level === 'string' ? level : null,
    placementTypes[row.extra.placement_type as keyof typeof placementTypes] ?? null,
    handoffKind.duties[row.nextTask ?? '']?.label ?? null,
    row.nextDueOn === NO_DUE ? null : row.nextDueOn,
  ]
}

/** Columns of the own table that a row reads beside the file's. */
export const personSelect = Prisma.sql`h.support_level, h.placement_type`

export const handoffListExport: ExportSource = {
  name: 'handoff.list',
  label: '安置帮教名单',
  kind: 'handoff',
  holdsNames: true,
  unit: '人',
  about: async ({ db }, query) => ({ about: filterWords(query, (await directory(db)).regions), period: null }),
  count: (ctx, query) => countCases(ctx, 'handoff', handoffQuery(query)),
  async sheets(ctx, query) {
    const known = await directory(ctx.db)
    const { today } = ctx.actor
    const rows = async function* () {
      for await (const row of everyCase(ctx, 'handoff', handoffQuery(query))) yield personRow(row, today, known)
    }
    const notes = [`${ctx.actor.unit.name}；条件：${filterWords(query, known.regions)}`]
    return [{ name: '名单', title: '安置帮教名单', notes, columns: personColumns, rows: rows() }]
  },
  backHref: (query) => `/handoff?${query}`,
}
