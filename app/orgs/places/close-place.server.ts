import { z } from 'zod'
import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import type { Db } from '~/lib/db.server'
import { conflict } from '~/lib/errors'
import { legalDay, requiredText } from '~/lib/text'
import { forgetDirectory } from '../find-units.server'
import { formValues, notAhead, openPlace, REASON } from './open-place.server'
import { whatHangs } from './what-hangs'

const input = z.object({ on: legalDay(), reason: requiredText(REASON) })

/** Closes a place on which nothing hangs any more. Throws 404, 409 with what still hangs on it, 422. */
export async function closePlace(
  ctx: { actor: Actor; db: Db },
  code: string | undefined,
  form: FormData,
): Promise<void> {
  const { actor, db } = ctx
  const place = await openPlace(ctx, code)
  const { on, reason } = formValues(form, input)
  notAhead(actor, on)
  const left = whatHangs(place)
  if (left.length) throw conflict(`还不能撤销：${left.join('、')}。请先合并到别的单位，或者办结、移交。`)
  await db.$executeRaw`SELECT close_place(${place.code}, ${on}::date, ${reason})`
  await logAccess(db, actor, { event: 'org_change', data: { what: 'close', code: place.code } })
  forgetDirectory()
}
