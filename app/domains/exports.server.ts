/** Every file that may be taken out (导出): the only place that lists the sources. */
import { judge, type KindName } from '~/access/policy'
import { roles, type Role } from '~/access/roles'
import { secondRoles, type ExportSources } from '~/casefile/exports/source'
import { cellsExport } from '~/casefile/figures/export-cells.server'
import { returnExport } from '~/casefile/returns/export-return.server'
import { allSumReaders, figureSets } from './figures.server'
import { handoffFigureListExport, handoffFiguresExport } from './handoff/exports/figures.server'
import { handoffListExport } from './handoff/exports/list.server'
import { logExport } from './log-export.server'
import { reliefExports } from './relief/exports/figures.server'
import { bankFiles } from './relief/payment/bank-file.server'
import { returnForms } from './returns.server'
import { intakeFigureListExport, intakeFiguresExport, intakeListExport } from './window/exports/sources.server'

/** Does any role take files of the kind out? Returns of other kinds are printed. */
const mayLeave = (kind: KindName) => (Object.keys(roles) as Role[]).some((role) => judge(role, kind, 'E').allowed)

export const exportSources: ExportSources = [
  handoffListExport,
  handoffFiguresExport,
  handoffFigureListExport,
  ...reliefExports,
  ...bankFiles,
  intakeListExport,
  intakeFiguresExport,
  intakeFigureListExport,
  ...returnForms.filter(({ kind }) => mayLeave(kind)).map(returnExport),
  logExport,
  cellsExport(figureSets, allSumReaders),
]

/** Roles that some export waits for as the second approver. */
export const secondApprovers: readonly Role[] = [...new Set(exportSources.flatMap(secondRoles))]
