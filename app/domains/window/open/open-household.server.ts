/** 建户: a household's card in the worker's own grid (SR-11: at most so many households to one worker). */
import type { Ctx } from '~/casefile/act.server'
import { openCases } from '~/casefile/open.server'
import { invalid } from '~/lib/errors'
import { gridHint, judgeGrid } from '~/orgs/grids'
import { gridLimits } from '~/orgs/places/grid-limits.server'
import { household } from '../domain.server'
import type { NewHousehold } from '../steps/inputs'
import { identityOf } from './identity'

/** Households of the grid that are on its list, as the worker sees them. */
export const householdsOf = ({ actor, db }: Ctx): Promise<number> =>
  db.caseFile.count({ where: { kind: 'household', scopeKey: actor.unit.code, state: 'active' } })

/** Gives the new card's id. Throws 422: with a full grid the grid has to be split first. */
export async function openHousehold(ctx: Ctx, given: NewHousehold): Promise<string> {
  const { actor } = ctx
  const limits = await gridLimits(ctx)
  const count = (await householdsOf(ctx)) + 1
  if (judgeGrid(count, limits) === 'block') throw invalid({ '': [gridHint(count, limits)!] })
  const identity = identityOf(given, actor.today)
  if ('fields' in identity) throw invalid(identity.fields)
  const { person } = identity
  const { membersCount, hardship, needs } = given
  const [opened] = await openCases(household, ctx, [
    {
      step: 'register',
      scopeKey: actor.unit.code,
      state: 'active',
      openedOn: actor.today,
      ownerPostId: actor.postId,
      lawfulBasis: 'statutory_duty',
      person,
      residenceCode: actor.unit.regionCode.slice(0, 12),
      contacts: [
        { what: 'address', value: given.address },
        ...(given.phone ? [{ what: 'phone', value: given.phone }] : []),
      ],
      rows: { household_file: [{ grid_code: actor.unit.regionCode, members_count: membersCount, hardship, needs }] },
      facts: {
        state: 'active',
        openedOn: actor.today,
        sex: person.sex,
        birthOn: person.birthOn,
        hardship,
        lastVisitOn: null,
        visitsMade: 0,
      },
      due: ['visit'],
      input: { membersCount, hardship, needs },
    },
  ])
  return opened!.id
}
