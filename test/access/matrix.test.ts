/** Every role × kind × verb × place. What is expected is written here from ACCESS.md §4 and DOMAIN §12, not taken from the policy. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { guarded, type Verb } from '~/access/guard.server'
import { judge, kindNames, type KindName, type Operation } from '~/access/policy'
import { roles, type Role } from '~/access/roles'
import { act, type Ctx } from '~/casefile/act.server'
import { correct } from '~/casefile/correct.server'
import { decide } from '~/casefile/decide.server'
import { listCases } from '~/casefile/find.server'
import { readCase } from '~/casefile/read.server'
import { isUserError } from '~/lib/errors'
import { prisma } from '~/lib/db.server'
import {
  actorOf,
  addParty,
  andBack,
  formOf,
  inScope,
  keeperOf,
  openAt,
  sampleDomain,
  seedPlaces,
} from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const everyRole = Object.keys(roles) as Role[]
const county = ['340705001-JO1', '340705001-JO10', '340705002-JO1', '340705-JB1']
/** L list, R read, S take a step, W write, A approve, E export. A step is taken by who writes or approves (ACCESS.md §1). */
type Line = { at: string; sees: string[]; may: string; party?: string }
const windows = ['340705001-CW1', '340705002-CW1']
const relief: Partial<Record<Role, Line>> = {
  CC: { at: '340705001-CW1', sees: ['340705001-CW1'], may: 'LRSW' },
  CK: { at: '340705-CA1', sees: windows, may: 'LRSW' },
  CA: { at: '340705-CA1', sees: windows, may: 'LRSAE' },
}
const schools = ['340705001-SC1', '340705002-SC1']
/** The labour bureau's own: by itself, and confirmed by another of its people. */
const labour = { HR: { at: '340705-HR1', sees: ['340705-HR1'], may: 'LRSWA' } }
const villages = ['340705001001-VC1', '340705002001-VC1']
const places: Record<KindName, string[]> = {
  handoff: [...county, '340706001-JO1', '341101001-JO1'],
  support: [...county, '340706001-JO1', '341101001-JO1'],
  release_notice: ['34-PR1', '34-PR2'],
  relief_temp: [...windows, '340706001-CW1', '341101001-CW1'],
  relief_dibao: [...windows, '340706001-CW1', '341101001-CW1'],
  relief_school: [...schools, '340706001-SC1'],
  relief_training: ['340705-HR1', '340706-HR1'],
  relief_loan: ['340705-HR1', '340706-HR1'],
  payment_batch: ['340705-FN1', '340706-FN1'],
  intake: [...windows, '340706001-CW1'],
  household: ['340705001001001-GS1', '340705001001002-GS1'],
  child: [...villages, '340706001001-VC1'],
  guardianship: [...villages, '340706001001-VC1'],
  mentoring: [...schools, '340706001-SC1'],
  legal_lesson: [...schools, '340706001-SC1'],
}
const expected: Record<KindName, Partial<Record<Role, Line>>> = {
  release_notice: { PR: { at: '34-PR1', sees: ['34-PR1'], may: 'LRSWA' } },
  handoff: {
    JC: { at: '340705-JB1', sees: county, may: 'LRSWE' },
    JA: { at: '340705-JB1', sees: county, may: 'LRSAE' },
    JX: { at: '3407-JB1', sees: [...county, '340706001-JO1'], may: 'LR' },
    TJ: { at: '340705001-JO1', sees: ['340705001-JO1'], may: 'LRSW' },
    TH: { at: '340705001-JO1', sees: ['340705001-JO1'], may: 'LRSA' },
    PH: { at: '340705001-JO1', sees: [], may: 'R' },
  },
  support: {
    JC: { at: '340705-JB1', sees: county, may: 'LRSW' },
    JA: { at: '340705-JB1', sees: county, may: 'LRSA' },
    TJ: { at: '340705001-JO1', sees: ['340705001-JO1'], may: 'LRSW' },
    TH: { at: '340705001-JO1', sees: ['340705001-JO1'], may: 'LRSA' },
  },
  intake: {
    IC: { at: '340705001-CW1', sees: ['340705001-CW1'], may: 'LRSW' },
    DP: { at: '340705-GO1', sees: windows, may: 'LRSAE' },
    GW: { at: '340705001001001-GS1', sees: [], may: 'R' },
  },
  household: { GW: { at: '340705001001001-GS1', sees: ['340705001001001-GS1'], may: 'LRSWA' } },
  relief_temp: relief,
  relief_dibao: relief,
  relief_school: {
    SP: { at: '340705001-SC1', sees: ['340705001-SC1'], may: 'LRSW' },
    ST: { at: '340705001-SC1', sees: ['340705001-SC1'], may: 'LRSW' },
    EC: { at: '340705-EB1', sees: schools, may: 'LRSWA' },
  },
  relief_training: labour,
  relief_loan: labour,
  payment_batch: { FN: { at: '340705-FN1', sees: ['340705-FN1'], may: 'LRSWA' } },
  child: {
    CD: { at: '340705001001-VC1', sees: ['340705001001-VC1'], may: 'LRSW' },
    CS: { at: '340705001-CW1', sees: ['340705001001-VC1'], may: 'LRSWA' },
    SP: { at: '340705001-SC1', sees: [], may: 'LRSW', party: 'LRSW' },
    ST: { at: '340705001-SC1', sees: [], may: 'LRSW', party: 'LRSW' },
    LV: { at: '340705-PC1', sees: [], may: 'R' },
    EC: { at: '340705-EB1', sees: villages, may: 'LR' },
    PH: { at: '340705001-SC1', sees: [], may: 'R' },
  },
  guardianship: {
    CD: { at: '340705001001-VC1', sees: ['340705001001-VC1'], may: 'LRSW' },
    CS: { at: '340705001-CW1', sees: ['340705001001-VC1'], may: 'LRSW' },
    CA: { at: '340705-CA1', sees: villages, may: 'LRSA' },
  },
  mentoring: {
    SP: { at: '340705001-SC1', sees: ['340705001-SC1'], may: 'LRSWA' },
    LV: { at: '340705-EB1', sees: [], may: 'LRSW', party: 'LRSW' },
  },
  legal_lesson: {
    SP: { at: '340705001-SC1', sees: ['340705001-SC1'], may: 'LRSW' },
    LV: { at: '340705-EB1', sees: [], may: 'LRSW', party: 'LRSW' },
    EC: { at: '340705-EB1', sees: schools, may: 'LRSA' },
  },
}
/** A unit that owns files of a kind, and another where files are that only a party row opens. */
const homes: Record<KindName, [at: string, away: string]> = {
  release_notice: ['34-PR1', '34-PR2'],
  handoff: ['340705-JB1', '341101001-JO1'],
  support: ['340705-JB1', '341101001-JO1'],
  intake: ['340705001-CW1', '340706001-CW1'],
  payment_batch: ['340705-FN1', '340706-FN1'],
  household: ['340705001001001-GS1', '340705001001002-GS1'],
  relief_temp: ['340705001-CW1', '341101001-CW1'],
  relief_dibao: ['340705001-CW1', '341101001-CW1'],
  relief_school: ['340705001-SC1', '340706001-SC1'],
  relief_training: ['340705-HR1', '340706-HR1'],
  relief_loan: ['340705-HR1', '340706-HR1'],
  child: ['340705001001-VC1', '340706001001-VC1'],
  guardianship: ['340705001001-VC1', '340706001001-VC1'],
  mentoring: ['340705001-SC1', '340706001-SC1'],
  legal_lesson: ['340705001-SC1', '340706001-SC1'],
}
/** Where a role without any line is tried: at the very unit that owns files. */
const home = (kind: KindName, role: Role) => expected[kind][role]?.at ?? homes[kind][0]
const posts = new Map<string, Actor>()
const postOf = (kind: KindName, role: Role) => posts.get(`${kind} ${role}`)!

