import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '~/access/actor'
import { countBoxes, listReferrals, type Box, boxes } from '~/casefile/referrals/list-referrals.server'
import { deskCounts } from '~/casefile/desk/count-desk.server'
import { listApprovals } from '~/casefile/desk/list-approvals.server'
import { listDuties, whenWords } from '~/casefile/desk/list-duties.server'
import { listAssigned, listMine, listRecent } from '~/casefile/desk/list-files.server'
import { listInbox } from '~/casefile/desk/list-inbox.server'
import { listNeutralDuties } from '~/casefile/desk/list-neutral-duties.server'
import { readDesk } from '~/casefile/desk/read-desk.server'
import { readWeek, revealWeek } from '~/casefile/desk/week.server'
import { readCase } from '~/casefile/read.server'
import type { Ctx } from '~/casefile/act.server'
import { domains } from '~/domains'
import { actorOf, addParty, inScope, openAt, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { people, populate, TODAY } from './population'

type Page = { rows: { id: string }[]; next?: string }
type Lister = (ctx: Ctx, after?: string) => Promise<Page>

/** Every page of a list, one after the other. */
async function walk(ctx: Ctx, list: Lister): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | undefined; ;) {
    const page = await list(ctx, after)
    ids.push(...page.rows.map((row) => row.id))
    if (!page.next) return ids
    after = page.next
  }
}

const lists: Record<string, Lister> = {
  late: (ctx, after) => listDuties(domains, ctx, 'late', after),
  today: (ctx, after) => listDuties(domains, ctx, 'today', after),
  week: (ctx, after) => listDuties(domains, ctx, 'week', after),
  assigned: (ctx, after) => listAssigned(domains, ctx, after),
  approvals: (ctx, after) => listApprovals(domains, ctx, after),
  inbox: (ctx, after) => listInbox(domains, ctx, after),
  mine: (ctx, after) => listMine(domains, ctx, after),
}

const tasks: Awaited<ReturnType<typeof populate>>['tasks'] = []
beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  for (const seed of [1, 2]) tasks.push(...(await populate(seed)).tasks)
})

describe('the desk of a random population', () => {
  test.each(Object.entries(people))(
    '%s: every number is the length of its list, and no row comes twice',
    async (_name, actor) => {
      const { counts, walked } = await inScope(actor, async (ctx) => {
        const walked: Record<string, string[]> = {}
        for (const [tab, list] of Object.entries(lists)) walked[tab] = await walk(ctx, list)
        return { counts: await deskCounts(domains, ctx), walked }
      })
      expect(counts).toEqual(Object.fromEntries(Object.entries(walked).map(([tab, ids]) => [tab, ids.length])))
      for (const ids of Object.values(walked)) expect(new Set(ids).size).toBe(ids.length)
    },
  )

  test('the population fills several pages of the office and something of every tab', async () => {
    const counts = await inScope(people.tj, (ctx) => deskCounts(domains, ctx))
    expect(counts.late).toBeGreaterThan(100)
    for (const tab of ['today', 'week', 'assigned', 'inbox', 'mine'] as const)
      expect(counts[tab], tab).toBeGreaterThan(0)
    expect((await inScope(people.ja, (ctx) => deskCounts(domains, ctx))).approvals).toBeGreaterThan(5)
    expect((await inScope(people.jc, (ctx) => deskCounts(domains, ctx))).inbox).toBeGreaterThan(5)
    expect((await inScope(people.pr, (ctx) => deskCounts(domains, ctx))).late).toBeGreaterThan(0)
  })

  test('overdue holds just the duties of the own role and unit that nobody else was named for, soonest first', async () => {
    const { tj } = people
    const mine = tasks.filter(
      (task) =>
        !task.done_at &&
        task.due_on < TODAY &&
        ((task.role === 'TJ' && task.scope_key === tj.unit.code && !task.assignee_id) ||
          task.assignee_id === tj.postId),
    )
    const rows = await inScope(tj, (ctx) => walk(ctx, lists.late!))
    const known = new Set(tasks.map((task) => task.id))
    expect(rows.filter((id) => known.has(id))).toEqual(
      mine.sort((a, b) => (a.due_on + a.id < b.due_on + b.id ? -1 : 1)).map((task) => task.id),
    )
  })

  test.each(Object.entries(people))('%s: the boxes of referrals hold as many as they say', async (_name, actor) => {
    await inScope(actor, async (ctx) => {
      const counts = await countBoxes(ctx)
      for (const box of Object.keys(boxes) as Box[]) {
        const ids = await walk(ctx, (inside, after) => listReferrals(inside, { box, after }))
        expect(ids.length, box).toBe(counts[box])
        expect((await listReferrals(ctx, { box })).count, box).toBe(counts[box])
        expect(new Set(ids).size).toBe(ids.length)
      }
    })
  })

  test('no tab of files holds a closed one', async () => {
    for (const tab of ['assigned', 'inbox', 'mine']) {
      const ids = await inScope(people.tj, (ctx) => walk(ctx, lists[tab]!))
      expect(
        await asSuperuser(
          `SELECT 1 FROM case_file WHERE id = ANY ($1) AND (closed_on IS NOT NULL OR state = 'terminated')`,
          [ids],
        ),
      ).toEqual([])
    }
  })

  test('the page shows the counts of the tabs and opens with what is overdue', async () => {
    const desk = await inScope(people.tj, (ctx) => readDesk(domains, ctx, new URLSearchParams()))
    const counts = await inScope(people.tj, (ctx) => deskCounts(domains, ctx))
    expect(desk.day).toBe('2026年11月23日 星期一')
    expect(desk.work!.tabs.map((tab) => tab.label)).toEqual([
      '已逾期',
      '今天',
      '本周',
      '新分派',
      '待我审批',
      '待接收',
      '我经办的',
      '最近打开',
    ])
    expect(desk.work!.tabs.find((tab) => tab.tab === 'late')).toMatchObject({
      current: true,
      count: String(counts.late),
    })
    expect(desk.work!.sections[0]!.rows).toHaveLength(50)
  })
})

