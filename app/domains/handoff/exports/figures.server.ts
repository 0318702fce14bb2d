/** The figures of 安置帮教 and the lists behind them as files. */
import { figureListExport, figuresExport } from '~/casefile/figures/export-figures.server'
import { handoffFigures } from '../figures/handoff-figures.server'
import { personColumns, personRow, personSelect } from './list.server'

export const handoffFiguresExport = figuresExport(handoffFigures)

export const handoffFigureListExport = figureListExport(handoffFigures, {
  columns: personColumns,
  row: (file, { today, known }) => personRow(file, today, known),
  select: personSelect,
})