type Tried = { id: string; place: string; proposal: string }
const files = Object.fromEntries(kindNames.map((kind) => [kind, [] as Tried[]])) as Record<KindName, Tried[]>

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  for (const kind of kindNames) {
    for (const role of everyRole) posts.set(`${kind} ${role}`, actorOf(role, home(kind, role)))
    const away = homes[kind][1]
    const wanted = [
      ...places[kind].map((unit) => ({ place: unit, unit })),
      ...['party', 'expired', 'glass'].map((place) => ({ place, unit: away })),
    ]
    const domain = sampleDomain(kind)
    for (const unit of places[kind]) {
      const here = wanted.filter((file) => file.unit === unit)
      const opened = await openAt(
        kind,
        unit,
        here.map(() => ({ state: 'active', due: [] })),
      )
      await inScope(keeperOf(kind, unit), async (ctx) => {
        for (const { id } of opened)
          await act(domain, ctx, { caseId: id, step: 'end', version: 1, form: formOf({ endOn: '2026-12-01' }) })
      })
      opened.forEach(({ id }, index) => files[kind].push({ id, place: here[index]!.place, proposal: '' }))
    }
    for (const { id, proposal } of await asSuperuser<{ id: string; proposal: string }>(
      'SELECT case_id AS id, id AS proposal FROM proposal WHERE kind = $1',
      [kind],
    )) {
      files[kind].find((file) => file.id === id)!.proposal = proposal
    }
    const holders = everyRole.map((role) => postOf(kind, role).postId)
    const named = { party: {}, expired: { untilAt: '2026-11-23T03:59:59Z' }, glass: { part: 'break_glass' } }
    for (const [place, given] of Object.entries(named))
      await addParty(files[kind].find((file) => file.place === place)!.id, holders, given)
  }
}, 180_000)

