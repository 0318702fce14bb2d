/** Rows whose origin belongs in the vault: an envelope for it, and neutral help at the town. No notice, no hand-off file. */
import type { ImportContext } from '~/casefile/import/adapter'
import { openCases, type OpenItem } from '~/casefile/open.server'
import { deposit } from '~/people/vault-mouth.server'
import { support } from '../domain.server'
import { supportRow } from '../open/handoff-rows'
import type { contactsOf } from './person'
import { personOf } from './person'
import type { Place } from './place.server'
import type { PersonValue } from './read-person'
import type { SupportFacts } from '../support.kind'

export type ProtectedRow = {
  value: PersonValue
  place: Extract<Place, { is: 'own' }>
  contacts: ReturnType<typeof contactsOf>
  /** Everything the list says; goes into the envelope and nowhere else. */
  record: object
}

/** 刑事诉讼法 286; 犯罪记录封存实施办法 4, 24. What stays is as any other neutral help. */
export async function writeProtected(
  context: ImportContext,
  rows: readonly ProtectedRow[],
  how: 'own' | 'deliver',
): Promise<void> {
  if (rows.length === 0) return
  const { actor, db } = context
  for (const { value, place, record } of rows) {
    const about = { person: personOf(value), hujiCode: place.town, residenceCode: null }
    await deposit(db, { v: 1, receivedOn: actor.today, fromUnit: actor.unit.code, ...about, record })
  }
  await openCases(
    support,
    context,
    rows.map((row) => neutralItem(context, row)),
    how,
  )
}

function neutralItem({ actor }: ImportContext, { value, place, contacts }: ProtectedRow): OpenItem<SupportFacts> {
  const scopeKey = (place.office ?? place.bureau).code
  return {
    step: 'open',
    scopeKey,
    state: 'open',
    openedOn: actor.today,
    ownerPostId: actor.role === 'TJ' ? actor.postId : null,
    lawfulBasis: 'consent',
    person: personOf(value),
    hujiCode: place.town,
    contacts,
    rows: { support_file: [supportRow([])] },
    facts: {
      state: 'open',
      openedOn: actor.today,
      sex: value.sex,
      birthOn: value.birth_date,
      scopeKey,
      needs: [],
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
