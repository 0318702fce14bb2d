/** System, security and audit administrators have no business data (ACCESS §4): not in their scope, not on any page. */
import type { RouteConfigEntry } from '@remix-run/route-config'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grantOf, kindNames, referralReceivers } from '~/access/policy'
import { caseScope, settings } from '~/access/scope.server'
import { menuOf } from '~/domains/menu'
import { setClock } from '~/lib/dates'
import config from '~/routes'
import { actorOf, inScope, openAt } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { ask, newcomer, seedOrg, type SignedIn } from '../support/people'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- loaders of whatever data */
type Module = { loader?: (args: any) => Promise<unknown> }
const modules = import.meta.glob<Module>('../../app/routes/*.{ts,tsx}')

const administrators = ['AD', 'SE', 'AU'] as const
const COUNTY = '340705-CA1'
type File = { id: string; name: string; case_no: string; neutral_no: string }
let file: File

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
  setClock('2026-11-23T09:00:00+08:00')
  const { id } = (await openAt('support', '340705001-JO1'))[0]!
  ;[file] = (await asSuperuser<File>('SELECT * FROM case_file WHERE id = $1', [id])) as [File]
})
afterAll(() => setClock(null))

const doors = (entries: RouteConfigEntry[], base = ''): { path: string; file: string }[] =>
  entries.flatMap((entry) => {
    const path = [base, entry.path].filter(Boolean).join('/')
    return [{ path: `/${path}`, file: entry.file }, ...doors(entry.children ?? [], path)]
  })

describe.each(administrators)('%s', (role) => {
  test('has no kind, no range and no referral in the policy and in the settings of the transaction', () => {
    for (const kind of kindNames) expect(grantOf(role, kind), kind).toBeUndefined()
    for (const receivers of Object.values(referralReceivers)) expect(receivers).not.toContain(role)
    const scope = settings(actorOf(role, COUNTY))
    for (const name of ['range', 'party', 'write', 'full']) expect(scope[`app.${name}_kinds`], name).toBe('')
    expect(scope['app.referral_types']).toBe('')
    expect(caseScope(actorOf(role, COUNTY), 'handoff').sql).toBe('FALSE')
  })

  test('finds every table of files empty', async () => {
    const tables = await asSuperuser<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = 'public'::regnamespace
       AND c.relkind = 'r' AND a.attname IN ('case_id', 'from_case_id') AND has_table_privilege('guicheng_app', c.oid, 'SELECT')`,
    )
    await inScope(actorOf(role, COUNTY), async ({ db }) => {
      for (const name of ['case_file', 'person', 'neutral_duty', ...tables.map((table) => table.name)]) {
        const rows = await db.$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM "${name}"`)
        expect(rows[0]?.n, name).toBe(0)
      }
    })
  })

  test('reads nothing of a file on any page', async () => {
    const me: SignedIn = await newcomer(role, COUNTY)
    const told: string[] = []
    for (const door of doors(config as RouteConfigEntry[])) {
      const { loader } = await modules[`../../app/${door.file}`]!()
      if (!loader) continue
      const params = { id: file.id, step: 'start', proposal: file.id, run: file.id, attachment: file.id }
      const path = door.path.replace(/:(\w+)/g, (_, name: keyof typeof params) => params[name] ?? file.id)
      const answer = await ask(loader, path, { params, cookie: me.cookie })
      const shown = JSON.stringify(answer.data)
      for (const word of [file.name, file.case_no, file.neutral_no])
        if (shown.includes(word)) told.push(`${path}: ${word}`)
      if (/\/:id/.test(door.path) && answer.status === 200) told.push(`${path} opens`)
    }
    expect(told).toEqual([])
  })

  test('has a menu without files, searches and imports, but with the own account', () => {
    const hrefs = menuOf(role).flatMap((part) => part.items.map((item) => item.href))
    expect(hrefs).toContain('/account')
    expect(hrefs.filter((href) => /^\/(handoff|support|people|referrals)/.test(href))).toEqual([])
  })
})
