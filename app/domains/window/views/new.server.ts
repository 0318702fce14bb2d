/** The forms that take a matter in and open a household's card; what they lead to. */
import type { Context } from '~/access/guard.server'
import { parseInput } from '~/casefile/act.server'
import { householdKind } from '../household.kind'
import { intakeKind } from '../intake.kind'
import { openHousehold } from '../open/open-household.server'
import { openIntake, openProxy } from '../open/open-intake.server'
import type { NewHousehold, NewIntake, NewProxy } from '../steps/inputs'

export const readNew = (c: Context, defaults: Record<string, unknown> = {}) => ({
  token: c.token,
  today: c.actor.today,
  unit: c.actor.unit.name,
  defaults: { ...defaults, ...c.draft?.initialValue } as Record<string, unknown>,
})
export type NewData = ReturnType<typeof readNew>

function inputOf<T>(kind: { steps: Record<string, unknown> }, step: string, form: FormData): T {
  for (const name of ['_token', '_intent']) form.delete(name)
  return parseInput(kind.steps[step] as never, form) as T
}

/** Each gives the address to go on to. Throws 422. */
export async function takeIn(c: Context): Promise<string> {
  const { id, paged } = await openIntake(c, inputOf<NewIntake>(intakeKind, 'receive', c.form))
  return `/intake/${id}?done=receive${paged === null ? '' : `&paged=${paged}`}`
}
export async function takeInFor(c: Context): Promise<string> {
  const { id } = await openProxy(c, inputOf<NewProxy>(intakeKind, 'proxy', c.form))
  return `/intake/${id}?done=proxy`
}
export async function openCard(c: Context): Promise<string> {
  const id = await openHousehold(c, inputOf<NewHousehold>(householdKind, 'register', c.form))
  return `/intake/households/${id}?done=register`
}
