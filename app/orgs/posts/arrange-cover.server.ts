import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import type { Actor } from '~/access/actor'
import { inForceSql } from '~/access/in-force.server'
import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/lib/db.server'
import { invalid, notFound } from '~/lib/errors'
import { legalDay } from '~/lib/text'
import { staffOf } from './authorise-post.server'
import { coverPost } from './cover-post.server'
import { endPost } from './end-post.server'
import { postIAnswerFor } from './answers-for.server'
import { postRows, type PostRow } from './post-rows.server'

type Ctx = { actor: Actor; db: Db }

export type CoverLine = PostRow & { away: string }

const input = z.object({ covered: z.uuid(), deputy: z.uuid(), from: legalDay(), until: legalDay() })

/** Covers of this head's people that are not over, the people, and who of their units could stand in. Throws 403. */
export async function listCovers(ctx: Ctx): Promise<{ covers: CoverLine[]; staff: PostRow[]; colleagues: PostRow[] }> {
  const { actor, db } = ctx
  const all = await staffOf(ctx)
  const staff = all.filter((one) => !one.deputyOf)
  const covers = all.flatMap((one) => {
    const away = staff.find((other) => other.id === one.deputyOf)
    return away ? { ...one, away: away.name } : []
  })
  const units = [...new Set(staff.map((one) => one.unit.code))]
  const colleagues = await postRows(
    db,
    Prisma.sql`p.unit_code = ANY (${units}) AND ${inForceSql(actor.today)} AND p.deputy_of IS NULL AND p.user_id <> ${actor.userId}`,
    { take: 300 },
  )
  return { covers, staff, colleagues }
}

/**
 * Cover for somebody on leave (请假代办): a colleague of the same unit stands in for his post between two days; it ends by
 * itself. For the head who answers for the one who is away. Throws 403, 422 by field.
 */
export async function arrangeCover(ctx: Ctx, form: FormData): Promise<void> {
  const { staff, colleagues } = await listCovers(ctx)
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { covered, deputy, from, until } = parsed.value
  if (!staff.some((one) => one.id === covered)) throw invalid({ covered: ['请从列表中选择'] })
  const person = colleagues.find((one) => one.id === deputy)
  if (!person) throw invalid({ deputy: ['请从列表中选择'] })
  await coverPost(ctx, { covered, person: person.userId, from, until })
}

/** Ends a cover early. Throws 404, 409. */
export async function endCover(ctx: Ctx, id: FormDataEntryValue | null): Promise<void> {
  const post = await postIAnswerFor(ctx, id)
  if (!post.deputyOf) throw notFound()
  await endPost(ctx, post, { cause: 'cover_over' })
}
