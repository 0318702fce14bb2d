/** A school with its legal vice-principal, its bureau and an enrolled child, for the tests of legal education. */
import { act } from '~/casefile/act.server'
import { legalLesson, mentoring } from '~/domains/children/legal/domain.server'
import { nominate } from '~/domains/children/legal/open/nominate.server'
import { proposeMentoring } from '~/domains/children/legal/open/propose.server'
import type { Actor } from '~/access/actor'
import { setClock } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { forgetDirectory } from '~/orgs/find-units.server'
import { addParty, inScope, NOON, openAt, rowOf, seedPlaces } from '../../support/cases'
import { testDatabase } from '../../support/database'
import { makePost, signedIn, type SignedIn } from '../../support/people'

export const SCHOOL = '340705001-SC1'
export const OTHER_SCHOOL = '340705002-SC1'
export const FAR_SCHOOL = '340706001-SC1'
const YEAR = '2027-06-30'

export async function ready(): Promise<void> {
  setClock(NOON.toISOString())
  await testDatabase()
  await seedPlaces()
  forgetDirectory()
}

export const person = async (
  role: 'SP' | 'EC' | 'LV',
  unit: string,
  given: { name?: string; until?: string } = {},
): Promise<SignedIn> =>
  signedIn(await makePost({ role, unit, name: given.name ?? `${role}甲`, authorisedUntil: given.until ?? YEAR }))

/** The actor of somebody who is signed in. */
export const actorFor = (who: SignedIn, base: Actor): Actor => ({
  ...base,
  userId: who.userId,
  userName: who.name,
  postId: who.id,
  sessionId: who.sessionId,
  holders: base.role === 'LV' ? [who.id] : [who.id, who.unit],
})

export const form = (fields: Record<string, string | readonly string[]>): FormData => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one as string)
  return data
}

/** 340799 + birth + serial with its check character. */
export function idNo(birth: string, serial = 1): string {
  const body = `340799${birth.replaceAll('-', '')}${String(serial).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return body + '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11]!
}

export const letter = (given: Record<string, unknown> = {}) => ({
  school: SCHOOL,
  name: '石明法',
  idNo: idNo('1980-04-04'),
  organ: 'court' as const,
  organName: '区人民法院',
  duty: '一级法官',
  retired: false,
  paper: { title: '推荐函', onDay: '2026-11-20', keptAt: '办公室' },
  ...given,
})

export const step = async (who: Actor, id: string, name: string, fields: Record<string, string | readonly string[]>) =>
  inScope(who, async (ctx) =>
    act(legalLesson, ctx, { caseId: id, step: name, version: (await rowOf(id)).version, form: form(fields) }),
  )
export const mentorStep = async (
  who: Actor,
  id: string,
  name: string,
  fields: Record<string, string | readonly string[]>,
) =>
  inScope(who, async (ctx) =>
    act(mentoring, ctx, { caseId: id, step: name, version: (await rowOf(id)).version, form: form(fields) }),
  )

/** Nominated, appointed and serving; gives the file's id. */
export async function serving(
  hands: { sp: Actor; ec: Actor; postId?: string },
  given: Record<string, unknown> = {},
  term: { fromOn?: string; untilOn?: string } = {},
): Promise<string> {
  const id = await inScope(hands.sp, (ctx) => nominate(ctx, letter({ school: hands.sp.unit.code, ...given })))
  const { fromOn = '2026-09-01', untilOn = '2029-08-31' } = term
  await step(hands.ec, id, 'appoint', { fromOn, untilOn })
  await step(hands.sp, id, 'begin', {
    onDay: fromOn,
    trainingHours: '8',
    ...(hands.postId && { postId: hands.postId }),
  })
  return id
}

export const lesson = (given: Record<string, string> = {}) => ({
  onDay: '2026-11-20',
  className: '七年级2班',
  topic: 'rights',
  hours: '2',
  headCount: '41',
  ...given,
})

/** A child of a village, enrolled at the school. */
export async function enrolled(name = '欧阳小明', school = SCHOOL): Promise<string> {
  const [child] = await openAt('child', '340705001001-VC1', [
    { person: { idType: 'none', noIdReason: '试验', name, sex: 'M', birthOn: '2013-05-05' } },
  ])
  await addParty(child!.id, school, { part: 'school', view: 'school', untilAt: '2099-01-01T00:00:00Z' })
  return child!.id
}

export const proposal = (childId: string, serviceId: string) => ({
  childId,
  serviceId,
  className: '七年级2班',
  needs: ['peers' as const],
  contactName: '余老师',
  contactPhone: '13800000000',
})

export const consent = (given: Record<string, string> = {}) => ({
  guardian: '欧阳奶奶',
  method: 'paper',
  signedOn: '2026-11-20',
  keptAt: '德育处',
  asked: 'on',
  childView: '想学会和同学说话',
  untilOn: '2027-07-01',
  ...given,
})

/** Proposed and agreed; gives the file's id. */
export async function agreed(sp: Actor, childId: string, serviceId: string): Promise<string> {
  const id = await inScope(sp, (ctx) => proposeMentoring(ctx, proposal(childId, serviceId)))
  await mentorStep(sp, id, 'agree', consent())
  return id
}

export const nobody = uuidv7
