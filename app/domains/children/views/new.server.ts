/** The form that registers a child, and what it leads to. */
import type { Context } from '~/access/guard.server'
import { parseInput } from '~/casefile/act.server'
import { findUnits, regionsBelow } from '~/orgs/find-units.server'
import { regionOptions } from '~/orgs/region-options.server'
import { childKind } from '../child.kind'
import { openChild } from '../open/open-child.server'
import type { NewChild } from '../steps/inputs'

export const schoolOptions = async ({ db, actor }: Pick<Context, 'db' | 'actor'>) => {
  const schools = await findUnits(db, 'school', actor.unit.regionCode.slice(0, 6))
  return schools.map((school) => ({ value: school.code, label: school.name }))
}

export async function readNewChild(c: Context) {
  const { actor, db } = c
  const own = actor.unit.regionCode
  const villages =
    own.length === 12
      ? [{ value: own, label: actor.unit.regionName }]
      : (await regionsBelow(db, own, 'village')).map(({ code, name }) => ({ value: code, label: name }))
  return {
    token: c.token,
    today: actor.today,
    unit: actor.unit.name,
    villages,
    regions: await regionOptions(c, own),
    schools: await schoolOptions(c),
    defaults: {
      idType: 'resident',
      category: 'left_behind',
      residenceCode: villages.length === 1 ? villages[0]!.value : undefined,
      hujiCode: own.slice(0, 9),
      ...c.draft?.initialValue,
    } as Record<string, unknown>,
  }
}
export type NewChildData = Awaited<ReturnType<typeof readNewChild>>

/** Gives the address to go on to. Throws 422. */
export async function registerChild(c: Context): Promise<string> {
  for (const name of ['_token', '_intent']) c.form.delete(name)
  const id = await openChild(c, parseInput(childKind.steps.register!, c.form) as NewChild)
  return `/children/${id}?done=register`
}
