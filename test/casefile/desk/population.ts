/** A random population of files, duties, proposals and referrals, written past the verbs; repeatable by its seed. */
import { addDays } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import type { Role } from '~/access/roles'
import { makeRng } from '../../../prisma/seed/people'
import { actorOf, openAt } from '../../support/cases'
import { asSuperuser } from '../../support/database'

export const TODAY = '2026-11-23'
const OFFICE = '340705001-JO1'
const homes = [OFFICE, OFFICE, OFFICE, '340705001-JO10', '340705002-JO1', '340705-JB1', '340706001-JO1']
const states = ['verified', 'handed_over', 'registered', 'in_help', 'away', 'terminated']
const duties: [string, Role][] = [
  ['contact', 'TJ'],
  ['contact', 'TJ'],
  ['first_talk', 'TJ'],
  ['register', 'TJ'],
  ['pickup_plan', 'TJ'],
  ['placement_recheck', 'TJ'],
  ['verify', 'JC'],
  ['conflict', 'JC'],
  ['break_glass_review', 'TH'],
  ['break_glass_review', 'JA'],
]

export const people = {
  tj: actorOf('TJ', OFFICE),
  colleague: actorOf('TJ', OFFICE),
  th: actorOf('TH', OFFICE),
  jc: actorOf('JC', '340705-JB1'),
  ja: actorOf('JA', '340705-JB1'),
  jx: actorOf('JX', '3407-JB1'),
  pr: actorOf('PR', '34-PR1'),
}

const add = (table: string, rows: Record<string, unknown>[]) => {
  const columns = Object.keys(rows[0]!)
    .map((name) => `"${name}"`)
    .join(', ')
  return asSuperuser(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  )
}

type Task = {
  id: string
  case_id: string
  scope_key: string
  role: string
  due_on: string
  done_at: string | null
  assignee_id: string | null
}

/** Writes everything; gives the duties so that a test can count them its own way. */
export async function populate(seed: number): Promise<{ tasks: Task[] }> {
  const rng = makeRng(seed)
  const day = (from: number, to: number) => addDays(TODAY, from + rng.below(to - from + 1))
  const files: { id: string; home: string; kind: string }[] = []
  for (const home of [...new Set(homes)]) {
    const count = homes.filter((one) => one === home).length * 18
    const opened = await openAt(
      'handoff',
      home,
      Array.from({ length: count }, () => ({ due: [], state: rng.pick(states) })),
    )
    files.push(...opened.map(({ id }) => ({ id, home, kind: 'handoff' })))
  }
  files.push(
    ...(
      await openAt(
        'release_notice',
        '34-PR1',
        Array.from({ length: 12 }, () => ({ due: [], state: 'returned' })),
      )
    ).map(({ id }) => ({ id, home: '34-PR1', kind: 'release_notice' })),
  )
  const given = files.map((file) => ({
    id: file.id,
    owner:
      file.home === OFFICE
        ? rng.pick([null, people.tj.postId, people.tj.postId, people.colleague.postId])
        : rng.pick([null, people.jc.postId, people.pr.postId]),
    on: day(-15, 0),
    closed: rng.chance(15) ? TODAY : null,
  }))
  await asSuperuser(
    `UPDATE case_file c SET owner_post_id = g.owner, assigned_on = g.on, closed_on = g.closed FROM jsonb_to_recordset($1) AS g(id uuid, owner uuid, "on" date, closed date) WHERE c.id = g.id`,
    [JSON.stringify(given)],
  )
  const neutral = new Map(
    (await asSuperuser<{ id: string; neutral_no: string }>('SELECT id, neutral_no FROM case_file')).map((row) => [
      row.id,
      row.neutral_no,
    ]),
  )
  const tasks = Array.from({ length: 520 }, (_, n) => {
    const file = rng.pick(files)
    const [code, role] = file.kind === 'release_notice' ? (['resend', 'PR'] as const) : rng.pick(duties)
    return {
      id: uuidv7(),
      scope_key: file.home,
      case_id: file.id,
      kind: file.kind,
      neutral_no: neutral.get(file.id)!,
      code,
      role,
      assignee_id: rng.chance(5) ? rng.pick([people.tj.postId, people.colleague.postId, people.ja.postId]) : null,
      occurrence: n + 1,
      trigger_on: day(-60, -20),
      due_on: day(-25, 12),
      warn_on: TODAY,
      provisional: false,
      rule_id: 'D1.contact_first',
      rule_value: 1,
      rule_unit: 'm',
      reason: '试验',
      created_at: '2026-11-01T00:00:00Z',
      done_at: rng.chance(20) ? '2026-11-20T00:00:00Z' : null,
    }
  })
  await add('task', tasks)
  const handoffs = files.filter((file) => file.kind === 'handoff')
  await add(
    'proposal',
    Array.from({ length: 70 }, (_, n) => {
      const file = rng.pick(handoffs)
      return {
        id: uuidv7(),
        case_id: file.id,
        kind: file.kind,
        scope_key: file.home,
        step: `transfer_${n}`,
        state: rng.pick(['waiting', 'waiting', 'done', 'returned']),
        inputs_enc: 'x',
        digest: 'x',
        second_roles: rng.pick([['JA'], ['TH'], ['TH', 'JA']]),
        proposed_by: people.tj.postId,
        proposed_user: rng.pick([people.tj.userId, people.ja.userId, people.th.userId]),
        proposed_name: '某人',
        proposed_at: '2026-11-20T02:00:00Z',
      }
    }),
  )
  await add(
    'referral',
    Array.from({ length: 160 }, (_, n) => {
      const file = rng.pick(handoffs)
      const to = rng.pick(['340705-JB1', '340705-JB1', '340706-JB1', '340705-HR1'])
      return {
        id: uuidv7(),
        neutral_no: `ZJ-${seed}-${n}`,
        type: to.includes('HR') ? 'job' : rng.pick(['legal_aid', 'transfer', 'copy_huji']),
        from_case_id: file.id,
        from_kind: file.kind,
        from_key: file.home,
        from_unit: file.home,
        to_key: to,
        subject: '某*',
        fields_enc: 'x',
        sent_on: day(-40, -1),
        sent_by: people.tj.postId,
        due_on: rng.chance(80) ? day(-30, 10) : null,
        due_reason: '试验',
        state: rng.pick(['sent', 'sent', 'accepted', 'answered', 'returned', 'withdrawn']),
        chased_on: rng.chance(30) ? day(-10, 0) : null,
      }
    }),
  )
  return { tasks }
}
