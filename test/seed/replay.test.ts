import { afterAll, describe, expect, it } from 'vitest'
import { hashOf, type Link } from '~/casefile/chain.server'
import { computeDue } from '~/casefile/deadlines/compute'
import { planDuties } from '~/casefile/tasks/plan-duties'
import { childKind, toldByGuardianship } from '~/domains/children/child.kind'
import { contactEvents } from '~/domains/children/contact/terms'
import { guardianshipKind } from '~/domains/children/guardianship.kind'
import { handoffKind } from '~/domains/handoff/handoff.kind'
import { releaseNoticeKind, toldByCounty } from '~/domains/handoff/release-notice.kind'
import { supportKind } from '~/domains/handoff/support.kind'
import { householdKind } from '~/domains/window/household.kind'
import { intakeKind } from '~/domains/window/intake.kind'
import { decrypt } from '~/lib/crypto.server'
import { addMonths, dayOf, setClock } from '~/lib/dates'
import { checkIdNumber, checkName } from '~/people/identity'
import { mustSeal } from '~/people/protection'
import { COHORT_MONTHS } from '../../prisma/seed/cohort'
import { makeWorld } from '../../prisma/seed/demo'
import { generateStates } from '../../prisma/seed/states'
import { SYSTEM, type Life } from '../../prisma/seed/story'
import { seats, tellCity, TOLD_AT } from './told-city'

type Row = Record<string, unknown>

const city = tellCity()
const breath = () => new Promise((resolve) => setTimeout(resolve, 20))
const { world, cohort, lives } = city
afterAll(() => setClock(null))

/** What another unit's step writes on a file, by the words of the events. */
const TOLD: Record<string, readonly string[]> = {
  handoff: ['resend', 'prison_signed', 'died', 'notice_withdrawn'],
  release_notice: [...toldByCounty],
  support: [],
  intake: ['unit_accept', 'unit_return', 'unit_extend', 'unit_reply'],
  household: [],
  child: [...toldByGuardianship, 'protection_ended'],
  guardianship: [],
}
const roleOf = new Map(seats().map((seat) => [seat.postId, seat.role as string]))

/** Why an event could not have happened, or nothing. */
function wrong({ kind, id }: Life, event: Row): string | undefined {
  const step = event.step as string
  const from = event.from_state as string | null
  const to = event.to_state as string
  const role = event.post_id === null ? null : roleOf.get(event.post_id as string)
  const [head = '', tail] = step.split('.')
  if (head === 'visit') return tail! in kind.records && from === to ? undefined : `no record ${tail}`
  // Calls and pairing are no steps: they move nothing.
  if (kind.name === 'child' && step in contactEvents) return from === to && role !== null ? undefined : `${step} moved`
  if (step === '$referral') return from === to ? undefined : 'an answer moved the file'
  const decl = kind.steps[head]
  if (tail) {
    const allowed = tail === 'propose' ? decl?.roles : decl?.second
    return from === to && (allowed as readonly string[]).includes(role!) ? undefined : `${step} by ${role}`
  }
  if (
    TOLD[kind.name]!.includes(step) &&
    (!decl || (role !== null && !(decl.roles as readonly string[]).includes(role!)))
  ) {
    return to in kind.states ? undefined : `told ${to}`
  }
  if (!decl) return `no step ${step}`
  if (decl.from === 'entry') return from === null && kind.entry.includes(to) ? undefined : `entry to ${to}`
  const starts = decl.from === 'open' ? kind.states[from!]!.open : decl.from.includes(from!)
  const ends = to === (decl.to === 'same' ? from : decl.to)
  const hand =
    role === null
      ? (decl.effectiveOn ?? decl.by === 'system') && event.actor_name === SYSTEM.name
      : ([...decl.roles, ...(decl.second ?? [])] as string[]).includes(role!)
  if (!starts || !ends || !hand) return `${step}: ${from} → ${to} by ${role}`
  const stored = JSON.parse(decrypt(event.inputs_enc as string, `event:${id}`)) as {
    input: unknown
    before: { file: { state: string } }
  }
  if (stored.before.file.state !== from) return `${step}: undo would lead to ${stored.before.file.state}`
  return decl.input.safeParse(asTyped(stored.input)).success ? undefined : `${step}: inputs`
}

