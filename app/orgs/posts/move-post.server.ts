import type { Actor } from '~/access/actor'
import { addDays } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid, refused } from '~/lib/errors'
import { endPost } from './end-post.server'
import { grantPost, parseGrant, type Granted } from './grant-post.server'
import { anyPost } from './post-rows.server'

/**
 * Mover (调岗): the old post ends on the eve of the new one's first day, and the new one is granted, in one transaction.
 * A move of today ends the sessions on the old post at once. Throws 403, 404, 409, 422 by field.
 */
export async function movePost(ctx: { actor: Actor; db: Db }, id: unknown, form: FormData): Promise<Granted> {
  if (ctx.actor.role !== 'SE') throw refused()
  const old = await anyPost(ctx.db, id)
  if (old.deputyOf) throw refused('代办岗位不能调岗，由单位负责人结束代办。')
  form.set('person', old.userId)
  const input = parseGrant(form)
  if (input.from < ctx.actor.today) throw invalid({ from: ['开始日期不能早于今天'] })
  if (input.role === old.role && input.unit === old.unit.code && !input.classCode)
    throw invalid({ unit: ['与原岗位相同，不用调岗'] })
  await endPost(ctx, old, { cause: 'moved', lastDay: addDays(input.from, -1) })
  return grantPost(ctx, input)
}
