import { Prisma } from '~/generated/prisma/client'
import { dayToDb, dbToDay } from '~/lib/dates'
import type { Role } from '~/access/roles'
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'
import type { BaseFacts, Kind } from '../kind'
import { roleWords } from './read-steps.server'
import type { ProposalView } from './views'

type Row = {
  id: string
  step: string
  state: string
  secondRoles: string[]
  proposedUser: string
  proposedName: string
  proposedAt: Date
  effectiveOn: Date | null
}

export function proposalView<F extends BaseFacts>(kind: Kind<F>, { actor }: Ctx, row: Row): ProposalView {
  const mine = row.proposedUser === actor.userId
  return {
    id: row.id,
    step: row.step,
    label: kind.steps[row.step]?.label ?? row.step,
    by: row.proposedName,
    at: row.proposedAt,
    secondLabel: roleWords(row.secondRoles as Role[]),
    ...(row.effectiveOn && { effectiveOn: dbToDay(row.effectiveOn) }),
    state: row.state === 'decided' ? 'decided' : 'waiting',
    mine,
    mayDecide: row.state === 'waiting' && !mine && row.secondRoles.includes(actor.role),
  }
}

/** A proposal as openProposalsQuery() gives it. */
export type ProposalLine = Omit<Row, 'proposedAt' | 'effectiveOn'> & { proposedAt: string; effectiveOn: string | null }

/** Proposals of a file that wait for the second hand, or were decided and wait for their day; for readTogether(). */
export const openProposalsQuery = (file: Pick<CaseRow, 'id'>) => Prisma.sql`
  SELECT id, step, state, second_roles AS "secondRoles", proposed_user AS "proposedUser", proposed_name AS "proposedName",
    proposed_at AS "proposedAt", effective_on AS "effectiveOn"
  FROM proposal WHERE case_id = ${file.id}::uuid AND state IN ('waiting', 'decided') ORDER BY proposed_at LIMIT 20`

export const openProposal = <F extends BaseFacts>(kind: Kind<F>, ctx: Ctx, line: ProposalLine): ProposalView =>
  proposalView(kind, ctx, {
    ...line,
    proposedAt: new Date(line.proposedAt),
    effectiveOn: line.effectiveOn === null ? null : dayToDb(line.effectiveOn),
  })
