/** The page of one step of one file, of any of the room's kinds. */
import type { Context } from '~/access/guard.server'
import type { CaseRow, Domain } from '~/casefile/domain'
import type { BaseFacts } from '~/casefile/kind'
import { openStep } from '~/casefile/ui/read-outlook.server'
import { stepData } from '~/casefile/ui/step-data.server'
import { ruleBook } from '~/casefile/rules.server'
import { formatInstant } from '~/lib/dates'
import { stepOptions } from './choices.server'
import { handoff, releaseNotice, support } from '../domain.server'
import type { HandoffFacts } from '../facts'
import { isMinor } from '../rules'
import type { StepPageData } from '../pages/steps/step-page'
import { handoffForms, noticeForms, supportForms } from '../pages/steps/step-forms'

export const bases = { handoff: '/handoff', release_notice: '/handoff/notices', support: '/support' } as const
export const homes = { handoff: '安置帮教', release_notice: '预释放通知', support: '帮扶服务' } as const
type RoomKind = keyof typeof bases

const forms = { handoff: handoffForms, release_notice: noticeForms, support: supportForms }
type About = StepPageData['about']
const plain: Pick<About, 'mustPickup' | 'minor' | 'releaseDueOn'> = {
  mustPickup: false,
  minor: false,
  releaseDueOn: null,
}

async function page<F extends BaseFacts>(
  kind: RoomKind,
  domain: Domain<F>,
  c: Context,
  own: (file: CaseRow, facts: F) => Promise<{ about?: Partial<About>; defaults?: Record<string, unknown> }>,
  guess?: (facts: F) => F,
): Promise<StepPageData> {
  const opened = await openStep(domain, c, {
    id: c.params.id,
    step: c.params.step,
    ...(guess && { guess }),
  })
  const { file, facts, step } = opened
  const { about, defaults } = await own(file, facts)
  return {
    ...stepData({ label: homes[kind], path: bases[kind] }, c, opened),
    kind,
    options: await stepOptions(c, file, forms[kind][step]?.lists ?? []),
    about: { sex: file.sex, ...plain, ...about },
    defaults: { onDay: c.actor.today, ...defaults },
  }
}

/** If it is done today: the days that duties are counted from. */
const doneToday =
  (today: string) =>
  (facts: HandoffFacts): HandoffFacts => ({
    ...facts,
    handedOverOn: facts.handedOverOn ?? today,
    registeredOn: facts.registeredOn ?? today,
    returnedOn: today,
    noShowOn: today,
    verifyFrom: today,
    helpStartedOn: facts.helpStartedOn ?? today,
    unreachableOn: today,
    transferredOn: today,
    disputedOn: today,
    endReviewedOn: facts.endReviewedOn ?? today,
    openMeasureOn: facts.openMeasureOn ?? today,
  })

export async function readHandoffStep(c: Context): Promise<StepPageData> {
  const { today } = c.actor
  return page(
    'handoff',
    handoff,
    c,
    async (file, facts) => {
      const book = await ruleBook(c.db)
      const minor = isMinor(facts.birthOn, facts.releaseDueOn ?? today, (rule) => book.rule(rule, today).value)
      return {
        about: { mustPickup: facts.mustPickup, minor, releaseDueOn: facts.releaseDueOn },
        defaults: await handoffDefaults(c, file, facts),
      }
    },
    doneToday(today),
  )
}

export const readNoticeStep = (c: Context): Promise<StepPageData> =>
  page('release_notice', releaseNotice, c, async (_file, facts) => ({
    about: { releaseDueOn: facts.releaseDueOn },
    defaults: { signedOn: c.actor.today },
  }))

export const readSupportStep = (c: Context): Promise<StepPageData> =>
  page('support', support, c, async (_file, facts) => ({ defaults: { needs: [...facts.needs] } }))

/** What is known already stands in the form. */
async function handoffDefaults(
  { actor, db }: Context,
  file: CaseRow,
  facts: HandoffFacts,
): Promise<Record<string, unknown>> {
  const { today } = actor
  const row = await db.handoffFile.findUnique({
    where: { caseId: file.id },
    select: {
      needs: true,
      insuranceStatus: true,
      pickupAt: true,
      pickupMode: true,
      pickupTransport: true,
      tonight: true,
      releaseCertNo: true,
      guidanceOwner: true,
      contactOwner: true,
      supportOwner: true,
      pairHelperPostId: true,
    },
  })
  const group = await db.handoffGroupMember.findMany({
    where: { caseId: file.id, untilOn: null },
    orderBy: { id: 'asc' },
  })
  const release = facts.releaseDueOn
  return {
    needs: row?.needs ?? [],
    insuranceStatus: row?.insuranceStatus ?? [],
    keyCategory: [...facts.keyCategory],
    residenceCode: file.residenceCode?.slice(0, 9) ?? '',
    townUnit: file.residenceCode ? `${file.residenceCode.slice(0, 9)}-JO1` : '',
    pickupMode: row?.pickupMode ?? '',
    pickupAt: row?.pickupAt ? formatInstant(row.pickupAt).replace(' ', 'T') : release ? `${release}T09:00` : '',
    transport: row?.pickupTransport ?? '',
    tonight: row?.tonight ?? '',
    releasedOn: facts.releasedOn ?? (release && release <= today ? release : today),
    handedOverAt: formatInstant(actor.now).replace(' ', 'T'),
    releaseCertNo: row?.releaseCertNo ?? '',
    firstTalkOn: facts.firstTalkOn ?? today,
    familyToldOn: today,
    agreementOn: today,
    pairDeclaredOn: today,
    declinedOn: today,
    consentOn: today,
    referredOn: today,
    resultOn: today,
    guidanceOwner: row?.guidanceOwner ?? '',
    contactOwner: row?.contactOwner ?? '',
    supportOwner: row?.supportOwner ?? '',
    group: group.map((one) => ({ name: one.name, kind: one.member, sex: one.sex ?? '' })),
    placementType: facts.placementType,
    ...(facts.placedOn && { placedOn: facts.placedOn }),
    supportLevel: facts.supportLevel ?? '',
    stands: 'yes',
  }
}
