/** The rows of one released person's file, by table. Everybody in them is invented. */
import { eventRow } from '~/casefile/chain.server'
import { SYSTEM } from '~/casefile/domain'
import { searchKeys } from '~/casefile/search-keys.server'
import { encrypt, randomToken } from '~/lib/crypto.server'
import { addDays, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { nameKeys } from '~/people/pinyin.server'
import { inventIdNo, inventName, type Rng } from '../../../prisma/seed/people'
import type { Value } from './copy'
import {
  BEFORE,
  BEFORE_EACH,
  CATEGORIES,
  isHelped,
  isReleased,
  LEVELS,
  NEEDS,
  OFFENCES,
  PLACEMENTS,
  stageOf,
} from './stages'

type Row = Record<string, Value>
export type Rows = Record<string, Row[]>
type Seat = { postId: string; name: string }

/** Who works on an office's files, and who helps there. */
export interface Office {
  code: string
  name: string
  town: string
  owners: readonly Seat[]
  helpers: readonly Seat[]
  /** Helpers who are to have a file, one after the other, before chance decides. */
  first: Seat[]
}

/** Makes the files of one run, on one day. `n` counts them all. */
export function fileMaker(rng: Rng, today: LegalDay) {
  const days = new Map<number, LegalDay>()
  /** The day so many days from today. */
  const day = (offset: number): LegalDay => {
    const known = days.get(offset) ?? addDays(today, offset)
    days.set(offset, known)
    return known
  }
  const within = (from: number, to: number) => from + rng.below(to - from + 1)
  const names = new Map<string, ReturnType<typeof nameKeys>>()
  const keysOf = (name: string) => {
    const known = names.get(name) ?? nameKeys(name)
    names.set(name, known)
    return known
  }
  // One ID number for all: whoever opens a file decrypts one value, whichever it is.
  const idEnc = encrypt('340799198001010019', 'person.id_no')

  return (n: number, office: Office): Rows => {
    const stage = n % BEFORE_EACH === 0 ? BEFORE : stageOf(rng.below(100))
    const atBureau = stage === BEFORE
    const helped = isHelped(stage.state)
    const county = office.town.slice(0, 6)
    const opened = -(helped ? within(40, 1700) : within(0, 60))
    const due = stage.duty && day(within(...stage.duty.days))
    const owner = atBureau || rng.below(500) === 0 ? null : rng.pick(office.owners)
    const helper = helped ? (office.first.pop() ?? (rng.chance(8) ? rng.pick(office.helpers) : null)) : null
    const at = (days: number) => `${day(opened + days)} 01:30:00+00`

    const sex = rng.chance(86) ? ('M' as const) : ('F' as const)
    const name = inventName(rng, sex)
    const { pinyin, initials } = keysOf(name)
    const birthOn = day(-within(9000, 23000))
    const number = String(n).padStart(7, '0')
    const [caseNo, neutralNo] = ['AZ', 'T'].map((series) => `${series}-${county}-${day(opened).slice(0, 4)}-${number}`)
    const file = { id: uuidv7(), kind: 'handoff', scopeKey: atBureau ? `${county}-JB1` : office.code }
    const child = { case_id: file.id, kind: file.kind, scope_key: file.scopeKey }
    const fileToken = randomToken(12)
    const personId = uuidv7()

    const rows: Rows = {}
    const add = (table: string, row: Row) => void (rows[table] ??= []).push(row)
    let head = { chainSeq: 0, chainHash: '' }
    const event = (step: string, fromState: string | null, toState: string, days: number, said = false) => {
      const on = day(opened + days)
      const hand = owner ? { ...SYSTEM, postId: owner.postId, name: owner.name, unitName: office.name } : SYSTEM
      const input = said ? { onDay: on, reached: 'yes' } : null
      const what = { step, fromState, toState, input, eventOn: on, at: new Date(`${on}T01:30:00Z`), hand }
      const row = eventRow({ ...file, fileToken, ...head }, what)
      head = { chainSeq: row.seq, chainHash: row.hash }
      add('case_event', row)
    }
    const duty = (code: string, rule: string, on: LegalDay) =>
      add('task', {
        ...child,
        id: uuidv7(),
        neutral_no: neutralNo!,
        code,
        role: atBureau ? 'JC' : 'TJ',
        occurrence: 1,
        trigger_on: day(opened),
        due_on: on,
        warn_on: on,
        rule_id: rule,
        rule_value: 1,
        rule_unit: 'month',
        reason: `${day(opened)} 起算，应于 ${on} 前完成`,
        created_at: at(0),
      })

    event('notice', null, 'pre_notice', 0)
    if (!atBureau) event('verify', 'pre_notice', 'verified', 0)
    if (helped) {
      event('start_help', 'registered', 'in_help', 20)
      event('visit.call', stage.state, stage.state, 30, true)
    }
    add('person', {
      id: personId,
      id_type: 'resident',
      id_mac: number,
      id_enc: idEnc,
      name,
      pinyin,
      sex,
      birth_on: birthOn,
    })
    add('case_file', {
      ...{ ...file, scope_key: file.scopeKey, state: stage.state, case_no: caseNo!, neutral_no: neutralNo! },
      ...{ file_token: fileToken, person_id: personId, name, pinyin, initials, sex, birth_on: birthOn },
      ...{ huji_code: office.town, residence_code: office.town, lawful_basis: '监狱法第三十七条' },
      ...{ chain_seq: head.chainSeq, chain_hash: head.chainHash, opened_on: day(opened) },
      ...{ next_due_on: due ?? '9999-12-31', next_task: stage.duty?.code ?? null },
      closed_on: stage.state === 'ended' ? day(opened + 35) : null,
      owner_post_id: owner?.postId ?? null,
      assigned_on: day(Math.min(0, opened + 3)),
    })
    for (const key of searchKeys({ name, idNo: inventIdNo(rng, birthOn, sex, n) }, caseNo!))
      add('case_key', { ...child, key })
    if (rng.chance(70))
      add('case_contact', {
        ...{ ...child, id: uuidv7(), what: 'phone', added_at: at(0) },
        value_enc: encrypt(`1380000${number.slice(-4)}`, `contact:${file.id}`),
      })

    const mustPickup = rng.chance(6)
    const helpedOn = (days: number) => (helped ? day(opened + days) : null)
    add('handoff_file', {
      ...{ ...child, source_type: 'prison', prison_code: '34-PR1', prison_name: '铜陵监狱', notice_on: day(opened) },
      ...{
        release_due_on: day(opened + 25),
        released_on: isReleased(stage.state) ? day(Math.min(opened + 25, 0)) : null,
        responsible_town: atBureau ? null : office.town,
      },
      ...{ key_category: mustPickup ? [rng.pick(CATEGORIES)] : [], must_pickup: mustPickup, needs: [rng.pick(NEEDS)] },
      ...{ verify_result: atBureau ? null : 'match', agreement_status: helped ? 'signed' : null },
      ...{ support_level: helped ? rng.pick(LEVELS) : null, level_on: helpedOn(20) },
      ...{ pair_helper_post_id: helper?.postId ?? null, pair_helper_name: helper?.name ?? null },
      ...{ help_start_on: helpedOn(20), help_end_on: helpedOn(1825), placed_on: helpedOn(30) },
      ...{
        placement_type: helped ? rng.pick(PLACEMENTS) : 'unplaced',
        insurance_status: helped ? ['medical_resident'] : [],
      },
      ...{
        last_contact_on: helped ? day(-rng.below(Math.min(200, -opened - 29))) : null,
        contacts_made: helped ? 1 : 0,
      },
      // What the figures look at: the hand-over, evidence of the placement, the group, the end.
      ...{ handed_over_at: helped ? at(25 + rng.below(40)) : null, at_gate: helped && mustPickup && !rng.chance(10) },
      ...{ placement_checked_on: rng.chance(80) ? helpedOn(31) : null, first_placed_on: helpedOn(30) },
      ...{
        guidance_owner: owner?.name ?? null,
        contact_owner: owner?.name ?? null,
        support_owner: owner?.name ?? null,
      },
      ended_on: stage.state === 'ended' ? day(opened + 35) : null,
      end_cause: stage.state === 'ended' ? 'no_need' : null,
    })
    add('handoff_offence', { ...child, offence_code: rng.pick(OFFENCES), sentence_months: within(6, 120) })
    if (stage.duty && due) duty(stage.duty.code, stage.duty.rule, due)
    if (stage.state === 'in_help') duty('level_review', 'D1.level_review', day(within(60, 360)))
    if (helped && owner)
      add('visit', {
        ...{
          ...child,
          id: uuidv7(),
          type: 'call',
          on_day: day(opened + 30),
          present: [],
          tags: [],
          created_at: at(30),
        },
        note_enc: encrypt('电话联系，生活平稳，正在务工。', `visit:${file.id}`),
        ...{ by_post_id: owner.postId, by_name: owner.name },
      })
    if (helper)
      add('case_party', {
        ...{ ...child, id: uuidv7(), holder: helper.postId, part: 'pair_helper', view: 'limited', basis: '结对帮扶' },
        from_at: at(20),
      })
    if (owner && helped && rng.below(60) === 0)
      add('referral', {
        ...{ id: uuidv7(), neutral_no: `R-${county}-${number}`, type: 'training', subject: `${name.slice(0, 1)}某` },
        ...{ from_case_id: file.id, from_kind: file.kind, from_key: file.scopeKey, from_unit: office.code },
        ...{ to_key: `${county}-HR1`, fields_enc: idEnc, sent_on: day(-60), sent_by: owner.postId },
        ...{ due_on: day(rng.chance(5) ? -3 : 20), due_reason: '受理之日起二十个工作日' },
        state: rng.chance(70) ? 'answered' : 'sent',
      })
    return rows
  }
}
