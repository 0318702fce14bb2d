/** The census: lists of villages and schools, what becomes of each row, and the review by two hands. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { childrenImport } from '~/domains/children/census/adapter.server'
import { proposeCandidates, readCandidates } from '~/domains/children/census/candidates.server'
import { finishCensus } from '~/domains/children/census/census-task.server'
import { keepCensusDuty } from '~/domains/children/census/keep-census-duty.server'
import { readCensusRow } from '~/domains/children/census/read-row'
import { readReview, reviewCandidates } from '~/domains/children/census/review.server'
import { seasonOf } from '~/domains/children/census/season'
import { parseClassNo, parseGrade, parseParent } from '~/domains/children/census/words'
import { decrypt } from '~/lib/crypto.server'
import { forgetDirectory } from '~/orgs/find-units.server'
import { mendedCell } from '~/sheets/cell'
import { seedOrg } from '../../../prisma/seed/org'
import { withOwner } from '../../../prisma/seed/owner'
import { inventIdNo, makeRng } from '../../../prisma/seed/people'
import { actorOf, asWorker, inScope, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { makePost } from '../../support/people'

const TODAY = '2026-11-23'
/** 西湖镇 and two of its villages; 顺安镇 of the next county; the town's school. */
const TOWN = '340705100'
const VILLAGE = `${TOWN}200-VC1`
const SCHOOL = `${TOWN}-SC1`
const AWAY = '340706101200-VC1'
let nameOf: Record<string, string> = {}
let cd: Actor, cd2: Actor, cs: Actor, sp: Actor

const at = (role: 'CD' | 'CS' | 'SP' | 'ST', unit: string, given: Partial<Actor> = {}) => {
  const actor = actorOf(role, unit, given)
  return { ...actor, unit: { ...actor.unit, kind: role === 'SP' ? 'school' : actor.unit.kind } }
}

beforeAll(async () => {
  await testDatabase()
  await withOwner((db) => seedOrg(db, ['340705', '340706']))
  await seedPlaces()
  forgetDirectory()
  const rows = await asSuperuser<{ code: string; name: string }>('SELECT code, name FROM region')
  nameOf = Object.fromEntries(rows.map(({ code, name }) => [code, name]))
  cd = at('CD', VILLAGE)
  cd2 = at('CD', AWAY)
  cs = at('CS', `${TOWN}-CW1`)
  sp = at('SP', SCHOOL)
}, 60_000)

const rng = makeRng(8)
let order = 0
const idNo = (birth = '2016-05-04') => inventIdNo(rng, birth, 'M', ++order)
const given = {
  name: '周小禾',
  father: '外出务工',
  mother: '外出务工',
  father_place: '浙江温州',
  father_name: '周大山',
}
const row = (seq: number, more: Record<string, string> = {}) => ({
  seq,
  rowNo: seq + 1,
  cells: Object.fromEntries(
    Object.entries({ ...given, id_no: idNo(), ...more }).map(([key, text]) => [key, mendedCell(text)]),
  ),
  mapping: {},
  answers: {},
})
type Row = ReturnType<typeof row>
const none = async () => new Set<string>()
const judge = (actor: Actor, rows: Row[], list = 'census') =>
  inScope(actor, (ctx) => childrenImport.variants[list]!.judge(ctx, rows, none))
const write = (actor: Actor, rows: Row[], list = 'census') =>
  inScope(actor, (ctx) => childrenImport.variants[list]!.write(ctx, { create: rows, vault: [] }))
const read = (more: Record<string, string>, list: 'census' | 'school' | 'ledger' = 'census') =>
  readCensusRow(2, row(1, more).cells, list, TODAY)
const filesOf = (name: string) =>
  asSuperuser<{ id: string; state: string; scope_key: string; person_id: string; huji_code: string }>(
    `SELECT id, state, scope_key, person_id, huji_code FROM case_file WHERE kind = 'child' AND name = $1 ORDER BY id`,
    [name],
  )

