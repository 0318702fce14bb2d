/** Which rows belong to which tab of the desk: written once, for the list and for its number. */
import { grantOf, kindNames, referralReceivers, type ReferralType } from '~/access/policy'
import type { Role } from '~/access/roles'
import { Prisma } from '~/generated/prisma/client'
import { addDays } from '~/lib/dates'
import type { Ctx } from '../act.server'
import { endsAccepted } from '../referrals/referral-types'
import type { Domains } from './duty-words'

/** A file counts as newly given for this many days. */
const NEW_DAYS = 7

/** Kinds whose files come to the role's unit from others and are taken over by one of the colleagues. */
export const kindsTaken = (domains: Domains, role: Role): string[] =>
  Object.values(domains).flatMap(({ kind }) =>
    kind.steps.assign && grantOf(role, kind.name)?.reach === 'unit' ? kind.name : [],
  )

/** Types of referral that a role receives at its own unit. */
export const typesReceived = (role: Role): ReferralType[] =>
  (Object.keys(referralReceivers) as ReferralType[]).filter((type) =>
    (referralReceivers[type] as readonly Role[]).includes(role),
  )

/** Referrals (alias r) about which something is still to be done. */
export const stillOpen = Prisma.sql`(r.state = 'sent' OR (r.state = 'accepted' AND r.type <> ALL (${[...endsAccepted]})))`

/** Files (alias c) that are not closed, and in no closed state of their kind. */
export function open(domains: Domains): Prisma.Sql {
  const closed = Object.values(domains).map(({ kind }) => {
    const states = Object.keys(kind.states).filter((state) => !kind.states[state]!.open)
    return Prisma.sql`(c.kind = ${kind.name} AND c.state = ANY (${states}))`
  })
  return Prisma.sql`c.closed_on IS NULL AND NOT (${Prisma.join(closed, ' OR ')})`
}

/** Comes in by name on single files, with no range of its own (a pair helper). */
export const byNameOnly = (role: Role): boolean => {
  const grants = kindNames.flatMap((kind) => grantOf(role, kind) ?? [])
  return grants.length > 0 && grants.every((grant) => grant.reach === 'party')
}

/** My post, and those I stand in for. */
export const mineAndCovered = ({ actor }: Ctx): string[] => [actor.postId, ...actor.covers.map((cover) => cover.postId)]

/** Files (alias c) in my name, or in that of a colleague I stand in for. */
const held = (ctx: Ctx): Prisma.Sql => Prisma.sql`c.owner_post_id = ANY (${mineAndCovered(ctx)}::uuid[])`

/** Files (alias c) that were given to me within a week. */
export function newlyAssigned(domains: Domains, ctx: Ctx): Prisma.Sql {
  return Prisma.sql`${open(domains)} AND c.assigned_on > ${addDays(ctx.actor.today, -NEW_DAYS)}::date AND ${held(ctx)}`
}

/** Files (alias c) that came to my unit and nobody has taken. */
export function arrived(domains: Domains, { actor }: Ctx): Prisma.Sql {
  const kinds = kindsTaken(domains, actor.role)
  if (!kinds.length) return Prisma.sql`FALSE`
  return Prisma.sql`${open(domains)} AND c.owner_post_id IS NULL AND c.scope_key = ${actor.unit.code} AND c.kind = ANY (${kinds})`
}

/** Referrals (alias r) that came to my unit and wait to be accepted or returned. */
export function toReceive({ actor }: Ctx): Prisma.Sql {
  const types = typesReceived(actor.role)
  if (!types.length) return Prisma.sql`FALSE`
  return Prisma.sql`r.state = 'sent' AND r.to_key = ${actor.unit.code} AND r.type = ANY (${types})`
}

/** Proposals (alias p) that wait for a second hand in my role, made by somebody else. */
export function awaitingMe({ actor }: Ctx): Prisma.Sql {
  return Prisma.sql`p.state = 'waiting' AND ${actor.role} = ANY (p.second_roles) AND p.proposed_user <> ${actor.userId}`
}

/** Documents (alias d) that wait for a second hand in my role, drawn up by somebody else. */
export function papersAwaitingMe({ actor }: Ctx): Prisma.Sql {
  return Prisma.sql`d.state = 'draft' AND ${actor.role} = ANY (d.second_roles) AND d.made_user <> ${actor.userId}`
}

/** Open files (alias c) of my own hand; for who comes in by name on a file alone, those files: no other is seen. */
export function myFiles(domains: Domains, ctx: Ctx): Prisma.Sql {
  const { actor } = ctx
  const mine = byNameOnly(actor.role)
    ? Prisma.sql`c.id = ANY (ARRAY(SELECT y.case_id FROM case_party y WHERE y.holder = ANY (${actor.holders}) AND y.until_at > ${actor.now}))`
    : held(ctx)
  return Prisma.sql`${open(domains)} AND ${mine}`
}
