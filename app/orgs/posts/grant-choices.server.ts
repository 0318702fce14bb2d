/** What the forms of granting and moving choose from: people, then the role, then the units that fit it. */
import type { Actor } from '~/access/actor'
import { isRole, roles, type Role } from '~/access/roles'
import type { Db } from '~/lib/db.server'
import { isUuid } from '~/lib/ids.server'
import { directory } from '../find-units.server'
import { fits } from './places'
import { holdingsOf } from './grant-post.server'

type Ctx = { actor: Actor; db: Db }

const PEOPLE = 20
const UNITS = 50

/** Accounts by name or user name; without a text those that have no post yet, the newest first. */
export async function findPeople({ actor, db }: Ctx, q: string | undefined) {
  const people = await db.user.findMany({
    where: {
      disabledAt: null,
      id: { not: actor.userId },
      ...(q
        ? { OR: [{ name: { contains: q } }, { username: { contains: q.toLowerCase() } }] }
        : { posts: { none: {} } }),
    },
    select: { id: true, name: true, username: true, createdAt: true, _count: { select: { posts: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: PEOPLE + 1,
  })
  return {
    people: people.slice(0, PEOPLE).map(({ _count, ...one }) => ({ ...one, posts: _count.posts })),
    more: people.length > PEOPLE,
  }
}

export type People = Awaited<ReturnType<typeof findPeople>>

/** The form for one person: the units that fit the chosen role and the text; null for an id that names nobody. */
export async function grantChoices(ctx: Ctx, personId: string, address: URLSearchParams) {
  const person = isUuid(personId)
    ? await ctx.db.user.findUnique({ where: { id: personId }, select: { id: true, name: true, username: true } })
    : null
  if (!person) return null
  const { units } = await directory(ctx.db)
  const holdings = await holdingsOf(ctx.db, person.id, ctx.actor.today)
  const role = address.get('role') ?? ''
  const text = (address.get('unit') ?? '').trim().slice(0, 40)
  const found = isRole(role)
    ? [...units.values()].filter(
        (unit) =>
          (!unit.closedOn || unit.closedOn > ctx.actor.today) &&
          fits(role, unit) &&
          (!text || unit.name.includes(text) || unit.code.startsWith(text)),
      )
    : []
  return {
    person,
    holdings: holdings.map(
      (one) =>
        `${isRole(one.role) ? roles[one.role] : one.role} · ${units.get(one.unitCode)?.name ?? one.unitCode}${one.cover ? '（代办）' : ''}`,
    ),
    role: isRole(role) ? role : null,
    roleLabel: isRole(role) ? roles[role] : null,
    roles: (Object.keys(roles) as Role[]).map((value) => ({ value, label: roles[value] })),
    unitText: text,
    units: found.slice(0, UNITS).map((unit) => ({ value: unit.code, label: unit.name })),
    moreUnits: Math.max(0, found.length - UNITS),
    today: ctx.actor.today,
  }
}

export type GrantChoices = NonNullable<Awaited<ReturnType<typeof grantChoices>>>
