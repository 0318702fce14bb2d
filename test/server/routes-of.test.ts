import { matchRoutes, type AgnosticRouteObject } from '@remix-run/router'
import type { ServerBuild } from '@remix-run/node'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { describe, expect, it } from 'vitest'
import routeMap from '~/routes'
import { routesOf } from '../../server/http/routes-of'

const routes: Record<string, { id: string; parentId?: string; path?: string; index?: boolean }> = {
  root: { id: 'root', path: '' },
}
const add = (entries: readonly RouteConfigEntry[], parentId: string) => {
  for (const { file, path, index, children, id = `${file} ${path ?? ''}` } of entries) {
    routes[id] = { id, parentId, path, index }
    add(children ?? [], id)
  }
}
add(routeMap as RouteConfigEntry[], 'root')

const build = { routes } as unknown as ServerBuild
const find = routesOf(build)
const tree = (of: ServerBuild['routes'], parentId?: string): AgnosticRouteObject[] =>
  Object.values(of)
    .filter((route) => route?.parentId === parentId)
    .map((route) => ({ ...route!, children: route!.index ? undefined : tree(of, route!.id) }) as AgnosticRouteObject)
const matched = (of: AgnosticRouteObject[], path: string) =>
  matchRoutes(of, path)?.map(({ route, params }) => [route.id, params])
const whole = tree(build.routes)

/** Addresses of every route, and what people make of them. */
const addresses = Object.values(routes)
  .map(({ path = '' }) => `/${path}`)
  .flatMap((path) => {
    const filled = path.replace(/:\w+/g, '0190aa').replace('*', 'no/such/page')
    return [
      filled,
      `${filled}/`,
      filled.toUpperCase(),
      `${filled}/more`,
      path.replace(/:\w+/g, 'list'),
      filled.replace('a', '%61'),
    ]
  })

describe('the routes of an address', () => {
  it('match as all routes do, whatever the address', () => {
    expect(addresses.length).toBeGreaterThan(600)
    for (const address of addresses) {
      const found = find(address)!
      expect(matched(tree(found.build().routes), address), address).toEqual(matched(whole, address))
    }
  })

  it('are few, with root and the first page among them, and of few sets', () => {
    const sizes = addresses.map((address) => Object.keys(find(address)!.build().routes).length)
    expect(Math.max(...sizes)).toBeLessThan(20)
    expect(new Set(addresses.map((address) => find(address)!.name)).size).toBeLessThan(400)
    const always = Object.values(routes).filter((route) => route.index && route.parentId === 'root')
    for (const address of addresses)
      expect(Object.keys(find(address)!.build().routes)).toEqual(
        expect.arrayContaining(['root', ...always.map(({ id }) => id)]),
      )
  })

  it('of a request for data are those of its page; for the manifest and what cannot be read, all', () => {
    expect(find('/handoff.data')!.name).toBe(find('/handoff')!.name)
    expect(find('/_root.data')!.name).toBe(find('/')!.name)
    expect(find('/__manifest')).toBeUndefined()
    expect(find('/handoff/%E0%A4%A')).toBeUndefined()
  })
})
