/** What becomes of the rows of a list: the same questions in the same order for rosters and ledgers. */
import type { Face, ImportContext, Judged, RowIn, Seen } from '~/casefile/import/adapter'
import type { ImportedRow, RowProblem } from '~/casefile/import/row'
import { ruleBook } from '~/casefile/rules.server'
import type { LegalDay } from '~/lib/dates'
import { directory, type Directory } from '~/orgs/find-units.server'
import { placeReader, type Place } from './place.server'
import { neutralQuestions, routeOf } from './protect'
import { filesOf, sameFile, type Asked } from './there.server'
import type { ListContext, OffenceValue, PersonValue } from './read-person'
import { releaseNoticeKind } from '../release-notice.kind'
import { handoffKind } from '../handoff.kind'
import { supportKind } from '../support.kind'

type Value = PersonValue & OffenceValue

/** How a list differs: how a row is read, which field names the town and the release, which file "there" means. */
export type ListReader<V extends Value> = {
  read: (row: RowIn, ctx: ListContext, context: ImportContext) => ImportedRow<V>
  town: { field: string; of: (value: Partial<V>) => string | undefined }
  releaseOn: (value: Partial<V>) => LegalDay | undefined
  /** A row that is not mine for another reason than its town: for whom it is. */
  foreign?: (value: Partial<V>, context: ImportContext, dir: Directory) => string | undefined
  kind: (context: ImportContext) => 'handoff' | 'release_notice'
}

export type ReadyRow<V> = { value: V; place: Extract<Place, { is: 'own' }>; row: RowIn; seen: string | null }

/** A row is read once for judging and writing. */
const known = new WeakMap<RowIn, ImportedRow<Value>>()
function readOnce<V extends Value>(
  list: ListReader<V>,
  row: RowIn,
  context: ImportContext,
  adultAge: number,
): ImportedRow<V> {
  const read =
    (known.get(row) as ImportedRow<V> | undefined) ??
    list.read(row, listContext(row, context.actor.today, adultAge), context)
  known.set(row, read as ImportedRow<Value>)
  return read
}

const listContext = (row: RowIn, today: LegalDay, adultAge: number): ListContext => ({
  today,
  adultAge,
  marksJuveniles:
    answered(row) ||
    typeof row.mapping.key_category === 'number' ||
    typeof row.mapping.juvenile_at_offence === 'number',
})
const answered = (row: RowIn) => row.answers.all_adult === true

/** Name, number and so on of a person as a comparable key; null while they cannot be told. */
const personKey = (value: Partial<PersonValue>): string | null =>
  value.id_no
    ? `id:${value.id_no}`
    : value.name && value.birth_date && value.no_id_reason
      ? `nb:${value.name}:${value.birth_date}`
      : null

const seenKey = (key: string | null, releaseOn: LegalDay | undefined) =>
  key && releaseOn ? `${key}@${releaseOn}` : null

type RoomKind = 'handoff' | 'release_notice' | 'support'
const openIn = (kind: RoomKind) => (state: string) =>
  ({ handoff: handoffKind, release_notice: releaseNoticeKind, support: supportKind })[kind].states[state]?.open === true

/** Limits of the day: what is sealed, and from which age on one is grown up. */
export async function limitsOf({ actor, db }: ImportContext) {
  const book = await ruleBook(db)
  return { maxMonths: book.rule('D5.sentence', actor.today).value, adultAge: book.rule('D5.age', actor.today).value }
}

