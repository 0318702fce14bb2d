/** What the forms that open a file share: where it belongs, who it is about, and the protected way (封存). */
import type { Ctx } from '~/casefile/act.server'
import { openCases, type OpenItem } from '~/casefile/open.server'
import { invalid, refused } from '~/lib/errors'
import { deposit } from '~/people/vault-mouth.server'
import { support } from '../domain.server'
import { supportRow } from './handoff-rows'
import type { PersonInput } from '~/people/person-input'
import { contactsOf, readIdentity, type Identity } from '~/people/read-person'
import { responsiblePlace } from '../rules'
import type { SupportFacts } from '../support.kind'

export type Opened = { kind: 'handoff' | 'release_notice' | 'support'; id: string | null; protectedCopy: boolean }

/** The identity on a form. Throws 422 by field. */
export function identityOf({ actor }: Ctx, given: PersonInput): Identity {
  const read = readIdentity(given, actor.today)
  if ('fields' in read) throw invalid(read.fields)
  return read.person
}

/** The office that takes the file: one's own, or the one that the county's clerk names. Throws 403, 422. */
export async function officeOf(
  { actor, db }: Ctx,
  townUnit: string | undefined,
): Promise<{ code: string; regionCode: string }> {
  if (actor.role === 'TJ') return { code: actor.unit.code, regionCode: actor.unit.regionCode }
  if (actor.role !== 'JC') throw refused()
  const unit =
    townUnit?.startsWith(actor.unit.regionCode) &&
    (await db.unit.findFirst({ where: { code: townUnit, kind: 'justice_office', closedOn: null } }))
  if (!unit) throw invalid({ townUnit: ['请选择本县的司法所'] })
  return { code: unit.code, regionCode: unit.regionCode }
}

/** The justice bureau of the county where the person lives, or is registered. Throws 422. */
export async function bureauOf({ db }: Ctx, given: PersonInput): Promise<{ code: string; regionCode: string }> {
  const place = responsiblePlace(given.residenceCode, given.hujiCode) ?? ''
  const unit = await db.unit.findFirst({
    where: { regionCode: place.slice(0, 6), kind: 'justice_bureau', closedOn: null },
    orderBy: { code: 'asc' },
  })
  if (!unit)
    throw invalid({ [given.residenceCode ? 'residenceCode' : 'hujiCode']: ['没有找到这个地方的司法局，请核对'] })
  return { code: unit.code, regionCode: unit.regionCode }
}

/** What every new file carries of its person. */
export const aboutPerson = (given: PersonInput, person: Identity) => ({
  person,
  hujiCode: given.hujiCode ?? null,
  residenceCode: given.residenceCode ?? null,
  contacts: contactsOf(given),
})

/** A neutral support file on its first day. */
export function supportItem(
  ctx: Ctx,
  given: PersonInput,
  person: Identity,
  unitCode: string,
  needs: readonly string[],
): OpenItem<SupportFacts> {
  const { actor } = ctx
  return {
    ...aboutPerson(given, person),
    step: 'open',
    scopeKey: unitCode,
    state: 'open',
    openedOn: actor.today,
    ownerPostId: actor.role === 'TJ' ? actor.postId : null,
    lawfulBasis: 'consent',
    rows: { support_file: [supportRow(needs)] },
    facts: {
      state: 'open',
      openedOn: actor.today,
      sex: person.sex,
      birthOn: person.birthOn,
      scopeKey: unitCode,
      needs,
      startedOn: null,
      lastContactOn: null,
      contactsMade: 0,
      attempts: [],
      lostOn: null,
      lastRecheckOn: null,
    },
    due: ['first_talk'],
    input: {},
  }
}

/**
 * The record goes to the vault's mouth and nowhere else; what stays is neutral help without an origin (D1-edge-04). The
 * envelope is written first, in the same transaction.
 */
export async function openProtected(
  ctx: Ctx,
  given: PersonInput,
  person: Identity,
  to: { unitCode: string; needs: readonly string[]; how: 'own' | 'deliver' },
  record: Record<string, unknown>,
): Promise<string> {
  const { actor, db } = ctx
  await deposit(db, {
    v: 1,
    receivedOn: actor.today,
    fromUnit: actor.unit.code,
    person,
    hujiCode: given.hujiCode ?? null,
    residenceCode: given.residenceCode ?? null,
    record,
  })
  const [opened] = await openCases(support, ctx, [supportItem(ctx, given, person, to.unitCode, to.needs)], to.how)
  return opened!.id
}
