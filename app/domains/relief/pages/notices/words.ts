import { formatDay, shortDay } from '~/lib/dates'
import { formatFen } from '~/lib/text'
import type { PublicNotice } from '../../notices/public-notices.server'

/** 初审公示: before the decision; 决定公布: after it. */
export const stages = { proposed: '初审公示', decided: '决定公布' } as const

/** '1,640.00 元'; of an allowance '330.00 元／月'. */
export const amountWords = ({ amountFen, monthly }: Pick<PublicNotice, 'amountFen' | 'monthly'>): string =>
  `${formatFen(amountFen)} 元${monthly ? '／月' : ''}`

export const periodWords = ({ fromOn, toOn }: Pick<PublicNotice, 'fromOn' | 'toOn'>): string =>
  `${formatDay(fromOn)}至${formatDay(toOn)} 24 时`
export const untilWords = ({ toOn }: Pick<PublicNotice, 'toOn'>): string => `${shortDay(toOn)} 24 时`
