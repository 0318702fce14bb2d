/** Who issues the table of figures as a paper: whoever lists the kind, works on it and may print it. Pure. */
import { judge } from '~/access/policy'
import { roles, type Role } from '~/access/roles'
import type { FigureSet } from './figure'

const may = (role: Role, kind: string, operation: 'L' | 'P' | 'W' | 'A') => judge(role, kind, operation).allowed

export const mayIssue = ({ kind }: Pick<FigureSet, 'kind'>, role: Role): boolean =>
  may(role, kind, 'L') && may(role, kind, 'P') && (may(role, kind, 'W') || may(role, kind, 'A'))

export const issuersOf = (set: Pick<FigureSet, 'kind'>): Role[] =>
  (Object.keys(roles) as Role[]).filter((role) => mayIssue(set, role))
