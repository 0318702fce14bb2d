/** The map of addresses. Each line is a route file in app/routes; the file guards, calls one verb and renders. */
import { index, prefix, route, type RouteConfig } from '@remix-run/route-config'

export default [
  // my work and the way in
  index('routes/desk.tsx'),
  route('sign-in', 'routes/sign-in.tsx'),
  route('sign-out', 'routes/sign-out.tsx'),
  route('posts', 'routes/posts.tsx'),
  // people

  // approvals, referrals

  // D1: help after release
  ...prefix('handoff', [
  ]),

  // access to one file

  // help
] satisfies RouteConfig
