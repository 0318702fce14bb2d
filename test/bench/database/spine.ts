/** The rows that every file has, whatever its kind: person, file, keys, timeline, open duty. Everybody in them is invented. */
import { eventRow } from '~/casefile/chain.server'
import { SYSTEM } from '~/casefile/domain'
import { searchKeys } from '~/casefile/search-keys.server'
import { encrypt, randomToken } from '~/lib/crypto.server'
import { addDays, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { nameKeys } from '~/people/pinyin.server'
import { inventIdNo, inventName, type Rng } from '../../../prisma/seed/people'
import { columns, type Value } from './copy'
import type { Rows } from './rows'

export const SPINE_TABLES: Record<string, readonly string[]> = {
  person: columns('id id_type id_mac id_enc name pinyin sex birth_on'),
  case_file: columns(`
    id kind scope_key state case_no neutral_no file_token person_id name pinyin initials sex birth_on residence_code
    next_due_on next_task opened_on closed_on lawful_basis chain_seq chain_hash`),
  case_key: columns('case_id kind scope_key key'),
  case_event: columns(`
    id case_id kind scope_key seq at event_on step from_state to_state post_id actor_name actor_unit inputs_enc digest
    prev_hash hash`),
  task: columns(`
    id case_id kind scope_key neutral_no code role occurrence trigger_on due_on warn_on rule_id rule_value rule_unit
    reason created_at`),
}

/** What is due: by whom, by which rule, and between which days from today. */
export interface Due {
  code: string
  role: string
  rule: string
  days: readonly [number, number]
}

export interface Course {
  kind: string
  /** Of its number: 'SL'. */
  series: string
  /** Owner of the file. */
  unit: { code: string; town: string }
  /** Step and the state that it led to, in order. */
  steps: readonly (readonly [step: string, state: string])[]
  /** The first day, in days from today; not above 0. */
  opened: number
  due?: Due | undefined
  ended: boolean
}

/** Chance and the calendar of one run. */
export function makeDays(rng: Rng, today: LegalDay) {
  const days = new Map<number, LegalDay>()
  return {
    /** The day so many days from today. */
    day(offset: number): LegalDay {
      const known = days.get(offset) ?? addDays(today, offset)
      days.set(offset, known)
      return known
    },
    within: (from: number, to: number) => from + rng.below(to - from + 1),
  }
}

/** Makes the rows of one file after the other; `n` counts those of a series. */
export function spineMaker(rng: Rng, today: LegalDay) {
  const { day, within } = makeDays(rng, today)
  const names = new Map<string, ReturnType<typeof nameKeys>>()
  const keysOf = (name: string) => {
    const known = names.get(name) ?? nameKeys(name)
    names.set(name, known)
    return known
  }
  // One ID number for all, as in rows.ts.
  const idEnc = encrypt('340799198001010019', 'person.id_no')

  return (n: number, { kind, series, unit, steps, opened, due, ended }: Course) => {
    const county = unit.town.slice(0, 6)
    const number = String(n).padStart(7, '0')
    const year = day(opened).slice(0, 4)
    const [caseNo, neutralNo] = [series, `T${series}`].map((one) => `${one}-${county}-${year}-${number}`)
    const sex = rng.chance(60) ? ('M' as const) : ('F' as const)
    const name = inventName(rng, sex)
    const { pinyin, initials } = keysOf(name)
    const birthOn = day(-within(9000, 23000))
    const file = { id: uuidv7(), kind, scopeKey: unit.code }
    const child = { case_id: file.id, kind, scope_key: unit.code }
    const fileToken = randomToken(12)
    const personId = uuidv7()

    const rows: Rows = {}
    const add = (table: string, row: Record<string, Value>) => void (rows[table] ??= []).push(row)
    let head = { chainSeq: 0, chainHash: '' }
    steps.forEach(([step, toState], at) => {
      const on = day(Math.min(0, opened + at * 2))
      const what = { step, fromState: steps[at - 1]?.[1] ?? null, toState, input: null, eventOn: on }
      const row = eventRow({ ...file, fileToken, ...head }, { ...what, at: new Date(`${on}T01:30:00Z`), hand: SYSTEM })
      head = { chainSeq: row.seq, chainHash: row.hash }
      add('case_event', row)
    })
    const dueOn = due && day(within(...due.days))
    add('person', {
      ...{ id: personId, id_type: 'resident', id_mac: `${series}${number}`, id_enc: idEnc },
      ...{ name, pinyin, sex, birth_on: birthOn },
    })
    add('case_file', {
      ...{ id: file.id, kind, scope_key: unit.code, state: steps.at(-1)![1], case_no: caseNo!, neutral_no: neutralNo! },
      ...{ file_token: fileToken, person_id: personId, name, pinyin, initials, sex, birth_on: birthOn },
      ...{ residence_code: unit.town, lawful_basis: 'statutory_duty', opened_on: day(opened) },
      ...{ chain_seq: head.chainSeq, chain_hash: head.chainHash },
      ...{ next_due_on: dueOn ?? '9999-12-31', next_task: due?.code ?? null },
      closed_on: ended ? day(Math.min(0, opened + steps.length * 2)) : null,
    })
    for (const key of searchKeys({ name, idNo: inventIdNo(rng, birthOn, sex, n) }, caseNo!))
      add('case_key', { ...child, key })
    if (due && dueOn)
      add('task', {
        ...{ ...child, id: uuidv7(), neutral_no: neutralNo!, code: due.code, role: due.role, occurrence: 1 },
        ...{ trigger_on: day(opened), due_on: dueOn, warn_on: dueOn, rule_id: due.rule, rule_value: 1, rule_unit: 'd' },
        ...{ reason: `${day(opened)} 起算，应于 ${dueOn} 前完成`, created_at: `${day(opened)} 01:30:00+00` },
      })
    return { rows, add, child, name, number, day, within }
  }
}
