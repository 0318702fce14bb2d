import { Prisma } from '~/generated/prisma/client'
import type { Ctx } from '~/casefile/act.server'
import { listCases } from '~/casefile/find.server'
import { dayToDb } from '~/lib/dates'
import { SHOWN, type Find } from '~/people/search-people.server'

/** The spine's list as the people's room asks for it: one kind, by name, within the actor's scope. */
export const findKind =
  (ctx: Ctx): Find =>
  (kind, { q, bornOn }) =>
    listCases(ctx, kind, {
      q,
      order: 'name',
      limit: SHOWN,
      glance: true,
      file: bornOn ? [Prisma.sql`c.birth_on = ${dayToDb(bornOn)}::date`] : [],
    })