describe('a row of a list', () => {
  it('tells where each parent is, in the words that lists use', () => {
    const of = (text: string, plainly = false) => parseParent(mendedCell(text), plainly)
    expect(of('在外打工')).toMatchObject({ value: { away: true, reason: 'work' } })
    expect(of('在家务农')).toMatchObject({ value: { away: false, capacity: 'able' } })
    expect(of('在家，重度残疾')).toMatchObject({ value: { away: false, capacity: 'unable' } })
    expect(of('服刑')).toMatchObject({ value: { away: true, reason: 'custody' } })
    expect(of('服刑', true)).toMatchObject({ ok: false })
    expect(of('不清楚')).toMatchObject({ ok: false })
    expect(parseGrade(mendedCell('初二'))).toMatchObject({ value: 8 })
    expect(parseGrade(mendedCell('三年级'))).toMatchObject({ value: 3 })
    expect(parseClassNo(mendedCell('2024级（1）班'))).toMatchObject({ value: '2024-1' })
  })

  it('must be mended where it leaves a doubt: nothing is guessed', () => {
    const fields = (more: Record<string, string>, list?: 'school' | 'ledger') =>
      read(more, list)
        .problems.map((one) => one.field)
        .sort()
    expect(fields({})).toEqual([])
    expect(fields({ id_no: '340799201605040012' })).toEqual(['id_no'])
    expect(fields({ id_no: '' })).toEqual(['id_no'])
    expect(fields({ father: '', mother: '在天上' })).toEqual(['father', 'mother'])
    expect(fields({ father_since: '2027-01-01', category: '不知道' })).toEqual(['category', 'father_since'])
    expect(fields({ category: '父母服刑' }, 'school')).toEqual(['category'])
    expect(fields({ in_care_on: '', agreement_from: '2026-01-01' }, 'ledger')).toEqual(['agreement_to', 'in_care_on'])
    expect(fields({ in_care_on: '2025-01-01', level: '高风险' }, 'ledger')).toEqual(['level'])
    expect(read({ name: '=1+1' }).problems[0]?.field).toBe('name')
  })
})

