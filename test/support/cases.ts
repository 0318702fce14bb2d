/** Units, actors and files for tests on the real database: files are opened through openCases, as the product does. */
import { z } from 'zod'
import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/access/actor'
import { holdersOf } from '~/access/holders'
import type { KindName } from '~/access/policy'
import { roles, type Role } from '~/access/roles'
import { setScope } from '~/access/scope.server'
import type { Ctx } from '~/casefile/act.server'
import type { Domain } from '~/casefile/domain'
import { step, type BaseFacts, type Kind } from '~/casefile/kind'
import { openCases, type OpenItem } from '~/casefile/open.server'
import { forgetRules } from '~/casefile/rules.server'
import { verifyChains, type WhichChains } from '~/casefile/verify-chains.server'
import { dayOf, dbToDay, type LegalDay } from '~/lib/dates'
import { workerPrisma, type Db } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'
import { legalDay, optionalText } from '~/lib/text'
import { transaction } from '~/lib/transaction.server'
import { calendarRows } from '../../prisma/seed/calendar'
import { ruleRows } from '../../prisma/seed/rules'
import { asSuperuser } from './database'
import { nextOf } from './numbers'

/** The instant at which tests act unless they say otherwise: a Monday. */
export const NOON = new Date('2026-11-23T12:00:00+08:00')

/** Units of the test city and its neighbours, by code. Region codes are prefixes of one another where the law says so. */
export const units = {
  '34-PR1': 'prison',
  '34-PR2': 'prison',
  '3407-JB1': 'justice_bureau',
  '3411-JB1': 'justice_bureau',
  '340705-JB1': 'justice_bureau',
  '340706-JB1': 'justice_bureau',
  '340705001-JO1': 'justice_office',
  '340705001-JO10': 'justice_office',
  '340705002-JO1': 'justice_office',
  '340706001-JO1': 'justice_office',
  '341101001-JO1': 'justice_office',
  '340705-HR1': 'hr_bureau',
  '340706-HR1': 'hr_bureau',
  '340705-EB1': 'edu_bureau',
  '340705001-SC1': 'school',
  '340705002-SC1': 'school',
  '340706001-SC1': 'school',
  '340705-CA1': 'civil_affairs',
  '340705001-CW1': 'civil_affairs',
  '340705002-CW1': 'civil_affairs',
  '340706001-CW1': 'civil_affairs',
  '341101001-CW1': 'civil_affairs',
  '3407-PF1': 'platform',
  '3407-HH1': 'halfway_house',
  '340705-GO1': 'gov_office',
  '340705-FN1': 'finance',
  '340706-FN1': 'finance',
  '340705001001-VC1': 'village_committee',
  '340705002001-VC1': 'village_committee',
  '340706001001-VC1': 'village_committee',
  '340705001001001-GS1': 'grid_station',
  '340705001001002-GS1': 'grid_station',
} as const
type UnitCode = keyof typeof units

const regionOf = (unit: string) => unit.slice(0, unit.indexOf('-'))
const tierOf: Record<number, string> = { 2: 'province', 4: 'city', 6: 'county', 9: 'town', 12: 'village', 15: 'grid' }

