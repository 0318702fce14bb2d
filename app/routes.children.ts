/** D4, left-behind children (留守儿童): the addresses below /children. */
import { prefix, type RouteConfigEntry } from '@remix-run/route-config'

export const childrenRoutes: RouteConfigEntry[] = [
  ...prefix('children', [
    // the census and the child's file

    // calls and pairing

    // legal vice-principals, lessons and mentoring

    // mandatory reports
  ]),
  // what every file of it has
]