describe('a row', () => {
  const office = '340705002-JO1'
  const tj = actorOf('TJ', office)
  const one = async (code: string, due: string, given: { assignee?: string; state?: string } = {}) => {
    const [file] = await openAt('handoff', office, [{ due: [], state: given.state ?? 'handed_over' }])
    await asSuperuser(
      `INSERT INTO task (id, scope_key, case_id, kind, neutral_no, code, role, assignee_id, trigger_on, due_on, warn_on, rule_id, rule_value, rule_unit, reason, created_at)
       SELECT gen_random_uuid(), scope_key, id, kind, neutral_no, $2, 'TJ', $4, '2026-11-01', $3, $3, 'x', 1, 'd', '交接后 7 日内', now() FROM case_file WHERE id = $1`,
      [file!.id, code, due, given.assignee ?? null],
    )
    return file!
  }
  const row = async (actor: Actor, tab: 'late' | 'today' | 'week', href: string | null, no: string) =>
    inScope(actor, async (ctx) => {
      for (let after: string | undefined; ;) {
        const page = await listDuties(domains, ctx, tab, after)
        const found = page.rows.find((each) => (href ? each.href === href : each.name === no))
        if (found || !page.next) return found
        after = page.next
      }
    })

  test('says when, whom, what and why, and leads to the form that does it', async () => {
    const file = await one('first_talk', '2026-11-20')
    const found = await row(tj, 'late', `/handoff/${file.id}`, file.neutralNo)
    expect(found).toMatchObject({
      when: { text: '逾期 3 天', tone: 'late' },
      title: '首次谈话',
      code: file.caseNo,
      why: { summary: '应于 11月20日 完成，为什么？', text: '交接后 7 日内' },
    })
    expect(found!.name).toContain('*')
    expect(found!.action).toEqual({ href: `/handoff/${file.id}/visit?type=first_talk`, label: '记录首次谈话' })
  })

  test('of a step leads to the step while the state allows it, else to the file', async () => {
    const ready = await one('register', TODAY)
    expect((await row(tj, 'today', `/handoff/${ready.id}`, ready.neutralNo))!.action).toEqual({
      href: `/handoff/${ready.id}/step/register`,
      label: '建档',
    })
    const past = await one('register', TODAY, { state: 'in_help' })
    expect((await row(tj, 'today', `/handoff/${past.id}`, past.neutralNo))!.action).toEqual({
      href: `/handoff/${past.id}`,
      label: '打开',
    })
  })

  test('of a file that is not mine shows the neutral number alone', async () => {
    const stranger = actorOf('TJ', '340706001-JO1')
    const file = await one('first_talk', '2026-11-25', { assignee: stranger.postId })
    const found = await row(stranger, 'week', null, file.neutralNo)
    expect(found).toMatchObject({ name: file.neutralNo, when: { text: '星期三 11月25日' } })
    expect(found).not.toHaveProperty('href')
    expect(found).not.toHaveProperty('action')
    expect(found).not.toHaveProperty('code')
  })

  test('days in words', () => {
    expect(whenWords('2026-11-22', TODAY)).toEqual({ text: '逾期 1 天', tone: 'late' })
    expect(whenWords(TODAY, TODAY)).toEqual({ text: '今天', tone: 'due' })
    expect(whenWords('2026-11-29', TODAY)).toEqual({ text: '星期日 11月29日', tone: 'plain' })
  })
})

describe('recently opened', () => {
  test('lists what the own post read, the newest first, and nothing that is out of scope by now', async () => {
    const tj = actorOf('TJ', '340705001-JO10')
    const [a, b] = await openAt('handoff', '340705001-JO10', [{ due: [] }, { due: [] }])
    for (const [file, minute] of [
      [a!, '10'],
      [b!, '20'],
      [a!, '40'],
    ] as const) {
      await inScope({ ...tj, now: new Date(`2026-11-23T11:${minute}:00+08:00`) }, (ctx) =>
        readCase(ctx, 'handoff', file.id, ['outline']),
      )
    }
    const recent = () => inScope(tj, async (ctx) => (await listRecent(domains, ctx)).rows.map((row) => row.id))
    expect(await recent()).toEqual([a!.id, b!.id])
    await asSuperuser('UPDATE case_file SET scope_key = $2 WHERE id = $1', [a!.id, '340705001-JO1'])
    expect(await recent()).toEqual([b!.id])
    expect(
      await inScope(actorOf('TJ', '340705001-JO10'), async (ctx) => (await listRecent(domains, ctx)).rows),
    ).toEqual([])
  })
})