/** Regions, units, rule parameters and the calendar: what every file needs. */
export async function seedPlaces(): Promise<void> {
  const regions = [...new Set(Object.keys(units).map(regionOf))].sort((a, b) => a.length - b.length)
  await asSuperuser(
    `INSERT INTO region (code, name, short_name, tier) SELECT code, '地区' || code, code, tier FROM jsonb_to_recordset($1) AS r(code text, tier text) ON CONFLICT DO NOTHING`,
    [JSON.stringify(regions.map((code) => ({ code, tier: tierOf[code.length] })))],
  )
  await asSuperuser(
    `INSERT INTO unit (code, region_code, kind, name) SELECT code, region, kind, '单位' || code FROM jsonb_to_recordset($1) AS u(code text, region text, kind text) ON CONFLICT DO NOTHING`,
    [JSON.stringify(Object.entries(units).map(([code, kind]) => ({ code, kind, region: regionOf(code) })))],
  )
  const rules = ruleRows.map((row) => ({
    rule_id: row.id,
    value: row.value,
    unit: row.unit,
    label: row.label,
    source: row.source,
    effective_from: row.effectiveFrom,
  }))
  await asSuperuser(
    `INSERT INTO rule_param (rule_id, value, unit, label, source, effective_from) SELECT rule_id, value, unit, label, source, effective_from
     FROM jsonb_populate_recordset(NULL::rule_param, $1) ON CONFLICT DO NOTHING`,
    [JSON.stringify(rules)],
  )
  await asSuperuser(
    `INSERT INTO workday_calendar SELECT * FROM jsonb_populate_recordset(NULL::workday_calendar, $1) ON CONFLICT DO NOTHING`,
    [JSON.stringify(calendarRows(2026))],
  )
  forgetRules()
}

/** A post's holder as the guard would make it; no rows are needed for it. */
export function actorOf(role: Role, unit: string, given: Partial<Actor> = {}): Actor {
  const now = given.now ?? NOON
  const postId = given.postId ?? uuidv7()
  const place = {
    code: unit,
    name: `单位${unit}`,
    kind: units[unit as UnitCode] ?? 'other',
    regionCode: regionOf(unit),
    regionName: regionOf(unit),
  }
  return {
    sessionId: uuidv7(),
    userId: uuidv7(),
    userName: `${roles[role]}甲`,
    role,
    classCode: null,
    unit: place,
    authorisedUntil: '2027-06-30',
    holders: holdersOf({ role, postId, unitCode: unit, classCode: given.classCode ?? null, deputyOf: null }),
    covers: [],
    coveredBy: null,
    today: dayOf(now),
    ip: '127.0.0.1',
    requestId: 'test',
    ...given,
    postId,
    now,
  }
}

/** The same person at another instant. */
export const at = (actor: Actor, iso: string): Actor => ({ ...actor, now: new Date(iso), today: dayOf(new Date(iso)) })

/** One transaction of the application's role with the actor's scope, as the guard opens it. */
export const inScope = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  transaction(async (db) => {
    await setScope(db, actor)
    return work({ actor, db })
  })

/** As inScope, but nothing of it stays. */
export async function andBack<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const undone: { given?: T } = {}
  await inScope(actor, async (ctx) => {
    undone.given = await work(ctx)
    throw undone
  }).catch((error: unknown) => {
    if (error !== undone) throw error
  })
  return undone.given as T
}

/** A transaction of the worker's role, as the jobs open it. */
export const asWorker = <T>(work: (db: Db) => Promise<T>): Promise<T> => workerPrisma.$transaction(work)

/** The tokens of the files whose timelines do not verify, as the nightly job finds them. */
export async function brokenChains(which: WhichChains = 'all'): Promise<string[]> {
  const tokens: string[] = []
  for await (const { fileToken } of verifyChains(workerPrisma, which)) tokens.push(fileToken)
  return tokens
}