/** Money is typed as text and kept in fen. */
const asTyped = (input: unknown): unknown => {
  const { pickupCost, ...rest } = input as { pickupCost?: number }
  return pickupCost === undefined ? rest : { ...rest, pickupCost: (pickupCost / 100).toFixed(2) }
}

/** The last event is another unit's word: it keeps no state to return to. */
function endedByOthers(life: Life): boolean {
  const last = life.rows.case_event!.at(-1)!
  return !('before' in (JSON.parse(decrypt(last.inputs_enc as string, `event:${life.id}`)) as object))
}

describe('the seeded files, told again', () => {
  it('are reached by the kind: every event from the state before it, by a role that may', () => {
    for (const life of lives) {
      let state: unknown = null
      let at = ''
      for (const event of life.rows.case_event!) {
        expect(event.from_state, `${life.file.case_no as string} ${event.step as string}`).toBe(state)
        expect(wrong(life, event)).toBeUndefined()
        expect(
          (event.at as string) >= at && (event.at as string) <= new Date(TOLD_AT).toISOString(),
          `${event.step as string} at ${event.at as string} after ${at}`,
        ).toBe(true)
        expect((event.event_on as string) <= world.today).toBe(true)
        state = event.to_state
        at = event.at as string
      }
      expect(state).toBe(life.file.state)
      const open = life.kind.states[life.file.state]!.open
      if (open) expect(life.file.closed_on).toBeNull()
      else if (!endedByOthers(life)) expect(life.file.closed_on).not.toBeNull()
    }
  })

  it('have chains that verify', () => {
    for (const life of lives) {
      let prev = ''
      life.rows.case_event!.forEach((event, i) => {
        const link: Link = {
          fileToken: life.file.file_token,
          seq: i + 1,
          at: event.at as string,
          eventOn: event.event_on as string,
          step: event.step as string,
          fromState: event.from_state as string | null,
          toState: event.to_state as string,
          postId: event.post_id as string | null,
          digest: event.digest as string,
          prevHash: prev,
        }
        expect(event).toMatchObject({ seq: i + 1, prev_hash: prev, hash: hashOf(link) })
        prev = event.hash as string
      })
      expect(life.file).toMatchObject({ chain_seq: life.rows.case_event!.length, chain_hash: prev })
    }
  })

  it('have deadlines equal to the rules: open ones by the facts, all of them by rule and trigger', () => {
    for (const life of lives) {
      // A helper's monthly contact stands with his pairing, not among the duties of the kind.
      const tasks = life.tasks.filter((task) => task.code !== 'pair_contact')
      const open = tasks.filter((task) => task.done_at === null)
      // What lay before the system begins again with the next event on the file.
      const past = new Set(tasks.filter((task) => task.outcome === 'before_system').map((task) => task.code))
      const codes = open.map((task) => task.code)
      const planned = planDuties(life.kind, codes, life.facts, world.book).filter(
        (task) => codes.includes(task.code) || !past.has(task.code),
      )
      expect(open.map((task) => [task.code, task.due_on]).sort(), life.file.case_no).toEqual(
        planned.map((task) => [task.code, task.dueOn]).sort(),
      )
      for (const task of tasks) {
        const duty = life.kind.duties[task.code]!
        if (duty.at) {
          expect(task.due_on).toBe(dayOf(new Date(task.due_at!)))
          continue
        }
        const due = computeDue({
          book: world.book,
          rule: task.rule_id,
          from: task.trigger_on,
          roll: duty.roll,
          before: duty.before ?? false,
          because: duty.because,
        })
        expect(task).toMatchObject({
          due_on: due.dueOn,
          warn_on: due.warnOn,
          provisional: due.provisional,
          rule_value: due.ruleValue,
          reason: due.reason,
          role: duty.role,
        })
      }
      for (const task of open) expect(task.scope_key).toBe(life.file.scope_key)
    }
  })

  it('show every state of every kind', () => {
    for (const kind of [
      handoffKind,
      releaseNoticeKind,
      supportKind,
      intakeKind,
      householdKind,
      childKind,
      guardianshipKind,
    ]) {
      const reached = new Set(lives.filter((life) => life.kind.name === kind.name).map((life) => life.file.state))
      expect([...reached].sort()).toEqual(Object.keys(kind.states).sort())
    }
  })

  it('are of invented people: valid names, ID numbers of no real area, each once; rare and compound names among them', () => {
    const people = [...new Map(lives.map((life) => [life.person.id, life])).values()]
    const ids = new Set<string>()
    for (const { person } of people) {
      const idNo = decrypt(person.id_enc as string, 'person.id_no')
      expect(checkIdNumber(idNo, world.today)).toMatchObject({ ok: true, birth: person.birth_on, sex: person.sex })
      expect(idNo.startsWith('340799')).toBe(true)
      expect(checkName(person.name as string).ok).toBe(true)
      ids.add(idNo)
    }
    expect(ids.size).toBe(people.length)
    const names = people.map(({ person }) => person.name as string).join(' ')
    for (const part of ['䶮', '㛃', '𬭚', '欧阳', '尉迟', '解', '单', '查', '仇']) expect(names).toContain(part)
  })

  it('hold nothing that belongs into the vault: everybody was grown up at the offence', () => {
    const limits = {
      maxMonths: world.book.rule('D5.sentence', world.today).value,
      adultAge: world.book.rule('D5.age', world.today).value,
    }
    for (const { rows, own, file } of lives.filter((life) => life.rows.handoff_offence)) {
      const offence = rows.handoff_offence![0]!
      const releasedOn = (own.released_on ?? own.release_due_on) as string
      const facts = {
        birth: file.birth_on as string,
        flag: offence.juvenile_at_offence as boolean,
        sentenceMonths: offence.sentence_months as number,
        releasedOn,
      }
      expect(mustSeal(facts, limits), file.case_no).toBe('open')
      expect(mustSeal(facts, { ...limits, maxMonths: Infinity }), file.case_no).toBe('open')
    }
  })

  it('are the same on every telling, and can be told on other days: a Sunday night, a leap day', async () => {
    const shape = (list: readonly Life[]) =>
      list.map((life) => [
        life.file.name,
        life.file.state,
        life.tasks.map((task) => [task.code, task.due_on, task.outcome]),
      ])
    const tell = (at: string) => {
      setClock(at)
      return generateStates(makeWorld(seats())).told.lives
    }
    expect(shape(tell(TOLD_AT))).toEqual(shape(city.states.told.lives))
    await breath()
    for (const at of ['2026-11-29T23:50:00+08:00', '2028-02-29T12:00:00+08:00']) {
      expect(tell(at).map((life) => life.file.state)).toEqual(city.states.told.lives.map((life) => life.file.state))
      await breath()
    }
    setClock(TOLD_AT)
  }, 180_000)
})

