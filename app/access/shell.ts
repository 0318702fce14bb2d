import type { Actor } from './actor'
import { roles, type Role } from './roles'

/** What the layout needs of the actor: it takes post and menu from the leaf route's data. */
export type Shell = {
  name: string
  role: Role
  roleLabel: string
  unitName: string
  unitKind: string
  token: string
  /** Days until the password is too old, when they are few. */
  passwordDays?: number
}

export const shellOf = (actor: Actor, token: string): Shell => ({
  name: actor.userName,
  role: actor.role,
  roleLabel: roles[actor.role],
  unitName: actor.unit.name,
  unitKind: actor.unit.kind,
  token,
  ...(actor.passwordDays !== undefined && { passwordDays: actor.passwordDays }),
})
