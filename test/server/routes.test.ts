import { matchRoutes } from '@remix-run/react'
import type { RouteConfigEntry } from '@remix-run/route-config'
import type { ServerBuild } from '@remix-run/node'
import { describe, expect, it } from 'vitest'
import entries from '~/routes'
import { buildOf, routeFinder } from '../../server/http/routes'

type Routes = ServerBuild['routes']

/** The real table of routes as Remix builds it. */
function tableOf(list: readonly RouteConfigEntry[], parentId = 'root'): Routes {
  return Object.fromEntries(
    list.flatMap((entry) => {
      const id = entry.id ?? entry.file.replace(/\.\w+$/, '')
      const own = { id, parentId, path: entry.path, index: entry.index, module: {} }
      return [[id, own], ...Object.entries(tableOf(entry.children ?? [], id))]
    }),
  ) as Routes
}
const routes: Routes = { root: { id: 'root', path: '', module: {} as never }, ...tableOf(entries as RouteConfigEntry[]) }

const treeOf = (parentId: string | undefined): object[] =>
  Object.values(routes)
    .filter((one) => one!.parentId === parentId)
    .map((one) => {
      const children = treeOf(one!.id)
      return { id: one!.id, path: one!.path, index: one!.index, ...(children.length > 0 && { children }) }
    })
const tree = treeOf(undefined)
const byReactRouter = (path: string) => matchRoutes(tree as never, path)?.at(-1)?.route.id

const find = routeFinder(routes)
const words = [...new Set(Object.values(routes).flatMap((one) => one!.path?.split('/') ?? []))].filter(
  (word) => word && !/[:*]/.test(word),
)
const full = (id: string): string => {
  const { parentId, path } = routes[id]!
  return [parentId ? full(parentId) : '', path ?? ''].filter(Boolean).join('/')
}

describe('the route of an address', () => {
  it('is what React Router finds, for every route with any word of any other in its place of an id', () => {
    const paths = Object.keys(routes).flatMap((id) =>
      ['01a20771-9516-7211-b124-7b64d78f43bd', ...words.slice(0, 40)].map(
        (word) => `/${full(id).replace(/:\w+\??|\*/g, word)}`,
      ),
    )
    expect(paths.length).toBeGreaterThan(3_000)
    const other = paths.filter((path) => find(path) !== byReactRouter(path))
    expect(other.slice(0, 10)).toEqual([])
  })

  it('is found with a slash at the end, in capitals, and for the data of a page', () => {
    const [id] = [byReactRouter('/handoff/x')]
    expect(id).toBeDefined()
    for (const path of ['/handoff/x/', '/HANDOFF/x', '/handoff/x.data']) expect(find(path), path).toBe(id)
    expect(find('/_root.data')).toBe(byReactRouter('/'))
  })

  it('is left to Remix when it is its own or written with escapes', () => {
    for (const path of ['/__manifest', '/handoff/%78']) expect(find(path)).toBe(undefined)
  })

  it('leaves the build with it and its parents', () => {
    const id = byReactRouter('/handoff/x')!
    expect(Object.keys(buildOf({ routes } as ServerBuild, id).routes)).toEqual(['root', id])
  })
})
