import { parseWithZod } from '@conform-to/zod/v4'
import type { z } from 'zod'
import type { Actor } from '~/access/actor'
import { formatDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { conflict, invalid } from '~/lib/errors'
import { readPlace } from './read-place.server'

/** Longest order or paper that a change of the organisation names. */
export const REASON = 200

/** A place that is still in use. Throws 404, 409. */
export async function openPlace(ctx: { actor: Actor; db: Db }, code: string | undefined) {
  const place = await readPlace(ctx, code)
  if (place.ended) throw conflict(`已于 ${formatDay(place.ended)} 撤销，不能再改。`)
  return place
}

/** The form's values. Throws 422. */
export function formValues<T>(form: FormData, schema: z.ZodType<T>): T {
  const parsed = parseWithZod(form, { schema })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  return parsed.value
}

/** Changes of the organisation are entered on their day or after. Throws 422. */
export const notAhead = (actor: Actor, on: string) => {
  if (on > actor.today) throw invalid({ on: ['日期不能晚于今天，请到当天再办理'] })
}
