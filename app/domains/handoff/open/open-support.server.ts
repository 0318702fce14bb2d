import type { Ctx } from '~/casefile/act.server'
import { openCases } from '~/casefile/open.server'
import { support } from '../domain.server'
import type { NewSupport } from '../steps/inputs-open'
import { identityOf, officeOf, supportItem, type Opened } from './opening.server'

/** 服务登记: neutral help; nothing is asked about an origin. Throws 403, 422. */
export async function openSupport(ctx: Ctx, given: NewSupport): Promise<Opened> {
  const person = identityOf(ctx, given)
  const office = await officeOf(ctx, given.townUnit)
  const item = supportItem(ctx, given, person, office.code, given.needs)
  const [opened] = await openCases(support, ctx, [{ ...item, input: { needs: given.needs, note: given.note } }])
  return { kind: 'support', id: opened!.id, protectedCopy: false }
}