describe('what becomes of the rows', () => {
  it('each is judged by the rule with its reason: D4-edge-01 stays a candidate, those out of age or home are to be mended', async () => {
    const judged = await judge(cd, [
      row(1),
      row(2, { mother: '在家' }),
      row(3, { mother: '在家，重病' }),
      row(4, { id_no: idNo('2010-11-22') }),
      row(5, { father: '在家', mother: '在家' }),
      row(6, { household: '城镇' }),
    ])
    expect(judged.map((one) => one.verdict)).toEqual(['create', 'create', 'create', 'mend', 'mend', 'mend'])
    expect(judged[0]!.warnings[0]).toContain('父母双方外出务工')
    expect(judged[1]!.warnings[0]).toContain('困境儿童')
    expect(judged[2]!.warnings[0]).toContain('另一方无监护能力')
    expect(judged.slice(3).map((one) => one.problems[0]?.field)).toEqual(['id_no', 'father', 'household'])
  })

  it("a director's rows of another village are listed and written nowhere; a supervisor's of the whole town are his", async () => {
    const other = nameOf[`${TOWN}201`]!
    const foreign = `${nameOf['340706101']!}${nameOf['340706101200']!}`
    const rows = [row(1, { village: other }), row(2, { village: foreign }), row(3, { village: '某某村' })]
    expect((await judge(cd, rows)).map((one) => one.verdict)).toEqual(['other', 'other', 'mend'])
    const town = await judge(cs, rows)
    expect(town.map((one) => one.verdict)).toEqual(['create', 'other', 'mend'])
    expect(town[1]!.note).toContain(nameOf['340706101200'])
    expect((await judge(cs, [row(4)]))[0]!.problems[0]).toMatchObject({ field: 'village' })
  })

  it('a candidate has its review within five working days, its parents unreadable in the table, its school at once', async () => {
    const school = (await asSuperuser<{ name: string }>('SELECT name FROM unit WHERE code = $1', [SCHOOL]))[0]!.name
    const one = row(1, {
      name: '周小树',
      school,
      grade: '三年级',
      class_no: '2024-1',
      carer_name: '周爷爷',
      carer_relation: '爷爷',
    })
    expect(await judge(cd, [one])).toMatchObject([{ verdict: 'create' }])
    const [written] = await write(cd, [one])
    const id = written!.caseId!
    expect(await filesOf('周小树')).toMatchObject([{ id, state: 'candidate', scope_key: VILLAGE }])
    expect(
      await asSuperuser(`SELECT code, due_on::text AS due, role, scope_key FROM task WHERE case_id = $1`, [id]),
    ).toEqual([{ code: 'review', due: '2026-11-30', role: 'CD', scope_key: VILLAGE }])
    const parents = await asSuperuser<{ who: string; name_enc: string; province: string }>(
      `SELECT who, name_enc, province FROM child_parent WHERE case_id = $1 ORDER BY who`,
      [id],
    )
    expect(parents[0]!.name_enc).not.toContain('周大山')
    expect(decrypt(parents[0]!.name_enc, `child_parent:${id}`)).toBe('周大山')
    expect(parents[0]!.province).toBe('浙江')
    expect(
      await asSuperuser(`SELECT holder, view FROM case_party WHERE case_id = $1 AND until_at > now() ORDER BY 1`, [id]),
    ).toEqual([
      { holder: SCHOOL, view: 'school' },
      { holder: `${SCHOOL}-2024-1`, view: 'school' },
    ])
    expect(await judge(cd, [one])).toMatchObject([{ verdict: 'there', caseId: id }])
  })

  it('the ledger opens children in care with what is ahead alone', async () => {
    const rows = [
      row(1, {
        name: '周小台',
        in_care_on: '2025-03-01',
        level: '一般',
        level_on: '2026-10-10',
        last_visit_on: '2026-11-10',
        agreement_from: '2026-03-01',
        agreement_to: '2027-02-28',
      }),
    ]
    expect(await judge(cd, rows, 'ledger')).toMatchObject([{ verdict: 'create' }])
    const [{ caseId } = { caseId: null }] = await write(cd, rows, 'ledger')
    expect(await filesOf('周小台')).toMatchObject([{ state: 'in_care' }])
    const tasks = await asSuperuser<{ code: string; due: string; done: boolean }>(
      `SELECT code, due_on::text AS due, done_at IS NOT NULL AS done FROM task WHERE case_id = $1 ORDER BY 1`,
      [caseId],
    )
    for (const task of tasks) expect(task.done, task.code).toBe(task.due < TODAY)
    expect(tasks.filter(({ done }) => !done).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['assessment', 'renew', 'visit']),
    )
  })

  it('D4-edge-06: the place of living serves; a child of both lists is one person, and registration counts', async () => {
    const id_no = idNo('2015-01-02')
    const here = `${nameOf[TOWN]!}${nameOf[`${TOWN}200`]!}`
    const there = `${nameOf['340706101']!}${nameOf['340706101200']!}`
    const listed = row(1, { name: '周两地', id_no, village: here, huji: there })
    expect(await judge(cd2, [listed])).toMatchObject([{ verdict: 'other', note: expect.stringContaining('属') }])
    await write(cd, [listed])
    expect(await filesOf('周两地')).toMatchObject([{ scope_key: VILLAGE, huji_code: '340706101200' }])
    // Who lists it as living there all the same cannot be told: the files are of one person, and counted once.
    const twice = row(2, { name: '周两地', id_no, village: there })
    expect(await judge(cd2, [twice])).toMatchObject([{ verdict: 'create' }])
    await write(cd2, [twice])
    const files = await filesOf('周两地')
    expect(files).toHaveLength(2)
    expect(new Set(files.map((one) => one.person_id)).size).toBe(1)
  })
})

