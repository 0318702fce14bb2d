/** The file that an address names, of whichever kind lives there: for the pages that every kind shares. */
import { mayEnter, type Entered, type Verb } from '~/access/guard.server'
import { grantOf, isOfMinors, type KindName } from '~/access/policy'
import type { Role } from '~/access/roles'
import type { Domain } from '~/casefile/domain'
import { isCaseId } from '~/casefile/load-case.server'
import type { Place } from '~/casefile/ui/read-forms.server'
import { notFound, refused } from '~/lib/errors'
import { domains } from '.'
import { kindsAt, places } from './menu'

export type FileAt = { domain: Domain; kind: KindName; place: Place; base: string }

/** Throws 404 for a file that is not there or not mine; 403 when the post may not do this with its kind. */
export async function fileAt(c: Entered, verb: Verb): Promise<FileAt> {
  const kind = await kindOf(c)
  if (!kind) throw notFound()
  if (!mayEnter(c.actor.role, kind, verb)) throw refused()
  if (isFirstNameOnly(c.actor.role, kind)) throw notFound()
  const place = places[kind]
  return { domain: domains[kind], kind, place, base: `${place.path}/${c.params.id}` }
}

/** Knows a child by its first name: what the file's other pages say (numbers, village, signers) is more than that. */
function isFirstNameOnly(role: Role, kind: KindName): boolean {
  const grant = grantOf(role, kind)
  return isOfMinors(kind) && grant?.reach === 'party' && grant.view === 'limited'
}

async function kindOf({ db, params, url }: Entered): Promise<KindName | undefined> {
  const kinds = kindsAt(url)
  if (kinds.length < 2) return kinds[0]
  if (!isCaseId(params.id)) return undefined
  const file = await db.caseFile.findFirst({
    where: { id: params.id, kind: { in: [...kinds] } },
    select: { kind: true },
  })
  return kinds.find((kind) => kind === file?.kind)
}