/** The refusal of a verb as false; a fault stays a fault. */
const allowed = (verb: Promise<unknown>) =>
  verb.then(
    () => true,
    (error: unknown) => {
      if (isUserError(error) && [403, 404].includes(error.status)) return false
      throw error
    },
  )
const door = (actor: Actor, kind: KindName, ...operations: Operation[]) =>
  operations.some((operation) => judge(actor.role, kind, operation).allowed)

/** What a post can do with one file through the verbs, in letters. */
async function tryAll(ctx: Ctx, kind: KindName, { id, proposal }: Tried): Promise<string> {
  const domain = sampleDomain(kind)
  const { actor } = ctx
  const listed =
    door(actor, kind, 'L') && (await listCases(ctx, kind, { limit: 200 })).rows.some((row) => row.id === id)
  const read = door(actor, kind, 'R') && (await allowed(readCase(ctx, kind, id, ['outline'])))
  const stepped = await allowed(act(domain, ctx, { caseId: id, step: 'review', version: 1, form: formOf({}) }))
  const version = stepped ? 2 : 1
  const written = await allowed(
    correct(domain, ctx, {
      caseId: id,
      version,
      form: formOf({ field: 'name', value: '改名', reason: '核对', paper: '原件' }),
    }),
  )
  const approved = await allowed(decide(domain, ctx, { proposalId: proposal, accept: true }))
  // An export holds what the list holds.
  const exported = listed && door(actor, kind, 'E')
  return [listed && 'L', read && 'R', stepped && 'S', written && 'W', approved && 'A', exported && 'E']
    .filter(Boolean)
    .join('')
}

/** What a file at a place, or by a party row, should allow. */
function hoped(kind: KindName, role: Role, place: string): string {
  const line = expected[kind][role]
  if (!line) return ''
  if (line.sees.includes(place)) return line.may
  // A party row alone: read, and what the role may do otherwise; lists are of the range, a school's of its pupils. Danger to life: reading alone.
  if (place === 'party') return line.party ?? line.may.replace(/[LE]/g, '')
  return place === 'glass' ? (line.party?.includes('L') ? 'LR' : 'R') : ''
}

describe.each(kindNames)('through the verbs: %s', (kind) => {
  it.each(everyRole)('%s', async (role) => {
    const known = role in expected[kind]
    const tried = known
      ? files[kind]
      : files[kind].filter(({ place }) => [homes[kind][0], 'party', 'glass'].includes(place))
    const found = await andBack(postOf(kind, role), async (ctx) => {
      const lines: [string, string][] = []
      for (const file of tried) lines.push([file.place, await tryAll(ctx, kind, file)])
      return Object.fromEntries(lines)
    })
    expect(found).toEqual(Object.fromEntries(tried.map(({ place }) => [place, hoped(kind, role, place)])))
  })
})