describe('desks without files', () => {
  test('supervision sees number, unit, date and days late, and nothing else', async () => {
    const sv = actorOf('SV', '340705-JB1')
    const desk = await inScope(sv, (ctx) => readDesk(domains, ctx, new URLSearchParams()))
    expect(desk.work).toBeNull()
    expect(Object.keys(desk.plain!.duties![0]!).sort()).toEqual(['due', 'no', 'unit', 'when'])
    const { rows, late } = await inScope(sv, (ctx) => listNeutralDuties(ctx))
    expect(late).toBeGreaterThan(50)
    expect(rows.every((row) => /^T-3407/.test(row.no))).toBe(true)
  })

  test.each(['AD', 'SE', 'AU', 'PV'] as const)('%s is told what it can do here', async (role) => {
    const desk = await inScope(actorOf(role, '340705-JB1'), (ctx) =>
      readDesk(domains, ctx, new URLSearchParams('tab=mine')),
    )
    expect(desk.work).toBeNull()
    expect(desk.plain!.lines.length).toBeGreaterThan(0)
    expect(desk.plain!.duties).toBeNull()
  })

  test('a pair helper finds the people by name, and neither state, duty nor case number', async () => {
    const ph = actorOf('PH', '340705001-JO1')
    const [file] = await openAt('handoff', '340705001-JO1', [{ due: [], state: 'unreachable' }])
    await addParty(file!.id, ph.postId)
    const desk = await inScope(ph, (ctx) => readDesk(domains, ctx, new URLSearchParams()))
    expect(desk.work!.tabs.map((tab) => [tab.label, tab.count])).toEqual([
      ['我帮扶的', '1'],
      ['最近打开', undefined],
    ])
    const href = `/handoff/${file!.id}`
    expect(desk.work!.sections[0]!.rows).toEqual([
      {
        id: file!.id,
        when: { text: '结对帮扶', tone: 'plain' },
        name: expect.stringContaining('*'),
        title: '',
        href,
        action: { href, label: '打开' },
      },
    ])
  })

  test('who receives referrals and has no file sees the inbox and no other tab', async () => {
    const hs = actorOf('HS', '3407-HH1')
    const empty = await inScope(hs, (ctx) => readDesk(domains, ctx, new URLSearchParams()))
    expect(empty.work!.tabs.map((tab) => tab.tab)).toEqual(['inbox'])
    const hr = actorOf('HR', '340705-HR1')
    const desk = await inScope(hr, (ctx) => readDesk(domains, ctx, new URLSearchParams('tab=inbox')))
    expect(desk.work!.sections[0]!.rows.length).toBeGreaterThan(0)
  })
})

describe('the week on paper', () => {
  const shown = (address: string, actor: Actor) =>
    inScope(actor, (ctx) => readWeek(domains, ctx, new URLSearchParams(address)))

  test('lists visits and calls of the unit until Sunday, masked, and logs the print', async () => {
    const week = await shown('', people.tj)
    expect(week.rows.length).toBeGreaterThan(50)
    expect(week.rows.every((row) => row.name.includes('*') && row.phone === undefined)).toBe(true)
    expect(new Set(week.rows.map((row) => row.duty.replace(/（.*/, '')))).toEqual(new Set(['联系走访', '首次谈话']))
    const own = await shown('own=1', people.tj)
    expect(own.rows.length).toBeLessThan(week.rows.length)
    const prints = await asSuperuser<{ n: number }>(
      `SELECT count(*)::int AS n FROM access_log WHERE event = 'print' AND post_id = $1`,
      [people.tj.postId],
    )
    expect(prints[0]!.n).toBe(2)
  })

  test('shows names and telephones only with a purpose; each file has its own line in the log', async () => {
    await expect(inScope(people.colleague, (ctx) => revealWeek(domains, ctx, false, 'curious'))).rejects.toMatchObject({
      status: 422,
    })
    const pass = await inScope(people.colleague, (ctx) => revealWeek(domains, ctx, true, 'contact'))
    const week = await shown(`own=1&show=${pass}`, people.colleague)
    expect(week.shown).toBe(true)
    expect(week.rows.every((row) => !row.name.includes('*'))).toBe(true)
    const lines = await asSuperuser<{ n: number }>(
      `SELECT count(DISTINCT file_token)::int AS n FROM access_log WHERE event = 'reveal' AND purpose = 'contact' AND post_id = $1`,
      [people.colleague.postId],
    )
    expect(lines[0]!.n).toBe(new Set(week.rows.map((row) => row.caseNo)).size)
    expect((await shown(`show=${pass}`, people.tj)).shown).toBe(false)
  })
})
