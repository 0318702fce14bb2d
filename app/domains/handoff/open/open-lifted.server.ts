import type { Ctx } from '~/casefile/act.server'
import { openCases } from '~/casefile/open.server'
import { ruleBook } from '~/casefile/rules.server'
import { invalid } from '~/lib/errors'
import { handoff } from '../domain.server'
import { freshFacts } from '../facts'
import { wholePaper } from '~/ui/form-inputs'
import { handoffRow, offenceRow } from './handoff-rows'
import type { NewLifted } from '../steps/inputs-open'
import { addPaper } from '~/casefile/papers/add-paper.server'
import { aboutPerson, identityOf, officeOf, openProtected, type Opened } from './opening.server'
import { routeRecord } from './read-identity'
import { helpPeriod, liftedComplaints, mustPickup } from '../rules'

/** 解除社区矫正转入: after 管制, 假释 or 暂予监外执行; after 缓刑 only when the person asks (D1-edge-05). Throws 403, 422. */
export async function openLifted(ctx: Ctx, given: NewLifted): Promise<Opened> {
  const { actor, db } = ctx
  const person = identityOf(ctx, given)
  const wrong = liftedComplaints(given)
  if (Object.keys(wrong).length) throw invalid(wrong)
  if (given.liftedOn > actor.today) throw invalid({ liftedOn: ['解除日不能晚于今天'] })
  if (given.liftedOn <= person.birthOn) throw invalid({ liftedOn: ['解除日早于出生日期，请核对'] })
  const office = await officeOf(ctx, given.townUnit)
  const book = await ruleBook(db)
  const route = routeRecord(given, { birthOn: person.birthOn, releasedOn: given.liftedOn }, book, actor.today)
  if (typeof route === 'object') throw invalid(route.fields)
  if (route === 'protected') {
    const { offenceCode, sentenceMonths, lifeSentence, offenceOn, liftedOn, liftedType } = given
    const record = { source: 'cc_lifted', offenceCode, sentenceMonths, lifeSentence, offenceOn, liftedOn, liftedType }
    return {
      kind: 'support',
      id: await openProtected(ctx, given, person, { unitCode: office.code, needs: given.needs, how: 'own' }, record),
      protectedCopy: true,
    }
  }
  const period = helpPeriod('cc_lifted', given.liftedOn, (rule) => book.rule(rule, given.liftedOn).value)
  const endOn = given.helpEndOn ?? period.endOn
  if (endOn <= period.startOn) throw invalid({ helpEndOn: ['帮教结束日应晚于解除日'] })
  const [opened] = await openCases(handoff, ctx, [
    {
      ...aboutPerson(given, person),
      step: 'cc_lifted',
      scopeKey: office.code,
      state: 'registered',
      openedOn: actor.today,
      ownerPostId: actor.role === 'TJ' ? actor.postId : null,
      lawfulBasis: given.liftedType === 'probation' ? 'consent' : 'statutory_duty',
      rows: {
        handoff_file: [
          handoffRow({
            source_type: 'cc_lifted',
            released_on: given.liftedOn,
            key_category: given.keyCategory,
            needs: given.needs,
            responsible_town: office.regionCode,
            help_start_on: period.startOn,
            help_end_on: endOn,
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
        state: 'registered',
        openedOn: actor.today,
        sex: person.sex,
        birthOn: person.birthOn,
        sourceType: 'cc_lifted',
        scopeKey: office.code,
        releasedOn: given.liftedOn,
        registeredOn: actor.today,
        helpStartOn: period.startOn,
        helpEndOn: endOn,
        keyCategory: given.keyCategory,
        mustPickup: mustPickup(given.keyCategory),
      }),
      due: handoff.kind.steps.cc_lifted!.due ?? [],
      input: { liftedOn: given.liftedOn, liftedType: given.liftedType, note: given.note },
    },
  ])
  const paper = wholePaper(given.paper)
  if (paper)
    await addPaper(
      db,
      { id: opened!.id, kind: 'handoff', scopeKey: office.code },
      { ...paper, code: 'cc_lifted', step: 'cc_lifted', addedBy: actor.postId, at: actor.now },
    )
  return { kind: 'handoff', id: opened!.id, protectedCopy: false }
}
