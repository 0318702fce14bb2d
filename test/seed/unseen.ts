/** Left-behind children in the demo city, looked for by everybody who has nothing to do with them. */
import type { RouteConfigEntry } from '@remix-run/route-config'
import { describe, expect, it } from 'vitest'
import { policy, reportRoles } from '~/access/policy'
import { roles, type Role } from '~/access/roles'
import { menuOf } from '~/domains/menu'
import config from '~/routes'
import type { Seat } from '../../prisma/seed/accounts'
import { asSuperuser } from '../support/database'
import { asInDemo, ask, signedIn } from '../support/people'

const KINDS = ['child', 'guardianship', 'mentoring', 'legal_lesson'] as const
const named = (role: Role) => KINDS.some((kind) => role in policy[kind])
const strangers = (Object.keys(roles) as Role[]).filter((role) => !named(role))

/** Lists, files, figures, reports, what hangs on a file. */
const CORE = [
  ...[
    '',
    '/:id',
    '/guardianship',
    '/guardianship/:id',
    '/mentoring',
    '/mentoring/:id',
    '/legal-education',
    '/pairing/:id',
  ],
  ...[
    '/calls',
    '/calls/:id',
    '/statistics',
    '/statistics/list',
    '/reports',
    '/reports/:id',
    '/reports/inbox',
    '/reports/statistics',
    '/reports/inbox/:id',
  ],
  ...['/:id/attachments/:attachment', '/:id/attachments/:attachment/file'],
].map((end) => `children${end}`)

type Module = { loader?: (args: unknown) => Promise<unknown> }
/** Every address of an entry with its module. */
const doorsOf = (entries: RouteConfigEntry[], base = ''): { path: string; file: string }[] =>
  entries.flatMap((entry) => {
    const path = [base, entry.path].filter(Boolean).join('/')
    return [{ path, file: entry.file }, ...doorsOf(entry.children ?? [], path)]
  })
const modules = import.meta.glob<Module>('../../app/routes/*.{ts,tsx}')
const load = (file: string) => modules[`../../app/${file}`]!()

type Known = { ids: Record<string, string>; names: string[]; needles: string[] }

/** One of each sort of row, names of children that nobody else in the city bears, and what would give a file away. */
async function known(): Promise<Known> {
  const [row] = await asSuperuser<{ ids: Record<string, string>; names: string[]; numbers: string[] }>(
    `WITH mine AS (SELECT c.id, c.name, c.case_no, c.file_token FROM case_file c JOIN pairing p ON p.case_id = c.id AND p.state = 'active'
       WHERE c.kind = 'child' AND c.scope_key LIKE '340705%' AND NOT EXISTS (SELECT 1 FROM case_file o WHERE o.name = c.name AND o.kind NOT IN ('child', 'guardianship', 'mentoring')) ORDER BY c.id LIMIT 3)
     SELECT json_build_object('child', (SELECT id FROM mine LIMIT 1), 'pairing', (SELECT id FROM pairing WHERE case_id IN (SELECT id FROM mine) LIMIT 1),
       'call', (SELECT id FROM call WHERE case_id IN (SELECT id FROM mine) LIMIT 1), 'mentoring', (SELECT id FROM case_file WHERE kind = 'mentoring' AND state = 'active' LIMIT 1),
       'guardianship', (SELECT id FROM case_file WHERE kind = 'guardianship' LIMIT 1), 'legal_lesson', (SELECT id FROM case_file WHERE kind = 'legal_lesson' LIMIT 1),
       'report', (SELECT id FROM mandatory_report LIMIT 1), 'delivery', (SELECT id FROM report_delivery LIMIT 1)) AS ids,
       (SELECT array_agg(name) FROM mine) AS names, (SELECT array_agg(case_no) || array_agg(file_token) FROM mine) AS numbers`,
  )
  return { ids: row!.ids, names: row!.names, needles: [...row!.names, ...row!.numbers, ...Object.values(row!.ids)] }
}

/** The parameters of an address: the row that it speaks of. */
function paramsOf(path: string, { ids }: Known): Record<string, string> {
  const sort = path.startsWith('children/reports/inbox')
    ? 'delivery'
    : ({ calls: 'call', pairing: 'pairing', guardianship: 'guardianship', mentoring: 'mentoring', reports: 'report' }[
        path.split('/')[1] ?? ''
      ] ?? (path.startsWith('children/legal-education') ? 'legal_lesson' : 'child'))
  const id = path.startsWith('children/calls/reminders') ? ids.child! : ids[sort]!
  const given: Record<string, string> = { step: 'visit' }
  return Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, given[name!] ?? id]))
}