/** A form as a browser sends it. */
export function formOf(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

export type SampleFacts = BaseFacts & { startedOn: LegalDay | null }
const everyRole = Object.keys(roles) as Role[]
const reliefRow = (benefit: string) => ({
  benefit_type: benefit,
  accept_town: '340705001',
  applied_on: '2026-11-20',
  accepted_on: '2026-11-20',
  persons: 1,
  complex: false,
  protected_person: false,
  review_count: 0,
  reversed: false,
  false_papers: false,
  before_system: false,
})
const own: Record<KindName, { table: string; row: Record<string, unknown>; second: Role[] }> = {
  support: { table: 'support_file', row: { needs: [] }, second: ['TH', 'JA'] },
  handoff: {
    table: 'handoff_file',
    row: { source_type: 'prison', key_category: [], needs: [], insurance_status: [] },
    second: ['TH', 'JA'],
  },
  release_notice: {
    table: 'release_notice',
    row: { notice_on: '2026-11-02', release_due_on: '2026-12-20', to_unit: '340705-JB1', key_category: [] },
    second: ['PR'],
  },
  relief_temp: { table: 'relief_file', row: reliefRow('temp_relief'), second: ['CA'] },
  relief_dibao: { table: 'relief_file', row: reliefRow('dibao'), second: ['CA'] },
  relief_school: {
    table: 'relief_file',
    row: { ...reliefRow('school_aid'), child_category: 'dibao', school_stage: 'compulsory', school_year: 2026 },
    second: ['EC'],
  },
  relief_training: { table: 'relief_file', row: reliefRow('training_subsidy'), second: ['HR'] },
  relief_loan: { table: 'relief_file', row: reliefRow('startup_loan'), second: ['HR'] },
  payment_batch: {
    table: 'payment_batch',
    row: {
      ...{ programme: 'dibao', month: '2026-11-01', made_on: '2026-11-20', made_user: 'u', lines: 0, total_fen: 0 },
      ...{ paid_lines: 0, paid_fen: 0, failed_lines: 0, returned_lines: 0, held_lines: 0 },
    },
    second: ['FN'],
  },
  intake: {
    table: 'intake_file',
    row: {
      channel: 'window',
      matter: 'consult',
      urgency: 'normal',
      summary_enc: '',
      reply_channel: 'phone',
      received_on: '2026-11-23',
      clock_on: '2026-11-23',
      reply_due_on: '2026-12-07',
    },
    second: ['DP'],
  },
  household: {
    table: 'household_file',
    row: { grid_code: '340705001001001', members_count: 3, hardship: [], needs: [] },
    second: ['GW'],
  },
  child: {
    table: 'child_file',
    row: { category: 'left_behind', away: 'both', living: 'grandparents' },
    second: ['CS'],
  },
  guardianship: {
    table: 'guardianship_file',
    row: {
      child_case_id: '01900000-0000-7000-8000-000000000000',
      child_no: 'T-1',
      ground: 'unable',
      proposed_on: '2026-11-20',
      facts_enc: '',
      proposed_user: 'u',
    },
    second: ['CA'],
  },
  mentoring: {
    table: 'mentoring_file',
    row: {
      ...{ child_case_id: '01900000-0000-7000-8000-000000000000', service_id: '01900000-0000-7000-8000-000000000000' },
      ...{ post_id: '01900000-0000-7000-8000-000000000000', mentor_name: '石法官', class_name: '七年级2班' },
      ...{ needs: [], contact_enc: '', proposed_on: '2026-11-20', term: 1 },
    },
    second: ['SP'],
  },
  legal_lesson: {
    table: 'lvp_service',
    row: {
      ...{ officer_mac: 'm', born_on: '1980-01-01', organ: 'court', organ_name: '人民法院', duty: '一级法官' },
      ...{ retired: false, nominated_on: '2026-11-20', term: 1 },
    },
    second: ['EC'],
  },
}

/**
 * A small kind under a name of the policy: every role is named at every step, so that the policy alone decides.
 * begun → active → ended (second hand, on its day); `move` hands the file to another unit.
 */
export function sampleDomain(name: KindName = 'support'): Domain<SampleFacts> {
  const { table, second } = own[name]
  const make = step<SampleFacts>()
  const kind: Kind<SampleFacts> = {
    name,
    label: '试验',
    prefix: {
      support: 'SY',
      handoff: 'SH',
      release_notice: 'SN',
      intake: 'SI',
      household: 'SM',
      relief_temp: 'SL',
      relief_dibao: 'SD',
      relief_school: 'SX',
      relief_training: 'SP',
      relief_loan: 'SK',
      payment_batch: 'SF',
      child: 'SE',
      guardianship: 'SG',
      mentoring: 'SJ',
      legal_lesson: 'SZ',
    }[name],
    path: '/sample',
    table,
    road: ['begun', 'active', 'ended'],
    entry: ['begun'],
    voluntary: false,
    states: {
      begun: { label: '已受理', open: true },
      active: { label: '帮扶中', open: true },
      ended: { label: '已结束', open: false },
      opened_in_error: { label: '误开', open: false },
    },
    steps: {
      open: make({ label: '受理', from: 'entry', to: 'begun', roles: everyRole, input: z.object({}), due: ['begin'] }),
      start: make({
        label: '开始',
        from: ['begun'],
        to: 'active',
        roles: everyRole,
        input: z.object({ startedOn: legalDay(), plan: optionalText(20) }),
        check: ({ input, today }) =>
          input.startedOn > today ? { fields: { startedOn: ['日期不能晚于今天'] } } : undefined,
        eventOn: (input) => input.startedOn,
        settles: ['begin'],
      }),
      restart: make({
        label: '改期',
        from: ['active'],
        to: 'same',
        roles: everyRole,
        input: z.object({ startedOn: legalDay() }),
      }),
      review: make({
        label: '复核',
        from: ['active'],
        to: 'same',
        roles: everyRole,
        input: z.object({ note: optionalText(20) }),
      }),
      move: make({ label: '移交', from: 'open', to: 'same', roles: everyRole, input: z.object({ unit: z.string() }) }),
      tell: make({ label: '告知', from: ['active'], to: 'same', roles: everyRole, input: z.object({}), final: true }),
      end: make({
        label: '结束',
        from: ['active'],
        to: 'ended',
        roles: everyRole,
        second,
        input: z.object({ endOn: legalDay() }),
        effectiveOn: ({ input }) => input.endOn,
      }),
    },
    duties: {
      begin: {
        label: '开始帮扶',
        role: 'TJ',
        step: 'start',
        rule: 'D1.register',
        roll: 'agency',
        because: '受理',
        from: (f) => f.openedOn,
        during: ['begun'],
      },
      contact: {
        label: '联系',
        role: 'TJ',
        record: 'call',
        rule: 'D1.contact_first',
        roll: 'none',
        because: '开始帮扶',
        from: (f) => f.startedOn,
        during: ['active'],
        standing: true,
      },
    },
    corrections: {
      name: { label: '姓名', table: 'case_file', column: 'name', input: z.string() },
      ...(name === 'support' && {
        startedOn: { label: '开始日期', table, column: 'started_on', input: legalDay(), moves: ['contact'] },
      }),
    },
    records: { call: '电话联系' },
  }
  const set = (db: Db, id: string, sets: Prisma.Sql) =>
    db.$executeRaw(Prisma.sql`UPDATE support_file SET ${sets} WHERE case_id = ${id}::uuid`)
  const flesh = name === 'support'
  return {
    kind,
    facts: async (db, ids) => {
      const files = await db.caseFile.findMany({ where: { id: { in: [...ids] } } })
      const rows = flesh ? await db.supportFile.findMany({ where: { caseId: { in: [...ids] } } }) : []
      const started = new Map(rows.map((row) => [row.caseId, row.startedOn && dbToDay(row.startedOn)]))
      return new Map(
        files.map((row) => [
          row.id,
          {
            state: row.state,
            openedOn: dbToDay(row.openedOn),
            sex: row.sex,
            birthOn: row.birthOn && dbToDay(row.birthOn),
            startedOn: started.get(row.id) ?? null,
          },
        ]),
      )
    },
    effects: {
      start: async ({ db, file, input }) =>
        void (flesh && (await set(db, file.id, Prisma.sql`started_on = ${input.startedOn}::date`))),
      restart: async ({ db, file, input }) =>
        void (flesh && (await set(db, file.id, Prisma.sql`started_on = ${input.startedOn}::date`))),
      end: async ({ db, file, eventOn }) =>
        void (flesh && (await set(db, file.id, Prisma.sql`ended_on = ${eventOn}::date`))),
      move: async ({ input }) => ({ scopeKey: input.unit as string }),
    },
  }
}

const NAMES = ['欧阳春', '单立', '解放', '王小明', '李兰', '赵一', '钱多', '孙尚香', '周全', '吴用']

/** What opens one file: state `begun` at the unit, a person of its own. */
export function itemOf(
  name: KindName,
  scopeKey: string,
  given: Partial<OpenItem<SampleFacts>> = {},
): OpenItem<SampleFacts> {
  const n = nextOf('person')
  const state = given.state ?? 'begun'
  const openedOn = given.openedOn ?? dayOf(NOON)
  const person = {
    idType: 'resident' as const,
    idNo: `340799199001${String(n).padStart(6, '0')}`,
    name: NAMES[n % NAMES.length]!,
    sex: n % 2 ? 'M' : 'F',
    birthOn: '1990-01-01',
  }
  const { table, row } = own[name]
  return {
    step: 'open',
    scopeKey,
    state,
    openedOn,
    lawfulBasis: 'law',
    person,
    rows: { [table]: [row] },
    due: ['begin'],
    input: { by: 'test' },
    facts: { state, openedOn, sex: person.sex, birthOn: person.birthOn, startedOn: null },
    ...given,
  }
}

/** Somebody whose range holds the unit and who may write the kind. */
export const keeperOf = (name: KindName, unit: string): Actor =>
  name === 'release_notice'
    ? actorOf('PR', unit)
    : name === 'intake'
      ? actorOf('IC', unit)
      : name === 'household'
        ? actorOf('GW', unit)
        : name === 'child' || name === 'guardianship'
          ? actorOf('CS', `${unit.slice(0, 9)}-CW1`)
          : name === 'relief_school' || name === 'mentoring' || name === 'legal_lesson'
            ? actorOf('SP', unit)
            : name === 'relief_training' || name === 'relief_loan'
              ? actorOf('HR', unit)
              : name === 'payment_batch'
                ? actorOf('FN', unit)
                : name.startsWith('relief')
                  ? actorOf('CC', unit)
                  : actorOf('JC', `${unit.slice(0, 6)}-JB1`)

/** Opens files at a unit by the hand of somebody who may; gives ids and numbers. */
export const openAt = (name: KindName, unit: string, items: Partial<OpenItem<SampleFacts>>[] = [{}]) =>
  inScope(keeperOf(name, unit), (ctx) =>
    openCases(
      sampleDomain(name),
      ctx,
      items.map((item) => itemOf(name, unit, item)),
    ),
  )

/** The present row of a file, past every policy. */
export async function rowOf(id: string): Promise<
  Record<string, unknown> & {
    state: string
    version: number
    scope_key: string
    next_due_on: string
    next_task: string | null
  }
> {
  const rows = await asSuperuser<{ row: never }>('SELECT to_jsonb(c) AS row FROM case_file c WHERE id = $1', [id])
  return rows[0]!.row
}

/** Names posts on a file: pair helper, deputy, one-off grant. */
export async function addParty(
  caseId: string,
  holders: string | string[],
  given: { view?: string; untilAt?: string; part?: string } = {},
): Promise<void> {
  await asSuperuser(
    `INSERT INTO case_party (id, case_id, kind, scope_key, holder, part, view, from_at, until_at, basis)
     SELECT gen_random_uuid(), id, kind, scope_key, holder, $3, $4, '2026-01-01', $5, '试验' FROM case_file, unnest($2::text[]) AS holder WHERE id = $1`,
    [caseId, [holders].flat(), given.part ?? 'grant', given.view ?? 'limited', given.untilAt ?? '2026-12-31T00:00:00Z'],
  )
}
