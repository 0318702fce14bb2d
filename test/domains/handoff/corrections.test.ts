import { afterAll, beforeAll, expect, it } from 'vitest'
import { correct } from '~/casefile/correct.server'
import { handoff } from '~/domains/handoff/domain.server'
import { setClock } from '~/lib/dates'
import { actorOf, formOf, inScope, rowOf } from '../../support/cases'
import { asSuperuser } from '../../support/database'
import { OFFICE, seedPapers, send, verify } from './papers'

const TJ = actorOf('TJ', OFFICE)
beforeAll(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  await seedPapers()
})
afterAll(() => setClock(null))

const toBeMet = async (id: string) =>
  (
    await asSuperuser<{ met: boolean; categories: string[] }>(
      'SELECT must_pickup AS met, key_category AS categories FROM handoff_file WHERE case_id = $1',
      [id],
    )
  )[0]!
async function mend(id: string, keyCategory: string[]) {
  const form = formOf({ field: 'keyCategory', reason: '核对原件', paper: '监狱来函' })
  for (const one of keyCategory) form.append('value', one)
  return inScope(TJ, async (ctx) => correct(handoff, ctx, { caseId: id, version: (await rowOf(id)).version, form }))
}

it('a corrected key category decides anew who must be met at the gate (SR-03)', async () => {
  const { id } = await send()
  await verify(id)
  const [before] = [await toBeMet(id)]
  expect(before.met).toBe(before.categories.length > 0)
  const other = before.categories.includes('no_home') ? [] : ['no_home']
  await mend(id, other)
  expect(await toBeMet(id)).toEqual({ met: other.length > 0, categories: other })
  await mend(id, before.categories.length ? before.categories : [])
  expect(await toBeMet(id)).toEqual(before)
})