/** What a role that is named on no file of a child may open below /children: its own reports, or those it receives and their sums. */
function mayOpen(role: Role, path: string): boolean {
  if (path === 'children/reports' || path === 'children/reports/new') return reportRoles.file.includes(role)
  const received = path === 'children/reports/inbox' || path === 'children/reports/statistics'
  return received && (reportRoles.receive as readonly Role[]).includes(role)
}

/** To be called where the demo stands in the database. */
export function describeStrangers(seats: () => readonly Seat[]): void {
  describe('left-behind children, to everybody else', () => {
    const doors = doorsOf(config as RouteConfigEntry[])
    const childDoors = doors.filter(({ path }) => path === 'children' || path.startsWith('children/'))
    const enter = async (role: Role) => {
      const seat =
        seats().find((one) => one.role === role && one.unit.startsWith('3407')) ??
        seats().find((one) => one.role === role)!
      const { postId: id, userId, username, userName: name, unit } = seat
      return signedIn({ id, role, unit, userId, username, name })
    }
    const pages = [...new Set(childDoors.map(({ file }) => file))].map((file) =>
      childDoors.filter((one) => one.file === file),
    )
    /**
     * Each role asks at the doors where files are, and at a third of the others, in turn; a page that several kinds share it
     * asks for at one of its addresses.
     */
    const askedBy = (role: Role) => {
      const turn = strangers.indexOf(role)
      return pages
        .filter(([door], at) => CORE.includes(door!.path) || at % 3 === turn % 3)
        .map((same) => same[turn % same.length]!)
    }
    let all: Known

    it('no address below /children opens, whatever it names; those that do hold nothing of a file', async () => {
      asInDemo()
      all = await known()
      expect(Object.values(all.ids).filter(Boolean)).toHaveLength(8)
      expect(childDoors.length).toBeGreaterThan(80)
      expect(CORE.filter((path) => !pages.some(([door]) => door!.path === path))).toEqual([])
      const wrong: string[] = []
      for (const role of strangers) {
        const { cookie } = await enter(role)
        const visit = async ({ path, file }: (typeof doors)[number]) => {
          const { loader } = await load(file)
          if (!loader) return
          const params = paramsOf(path, all)
          const address = `/${path.replace(/:(\w+)/g, (_, name: string) => params[name]!)}`
          const { status, data } = await ask(loader, address, { params, cookie })
          const told = JSON.stringify(data)
          if (mayOpen(role, path) ? status !== 200 : status !== 403 && status !== 404)
            wrong.push(`${role} ${address} ${status}`)
          const asked = Object.values(params)
          const leaks = all.needles.filter((one) => !asked.includes(one) && told.includes(one))
          if (leaks.length) wrong.push(`${role} ${address} tells ${leaks.join()}`)
        }
        const asked = askedBy(role)
        for (let at = 0; at < asked.length; at += 8) await Promise.all(asked.slice(at, at + 8).map(visit))
      }
      expect(wrong).toEqual([])
    }, 120_000)

    it('first page, search, referrals, notices, exports and figures of their own domains tell nothing of a child', async () => {
      const paths =
        ' approvals referrals exports week reports intake relief handoff relief/statistics/temp handoff/statistics'.split(
          ' ',
        )
      const wrong: string[] = []
      for (const role of strangers) {
        const { cookie } = await enter(role)
        const asks = [
          ...paths.map((path) => [path, '']),
          ...['late', 'today', 'week', 'mine', 'inbox'].map((tab) => ['', `?tab=${tab}`]),
          ...all.names.map((name) => ['people', `?q=${encodeURIComponent(name)}`]),
          ...KINDS.map((kind) => ['exports/new', `?kind=${kind}`]),
        ] as [string, string][]
        await Promise.all(
          asks.map(async ([path, query]) => {
            const door = doors.find((one) => one.path === path)
            if (!door) throw new Error(`no page at /${path}`)
            const { data, status } = await ask((await load(door.file)).loader!, `/${path}${query}`, { cookie })
            // What was searched for is told back as it was typed.
            const told = JSON.stringify(data).replaceAll(/"q":"[^"]*"/g, '')
            const leaks = all.needles.filter((one) => told.includes(one))
            if (leaks.length || /"kind":"(child|guardianship|mentoring|legal_lesson)"/.test(told))
              wrong.push(`${role} /${path}${query} ${status} ${leaks.join()}`)
            if (path === 'exports/new' && status === 200 && /留守|结对辅导|民政监护/.test(told))
              wrong.push(`${role} may ask for an export`)
          }),
        )
        const items = menuOf(role).flatMap((part) => part.items.map(({ href }) => href))
        wrong.push(
          ...items
            .filter((href) => href.startsWith('/children') && !mayOpen(role, href.slice(1)))
            .map((href) => `${role} menu ${href}`),
        )
      }
      expect(wrong).toEqual([])
    }, 120_000)
  })
}