describe.each(kindNames)('past the verbs, by SQL of the application’s role: %s', (kind) => {
  const placesOf = (rows: { id: string }[]) =>
    files[kind].filter((file) => rows.some((row) => row.id === file.id)).map((file) => file.place)
  it.each(everyRole)('%s', async (role) => {
    const may = (letters: RegExp) =>
      files[kind].map((file) => file.place).filter((place) => letters.test(hoped(kind, role, place)))
    const own = sampleDomain(kind).kind.table
    await andBack(postOf(kind, role), async ({ db }) => {
      const rows = (sql: string) => db.$queryRawUnsafe<{ id: string }[]>(sql)
      expect(placesOf(await rows(`SELECT id FROM case_file WHERE kind = '${kind}'`)), 'files').toEqual(may(/[LR]/))
      for (const table of ['case_event', 'case_key', 'proposal', own]) {
        expect(placesOf(await rows(`SELECT case_id AS id FROM ${table} WHERE kind = '${kind}'`)), table).toEqual(
          may(/[LR]/),
        )
      }
      expect(
        placesOf(await rows(`UPDATE case_file SET residence_code = '1' WHERE kind = '${kind}' RETURNING id`)),
        'update',
      ).toEqual(may(/[WA]/))
      expect(
        placesOf(await rows(`UPDATE ${own} SET kind = kind WHERE kind = '${kind}' RETURNING case_id AS id`)),
        own,
      ).toEqual(may(/[WA]/))
      const inserted: { id: string }[] = []
      for (const { id } of files[kind].filter((file) => role in expected[kind] || file.place === 'party')) {
        await db.$executeRawUnsafe('SAVEPOINT one')
        const done = await db
          .$executeRawUnsafe(
            `INSERT INTO case_note (id, case_id, kind, scope_key, note_enc, by_post_id, by_name, created_at)
           VALUES (gen_random_uuid(), '${id}', '${kind}', (SELECT '${keyOf(kind, id)}'), '', gen_random_uuid(), '', now())`,
          )
          .then(
            () => true,
            () => false,
          )
        if (done) inserted.push({ id })
        else await db.$executeRawUnsafe('ROLLBACK TO one')
      }
      expect(placesOf(inserted), 'insert').toEqual(may(/[WA]/))
    })
  })
})
const keyOf = (kind: KindName, id: string) => {
  const { place } = files[kind].find((file) => file.id === id)!
  return place.includes('-') ? place : homes[kind][1]
}

describe('the offence (view full)', () => {
  it('is seen by JC, JA, JX, TJ, TH in range and by a party of view full; never by PH', async () => {
    await asSuperuser(
      `INSERT INTO handoff_offence (case_id, kind, scope_key, juvenile_at_offence) SELECT id, kind, scope_key, false FROM case_file WHERE kind = 'handoff'`,
    )
    const full = files.handoff.find((file) => file.place === '341101001-JO1')!
    await addParty(full.id, postOf('handoff', 'JC').postId, { view: 'full' })
    for (const role of everyRole) {
      const seen = await inScope(postOf('handoff', role), ({ db }) => db.handoffOffence.findMany())
      const line = expected.handoff[role]
      expect(seen.map((row) => row.scopeKey).sort(), role).toEqual(
        [...(line?.sees ?? []), ...(role === 'JC' ? ['341101001-JO1'] : [])].sort(),
      )
    }
  })
})