describe("a school's list", () => {
  const village = () => `${nameOf[TOWN]!}${nameOf[`${TOWN}201`]!}`

  it('puts its pupils down with their villages and sees them as their school; another school is listed alone', async () => {
    const rows = [
      row(1, { name: '吴小校', village: village(), grade: '三年级', class_no: '2024-1' }),
      row(2, { village: village(), school: nameOf['340705100'] + '初级中学' }),
      row(3, { village: '' }),
    ]
    const judged = await judge(sp, rows, 'school')
    expect(judged.map((one) => one.verdict)).toEqual(['create', 'other', 'mend'])
    expect(await write(sp, [rows[0]!], 'school')).toMatchObject([{ caseId: null }])
    const [file] = await filesOf('吴小校')
    expect(file).toMatchObject({ state: 'candidate', scope_key: `${TOWN}201-VC1` })
    const seen = await inScope(sp, ({ db }) =>
      db.caseFile.findMany({ where: { kind: 'child' }, select: { name: true } }),
    )
    expect(seen.map(({ name }) => name)).toContain('吴小校')
    expect(seen.map(({ name }) => name)).not.toContain('周两地')
  })

  it('is not told who is known in the village: the child is left out in silence', async () => {
    const id_no = idNo()
    await write(cd, [row(1, { name: '吴小知', id_no })])
    const again = row(2, { name: '吴小知', id_no, village: village() })
    expect(await judge(sp, [again], 'school')).toMatchObject([{ verdict: 'create' }])
    await write(sp, [again], 'school')
    expect(await filesOf('吴小知')).toHaveLength(1)
  })

  it('cannot be used to write for another school, another county, or as anything but a candidate', async () => {
    const send = (actor: Actor, rows: object) =>
      inScope(actor, ({ db }) => db.$executeRaw`SELECT deliver_candidates(${JSON.stringify(rows)}::jsonb)`)
    const file = { id: crypto.randomUUID(), kind: 'child', state: 'candidate', scope_key: VILLAGE }
    const refusedBy = (actor: Actor, change: object, more: object = {}) =>
      expect(send(actor, { case_file: [{ ...file, ...change }], ...more })).rejects.toThrow(
        /42501|not a|of another|table/,
      )
    await refusedBy(cd, {})
    await refusedBy({ ...sp, authorisedUntil: '2026-11-22' }, {})
    await refusedBy(sp, { state: 'in_care' })
    await refusedBy(sp, { kind: 'guardianship' })
    await refusedBy(sp, { scope_key: AWAY })
    await refusedBy(sp, { scope_key: SCHOOL })
    const child = { case_id: file.id, kind: 'child', scope_key: VILLAGE }
    await refusedBy(sp, {}, { child_file: [{ ...child, school_code: `${TOWN}-SC2` }] })
    await refusedBy(sp, {}, { case_party: [{ ...child, holder: sp.postId }] })
    await refusedBy(sp, {}, { case_event: [{ ...child, post_id: cd.postId }] })
  })
})

