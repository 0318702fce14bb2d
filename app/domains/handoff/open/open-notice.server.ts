import type { Ctx } from '~/casefile/act.server'
import { openCases, type OpenItem } from '~/casefile/open.server'
import { addPaper } from '~/casefile/papers/add-paper.server'
import { ruleBook } from '~/casefile/rules.server'
import { invalid, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { handoff, releaseNotice } from '../domain.server'
import { freshFacts, type HandoffFacts } from '../facts'
import { wholePaper } from '~/ui/form-inputs'
import { handoffRow, offenceRow } from './handoff-rows'
import type { NewNotice } from '../steps/inputs-open'
import { aboutPerson, bureauOf, identityOf, openProtected, type Opened } from './opening.server'
import { routeRecord } from './read-identity'
import { mustPickup, responsiblePlace } from '../rules'

/** 《刑满释放人员通知书》: by the prison's liaison, or the county's record of one that came on paper. Throws 403, 422. */
export async function openNotice(ctx: Ctx, given: NewNotice): Promise<Opened> {
  const { actor, db } = ctx
  if (actor.role !== 'PR' && actor.role !== 'JC') throw refused()
  const person = identityOf(ctx, given)
  if (given.noticeOn > actor.today) throw invalid({ noticeOn: ['通知日期不能晚于今天'] })
  if (given.releaseDueOn <= person.birthOn) throw invalid({ releaseDueOn: ['释放日早于出生日期，请核对'] })
  const bureau = await bureauOf(ctx, given)
  if (actor.role === 'JC' && bureau.regionCode !== actor.unit.regionCode)
    throw invalid({ residenceCode: ['居住地（没有时户籍地）不在本县，请转告监所发往当地司法局'] })
  const route = routeRecord(
    given,
    { birthOn: person.birthOn, releasedOn: given.releaseDueOn },
    await ruleBook(db),
    actor.today,
  )
  if (typeof route === 'object') throw invalid(route.fields)
  if (route === 'protected') return protect(ctx, given, person, bureau.code)
  if (actor.role === 'JC') {
    const [opened] = await openCases(handoff, ctx, [countyItem(ctx, given, person, bureau.code)])
    await keepPaper(ctx, given, { id: opened!.id, kind: 'handoff', scopeKey: bureau.code })
    return { kind: 'handoff', id: opened!.id, protectedCopy: false }
  }
  const noticeId = uuidv7()
  await openCases(releaseNotice, ctx, [
    {
      ...aboutPerson(given, person),
      id: noticeId,
      step: 'send',
      scopeKey: actor.unit.code,
      state: 'sent',
      openedOn: actor.today,
      ownerPostId: actor.postId,
      lawfulBasis: 'statutory_duty',
      rows: {
        release_notice: [
          {
            notice_on: given.noticeOn,
            release_due_on: given.releaseDueOn,
            release_cert_no: given.releaseCertNo ?? null,
            to_unit: bureau.code,
            offence_code: given.offenceCode ?? null,
            sentence_months: given.sentenceMonths ?? null,
            key_category: given.keyCategory,
          },
        ],
      },
      facts: {
        state: 'sent',
        openedOn: actor.today,
        sex: person.sex,
        birthOn: person.birthOn,
        releaseDueOn: given.releaseDueOn,
        repliedOn: null,
        releasedOn: null,
        signedOn: null,
      },
      due: [],
      input: { toUnit: bureau.code, noticeOn: given.noticeOn, releaseDueOn: given.releaseDueOn },
    },
  ])
  await openCases(handoff, ctx, [{ ...countyItem(ctx, given, person, bureau.code), linkFrom: noticeId }], 'deliver')
  await keepPaper(ctx, given, { id: noticeId, kind: 'release_notice', scopeKey: actor.unit.code })
  return { kind: 'release_notice', id: noticeId, protectedCopy: false }
}

type Person = ReturnType<typeof identityOf>

/** The county's file in 预释放待核. */
function countyItem({ actor }: Ctx, given: NewNotice, person: Person, bureauCode: string): OpenItem<HandoffFacts> {
  const own =
    actor.role === 'PR'
      ? { prison_code: actor.unit.code, prison_name: actor.unit.name }
      : { prison_name: given.prisonName ?? null }
  return {
    ...aboutPerson(given, person),
    step: 'notice',
    scopeKey: bureauCode,
    state: 'pre_notice',
    openedOn: actor.today,
    lawfulBasis: 'statutory_duty',
    rows: {
      handoff_file: [
        handoffRow({
          source_type: 'prison',
          ...own,
          notice_on: given.noticeOn,
          release_due_on: given.releaseDueOn,
          release_cert_no: given.releaseCertNo ?? null,
          key_category: given.keyCategory,
          juvenile_school_records: given.schoolRecords,
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
      state: 'pre_notice',
      openedOn: actor.today,
      sex: person.sex,
      birthOn: person.birthOn,
      sourceType: 'prison',
      scopeKey: bureauCode,
      noticeOn: given.noticeOn,
      releaseDueOn: given.releaseDueOn,
      keyCategory: given.keyCategory,
      mustPickup: mustPickup(given.keyCategory),
    }),
    due: handoff.kind.steps.notice!.due ?? [],
    input: { noticeOn: given.noticeOn, releaseDueOn: given.releaseDueOn },
  }
}

/** No notice, no county file: the envelope, and neutral help at the town's office, or at the bureau when the town is unknown. */
async function protect(ctx: Ctx, given: NewNotice, person: Person, bureauCode: string): Promise<Opened> {
  const { actor, db } = ctx
  const town = (responsiblePlace(given.residenceCode, given.hujiCode) ?? '').slice(0, 9)
  const office =
    town.length === 9
      ? await db.unit.findFirst({
          where: { regionCode: town, kind: 'justice_office', closedOn: null },
          orderBy: { code: 'asc' },
        })
      : null
  const {
    offenceCode,
    sentenceMonths,
    lifeSentence,
    offenceOn,
    releaseDueOn,
    noticeOn,
    releaseCertNo,
    keyCategory,
    schoolRecords,
  } = given
  const record = {
    source: 'notice',
    prison: actor.role === 'PR' ? actor.unit.code : (given.prisonName ?? null),
    offenceCode,
    sentenceMonths,
    lifeSentence,
    offenceOn,
    releaseDueOn,
    noticeOn,
    releaseCertNo,
    keyCategory,
    schoolRecords,
  }
  const how = actor.role === 'PR' ? 'deliver' : 'own'
  const id = await openProtected(ctx, given, person, { unitCode: office?.code ?? bureauCode, needs: [], how }, record)
  return { kind: 'support', id: how === 'own' ? id : null, protectedCopy: true }
}

async function keepPaper(
  { actor, db }: Ctx,
  given: NewNotice,
  file: { id: string; kind: string; scopeKey: string },
): Promise<void> {
  const paper = wholePaper(given.paper)
  if (paper)
    await addPaper(db, file, { ...paper, code: 'notice', step: 'notice', addedBy: actor.postId, at: actor.now })
}
