import type { Ctx } from '~/casefile/act.server'
import { openCases } from '~/casefile/open.server'
import { ruleBook } from '~/casefile/rules.server'
import { dayOf } from '~/lib/dates'
import { invalid } from '~/lib/errors'
import { handoff } from '../domain.server'
import { freshFacts } from '../facts'
import { instantOf } from '~/ui/form-inputs'
import { handoffRow, offenceRow } from './handoff-rows'
import type { NewWalkIn } from '../steps/inputs-open'
import { aboutPerson, identityOf, officeOf, openProtected, type Opened } from './opening.server'
import { routeRecord } from './read-identity'
import { mustPickup } from '../rules'

/** 来访登记: somebody stands at the counter without a notice; the file opens as handed over, today. Throws 403, 422. */
export async function openWalkIn(ctx: Ctx, given: NewWalkIn): Promise<Opened> {
  const { actor, db } = ctx
  const person = identityOf(ctx, given)
  const arrived = instantOf(given.arrivedAt)
  const arrivedOn = dayOf(arrived)
  if (arrivedOn > actor.today) throw invalid({ arrivedAt: ['来访时间不能晚于今天'] })
  if (given.releasedOn > arrivedOn) throw invalid({ releasedOn: ['释放日不能晚于来访日'] })
  if (given.releasedOn <= person.birthOn) throw invalid({ releasedOn: ['释放日早于出生日期，请核对'] })
  const office = await officeOf(ctx, given.townUnit)
  const route = routeRecord(
    given,
    { birthOn: person.birthOn, releasedOn: given.releasedOn },
    await ruleBook(db),
    actor.today,
  )
  if (typeof route === 'object') throw invalid(route.fields)
  if (route === 'protected') {
    const { offenceCode, sentenceMonths, lifeSentence, offenceOn, releasedOn, prisonName, releaseCertNo } = given
    const record = {
      source: 'walk_in',
      offenceCode,
      sentenceMonths,
      lifeSentence,
      offenceOn,
      releasedOn,
      prisonName,
      releaseCertNo,
    }
    return {
      kind: 'support',
      id: await openProtected(ctx, given, person, { unitCode: office.code, needs: given.needs, how: 'own' }, record),
      protectedCopy: true,
    }
  }
  const [opened] = await openCases(handoff, ctx, [
    {
      ...aboutPerson(given, person),
      step: 'walk_in',
      scopeKey: office.code,
      state: 'handed_over',
      openedOn: actor.today,
      eventOn: arrivedOn,
      ownerPostId: actor.role === 'TJ' ? actor.postId : null,
      lawfulBasis: 'statutory_duty',
      rows: {
        handoff_file: [
          handoffRow({
            source_type: 'walk_in',
            prison_name: given.prisonName ?? null,
            released_on: given.releasedOn,
            release_cert_no: given.releaseCertNo ?? null,
            key_category: given.keyCategory,
            needs: given.needs,
            tonight: given.tonight ?? null,
            handed_over_at: arrived.toISOString(),
            handover_place: actor.unit.name,
            responsible_town: office.regionCode,
          }),
        ],
        handoff_offence: [
          offenceRow({
            offenceCode: given.offenceCode,
            sentenceMonths: given.sentenceMonths,
            juvenileAtOffence: given.juvenileAtOffence === 'yes',
          }),
        ],
      },
      facts: freshFacts({
        state: 'handed_over',
        openedOn: actor.today,
        sex: person.sex,
        birthOn: person.birthOn,
        sourceType: 'walk_in',
        scopeKey: office.code,
        releasedOn: given.releasedOn,
        handedOverOn: arrivedOn,
        keyCategory: given.keyCategory,
        mustPickup: mustPickup(given.keyCategory),
      }),
      due: handoff.kind.steps.walk_in!.due ?? [],
      input: { arrivedAt: given.arrivedAt, releasedOn: given.releasedOn, note: given.note },
    },
  ])
  return { kind: 'handoff', id: opened!.id, protectedCopy: false }
}