describe('the review', () => {
  it('the village puts several forward, the town decides them together: each has its own events', async () => {
    const village2 = at('CD', `${TOWN}202-VC1`)
    const rows = [1, 2, 3].map((n) => row(n, { name: `郑小${'一二三'[n - 1]}`, ...(n === 3 && { mother: '在家' }) }))
    const written = await write(village2, rows)
    const page = await inScope(village2, (ctx) => readCandidates(ctx, new URL('http://x/children/candidates')))
    expect(page.rows.map((one) => one.eligible).sort()).toEqual([false, true, true])
    const ticked = page.rows.filter((one) => one.eligible).map((one) => `${one.id}.${one.version}`)
    const out = page.rows.find((one) => !one.eligible)!
    const propose = (chosen: string[]) => inScope(village2, (ctx) => proposeCandidates(ctx, chosen))
    await expect(propose([])).rejects.toMatchObject({ status: 422 })
    await expect(propose([...ticked, `${out.id}.${out.version}`])).rejects.toMatchObject({ status: 422 })
    await expect(propose([`${page.rows[0]!.id}.9`])).rejects.toMatchObject({ status: 409 })
    await expect(inScope(cd, (ctx) => proposeCandidates(ctx, [ticked[0]!]))).rejects.toMatchObject({ status: 404 })
    expect(await propose(ticked)).toBe(2)

    const form = (answer: string, ids: string[], reason = '') => {
      const data = new FormData()
      for (const id of ids) data.append('proposal', id)
      data.set('answer', answer)
      data.set('reason', reason)
      return data
    }
    const town = await inScope(cs, (ctx) => readReview(ctx, new URL('http://x/children/review')))
    const ids = town.rows.filter(({ caseId }) => written.some((one) => one.caseId === caseId)).map(({ id }) => id)
    expect(ids).toHaveLength(2)
    const decide = (actor: Actor, data: FormData) => inScope(actor, (ctx) => reviewCandidates(ctx, data))
    await expect(decide(cs, form('return', ids))).rejects.toMatchObject({ status: 422 })
    await expect(decide(village2, form('accept', ids))).rejects.toMatchObject({ status: 403 })
    await expect(decide(at('CS', '340706101-CW1'), form('accept', ids))).rejects.toMatchObject({ status: 409 })
    await expect(
      decide(at('CS', `${TOWN}-CW1`, { userId: village2.userId }), form('accept', ids)),
    ).rejects.toMatchObject({
      status: 403,
    })
    expect(await decide(cs, form('return', [ids[0]!], '请补照料人。'))).toBe(1)
    expect(await decide(cs, form('accept', [ids[1]!]))).toBe(1)
    await expect(decide(cs, form('accept', [ids[1]!]))).rejects.toMatchObject({ status: 409 })
    const states = await asSuperuser<{ state: string; steps: string[] }>(
      `SELECT c.state, array_agg(e.step ORDER BY e.seq) AS steps FROM case_file c JOIN case_event e ON e.case_id = c.id WHERE c.id = ANY ($1) GROUP BY c.id, c.state ORDER BY c.state DESC`,
      [ticked.map((one) => one.split('.')[0])],
    )
    expect(states.map(({ state }) => state)).toEqual(['confirmed', 'candidate'])
    expect(states[0]!.steps).toEqual(['register', 'confirm.propose', 'confirm.decide', 'confirm'])
    expect(states[1]!.steps).toEqual(['register', 'confirm.propose', 'confirm.return'])
  })
})

describe('the duty of each season', () => {
  it('begins after the Spring Festival and on 1 September', () => {
    const festival = new Map([[2026, '2026-02-23']])
    expect(seasonOf('2026-02-23', festival)).toEqual({ code: '2025-autumn', from: '2025-09-01' })
    expect(seasonOf('2026-02-24', festival)).toEqual({ code: '2026-spring', from: '2026-02-24' })
    expect(seasonOf('2026-09-01', festival)).toEqual({ code: '2026-autumn', from: '2026-09-01' })
  })

  it('is given once to each unit that has somebody for it, and is over when the unit says so', async () => {
    const post = await makePost({ role: 'CD', unit: VILLAGE })
    await makePost({ role: 'CS', unit: `${TOWN}-CW1` })
    const keep = (iso: string) => asWorker((db) => keepCensusDuty(db, new Date(iso)))
    expect(await keep('2026-11-20T03:00:00+08:00')).toBe(0)
    expect(await keep('2026-09-02T03:00:00+08:00')).toBe(2)
    expect(await keep('2026-09-03T03:00:00+08:00')).toBe(0)
    const director = at('CD', VILLAGE, {
      postId: post.id,
      now: new Date('2026-09-20T09:00:00+08:00'),
      today: '2026-09-20',
    })
    const before = await inScope(director, (ctx) => readCandidates(ctx, new URL('http://x/')))
    expect(before.task).toMatchObject({ label: '2026 年秋季摸底' })
    await inScope(director, finishCensus)
    await expect(inScope(director, finishCensus)).rejects.toMatchObject({ status: 409 })
    expect((await inScope(director, (ctx) => readCandidates(ctx, new URL('http://x/')))).task).toBeNull()
    const open = await asSuperuser(`SELECT role FROM task WHERE code = 'census' AND done_at IS NULL`)
    expect(open).toEqual([{ role: 'CS' }])
  })
})
