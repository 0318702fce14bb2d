import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import type { Actor } from '~/access/actor'
import type { Db } from '~/lib/db.server'
import { invalid, refused } from '~/lib/errors'
import { optionalDay } from '~/lib/text'
import { endPost } from './end-post.server'
import { anyPost } from './post-rows.server'

type Ctx = { actor: Actor; db: Db }

const input = z.object({ cause: z.enum(['left', 'not_needed', 'error']), lastDay: optionalDay() })

/** The security administrator ends any post but his own; without a day at once. Throws 403, 404, 409, 422. */
export async function endAnyPost(ctx: Ctx, id: unknown, form: FormData): Promise<void> {
  if (ctx.actor.role !== 'SE') throw refused()
  const post = await anyPost(ctx.db, id)
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { cause, lastDay } = parsed.value
  if (lastDay && lastDay < ctx.actor.today) throw invalid({ lastDay: ['最后一天不能早于今天；立即结束的请留空'] })
  await endPost(ctx, post, { cause, ...(lastDay && { lastDay }) })
}
