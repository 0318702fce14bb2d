/** The form that nominates a legal vice-principal. */
import type { Context } from '~/access/guard.server'
import { parseInput } from '~/casefile/act.server'
import { ruleBook } from '~/casefile/rules.server'
import type { Nominate } from '../inputs'
import { legalLessonKind } from '../legal-lesson.kind'
import { nominate, schoolsOf } from '../open/nominate.server'

export async function readNominate(c: Context) {
  const schools = await schoolsOf(c)
  const asked = c.url.searchParams.get('school') ?? ''
  return {
    unit: c.actor.unit.name,
    token: c.token,
    today: c.actor.today,
    most: (await ruleBook(c.db)).rule('D4.lvp_schools', c.actor.today).value,
    schools: schools.map((unit) => ({ value: unit.code, label: unit.name })),
    defaults: {
      school: schools.length === 1 ? schools[0]!.code : asked,
      ...c.draft?.initialValue,
    } as Record<string, unknown>,
  }
}
export type NominateData = Awaited<ReturnType<typeof readNominate>>

/** Gives the address to go on to. Throws 422. */
export async function takeNominate(c: Context): Promise<string> {
  for (const name of ['_token', '_intent']) c.form.delete(name)
  const id = await nominate(c, parseInput(legalLessonKind.steps.nominate!, c.form) as Nominate)
  return `/children/legal-education/${id}?done=nominate`
}
