/**
 * Remix tries every route of the application on every request, and twice: a sixth of a page's time with 150 of them. Here
 * an address is handled by those routes alone that can match it at all. What the browser is told of routes (the manifest
 * in `assets`) stays whole.
 */
import type { ServerBuild } from '@remix-run/node'

type Routes = ServerBuild['routes']
type Route = NonNullable<Routes[string]>
type Shape = { id: string; parts: string[]; open: boolean }

/** The parts of a route's whole address; `open`: with whatever address it belongs. */
function shapeOf(routes: Routes, route: Route): Shape {
  const path: string[] = []
  for (let one: Route | undefined = route; one; one = one.parentId ? routes[one.parentId] : undefined)
    path.unshift(...(one.path?.split('/').filter(Boolean) ?? []))
  return {
    id: route.id,
    parts: path.map((part) => part.toLowerCase()),
    open: (route.index && route.parentId === 'root') || path.some((part) => part === '*' || part.endsWith('?')),
  }
}

/** The parts of an address as the router compares them; undefined when it cannot be read. */
function partsOf(pathname: string): string[] | undefined {
  const path = pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/')
  try {
    return path
      .split('/')
      .filter(Boolean)
      .map((part) => decodeURIComponent(part).toLowerCase())
  } catch {
    return undefined
  }
}

/**
 * For an address, a name of its set of routes, and the build with these alone: the ones that may match, what lies above
 * them, and the pages that every page hands to the browser (app/entry.server.tsx): the first, and others that are an
 * index. Undefined where all routes are asked for.
 */
export function routesOf(build: ServerBuild) {
  const all = Object.values(build.routes).filter((route): route is Route => route !== undefined)
  const parents = new Set(all.map((route) => route.parentId))
  const shapes = all.filter((route) => !parents.has(route.id)).map((route) => shapeOf(build.routes, route))
  const withParents = (ids: readonly string[]): Routes => {
    const routes: Routes = {}
    for (const id of ids)
      for (let at: string | undefined = id; at; at = build.routes[at]!.parentId) routes[at] = build.routes[at]!
    return routes
  }
  return (pathname: string): { name: string; build: () => ServerBuild } | undefined => {
    const parts = partsOf(pathname)
    if (!parts || parts[0] === '__manifest') return undefined
    const fits = ({ parts: own, open }: Shape) =>
      open || (own.length === parts.length && own.every((part, i) => part[0] === ':' || part === parts[i]))
    const ids = shapes.filter(fits).map(({ id }) => id)
    return { name: ids.join(' '), build: () => ({ ...build, routes: withParents(ids) }) }
  }
}
