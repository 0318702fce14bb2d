/** Rows of a file as words: what every document of this room knows of its person, unit, visits and steps. */
import type { Ctx } from '~/casefile/act.server'
import { periodText } from '~/casefile/deadlines/reason'
import type { CaseRow } from '~/casefile/domain'
import { ruleBook } from '~/casefile/rules.server'
import { visitTags } from '~/casefile/visits/visit-input'
import { decrypt } from '~/lib/crypto.server'
import { directory, unitFor } from '~/orgs/find-units.server'
import { displayRegion, regionOfUnit } from '~/orgs/region-names'
import type { Decision, PersonFacts, Taken, VisitFacts } from './facts'
import type { ContactRow, FileRows, ProposalRow, VisitRow } from './rows.server'
import { sexes } from '~/people/person-terms'

const NOBODY = { name: '', phone: null }

/** `clear`: decrypted values too; else they are null and only what stands in columns is told. */
export async function personFacts(
  { actor, db }: Ctx,
  file: CaseRow,
  rows: FileRows,
  given: { clear: boolean; records: Record<string, string> },
): Promise<PersonFacts> {
  const { regions, units } = await directory(db)
  const book = await ruleBook(db)
  const county = await unitFor(db, 'justice_bureau', regionOfUnit(file.scopeKey).slice(0, 6))
  const open = (value: string | null | undefined, context: string) =>
    given.clear && value ? decrypt(value, context) : null
  const contact = (row: ContactRow) => open(row.value_enc, `contact:${file.id}`)
  const own = (what: string) => rows.contacts.filter((row) => row.what === what && !row.relation).at(-1)
  const [phone, address] = [own('phone'), own('address')]
  return {
    today: actor.today,
    caseNo: file.caseNo,
    openedOn: file.openedOn,
    name: file.name,
    sex: sexes[file.sex as keyof typeof sexes] ?? '',
    birthOn: file.birthOn,
    idType: rows.person?.id_type ?? null,
    idNo: open(rows.person?.id_enc, 'person.id_no'),
    noIdReason: rows.person?.no_id_reason ?? null,
    huji: displayRegion(regions, file.hujiCode) || null,
    residence: displayRegion(regions, file.residenceCode) || null,
    address: address ? contact(address) : null,
    phone: phone ? contact(phone) : null,
    relatives: rows.contacts
      .filter((row) => row.relation && row.what === 'phone')
      .map((row) => ({
        relation: row.relation,
        name: open(row.name_enc, `contact:${file.id}`),
        phone: contact(row),
      })),
    office: units.get(file.scopeKey) ?? NOBODY,
    owner: rows.owner,
    county: county ?? NOBODY,
    visits: rows.visits.map((row) => visitFacts(row, given.records, open(row.note_enc, `visit:${file.id}`))),
    steps: Object.fromEntries(
      rows.events.map((row): [string, Taken] => [
        row.step,
        { on: row.event_on, by: row.actor_name, input: inputOf(open(row.inputs_enc, `event:${file.id}`)) },
      ]),
    ),
    decisions: Object.fromEntries(
      rows.proposals.map((row): [string, Decision] => [
        row.step,
        decision(row, open(row.inputs_enc, `proposal:${row.id}`)),
      ]),
    ),
    period: (rule) => periodText(book.rule(rule, actor.today)),
    unitName: (code) => (typeof code === 'string' ? (units.get(code)?.name ?? null) : null),
  }
}

function visitFacts(row: VisitRow, records: Record<string, string>, note: string | null): VisitFacts {
  return {
    id: row.id,
    type: row.type,
    label: records[row.type] ?? '联系',
    on: row.on_day,
    reached: row.reached,
    place: row.place,
    present: row.present ?? [],
    tags: (row.tags ?? []).map((tag) => visitTags[tag as keyof typeof visitTags] ?? tag),
    note,
    nextOn: row.next_on,
    by: row.by_name,
  }
}

/** What was filled in at a step; beside it an event keeps how the file stood before. */
function inputOf(json: string | null): Record<string, unknown> {
  const stored = json ? (JSON.parse(json) as Record<string, unknown> | null) : null
  const input = stored && 'before' in stored ? stored.input : stored
  return input && typeof input === 'object' ? (input as Record<string, unknown>) : {}
}

const decision = (row: ProposalRow, json: string | null): Decision => ({
  id: row.id,
  input: json ? (JSON.parse(json) as Record<string, unknown>) : {},
  approved:
    row.state !== 'waiting' && row.decided_by && row.decided_at
      ? { postId: row.decided_by, name: row.decided_name ?? '', at: new Date(row.decided_at) }
      : null,
})
