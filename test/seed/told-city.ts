/** The demo city as rows, told without a database, for tests. */
import { setClock } from '~/lib/dates'
import { classOf, type Seat } from '../../prisma/seed/accounts'
import { demoAccounts } from '../../prisma/seed/staff'
import { generateChildren } from '../../prisma/seed/children'
import { generateCohort } from '../../prisma/seed/cohort'
import { makeWorld } from '../../prisma/seed/demo'
import { orgRows } from '../../prisma/seed/org'
import { generateStates } from '../../prisma/seed/states'
import { generateWindow } from '../../prisma/seed/window'

/** The day on which the tests tell it. */
export const TOLD_AT = '2026-11-23T08:31:00+08:00'

const hex = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** Posts of the demo accounts with ids of their own. */
export function seats(): Seat[] {
  const names = new Map(orgRows().unit.map((row) => [row.code as string, row.name as string]))
  const list = [...demoAccounts].sort((a, b) => (a.username < b.username ? -1 : 1))
  return list.flatMap(({ username, name, posts }, i) =>
    posts.map(({ role, unit, classCode }, k) => ({
      postId: hex(i * 10 + k),
      userId: username,
      userName: name,
      username,
      role,
      unit,
      unitName: names.get(unit)!,
      classCode: classOf(role, unit, classCode),
    })),
  )
}

/** Cohort, states, the window and the children at an instant; the clock is set to it. */
export function tellCity(at = TOLD_AT) {
  setClock(at)
  const world = makeWorld(seats())
  const cohort = generateCohort(world)
  const states = generateStates(world)
  const window = generateWindow(world)
  const children = generateChildren(world)
  const tellers = [cohort, states, window, children]
  return { world, cohort, states, window, children, lives: tellers.flatMap(({ told }) => told.lives) }
}