describe('SR-01: the cohort', () => {
  const from = addMonths(world.today, -COHORT_MONTHS)
  const recent = addMonths(world.today, -3)
  const received = cohort.told.lives.filter(
    (life) => (life.own.released_on as string) > from && (life.own.released_on as string) <= world.today,
  )
  const placed = (life: Life) => life.own.placement_type !== 'unplaced' && life.own.placement_checked_on !== null
  const helpedNow = (life: Life) =>
    life.rows.handoff_group_member!.length >= 3 &&
    Boolean(life.own.guidance_owner && life.own.contact_owner && life.own.support_owner) &&
    (life.own.last_contact_on as string) >= recent

  it('162 receptions over 36 months in one county, that stand alone there', () => {
    expect(received).toHaveLength(162)
    expect(cohort.told.lives).toHaveLength(162)
    expect(new Set(received.map((life) => life.file.scope_key.slice(0, 6)))).toEqual(new Set(['340722']))
    expect(city.states.told.lives.some((life) => life.file.scope_key.startsWith('340722'))).toBe(false)
  })

  it('159/162 = 98.1% placed and helped, 0/162 = 0.0% convicted again', () => {
    const both = received.filter((life) => life.file.state === 'in_help' && placed(life) && helpedNow(life))
    expect(`${both.length}/${received.length} = ${((both.length / received.length) * 100).toFixed(1)}%`).toBe(
      '159/162 = 98.1%',
    )
    const again = received.filter((life) => (life.rows.handoff_reoffence ?? []).length > 0)
    expect(`${again.length}/${received.length} = ${((again.length / received.length) * 100).toFixed(1)}%`).toBe(
      '0/162 = 0.0%',
    )
  })

  it('has rechecked every placement within its half year', () => {
    const halfYear = addMonths(world.today, -6)
    for (const life of received.filter((one) => one.file.state === 'in_help' && placed(one)))
      expect((life.own.placement_checked_on as string) >= halfYear).toBe(true)
  })
})
