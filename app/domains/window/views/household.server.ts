/** A household's card: who lives there, what they need, when they were visited and what was promised. */
import type { Context } from '~/access/guard.server'
import type { Ctx } from '~/casefile/act.server'
import { doneWords } from '~/casefile/ui/done-words'
import { eventsOf, readCaseFrame } from '~/casefile/ui/read-case-frame.server'
import { fileToWork } from '~/casefile/ui/read-outlook.server'
import { trailOf } from '~/casefile/ui/read-forms.server'
import { visitsOf } from '~/casefile/ui/read-visits.server'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import { household } from '../domain.server'
import { confirms, hardships, householdNeeds } from '../terms'
import { identityOf } from './case.server'

const words = (terms: Record<string, string>, codes: readonly string[]) =>
  codes.map((code) => terms[code] ?? code).join('、')

export async function readHouseholdCard(ctx: Ctx, id: string | undefined, url: URL) {
  const timeline = url.searchParams.get('tab') === 'timeline'
  const { file, head, work } = await readCaseFrame(household, ctx, id, ['outline', timeline ? 'timeline' : 'help'])
  const row = await ctx.db.householdFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const ends = await ctx.db.householdVisit.findMany({
    where: { caseId: file.id },
    orderBy: { visitId: 'desc' },
    take: 100,
  })
  const by = new Map(ends.map((end) => [end.visitId, end]))
  return {
    head,
    work: work!,
    done: url.searchParams.get('intake')
      ? `已保存，承诺事项已送窗口受理：${url.searchParams.get('intake')}。`
      : doneWords(household.kind, url),
    timeline: timeline ? await eventsOf(household.kind, ctx, file) : null,
    ...(await identityOf(ctx, file, url)),
    about: {
      members: row.membersCount,
      hardship: words(hardships, row.hardship),
      needs: words(householdNeeds, row.needs),
      lastVisitOn: row.lastVisitOn && dbToDay(row.lastVisitOn),
    },
    visits: timeline
      ? []
      : (await visitsOf(household.kind, ctx, file)).map((visit) => {
          const end = by.get(visit.id)
          return {
            ...visit,
            confirm: end ? confirms[end.confirm as keyof typeof confirms] : '',
            promised: end?.promisedEnc ? decrypt(end.promisedEnc, `household_promise:${file.id}`) : null,
            intake: end?.intakeId ? { id: end.intakeId, no: end.intakeNo! } : null,
          }
        }),
  }
}
export type HouseholdCardData = Awaited<ReturnType<typeof readHouseholdCard>>

export async function readHouseholdVisit(c: Context) {
  const file = await fileToWork(household, c, c.params.id)
  const row = await c.db.householdFile.findUniqueOrThrow({ where: { caseId: file.id } })
  const type = c.url.searchParams.get('type')
  return {
    trail: [...trailOf({ label: '民情档案', path: '/intake/households' }, file), { label: '走访' }],
    person: file.name,
    back: `/intake/households/${file.id}`,
    token: c.token,
    today: c.actor.today,
    defaults: { type: type === 'call' ? 'call' : 'visit', onDay: c.actor.today, confirm: 'signed', needs: row.needs },
  }
}
export type HouseholdVisitData = Awaited<ReturnType<typeof readHouseholdVisit>>
