/** Opening files: one bulk path for a single form, a roster of thousands, and a delivery to another unit. */
import { logAccess } from '~/audit/log.server'
import { encrypt, mac, randomToken } from '~/lib/crypto.server'
import { dayOf, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'
import { nameKeys } from '~/people/pinyin.server'
import type { Ctx } from './act.server'
import { eventRow } from './chain.server'
import { handOf, SYSTEM, type CaseRow, type Domain, type Hand } from './domain'
import type { BaseFacts } from './kind'
import { drawNumbers, neutralNo, seat } from './numbers.server'
import { ruleBook } from './rules.server'
import { searchKeys } from './search-keys.server'
import { planDuties } from './tasks/plan-duties'
import { taskRow } from './tasks/keep-tasks.server'

export type NewPerson = {
  idType: 'resident' | 'passport' | 'none'
  idNo?: string
  noIdReason?: string
  name: string
  sex: string
  birthOn: LegalDay
}

/** Somebody who gave a name and no papers, or whose identity another file holds. */
export type NamedOnly = {
  name: string
  sex: string
  birthOn: LegalDay | null
  idType?: undefined
  idNo?: undefined
}

export type OpenItem<F extends BaseFacts = BaseFacts> = {
  id?: string
  /** The entry step, for the timeline. */
  step: string
  scopeKey: string
  state: string
  openedOn: LegalDay
  eventOn?: LegalDay
  ownerPostId?: string | null
  lawfulBasis: string
  /** Without an identity there is nobody to match: the file bears the name alone. */
  person: NewPerson | NamedOnly
  hujiCode?: string | null
  residenceCode?: string | null
  contacts?: { what: string; relation?: string | null; name?: string | null; value: string }[]
  /** Rows of the kind's tables by table name, snake case; case_id, kind and scope_key are added. */
  rows: Record<string, Record<string, unknown>[]>
  facts: F
  due: readonly string[]
  input: unknown
  /** The file of mine that this one was delivered from. */
  linkFrom?: string
  continuesId?: string | null
}

type Rows = Record<string, Record<string, unknown>[]>
const CHUNK = 500

/** Person ids for the given identities, in order; found or created, and never told which. */
export async function matchPeople(db: Db, people: readonly NewPerson[]): Promise<string[]> {
  const list = people.map((person) => ({
    id: uuidv7(),
    id_type: person.idType,
    id_mac: person.idNo ? mac(person.idNo, 'person.id_no') : null,
    id_enc: person.idNo ? encrypt(person.idNo, 'person.id_no') : null,
    no_id_reason: person.noIdReason ?? null,
    name: person.name,
    pinyin: nameKeys(person.name).pinyin,
    sex: person.sex,
    birth_on: person.birthOn,
  }))
  const rows = await db.$queryRaw<{ ids: string[] }[]>`SELECT person_match(${JSON.stringify(list)}::jsonb) AS ids`
  return rows[0]?.ids ?? []
}

/**
 * Opens files in one statement per table. 'own': by the rights of the post; 'deliver': through deliver_case(), the door
 * of a prison's liaison to the county; 'proxy': through deliver_intake(), that of a grid worker to the window; 'census': through deliver_candidates(), that of a school to the villages. Gives the new ids and numbers, in order.
 */
export async function openCases<F extends BaseFacts>(
  domain: Domain<F>,
  { actor, db }: Ctx,
  items: readonly OpenItem<F>[],
  how: 'own' | 'deliver' | 'proxy' | 'census' = 'own',
) {
  const book = await ruleBook(db)
  const year = dayOf(actor.now).slice(0, 4)
  // What is delivered without a file of mine beside it (protected people) does not say who delivered it.
  const handFor = (item: OpenItem<F>): Hand => (how !== 'deliver' || item.linkFrom ? handOf(actor) : SYSTEM)
  const given: { id: string; caseNo: string; neutralNo: string; personId: string | null; fileToken: string }[] = []
  for (let start = 0; start < items.length; start += CHUNK) {
    const part = items.slice(start, start + CHUNK)
    const known = part.flatMap(({ person }) => (person.idType === undefined ? [] : [person]))
    const matched = known.length ? await matchPeople(db, known) : []
    const idOf = new Map(known.map((person, index) => [person as NewPerson | NamedOnly, matched[index]!]))
    const seats = [...new Set(part.map((item) => seat(item.scopeKey)))]
    const next = new Map<string, number>()
    for (const code of seats) {
      const count = part.filter((item) => seat(item.scopeKey) === code).length
      next.set(`${domain.kind.prefix}-${code}`, await drawNumbers(db, `${domain.kind.prefix}-${code}-${year}`, count))
      next.set(`T-${code}`, await drawNumbers(db, `T-${code}-${year}`, count))
    }
    const take = (series: string) => {
      const n = next.get(series)!
      next.set(series, n + 1)
      return n
    }
    const rows: Rows = {}
    const add = (table: string, row: Record<string, unknown>) => (rows[table] ??= []).push(row)
    part.forEach((item) => {
      const code = seat(item.scopeKey)
      const file = {
        id: item.id ?? uuidv7(),
        kind: domain.kind.name,
        scopeKey: item.scopeKey,
        caseNo: `${domain.kind.prefix}-${code}-${year}-${String(take(`${domain.kind.prefix}-${code}`)).padStart(5, '0')}`,
        neutralNo: neutralNo(code, year, take(`T-${code}`)),
        fileToken: randomToken(12),
        ownerPostId: item.ownerPostId ?? null,
      }
      const keys = nameKeys(item.person.name)
      const event = eventRow(
        { ...file, chainSeq: 0, chainHash: '' },
        {
          step: item.step,
          fromState: null,
          toState: item.state,
          input: item.input,
          eventOn: item.eventOn ?? item.openedOn,
          at: actor.now,
          hand: handFor(item),
        },
      )
      add('case_file', {
        id: file.id,
        kind: file.kind,
        scope_key: file.scopeKey,
        state: item.state,
        case_no: file.caseNo,
        neutral_no: file.neutralNo,
        file_token: file.fileToken,
        person_id: idOf.get(item.person) ?? null,
        name: item.person.name,
        pinyin: keys.pinyin,
        initials: keys.initials,
        sex: item.person.sex,
        birth_on: item.person.birthOn,
        huji_code: item.hujiCode ?? null,
        residence_code: item.residenceCode ?? null,
        opened_on: item.openedOn,
        owner_post_id: file.ownerPostId,
        assigned_on: item.openedOn,
        lawful_basis: item.lawfulBasis,
        continues_id: item.continuesId ?? null,
        chain_seq: 1,
        chain_hash: event.hash,
        version: 1,
      })
      const child = { case_id: file.id, kind: file.kind, scope_key: file.scopeKey }
      for (const key of searchKeys(item.person, file.caseNo)) add('case_key', { ...child, key })
      for (const contact of item.contacts ?? []) {
        add('case_contact', {
          ...child,
          id: uuidv7(),
          what: contact.what,
          relation: contact.relation ?? null,
          name_enc: contact.name ? encrypt(contact.name, `contact:${file.id}`) : null,
          value_enc: encrypt(contact.value, `contact:${file.id}`),
          added_at: actor.now.toISOString(),
        })
      }
      for (const [table, list] of Object.entries(item.rows)) for (const row of list) add(table, { ...row, ...child })
      add('case_event', event)
      for (const task of planDuties(domain.kind, item.due, item.facts, book))
        add('task', taskRow(file as unknown as CaseRow, task, actor.now))
      if (item.linkFrom) add('case_link', { from_id: item.linkFrom, to_id: file.id, type: 'notice' })
      given.push({
        id: file.id,
        caseNo: file.caseNo,
        neutralNo: file.neutralNo,
        personId: idOf.get(item.person) ?? null,
        fileToken: file.fileToken,
      })
    })
    const json = JSON.stringify(evened(rows))
    if (how === 'deliver') await db.$executeRaw`SELECT deliver_case(${json}::jsonb)`
    else if (how === 'proxy') await db.$executeRaw`SELECT deliver_intake(${json}::jsonb)`
    else if (how === 'census') await db.$executeRaw`SELECT deliver_candidates(${json}::jsonb)`
    else await db.$executeRaw`SELECT add_rows(${json}::jsonb)`
  }
  if (items.length === 1 && how !== 'deliver')
    await logAccess(db, actor, { event: 'open', fileToken: given[0]!.fileToken, data: { kind: domain.kind.name } })
  return given
}

/** add_rows takes the columns from a table's first row: every row gets the same ones. */
function evened(rows: Rows): Rows {
  return Object.fromEntries(
    Object.entries(rows).map(([table, list]) => {
      const columns = [...new Set(list.flatMap((row) => Object.keys(row)))]
      const ragged = list.some((row) => columns.some((column) => row[column] === undefined))
      return [
        table,
        ragged ? list.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))) : list,
      ]
    }),
  )
}