describe('nothing is given', () => {
  const protectedTables = () =>
    asSuperuser<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relkind IN ('r', 'p')`,
    )

  it('without settings: no row of any protected table', async () => {
    const tables = await protectedTables()
    expect(tables.length).toBeGreaterThan(20)
    const counts = await prisma.$transaction(async (db) => {
      const found: [string, number][] = []
      for (const { name } of tables) {
        const may = await db.$queryRawUnsafe<{ may: boolean }[]>(
          `SELECT has_table_privilege('${name}', 'SELECT') AS may`,
        )
        if (may[0]!.may) found.push([name, (await db.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM ${name}`)).length])
      }
      return found
    })
    // Where offices and places are is no secret in the house; their policies guard the writing.
    const known = ['region', 'unit', 'grid']
    expect(counts.filter(([name, n]) => n > 0 && !known.includes(name))).toEqual([])
    expect(counts.length).toBeGreaterThan(20)
    await expect(prisma.$executeRaw`UPDATE case_file SET name = 'x'`).resolves.toBe(0)
  })

  it('to a kind that no policy names, whoever asks', async () => {
    await asSuperuser(`INSERT INTO case_file (id, kind, scope_key, state, case_no, neutral_no, file_token, name, pinyin, initials, sex, opened_on, lawful_basis)
      VALUES (gen_random_uuid(), 'placement', '340705-JB1', 'open', 'X1', 'X1', 'X1', '某', 'mou', 'm', 'M', '2026-01-01', 'law')`)
    for (const role of everyRole) {
      for (const operation of ['L', 'R', 'W', 'A', 'P', 'E'] as const)
        expect(judge(role, 'placement', operation)).toEqual({ allowed: false, reason: 'kind_unknown' })
      const rows = await inScope(actorOf(role, '340705-JB1'), ({ db }) =>
        db.caseFile.findMany({ where: { kind: 'placement' } }),
      )
      expect(rows, role).toEqual([])
    }
  })
})

describe('the doors', () => {
  it('of each kind open to the roles of the table and to no other, with 403', { timeout: 60_000 }, async () => {
    const verbs: Record<Exclude<Verb, 'desk' | 'admin' | 'print'>, RegExp> = {
      list: /L/,
      read: /R/,
      write: /[WA]/,
      export: /E/,
    }
    const people = everyRole.map((role) => ({
      role,
      token: `token${role}`,
      id: actorOf(role, '340705-JB1').userId,
      post: actorOf(role, '340705-JB1').postId,
    }))
    await asSuperuser(
      `INSERT INTO app_user (id, name, username, email, updated_at) SELECT id, role, role, role || '@local.invalid', now() FROM jsonb_to_recordset($1) AS p(id text, role text)`,
      [JSON.stringify(people)],
    )
    await asSuperuser(
      `INSERT INTO post (id, user_id, role, unit_code, from_on, authorised_until) SELECT post, id, role, '340705-JB1', '2020-01-01', '2099-01-01' FROM jsonb_to_recordset($1) AS p(id text, role text, post uuid)`,
      [JSON.stringify(people)],
    )
    await asSuperuser(
      `INSERT INTO app_session (id, token, user_id, post_id, expires_at, updated_at) SELECT 's' || role, token, id, post, now() + interval '1 h', now() FROM jsonb_to_recordset($1) AS p(id text, role text, post uuid, token text)`,
      [JSON.stringify(people)],
    )
    for (const kind of kindNames) {
      for (const [verb, letters] of Object.entries(verbs) as [Verb, RegExp][]) {
        const loader = guarded({ kind, verb, audit: 'test.door' }, async () => ({ open: true }))
        const found = await Promise.all(
          people.map(async ({ role, token }) => {
            const request = new Request('http://localhost/x', {
              headers: { Cookie: `guicheng.session_token=${token}.signed` },
            })
            const status = await loader({ request, params: {}, context: {} } as never).then(
              () => 200,
              (error: { init?: { status?: number } }) => error.init?.status,
            )
            return `${role} ${status}`
          }),
        )
        const wanted = people.map(({ role }) => `${role} ${letters.test(expected[kind][role]?.may ?? '') ? 200 : 403}`)
        expect(found, `${kind} ${verb}`).toEqual(wanted)
      }
    }
    expect(
      await asSuperuser(
        `SELECT DISTINCT data->>'reason' AS reason FROM access_log WHERE event = 'refuse' AND data->>'verb' = 'test.door'`,
      ),
    ).toEqual([{ reason: 'refused' }])
  })
})