export async function judgeList<V extends Value>(
  list: ListReader<V>,
  context: ImportContext,
  rows: readonly RowIn[],
  seen: Seen,
): Promise<Judged[]> {
  const { actor, db } = context
  const dir = await directory(db)
  const limits = await limitsOf(context)
  const placeOf = placeReader(dir, actor)
  const drafts = rows.map((row) => {
    const { value, problems, warnings } = readOnce(list, row, context, limits.adultAge)
    const place = placeOf(list.town.of(value))
    const routing = routeOf(value, list.releaseOn(value), row.cells, limits)
    const foreign = list.foreign?.(value, context, dir) ?? (place?.is === 'other' ? place.name : undefined)
    return {
      value,
      warnings,
      place,
      routing,
      foreign,
      problems: withQuestions(problems, place, routing, list.town.field),
    }
  })
  const ready = drafts.map((draft) =>
    draft.problems.length === 0 && draft.foreign === undefined ? asked(draft.value) : null,
  )
  const of = (which: 'open' | 'vault') => ready.map((one, index) => (drafts[index]!.routing === which ? one : null))
  const kind = list.kind(context)
  const there = await lookUp(context, kind, of('open'))
  const helped = kind === 'handoff' ? await lookUp(context, 'support', of('vault')) : []
  const before = drafts.map(({ value, routing }) =>
    routing === 'vault' ? seenKey(personKey(value), list.releaseOn(value)) : null,
  )
  const imported = await seen(before.filter((one) => one !== null))
  return drafts.map((draft, index) => {
    const { value, warnings, routing, foreign, problems } = draft
    const releaseOn = list.releaseOn(value)
    const key = personKey(value)
    const base = {
      problems,
      warnings,
      key,
      face: routing === 'open' ? faceOf(value, releaseOn, list.town.of(value)) : null,
    }
    if (foreign !== undefined) return { ...base, verdict: 'other', problems: [], note: foreign }
    if (routing === 'vault') {
      const done =
        imported.has(before[index] ?? '') || (helped[index] ?? []).some((file) => openIn('support')(file.state))
      return { ...base, warnings: [], verdict: problems.length ? 'vault_mend' : done ? 'vault_there' : 'vault' }
    }
    if (problems.length) return { ...base, warnings: routing === 'open' ? warnings : [], verdict: 'mend' }
    const same = releaseOn && sameFile(there[index] ?? [], openIn(kind), releaseOn)
    return same ? { ...base, verdict: 'there', caseId: same.caseId } : { ...base, verdict: 'create' }
  })
}

async function lookUp(
  context: ImportContext,
  kind: 'handoff' | 'release_notice' | 'support',
  people: readonly (Asked | null)[],
) {
  const found = await filesOf(
    context,
    kind,
    people.filter((one) => one !== null),
  )
  let next = 0
  return people.map((one) => (one ? found[next++]! : []))
}

const asked = (value: Partial<Value>): Asked | null =>
  value.name && value.birth_date ? { idNo: value.id_no ?? null, name: value.name, birthOn: value.birth_date } : null

function withQuestions(
  problems: readonly RowProblem[],
  place: Place | undefined,
  routing: string,
  townField: string,
): RowProblem[] {
  const town =
    place?.is === 'unclear' && !problems.some(({ field }) => field === townField)
      ? [{ field: townField, why: place.why }]
      : []
  const question = routing === 'ask' || routing === 'unknown_sentence' ? neutralQuestions[routing] : undefined
  const open = question && !problems.some(({ field }) => field === question.field) ? [{ ...question }] : []
  return [...problems, ...town, ...open]
}

const faceOf = (value: Partial<Value>, day: LegalDay | undefined, place: string | undefined): Face => ({
  name: value.name ?? '',
  idNo: value.id_no ?? null,
  day: day ?? null,
  place: place ?? '',
})

/** The rows to write, read once more and with their place; whoever was judged fit is fit. */
export async function readyRows<V extends Value>(
  list: ListReader<V>,
  context: ImportContext,
  rows: readonly RowIn[],
): Promise<ReadyRow<V>[]> {
  const limits = await limitsOf(context)
  const placeOf = placeReader(await directory(context.db), context.actor)
  return rows.map((row) => {
    const { value } = readOnce(list, row, context, limits.adultAge)
    const place = placeOf(list.town.of(value))
    if (place?.is !== 'own') throw new Error('a row without a place was judged fit')
    return { value: value as V, place, row, seen: seenKey(personKey(value), list.releaseOn(value)) }
  })
}
