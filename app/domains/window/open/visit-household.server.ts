/** A visit to a household (走访): what was seen and needed, what was promised, and the resident's own word under it. */
import { parseInput, type Ctx } from '~/casefile/act.server'
import type { Received } from '~/casefile/attachments/receive.server'
import { loadCase } from '~/casefile/load-case.server'
import { readContacts } from '~/casefile/read.server'
import { recordVisit } from '~/casefile/visits/record-visit.server'
import { encrypt } from '~/lib/crypto.server'
import { invalid } from '~/lib/errors'
import { household } from '../domain.server'
import { logWarning } from '../rules'
import { householdVisit, type HouseholdVisitInput } from '../steps/inputs'
import { LOOK_TWICE, openProxy, type Opened } from './open-intake.server'

type Sent = { caseId: string | undefined; form: FormData; photos?: readonly Received[] }

/** Gives the matter that a promise became, if there was one. Throws 404, 403, 422. */
export async function visitHousehold(ctx: Ctx, { caseId, form, photos }: Sent): Promise<Opened | null> {
  const { actor, db } = ctx
  const file = await loadCase(db, 'household', caseId)
  for (const name of ['_token', '_intent', '_version']) form.delete(name)
  const shape = { label: '', from: 'open' as const, to: 'same', roles: [], input: householdVisit }
  const given = parseInput(shape, form) as HouseholdVisitInput
  const wrong: Record<string, string[]> = {}
  const reached = given.confirm !== 'absent'
  if (!given.checked)
    for (const name of ['note', 'promised'] as const) {
      const warning = logWarning(given[name])
      if (warning) Object.assign(wrong, { [name]: [warning], checked: [LOOK_TWICE] })
    }
  if (given.promised && !given.promisedMatter) wrong.promisedMatter = ['承诺办理的，请选择事项，会送到乡镇窗口受理']
  if (given.promisedMatter && !given.promised) wrong.promised = ['请写明答应办什么']
  if (given.promised && !reached) wrong.promised = ['家中无人，没有人可以答应；请下次走访再登记']
  if (Object.keys(wrong).length) throw invalid(wrong)
  await recordVisit(household, ctx, { caseId: file.id, form: plainVisit(given, reached), ...(photos && { photos }) })
  const visit = await db.visit.findFirstOrThrow({
    where: { caseId: file.id, byPostId: actor.postId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  const opened = given.promised ? await promise(ctx, file, given) : null
  await db.householdVisit.create({
    data: {
      visitId: visit.id,
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      confirm: given.confirm,
      promisedEnc: given.promised ? encrypt(given.promised, `household_promise:${file.id}`) : null,
      intakeId: opened?.id ?? null,
      intakeNo: opened?.caseNo ?? null,
    },
  })
  if (reached) await db.householdFile.update({ where: { caseId: file.id }, data: { needs: given.needs } })
  return opened
}

/** The visit as the spine's own form sends it. */
function plainVisit(given: HouseholdVisitInput, reached: boolean): FormData {
  const form = new FormData()
  form.set('type', given.type)
  form.set('onDay', given.onDay)
  form.set('reached', reached ? 'yes' : 'no')
  for (const tag of given.tags) form.append('tags', tag)
  if (given.present) form.set('present', given.present)
  if (given.note) form.set('note', given.note)
  return form
}

type Household = Awaited<ReturnType<typeof loadCase>>

/** What was promised becomes a matter at the window of the town, in the name of the household's head. */
async function promise(ctx: Ctx, file: Household, given: HouseholdVisitInput): Promise<Opened> {
  const contacts = await readContacts(ctx, file)
  const own = (what: string) => contacts.find((one) => one.what === what && !one.relation)?.value
  return openProxy(
    ctx,
    {
      name: file.name,
      sex: file.sex === 'F' ? 'F' : 'M',
      birthOn: file.birthOn ?? undefined,
      idNo: undefined,
      phone: own('phone'),
      address: own('address'),
      matter: given.promisedMatter!,
      urgency: 'normal',
      summary: given.promised!,
      replyChannel: 'phone',
      authorisedOn: given.onDay,
      authorityKeptAt: '走访记录',
      checked: true,
    },
    file.id,
  )
}
