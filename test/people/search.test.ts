import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as check from '~/routes/people.check'
import * as people from '~/routes/people'
import { setClock } from '~/lib/dates'
import { addParty, openAt } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { logged, newcomer, seedOrg, type SignedIn } from '../support/people'

const HERE = '340705001-JO1'
const ELSEWHERE = '340706001-JO1'
const person = {
  idType: 'resident' as const,
  idNo: '340799199105100016',
  name: '单雄信',
  sex: 'M',
  birthOn: '1991-05-10',
}
let here: { id: string; caseNo: string }
let me: SignedIn
let stranger: SignedIn

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
  setClock('2026-11-23T09:00:00+08:00')
  here = (await openAt('handoff', HERE, [{ person }]))[0]!
  await openAt('handoff', ELSEWHERE, [{ person: { ...person, name: '单雄信' } }])
  me = await newcomer('TJ', HERE)
  stranger = await newcomer('TJ', '340705002-JO1')
})
afterAll(() => setClock(null))

type Group = { kind: string; count: string; rows: { id: string; name: string }[] }
const find = async (who: SignedIn, q: string, more = '') => {
  const answer = await who.get(people.loader, `/people?q=${encodeURIComponent(q)}${more}`)
  return answer.data as { groups: Group[]; shown: boolean }
}

describe('finding people', () => {
  test.each(['单雄信', '单', 'shanxiongxin', 'danxiong', 'chan', 'sxx', '0016', '340799199105100016', '０016'])(
    'by %s',
    async (q) => {
      const { groups } = await find(me, q)
      expect(groups.flatMap((group) => group.rows.map((row) => row.id))).toEqual([here.id])
    },
  )

  test('by case number, in capitals or not', async () => {
    for (const q of [here.caseNo, here.caseNo.toLowerCase(), here.caseNo.slice(0, 12)])
      expect((await find(me, q)).groups[0]!.rows[0]!.id).toBe(here.id)
  })

  test('answers nothing out of scope, exactly as for somebody who does not exist', async () => {
    const seen = async (q: string) => ({ ...(await find(stranger, q)), q: '', token: '', shell: null })
    for (const q of ['单雄信', '0016', '340799199105100016', here.caseNo])
      expect(await seen(q)).toEqual(await seen('没有这个人'))
    const county = await newcomer('JC', '340705-JB1')
    expect((await find(county, '单雄信')).groups.map((group) => group.count)).toEqual(['1'])
  })

  test.each(['PH', 'AD', 'SE', 'AU', 'SV', 'LD'] as const)('%s, who lists no files, finds none', async (role) => {
    const who = await newcomer(role, '340705-JB1')
    await addParty(here.id, who.id)
    expect((await find(who, '单雄信')).groups).toEqual([])
  })

  test.each(["'; DROP TABLE case_file; --", '%', '_', '\\', ' ', '\u{20000}'.repeat(100), '*'])(
    'takes %j for words',
    async (q) => {
      expect((await find(me, q)).groups).toEqual([])
    },
  )

  test('keeps no search text', async () => {
    await find(me, '寻无此人')
    const rows = await asSuperuser<{ line: string }>(`SELECT row_to_json(l)::text AS line FROM access_log l`)
    expect(rows.some((row) => row.line.includes('寻无此人'))).toBe(false)
  })

  test('masks names until they are asked for, with a purpose, logged once for the page', async () => {
    expect((await find(me, '单雄信')).groups[0]!.rows[0]!.name).toBe('单*信')
    expect((await me.post(people.action, '/people?q=sxx', { purpose: 'curiosity' })).status).toBe(422)
    const answer = await me.post(people.action, '/people?q=sxx', { purpose: 'verify' })
    const pass = new URL(answer.location!, 'http://x').searchParams.get('names')!
    expect(await logged('names')).toHaveLength(0)
    expect((await me.get(people.loader, answer.location!)).data).toMatchObject({
      shown: true,
      groups: [{ rows: [{ name: '单雄信' }] }],
    })
    expect(await logged('names')).toMatchObject([
      { post_id: me.id, purpose: 'verify', data: { kind: 'handoff', rows: 1 } },
    ])
    const colleague = await newcomer('TJ', HERE)
    expect((await find(colleague, '单雄信', `&names=${pass}`)).groups[0]!.rows[0]!.name).toBe('单*信')
    setClock('2026-11-23T09:11:00+08:00')
    expect((await find(me, '单雄信', `&names=${pass}`)).shown).toBe(false)
    setClock('2026-11-23T09:00:00+08:00')
  })
})

describe('looking before a file is opened', () => {
  const look = (who: SignedIn, form: Record<string, string>) =>
    who.post(check.action, '/people/check', { name: person.name, birthOn: person.birthOn, idNo: '', ...form })
  const result = (answer: { data: Record<string, unknown> }) =>
    answer.data.result as { matches: { id: string; sameId: boolean }[]; newHref: string }

  test('names the own file by ID number, or by name and birth', async () => {
    expect(result(await look(me, { idNo: person.idNo })).matches).toMatchObject([{ id: here.id, sameId: true }])
    expect(result(await look(me, {})).matches).toMatchObject([{ id: here.id, sameId: false }])
    expect(result(await look(me, { name: '单雄' })).matches).toEqual([])
    expect(result(await look(me, { birthOn: '1991-05-11' })).matches).toEqual([])
  })

  test('says nothing about files of other units', async () => {
    expect(result(await look(stranger, { idNo: person.idNo })).matches).toEqual([])
  })

  test('hands what was typed to the form by an encrypted draft, never by the address', async () => {
    const { newHref } = result(await look(stranger, { idNo: person.idNo }))
    expect(newHref).toMatch(/^\/handoff\/new\?draft=[0-9a-f-]{36}$/)
    const [draft] = await asSuperuser<{ path: string; body_enc: string }>(
      'SELECT path, body_enc FROM draft WHERE id = $1',
      [newHref.slice(-36)],
    )
    expect(draft).toMatchObject({ path: '/handoff/new', body_enc: expect.stringMatching(/^k1\.sm\./) })
    const [stored] = await asSuperuser<{ text: string }>(
      'SELECT outcome::text AS text FROM form_token WHERE session_id = $1 ORDER BY used_at DESC LIMIT 1',
      [stranger.sessionId],
    )
    expect(stored!.text).not.toContain(person.idNo)
  })

  test('checks the number against the birthday', async () => {
    const answer = await look(me, { idNo: person.idNo, birthOn: '1990-01-01' })
    expect(answer.status).toBe(422)
    expect(JSON.stringify(answer.data.lastResult)).toContain('不一致')
  })

  test('is closed to those who open no files', async () => {
    const who = await newcomer('JX', '3407-JB1')
    expect((await look(who, {})).status).toBe(403)
  })
})
