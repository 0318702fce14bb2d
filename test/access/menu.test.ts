import type { RouteConfigEntry } from '@remix-run/route-config'
import { describe, expect, test } from 'vitest'
import { errorText } from '~/access/pages/error-texts'
import { listable } from '~/access/policy'
import { roles, type Role } from '~/access/roles'
import { breakers, homes, menuAt, menuOf, places } from '~/domains/menu'
import config from '~/routes'

const addresses = (entries: RouteConfigEntry[], base = ''): string[] =>
  entries.flatMap((entry) => {
    const path = [base, entry.path].filter(Boolean).join('/')
    return [`/${path}`, ...addresses(entry.children ?? [], path)]
  })
const known = new Set(addresses(config as RouteConfigEntry[]))
const everyRole = Object.keys(roles) as Role[]
const hrefs = (role: Role) => menuOf(role).flatMap((part) => part.items.map((item) => item.href))

describe('the menu', () => {
  test.each(everyRole)('of %s leads to pages that exist, once each', (role) => {
    expect(hrefs(role).filter((href) => !known.has(href))).toEqual([])
    expect(new Set(hrefs(role)).size).toBe(hrefs(role).length)
    expect(hrefs(role)).toEqual(expect.arrayContaining([homes[role] ?? '/', '/help']))
  })

  test.each(everyRole)('of %s names the kinds that it may list, and no other', (role) => {
    // Several kinds may live at one address.
    const paths = [...new Set(Object.values(places).map((place) => place.path))]
    const mine = new Set(listable(role).map((kind) => places[kind].path))
    expect(paths.filter((path) => hrefs(role).includes(path)).sort()).toEqual([...mine].sort())
    expect(hrefs(role).includes('/people')).toBe(listable(role).some((kind) => kind !== 'payment_batch'))
  })

  test('gives the liaison of a prison his notices and nothing of the county', () => {
    expect(hrefs('PR')).toEqual([
      '/',
      '/handoff/notices',
      '/handoff/import',
      '/people',
      '/account',
      '/documents/check',
      '/help',
    ])
  })

  test('marks the place where the page lies: the longest address that begins it', () => {
    const here = (path: string) =>
      menuAt('TJ', path)
        .flatMap((part) => part.items.filter((item) => item.current))
        .map((item) => item.href)
    expect(here('/')).toEqual(['/'])
    expect(here('/handoff/1/why')).toEqual(['/handoff'])
    expect(here('/handoff/pickups')).toEqual(['/handoff/pickups'])
    expect(here('/handoffs')).toEqual([])
  })
})

test('danger to life is for roles that read files by range', () => {
  expect(breakers).toEqual(['JC', 'JA', 'JX', 'TJ', 'TH', 'PR'])
})

describe('error pages', () => {
  test.each([400, 403, 404, 409, 413, 429, 500])('%i says in Chinese what happened and what to do', (status) => {
    const { title, text } = errorText(status)
    expect(title).toMatch(/\p{Script=Han}/u)
    expect(text).toMatch(/请|可能/)
  })

  test("a refusal's own words are shown, an error's are not", () => {
    expect(errorText(403, '这一步不由您办理。').text).toBe('这一步不由您办理。')
    expect(errorText(500, 'relation "x" does not exist').text).not.toContain('relation')
  })
})
