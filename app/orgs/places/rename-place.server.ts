import { z } from 'zod'
import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import { legalDay, optionalText, requiredText } from '~/lib/text'
import { forgetDirectory } from '../find-units.server'
import { NAME } from './add-place.server'
import { formValues, notAhead, openPlace, REASON } from './open-place.server'

const input = z.object({
  name: requiredText(NAME),
  shortName: optionalText(20),
  on: legalDay(),
  reason: requiredText(REASON),
})

/** Gives a place a new name from a day; the old one stays findable. Throws 404, 409, 422. */
export async function renamePlace(
  ctx: { actor: Actor; db: Db },
  code: string | undefined,
  form: FormData,
): Promise<void> {
  const { actor, db } = ctx
  const place = await openPlace(ctx, code)
  const { name, shortName, on, reason } = formValues(form, input)
  notAhead(actor, on)
  if (name === place.name && (shortName ?? place.shortName) === place.shortName)
    throw invalid({ name: ['与现在的名称相同'] })
  await db.$executeRaw`SELECT rename_place(${place.code}, ${name}, ${shortName ?? null}, ${on}::date, ${reason})`
  await logAccess(db, actor, { event: 'org_change', data: { what: 'rename', code: place.code } })
  forgetDirectory()
}
