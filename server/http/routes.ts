import type { ServerBuild } from '@remix-run/node'

type Routes = ServerBuild['routes']
interface Leaf {
  id: string
  pattern: RegExp
  score: number
}

/** React Router's own weights (`computeScore` in @remix-run/router): the highest sum wins, of equals the first. */
const WEIGHT = { fixed: 10, param: 3, index: 2, splat: -2 }
/** What this file understands of an address: plain segments, `:name`, either with `?` when it may be left out, a final `*`. */
const PLAIN = /^(:?[\w-]+\??|\*)$/

const parentsOf = (routes: Routes, id: string): string[] => {
  const { parentId } = routes[id]!
  return parentId ? [...parentsOf(routes, parentId), parentId] : []
}

const segmentsOf = (routes: Routes, id: string): string[] =>
  [...parentsOf(routes, id), id].flatMap((one) => routes[one]!.path?.split('/').filter(Boolean) ?? [])

/** With and without each segment that may be left out. */
const variantsOf = (segments: readonly string[]): string[][] =>
  segments.reduce<string[][]>(
    (all, part) =>
      part.endsWith('?')
        ? [...all.map((before) => [...before, part.slice(0, -1)]), ...all]
        : all.map((before) => [...before, part]),
    [[]],
  )

function leafOf(routes: Routes, id: string, segments: readonly string[]): Leaf {
  const splat = segments.at(-1) === '*'
  const score = segments.reduce(
    (sum, part) => sum + (part === '*' ? 0 : part.startsWith(':') ? WEIGHT.param : WEIGHT.fixed),
    segments.length + (splat ? WEIGHT.splat : 0) + (routes[id]!.index ? WEIGHT.index : 0),
  )
  const text = segments.map((part) => (part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : part)).join('/')
  return { id, score, pattern: new RegExp(`^/${text}/*$`, 'i') }
}

/**
 * Finds the route that an address leads to, as React Router would. Remix ranks all routes anew for every request, twice,
 * and makes a table of all their modules; with this it can be given the one and its parents. Gives undefined where the
 * whole table must be asked: for Remix's own addresses (`/__manifest`), for one with escapes, and when a route is written in
 * a way that is not known here.
 */
export function routeFinder(routes: Routes): (pathname: string) => string | undefined {
  const ids = Object.keys(routes).filter((id) => routes[id]!.path || routes[id]!.index)
  if (!ids.every((id) => segmentsOf(routes, id).every((part) => PLAIN.test(part)))) return () => undefined
  const leaves = ids
    .flatMap((id) => variantsOf(segmentsOf(routes, id)).map((segments) => leafOf(routes, id, segments)))
    .sort((a, b) => b.score - a.score)
  return (pathname) => {
    if (pathname.includes('%') || pathname.startsWith('/__')) return undefined
    const page = pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/')
    return leaves.find(({ pattern }) => pattern.test(page))?.id
  }
}

/** The build with one route and its parents alone. */
export const buildOf = (build: ServerBuild, id: string): ServerBuild => ({
  ...build,
  routes: Object.fromEntries([...parentsOf(build.routes, id), id].map((one) => [one, build.routes[one]!])),
})
