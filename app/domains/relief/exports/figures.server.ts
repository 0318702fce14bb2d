/** The figures of relief and the lists behind them as files. */
import { judge, policy } from '~/access/policy'
import type { Role } from '~/access/roles'
import { Prisma } from '~/generated/prisma/client'
import type { ExportColumn } from '~/casefile/exports/source'
import { figureListExport, figuresExport } from '~/casefile/figures/export-figures.server'
import type { FigureSet } from '~/casefile/figures/figure'
import type { ListedCase } from '~/casefile/find.server'
import { reliefFigures } from '../figures/relief-figures.server'
import { amountWords } from '../views/list.server'
import { reliefDomains, type ReliefName } from '../views/kind-at.server'

const columns: readonly ExportColumn[] = [
  { label: '申请人', type: 'text', width: 12 },
  { label: '案件号', type: 'text', width: 22 },
  { label: '受理单位', type: 'text', width: 26 },
  { label: '状态', type: 'text', width: 12 },
  { label: '人数', type: 'number', width: 8 },
  { label: '金额（元）', type: 'text', width: 16 },
]
const listOf = (set: FigureSet) =>
  figureListExport(set, {
    columns,
    row: (file: ListedCase, { known }) => [
      file.name,
      file.caseNo,
      known.units.get(file.scopeKey)?.name ?? file.scopeKey,
      reliefDomains[set.kind as ReliefName].kind.states[file.state]?.label ?? file.state,
      Number(file.extra.persons ?? 1),
      amountWords(file.extra),
    ],
    select: Prisma.sql`h.persons, h.proposed_fen, h.decided_fen, h.emergency_fen, h.period`,
  })

/** Of the kinds that somebody may take out; the aids' figures are printed. */
const exported = Object.values(reliefFigures).filter(({ kind }) =>
  (Object.keys(policy[kind]) as Role[]).some((role) => judge(role, kind, 'E').allowed),
)

export const reliefExports = exported.flatMap((set) => [figuresExport(set), listOf(set)])
